"""Frames: the words with which a reporter leads over to a sentence, and which nobody vouches for.

"ميدانيا، قصفت …، بحسب الشرطة", "من جانبه أكد …، وفق الوكالة", "وفي وقت سابق، …", "يذكر أن …": what the relay covers begins behind.
"""

from __future__ import annotations

from khabar.reading.statements.kinds import kind_at
from khabar.reading.statements.scene import Scene
from khabar.reading.statements.words import COMMAS, is_complementiser

_LONGEST = 8  # tokens of a frame before its comma
_SIDES = {"جهه", "جهته", "جهتها", "جهتهم", "ناحيه", "ناحيته", "ناحيتها", "جانبه", "جانبها", "جانبهم", "جانب"}
_PLACES_IN_TALK = {
    "المقابل", "الجانب", "الصعيد", "صعيد", "المستوي", "السياق", "سياق", "الاطار", "اطار", "الشان", "الاثناء", "الغضون", "غضون",
    "وقت", "الوقت", "موازاه", "تطور", "شان", "المجال", "الملف", "الميدان",
}  # fmt: skip
_BARE = {"كذلك", "ايضا", "بدوره", "بدورها", "بدورهم", "بالمقابل", "لاحقا", "سابقا"}
_PREPOSITIONS = {"في", "من", "علي", "بعد", "قبل", "خلال"}


def past_frame(scene: Scene, first: int, last: int) -> int:
    """Return where a sentence (tokens first ≤ i < last) begins without the frame it opens with."""
    at = _past(scene, first, last)
    norm = scene.analysis.forms[at].norm if at < last else ""
    if norm in ("فقد", "فلقد", "كما", "فان") and at + 2 < last:  # "كذلك فإن الفريق", "فقد لقي"
        return at + 1
    return at


def _past(scene: Scene, first: int, last: int) -> int:
    analysis = scene.analysis
    norms = analysis.norms(first, min(last, first + 4))
    if len(norms) < 4:
        return first
    if norms[0] in ("يذكر", "يشار", "ويذكر", "ويشار"):  # "يذكر أن", "يشار إلى أن"
        said = next((k for k in (1, 2) if is_complementiser(norms[k])), None)
        return first if said is None else first + said + 1
    word = norms[0].removeprefix("و")
    if word == "من" and norms[1] in _SIDES:
        at = first + 2 + (norms[2] in ("اخري", "ثانيه", "اخر"))
        return at + (at < last and analysis.texts[at] in COMMAS)
    comma = next((k for k in range(first, min(last, first + _LONGEST)) if analysis.texts[k] in COMMAS), None)
    if word in _BARE:
        return first + 1 + (comma == first + 1)
    if comma is None or comma + 2 >= last:
        return first
    if comma == first + 1:  # "ميدانيا، "
        return comma + 1 if word.endswith("يا") else first
    if word not in _PREPOSITIONS or any(kind_at(analysis, k) in ("verb", "which", "that") for k in range(first, comma)):
        return first
    timed = first + 1 in scene.time_end or first in scene.time_end
    return comma + 1 if norms[1] in _PLACES_IN_TALK or timed else first
