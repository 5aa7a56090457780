"""A record as one self-contained page: the report with its claims marked in place, the record beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from khabar.export.english import ACTS, STATUSES, Wording, days, entity_name
from khabar.export.gloss import LABEL, runs
from khabar.record import Act, Record, Span

# Outermost first: a mark drawn later lies inside or over one drawn before.
_LAYERS = ("statement", "cue", "proposal", "event", "party", "place", "time")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("khabar.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page_start(record: Record) -> str:
    """Return the head of a page, titled after its first record."""
    return _environment().get_template("head.html").render(title=record.source.title or record.source.uri or "khabar")


def page_end() -> str:
    """Return the end of a page."""
    return "</body>\n</html>\n"


def page_section(record: Record) -> str:
    """Return one record as a section: text and claims."""
    wording = Wording(record)
    return (
        _environment()
        .get_template("record.html")
        .render(
            record=record,
            wording=wording,
            pieces=list(marked(record)),
            numbers={p.id: f"P{i}" for i, p in enumerate(record.proposals, 1)},
            introduced=set(),
            silences=[s for s in record.statements if s.act is Act.NO_COMMENT],
            label=LABEL,
            runs=runs,
            acts=ACTS,
            statuses=STATUSES,
            days=days,
            entity_name=entity_name,
        )
    )


def claims(record: Record) -> Iterator[tuple[Span, str, str]]:
    """Yield every span with its layer and the id of its claim; the layer "statement" is that of contents."""
    for statement in record.statements:
        if statement.content:
            yield statement.content, "statement", statement.id
        yield statement.cue, "cue", statement.id
    for proposal in record.proposals:
        yield from ((span, "proposal", proposal.id) for span in proposal.mentions)
    for event in record.events:
        yield event.trigger, "event", event.id
    for entity in record.entities:
        yield from ((mention.span, "party", entity.id) for mention in entity.mentions)
    for place in record.places:
        yield from ((span, "place", place.id) for span in place.mentions)
    for time in record.times:
        yield time.span, "time", time.id


def marked(record: Record) -> Iterator[dict[str, Any]]:
    """Cut the text wherever a claim begins or ends: {text, layers, ids} per piece; joined they are the text.

    Claims overlap freely, so marks are not nested: each piece carries all the layers that lie over it. A cut
    inside a word keeps its letters joined, because the pieces are inline and no space comes between them; only lam
    and alif are one glyph, which no cut may part.
    """
    text = record.source.text
    opens: dict[int, list[tuple[str, str]]] = {}
    closes: dict[int, list[tuple[str, str]]] = {}
    for span, layer, id_ in claims(record):
        opens.setdefault(_before_ligature(text, span.start), []).append((layer, id_))
        closes.setdefault(_after_ligature(text, span.end), []).append((layer, id_))
    active: list[tuple[str, str]] = []
    position = 0
    for cut in sorted({*opens, *closes, len(text)}):
        if cut > position:
            over = sorted(set(active), key=lambda claim: (_LAYERS.index(claim[0]), claim[1]))
            yield {
                "text": text[position:cut],
                "layers": list(dict.fromkeys(layer for layer, _ in over)),
                "ids": list(dict.fromkeys(id_ for _, id_ in over)),
            }
            position = cut
        for claim in closes.get(cut, ()):
            active.remove(claim)
        active += opens.get(cut, ())


def _parts_ligature(text: str, cut: int) -> bool:
    return 0 < cut < len(text) and text[cut - 1] == "ل" and text[cut] in "اأإآ"


def _before_ligature(text: str, start: int) -> int:
    return start - 1 if _parts_ligature(text, start) else start


def _after_ligature(text: str, end: int) -> int:
    return end + 1 if _parts_ligature(text, end) else end
