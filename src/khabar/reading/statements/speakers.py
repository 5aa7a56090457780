"""People without names are an unnamed source where the report cites them, and a group where it only tells of them.

"قال مسؤولون إن" and "نقلا عن مسؤولين" cite officials; "التقى الوزير مسؤولين" tells of some. "المصدر نفسه" is whoever was
cited last, a body or somebody without a name: a person with a name is no "source".
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis, Party
from khabar.reading.statements.words import SELVES
from khabar.record import EntityKind

_CITING = {"عن", "وعن", "بحسب", "حسب", "وفق", "وبحسب", "وحسب", "ووفق"}

_SOURCE = {"المصدر", "المصادر"}


def settle_same(analysis: Analysis) -> None:
    """Give what "the same source" says to the body or unnamed source whose words came last before."""
    cited: list[int] = []
    for draft in analysis.statements:
        piece = draft.source_piece
        behind = analysis.forms[piece.last].norm if piece is not None and piece.last < len(analysis) else ""
        if piece is not None and behind in SELVES and analysis.forms[piece.first].norm in _SOURCE and cited:
            draft.sources = list(cited)
        elif any(analysis.parties[party].kind is not EntityKind.PERSON for party in draft.sources):
            cited = draft.sources


def settle_unnamed(analysis: Analysis) -> None:
    """Make plural parties without a name groups where no statement is theirs and nothing cites them."""
    speakers = {party for draft in analysis.statements for party in (*draft.sources, *draft.chain)}
    for index, party in enumerate(analysis.parties):
        told = party.kind is EntityKind.UNNAMED and party.number == "p" and index not in speakers
        if told and not _cited(analysis, party):
            party.kind = EntityKind.GROUP


def _cited(analysis: Analysis, party: Party) -> bool:
    """Whether a mention is a subject by its ending ("مسؤولون") or stands behind "عن", "بحسب", "وفقا ل"."""
    for index in party.mentions:
        piece = analysis.party_mentions[index].piece
        before = analysis.forms[piece.first - 1].norm if piece.first else ""
        if analysis.forms[piece.first].norm.endswith("ون") or before in _CITING or before.startswith(("وفقا", "طبقا")):
            return True
    return False
