"""How claims were made: which rule, which lexicon entry, what the neural reader thought.

Read anew for that: the record keeps of each claim the rule and how sure it is, not every step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from khabar.record import Report, Source

if TYPE_CHECKING:  # spaCy waits until a report is read
    from khabar.reading.analysis import Piece


class Claim(NamedTuple):
    """One claim and how it was made."""

    id: str
    what: str
    start: int
    end: int
    words: str
    by: str
    entry: str
    confidence: float | None
    reader: str = ""


def claims(report: Report, *, model: bool = False) -> Iterator[Claim]:
    """Yield every claim of a report's reading with its rule and lexicon entry; with the neural reader also what it said."""
    from khabar.assemble import Assembly
    from khabar.explanation.reader_part import on_event, on_statement
    from khabar.reading import read_report
    from khabar.reading.confidence import confidence

    analysis = read_report(report, model=model)
    ids = Assembly(analysis)
    alone = read_report(report) if analysis.hints is not None else analysis

    def claim(id_: str, what: str, piece: Piece, how: tuple[str, str, float | None], reader: str = "") -> Claim:
        return Claim(id_, what, piece.start, piece.end, analysis.text_of(piece), *how, reader)

    for id_, time in zip(ids.times, analysis.times, strict=True):
        yield claim(id_, f"time ({time.kind})", time.piece, (time.by, "", None))
    for id_, place in zip(ids.places, analysis.places, strict=True):
        for piece in place.mentions:
            yield claim(id_, f"place {place.name}", piece, (place.by, "", None))
    for id_, party in zip(ids.entities, analysis.parties, strict=True):
        for mention in party.mentions:
            piece = analysis.party_mentions[mention].piece
            yield claim(id_, f"entity {party.name} ({party.kind})", piece, (party.by, party.gazetteer_id or "", None))
    for id_, s in zip(ids.statements, analysis.statements, strict=True):
        entry = f"{s.entry}; act by {s.act_because}" if s.act_because else s.entry
        how = (s.by, entry, confidence(s))
        reader = on_statement(analysis, s, alone)
        yield claim(id_, f"statement ({s.act}), its cue", s.cue, how, reader)
        if s.content:
            yield claim(id_, f"statement ({s.act}), its content", s.content, how, reader)
    for id_, p in zip(ids.proposals, analysis.proposals, strict=True):
        for piece in p.mentions:
            yield claim(id_, f"proposal ({p.kind})", piece, (p.by, p.entry, confidence(p)))
    for id_, e in zip(ids.events, analysis.events, strict=True):
        how = (e.by, e.entry, confidence(e))
        yield claim(id_, f"event ({e.type})", e.trigger, how, on_event(analysis, e, alone))


def report_of(source: Source) -> Report:
    """Return the report that a record's source was made of, to read it again; its id is the same."""
    names = ("text", "uri", "title", "outlet", "byline", "published", "published_from", "language")
    return Report(**{name: getattr(source, name) for name in names})


def explained(report: Report, *, model: bool | None = None) -> list[Claim]:
    """Return what `claims` yields. model: whether to ask the neural reader too; None as `KHABAR_MODEL` says."""
    from khabar.settings import Settings

    return list(claims(report, model=Settings.from_environment().model if model is None else model))
