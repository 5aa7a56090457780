"""From token stretches to the exact characters of contents and quotations, and the kind of a content."""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Piece
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COLONS, COMMAS, MARKS
from khabar.record import StatementKind


def content_piece(analysis: Analysis, first: int, last: int) -> Piece | None:
    """Return the content's words without outer marks, spaces and the complementiser inside its marks."""
    while first < last and _outside(analysis, first):
        first += 1
    quote = analysis.quote_at(first) if first < last and analysis.texts[first] in MARKS else None
    if quote is not None and quote.first == first and (quote.last >= last or not quote.closed):
        first += 1
        if first < last and analysis.forms[first].norm == "ان" and not _after_colon(analysis, first - 2):
            first += 1  # "قال «إن المدينة هادئة»": the mark stands too early; after a colon it is the speaker's own
        if analysis.texts[last - 1] in MARKS:
            last -= 1
    if first < last and analysis.texts[last - 1] in MARKS:
        quote = analysis.quote_at(last - 1)
        if quote is None or quote.first < first:
            last -= 1
    while first < last and _outside(analysis, first):
        first += 1
    while last > first and _outside(analysis, last - 1):
        last -= 1
    return analysis.piece(first, last) if first < last else None


def _after_colon(analysis: Analysis, at: int) -> bool:
    while at > 0 and analysis.forms[at].kind == "space":
        at -= 1
    return at >= 0 and analysis.texts[at] in COLONS


def _outside(analysis: Analysis, at: int) -> bool:
    return (
        analysis.forms[at].kind == "space"
        or analysis.texts[at] in COMMAS
        or analysis.texts[at] in COLONS
        or analysis.texts[at] == "."
    )


def kind_of(scene: Scene, content: Piece | None) -> tuple[StatementKind, list[Piece]]:
    """Return how much of a content stands in quotation marks, and the quoted stretches."""
    if content is None:
        return StatementKind.NONE, []
    analysis = scene.analysis
    quoted: list[Piece] = []
    outside = 0
    seen: set[int] = set()
    for token in range(content.first, content.last):
        index = analysis.quote_of[token]
        if index < 0:
            outside += analysis.forms[token].kind not in ("punct", "space")
            continue
        if index in seen:
            continue
        seen.add(index)
        quote = analysis.quotes[index]
        first = max(quote.first + 1, content.first)
        last = min(quote.last - quote.closed, content.last)
        if first < last and not _marks_name(scene, first, last):
            quoted.append(analysis.piece(first, last))
        elif first < last:
            outside += 1
    if not quoted:
        return StatementKind.INDIRECT, []
    return (StatementKind.MIXED if outside else StatementKind.DIRECT), quoted


def _marks_name(scene: Scene, first: int, last: int) -> bool:
    """Whether marks stand around a mere name or number."""
    analysis = scene.analysis
    if last - first > 3:
        return False
    if all(analysis.forms[i].kind in ("number", "latin", "punct") for i in range(first, last)):
        return True
    return first in analysis.mention_at or first in scene.place_end
