"""The small pieces that a page shows hundreds of: words of a report, glosses, parties, labels, lines for reports.

They are what `macros.html` offers under the same names; a macro takes five times as long as such a function.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlencode

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from khabar.export.gloss import Gloss
from khabar.web.interface import Interface

# Every value goes into these by `%` or `join`, which escape whatever is no markup.
_NOTHING = Markup()
_ARABIC = Markup('<bdi class="ar" dir="rtl" lang="ar">%s</bdi>')
_GLOSS = Markup('<span class="gloss" lang="en" dir="ltr">%s</span>\n')
_ITALIC = Markup("<i>%s</i>")
_PARTY = Markup('<a class="party" href="%s"><bdi>%s</bdi></a>')
_TAG = Markup('<span class="tag %s">%s</span>')
_SURE = Markup('<span class="sure">%s</span>')
_REPORT = Markup('<span class="report-line"><a href="/reports/%s"><bdi>%s</bdi></a>%s · %s</span>\n')
_FACT = Markup(" · <bdi>%s</bdi>")
_DAY = Markup('<time datetime="%s">%s</time>')


class Line(Protocol):
    """What a line for a report is made of: a `ReportLine`, or a source that has the same fields."""

    @property
    def id(self) -> str:
        """The report's."""

    @property
    def uri(self) -> str | None:
        """Where it was met."""

    @property
    def title(self) -> str | None:
        """Its title."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def agency(self) -> str | None:
        """Whom it credits."""

    @property
    def published(self) -> dt.date | None:
        """Its day."""


def arabic(words: str) -> Markup:
    """Return words of a report."""
    return _ARABIC % (words,)


def gloss(runs: Iterable[Gloss]) -> Markup:
    """Return a word-for-word gloss (`Worded.gloss`), in italics what is only romanised; nothing for none."""
    said = _NOTHING.join(run.text if run.known else _ITALIC % (run.text,) for run in runs)
    return _GLOSS % (said,) if said else _NOTHING


@lru_cache(maxsize=8192)
def party(ident: str, name: str) -> Markup:
    """Return a party's name, leading to its page; ident: an entity's id, a Wikidata id or a name."""
    return _PARTY % (f"/party?{urlencode({'party': ident})}" if ident else "/party", name)


@pass_context
def tag(context: Context, value: str | None) -> Markup:
    """Return a value of the record (act, status, kind …) as a small label, coloured by what it is; nothing for none."""
    return _tag(value, context["interface"]) if value else _NOTHING


@lru_cache(maxsize=1024)
def _tag(value: str, interface: Interface) -> Markup:
    return _TAG % (value, interface.label(value))


@pass_context
def sure(context: Context, confidence: float) -> Markup:
    """Return how sure the reading is of a claim."""
    interface: Interface = context["interface"]
    return _SURE % (interface.gettext("%(share)s sure", share=interface.share(confidence)),)


@pass_context
def report_line(context: Context, report: Line, claim: str | None = None, beginning: str | None = None) -> Markup:
    """Return where a claim comes from: a report in a line.

    claim: the id of the claim it leads to; beginning: its first words, where it has no title (`Store.beginnings`).
    """
    interface: Interface = context["interface"]
    say = interface.gettext
    name = report.title or beginning or report.outlet or report.agency or report.uri or say("Report")
    facts = _NOTHING.join(_FACT % (fact,) for fact in (report.outlet, report.agency) if fact and fact != name)
    day = report.published
    when = _DAY % (day.isoformat(), interface.day(day)) if day else say("day not known")
    return _REPORT % (f"{report.id}#c-{claim}" if claim else report.id, name, facts, when)


PIECES = {"arabic": arabic, "gloss": gloss, "party": party, "tag": tag, "sure": sure, "report_line": report_line}
"""The pieces by the names they have in templates."""
