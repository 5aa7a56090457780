"""Stretches: the sentences of a report without what was run into them from the page it was cut from.

Texts taken from web pages lose the line ends after a title and after a box of links: "الوزير يندد بالهجوم ندد وزير الدفاع
بالهجوم …", "روابط ذات صلة … وقال المتحدث". A title's words are told again in the lead; only its colon says who speaks.
"""

from __future__ import annotations

from typing import NamedTuple

from khabar.reading.analysis import Analysis
from khabar.reading.statements.cues import find_cues
from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.sources import agrees, named_phrase
from khabar.reading.statements.words import COLONS, COMMAS, PREPOSITIONS

_SHORTEST_TITLE, _LONGEST_TITLE = 4, 22  # tokens
_NAMING = frozenset(
    {"the", "the-adjective", "noun", "other", "adjective", "by", "to", "number", "nominative", "and ال", "mark", "and "}
)
"""What a title can end with: a noun or what goes with it, nothing that a verb belongs to."""
_BOXES = {"علاقه", "صله"}
_LONGEST_BOX = 60  # tokens
_SHORTEST_LINK = 4
_GOES_ON = frozenset(
    {"وقد", "وفي", "وكان", "وكانت", "وكانوا", "وعلي", "وبعد", "ومن", "وخلال", "ولدي", "وحول", "يذكر", "يشار", "كما"}
)


class Stretch(NamedTuple):
    """Tokens first ≤ i < last of one sentence; `title` where they are a title that the lead tells again."""

    first: int
    last: int
    title: bool = False


def stretches(scene: Scene) -> list[Stretch]:
    """Return the stretches of a report's body in which statements are looked for, in text order."""
    analysis = scene.analysis
    boxes = _link_boxes(analysis)
    found: list[Stretch] = []
    for sentence in analysis.sentences:
        first = sentence.first
        if sentence.last > analysis.header_first:  # a title before the header can hold a statement
            first = max(first, analysis.body)
        for start, end in _outside(first, sentence.last, boxes):
            lead = _lead(scene, start, end) if not found else None
            if lead is not None:
                found.append(Stretch(start, lead, title=True))
            found.append(Stretch(start if lead is None else lead, end))
    return found


def _outside(first: int, last: int, boxes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of tokens first ≤ i < last that lie in no box of links."""
    parts: list[tuple[int, int]] = []
    for begin, end in boxes:
        if begin < last and end > first:
            if begin > first:
                parts.append((first, begin))
            first = end
    return [*parts, (first, last)] if first < last else parts


def _link_boxes(analysis: Analysis) -> list[tuple[int, int]]:
    """Where boxes of links stand that run into the text: from their label to the first word that only prose begins with."""
    boxes: list[tuple[int, int]] = []
    for at in range(len(analysis) - 2):
        if analysis.forms[at].norm != "روابط" or analysis.norms(at + 1, at + 2) != ["ذات"]:
            continue
        if analysis.forms[at + 2].norm not in _BOXES:
            continue
        for end in range(at + 3 + _SHORTEST_LINK, min(len(analysis), at + _LONGEST_BOX)):
            norm = analysis.forms[end].norm
            if norm in _GOES_ON or (kind_at(analysis, end) == "and verb" and norm[1] not in "يت"):
                boxes.append((at, end))
                break
    return boxes


def _lead(scene: Scene, first: int, last: int) -> int | None:
    """Where the lead begins behind a title without a stop: at a past verb of saying with its subject right after it."""
    analysis = scene.analysis
    opening = kind_at(analysis, first)
    if opening in ("verb", "mark", ",", "punct") or analysis.forms[first].norm in PREPOSITIONS or opening[:3] == "and":
        return None
    spoken = False
    for at in range(first + 1, min(last, first + _LONGEST_TITLE)):
        if analysis.texts[at] in COMMAS:
            return None
        if analysis.texts[at] in COLONS:
            spoken = True
        cues = find_cues(analysis, at, at + 1) if analysis.forms[at].kind == "word" else []
        if not cues or cues[0].manner != "verb":
            continue
        cue = cues[0]
        if cue.reading.inflection.tense == "present":
            spoken = True
        elif spoken and at - first >= _SHORTEST_TITLE and _begins(scene, at, last):
            return at
    return None


def _begins(scene: Scene, at: int, last: int) -> bool:
    """Whether a verb without conjunction behind a noun begins a clause of its own: its subject comes right after it."""
    analysis = scene.analysis
    cue = find_cues(analysis, at, at + 1)[0]
    if cue.reading.segmentation.conjunction or cue.reading.segmentation.pronoun:
        return False
    if kind_at(analysis, at - 1) not in _NAMING:
        return False
    found = named_phrase(analysis, at + 1, last) if at + 1 < last else None
    if found is None or found[0].start != analysis.starts[at + 1]:
        return False
    return agrees(analysis, cue, found[1], at + 1, after=True)
