"""Words that name a plan without saying which: whom "الاتفاق", "هذا العرض" mean, and new plans without a kind."""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.proposals.gathered import Gathered
from khabar.reading.proposals.mentions import Mention

_AGREED = frozenset({"nuclear deal", "truce", "settlement", "swap", "trade"})
_YET = frozenset({"علي", "حول", "بشان"})
_LEAD = 3  # words between the start of a content and the plan that it puts forward


def meant(analysis: Analysis, gathered: list[Gathered], mention: Mention) -> Gathered | None:
    """Return the proposal that a bare frame word means: the last one before it that such a word can name."""
    frame = mention.frame
    if frame is None or not mention.definite:
        return None
    after = analysis.forms[mention.head + 1].norm if mention.head + 1 < len(analysis) else ""
    if analysis.forms[mention.head].norm == "للاتفاق" and after in _YET:
        return None  # what is still to be agreed
    at = analysis.starts[mention.head]
    before = [g for g in gathered if g.pieces[0].start < at]
    ranked = before[::-1] + [g for g in gathered if g.pieces[0].start >= at]
    if frame.family == "agreement":
        fitting = (
            [g for g in ranked if g.family == "nuclear deal"]
            or [g for g in ranked if "agreement" in g.frames]
            or [g for g in ranked if g.family in _AGREED]
        )
    else:
        fitting = [g for g in ranked if frame.family in g.frames]
        if not fitting and frame.family in ("offer", "plan"):
            fitting = [g for g in ranked if "offered" in g.by]
        if not fitting and frame.family == "demand":
            fitting = [g for g in before[::-1] if "demanded" in g.by]
    return fitting[0] if fitting else None


def put_forward(analysis: Analysis, mention: Mention, covering: list[int]) -> bool:
    """Whether a statement puts a plan without a kind forward: an indefinite "خطة" right at the start of its content."""
    if mention.definite or mention.frame is None or mention.frame.family != "plan" or not covering:
        return False
    content = analysis.statements[covering[0]].content
    return content is not None and mention.first - content.first <= _LEAD


def agreed(analysis: Analysis, mention: Mention) -> bool:
    """Whether a bare "الاتفاق" tells what was agreed: "تم الاتفاق على …"."""
    if mention.frame is None or mention.frame.family != "agreement" or mention.head == 0:
        return False
    after = analysis.forms[mention.head + 1].norm if mention.head + 1 < mention.last else ""
    return after == "علي" and analysis.forms[mention.head - 1].norm in _DONE


_DONE = frozenset({"تم", "وتم", "جري", "وجري", "يتم", "سيتم"})
