"""A dossier as a self-contained page, and as Markdown."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from khabar.export.english import ACTS, KINDS, STATUSES, days
from khabar.export.gloss import LABEL
from khabar.export.markdown import escape as escape_markdown
from khabar.record import Act, ProposalKind
from khabar.store.dossier import Dossier
from khabar.store.dossier.sketch import svg


def html(dossier: Dossier) -> str:
    """Return the dossier as one HTML page that needs nothing else."""
    page = _environment().get_template("dossier.html")
    return page.render(d=dossier, map=svg(dossier.points))


def markdown(dossier: Dossier) -> str:
    """Return the dossier as Markdown; a map is given as a table of places."""
    return _environment().get_template("dossier.md").render(d=dossier)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("khabar.store.dossier"),
        autoescape=select_autoescape(),  # by the template's name: HTML is, Markdown is not
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "act": lambda value: ACTS[Act(value)],
        "kind": lambda value: KINDS[ProposalKind(value)],
        "statuses": STATUSES,
        "days": days,
        "label": LABEL,
    }
    made.filters["md"] = lambda words: escape_markdown(str(words)).replace("\n", " ")
    return made
