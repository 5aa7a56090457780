"""Quotations: quotation marks paired within each paragraph, also where one is missing or turned the wrong way.

Newspapers write « », “ ”, " ", '' '', ‹ › and ' ', forget marks and swap them. A mark shows by its spaces whether it
opens (space before, word after) or closes (word or stop before, space after). The cheapest reading of all marks
of a paragraph is taken, so that one missing mark does not turn the rest of the report inside out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from khabar.reading.analysis import Analysis, Quote

# Marks of one family can close each other. Apostrophes count only where they hug a word on one side alone.
_FAMILIES = ('"“”„', "«»", "‹›", "'‘’`")
# Texts cut out of web pages keep marks as HTML writes them.
ESCAPED = frozenset({"&#34;", "&#034;", "&#x22;", "&quot;", "&ldquo;", "&rdquo;", "&laquo;", "&raquo;"})
_FAMILY = (
    {mark: i for i, family in enumerate(_FAMILIES) for mark in family}
    | {"''": 0, "``": 0, "<<": 1, ">>": 1}
    | {mark: int(mark.endswith("aquo;")) for mark in ESCAPED}
)
_OPENING = set("“„«‹‘") | {"``", "<<", "&ldquo;", "&laquo;"}
_CLOSING = set("”»›’") | {">>", "&rdquo;", "&raquo;"}
_APOSTROPHES = 3
_PROCLITICS = {"و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "لل", "وب", "ول", "فال", "كال"}

# Costs of reading a paragraph's marks, by trial on newspapers: the cheapest reading is taken.
_AGAINST_SPACES = 3.0  # an opening mark that stands like a closing one, or the reverse
_AGAINST_SHAPE = 2.5  # « used to close
_NESTED = 1.5  # a quotation inside one of the same marks
_REOPENED = 4.5  # an opening mark while one is open: the first was never closed
_UNCLOSED = 4.0
_STRAY = 3.5
_STRAY_OPENING = 5.0
_STOPS = {".", "!", "؟", "?"}
_LONGEST_UNCLOSED = 120  # tokens

Side = Literal["open", "close", "either"]


class _Mark(NamedTuple):
    """A quotation mark: its token, what it costs to read it as opening and as closing."""

    token: int
    opening: float
    closing: float
    stray: float


class _Path(NamedTuple):
    """A reading of the marks so far: its cost, the open mark's token (-1: none), the quotes found, last one first."""

    cost: float
    opened: int
    quotes: _Chain | None


@dataclass(frozen=True, slots=True)
class _Chain:
    """A quote found, and those found before it; a class of its own, for mypyc knows no tuple that holds itself."""

    quote: Quote
    before: _Chain | None


def find_quotes(analysis: Analysis) -> None:
    """Find quotation marks and pair them; an unclosed one runs to the end of its paragraph."""
    texts = analysis.texts
    quotes: list[Quote] = []
    marks: list[list[_Mark]] = [[], [], [], []]
    for i, text in enumerate(texts):
        if text in _FAMILY and not _doubled(analysis, i):
            mark = _mark(analysis, i)
            if mark is not None:
                marks[_FAMILY[text]].append(mark)
        elif is_line_end(text) and any(marks):
            quotes += _outermost(analysis, marks, i)
            marks = [[], [], [], []]
    if any(marks):
        quotes += _outermost(analysis, marks, len(texts))
    analysis.quotes = quotes
    analysis.quote_of = [-1] * len(texts)
    for index, quote in enumerate(quotes):
        analysis.quote_of[quote.first : quote.last] = [index] * (quote.last - quote.first)


def is_line_end(text: str) -> bool:
    """Whether a token of white space ends a line."""
    return text.isspace() and not text.isprintable() and any(c in "\n\r\u2028\u2029\x85\v\f" for c in text)


def _mark(analysis: Analysis, i: int) -> _Mark | None:
    """Weigh one mark by its shape and the spaces around it; None for an apostrophe that is no quotation mark."""
    text, side = analysis.texts[i], _side(analysis, i)
    if _FAMILY[text] == _APOSTROPHES and side == "either":
        return None
    opening = _AGAINST_SPACES * (side == "close") + _AGAINST_SHAPE * (text in _CLOSING)
    closing = _AGAINST_SPACES * (side == "open") + _AGAINST_SHAPE * (text in _OPENING)
    stray = _STRAY_OPENING if opening < closing else _STRAY
    return _Mark(i, opening, closing, 0.5 if _FAMILY[text] == _APOSTROPHES else stray)


def _doubled(analysis: Analysis, i: int) -> bool:
    """Whether a mark only doubles the opening one right before it: ""لن نتراجع"."""
    texts, starts, ends = analysis.texts, analysis.starts, analysis.ends
    if i < 2 or i + 1 >= len(texts) or texts[i] != texts[i - 1] or starts[i] != ends[i - 1]:
        return False
    opens = starts[i - 1] > ends[i - 2] or texts[i - 2] == ":" or analysis.forms[i - 2].kind == "space"
    return opens and starts[i + 1] == ends[i] and analysis.forms[i + 1].kind not in ("punct", "space")


def _side(analysis: Analysis, i: int) -> Side:
    """Tell by its neighbours whether a mark opens or closes."""
    texts, forms, starts, ends = analysis.texts, analysis.forms, analysis.starts, analysis.ends
    space_before = i == 0 or forms[i - 1].kind == "space" or starts[i] > ends[i - 1]
    space_after = i + 1 == len(texts) or forms[i + 1].kind == "space" or starts[i + 1] > ends[i]
    before = "" if space_before else texts[i - 1]
    after = "" if space_after else texts[i + 1]
    if space_before and space_after:
        return "either"
    clitic = before != "" and (before[-1] == "ـ" or forms[i - 1].norm in _PROCLITICS)
    word_after = after != "" and (forms[i + 1].kind != "punct" or after in _FAMILY or after in "([")
    word_before = before != "" and not clitic and before not in {"(", "[", ":", "-", "–", "/"}
    if word_after and not word_before:
        return "open"
    if word_before and not word_after:
        return "close"
    return "either"


def _outermost(analysis: Analysis, marks: list[list[_Mark]], end: int) -> list[Quote]:
    """The quotations of one paragraph that lie in no other, in order; end: token after the paragraph."""
    found = [quote for family in marks if family for quote in _pair(family, end)]
    found.sort(key=lambda quote: (quote.first, -quote.last))
    kept: list[Quote] = []
    for found_quote in found:
        quote = found_quote if found_quote.closed else _shortened(analysis, found_quote)
        if kept and quote.first < kept[-1].last:
            if kept[-1].closed or not quote.closed:
                continue
            kept[-1] = Quote(kept[-1].first, quote.first, closed=False)
        kept.append(quote)
    return kept


def _shortened(analysis: Analysis, quote: Quote) -> Quote:
    """An unclosed quotation, ended before the sentence that opens the next one.

    Where the paragraph is the whole report, it ends with its first sentence.
    """
    if quote.last < len(analysis) and analysis.texts[quote.last] in _FAMILY:
        for i in range(quote.last - 1, quote.first + 1, -1):
            if analysis.texts[i] in _STOPS:
                return Quote(quote.first, i + 1, closed=False)
    if quote.last - quote.first <= _LONGEST_UNCLOSED:
        return quote
    for i in range(quote.first + 2, quote.first + _LONGEST_UNCLOSED):
        if analysis.texts[i] in _STOPS:
            return Quote(quote.first, i + 1, closed=False)
    return Quote(quote.first, quote.first + _LONGEST_UNCLOSED, closed=False)


def _pair(marks: list[_Mark], end: int) -> list[Quote]:
    """Pair the marks of one family in one paragraph: the cheapest path through closed, open and nested."""
    paths = {0: _Path(0.0, -1, None)}
    for mark in marks:
        new: dict[int, _Path] = {}
        for depth, (cost, opened, quotes) in paths.items():
            steps = [(depth, _Path(cost + mark.stray, opened, quotes))]
            if depth == 0:
                steps.append((1, _Path(cost + mark.opening, mark.token, quotes)))
            elif depth == 1:
                closed = _Chain(Quote(opened, mark.token + 1, closed=True), quotes)
                unclosed = _Chain(Quote(opened, mark.token, closed=False), quotes)
                steps.append((0, _Path(cost + mark.closing, -1, closed)))
                steps.append((1, _Path(cost + mark.opening + _REOPENED, mark.token, unclosed)))
                steps.append((2, _Path(cost + mark.opening + _NESTED, opened, quotes)))
            else:
                steps.append((1, _Path(cost + mark.closing, opened, quotes)))
            for reached, path in steps:
                if reached not in new or path.cost < new[reached].cost:
                    new[reached] = path
        paths = new
    depth = min(paths, key=lambda depth: paths[depth].cost + _UNCLOSED * depth)
    _, opened, link = paths[depth]
    found = [Quote(opened, end, closed=False)] if depth else []
    while link is not None:
        found.append(link.quote)
        link = link.before
    return found[::-1]
