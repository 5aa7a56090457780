"""Header: dateline, agency and byline, found in the first words of the text itself.

Outlets write them in many ways: "بيروت (أ ف ب) -", "دبي، الإمارات العربية المتحدة (CNN) --", "الرياض - واس:",
"د ب أ - برلين:", "واشنطن/ رويترز/", "خالد علي – سبق – جدة:". A header is a run of segments between dashes,
brackets, slashes, commas and colons at the beginning of one of the first lines, each of them an agency, an outlet, a
place, a date, a credit or, beside one of those, a name. An agency that is only named in a sentence is none of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from khabar import gazetteer, lexicon
from khabar.arabic import fold
from khabar.reading.analysis import Analysis, Piece
from khabar.reading.quotations import is_line_end

_DASHES = {"-", "–", "—", "―", "−", "ـ", "ــ"}
_SEPARATORS = _DASHES | {"(", ")", "/", "،", ",", "|", ":", "[", "]", "«", "»", '"', "“", "”", "*", "\\"}
_ENDS = _DASHES | {":", ")", "/", "|", "]", "\\"}
_CLOSING_MARKS = {"»", "”", '"'}
_LINES = 5  # a header stands in one of the first lines, after the title and a caption at most
_TOKENS = 90  # and not deeper in the text than this
_LONGEST_NAME = 7  # tokens of an agency's or a place's name
_HEADLINE = 15  # words: "دمشق: …" on a shorter first line of many is a headline, not a dateline


@dataclass(slots=True)
class _Header:
    """What has been read of a header; first and body are token indexes, body after the last segment.

    open_ended: the text follows the agency without any mark ("عدن - رويترز أعلنت …").
    """

    first: int
    body: int = 0
    agency: str | None = None
    outlet: str | None = None
    credit: bool = False
    dated: bool = False
    cued: bool = False
    byline: Piece | None = None
    open_ended: bool = False
    places: list[Piece] = field(default_factory=list)

    @property
    def credited(self) -> bool:
        """Whether somebody signs, so that the run is a header beyond doubt."""
        return bool(self.agency or self.outlet or self.credit)


def find_header(analysis: Analysis) -> None:
    """Find the report's header; sets body, agency, outlet, byline and the words of the dateline's place."""
    header = _leading(analysis) or _bracketed(analysis)
    if header is not None:
        analysis.header_first, analysis.body = header.first, header.body
        analysis.agency, analysis.outlet = header.agency, header.outlet
        analysis.byline = None if header.byline is None else analysis.text_of(header.byline)
        analysis.dateline_piece = header.places[0] if header.places else None
    if analysis.agency is None:
        analysis.agency = _closing_credit(analysis)


@cache
def _signatures() -> dict[tuple[str, ...], tuple[str, str]]:
    """Folded tokens of an agency's or outlet's name → (kind, name)."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind in ("agency", "outlet"):
        for entry in lexicon.load("header")[kind]:
            for name in entry["names"]:
                key = tuple(fold(name).replace(".", " . ").replace("«", "« ").replace("»", " »").split())
                found.setdefault(key, (kind, entry["name"]))
    return found


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.load("header")[name]["words"])


def _leading(analysis: Analysis) -> _Header | None:
    """The header at the beginning of one of the first lines."""
    first, line, count = 0, 0, min(len(analysis), _TOKENS)
    while first < count and line < _LINES:
        last = first
        while last < len(analysis) and not is_line_end(analysis.texts[last]):
            last += 1
        if last > first:
            header = _read(analysis, first, last, alone=last == len(analysis))
            if header is not None:
                return header
            line += 1
        first = last + 1
    return None


def _read(analysis: Analysis, first: int, last: int, *, alone: bool) -> _Header | None:
    """Read segments from the beginning of a line while they belong to a header."""
    header = _Header(first)
    i = first
    end = ""
    while i < last:
        if _separates(analysis, i):
            end = analysis.texts[i]
            i += 1
            continue
        if analysis.forms[i].kind == "space":
            i += 1
            continue
        stop = i
        while stop < last and not _separates(analysis, stop) and stop - i < 16:
            stop += 1
        read = _segment(analysis, header, i, stop, last)
        if read is None:
            break
        header.body = i = read
        while i < last and analysis.texts[i] in _CLOSING_MARKS:
            i += 1
        end = analysis.texts[i] if i < last else "\n"
    if not header.body:
        return None
    at_end = end in _ENDS or end == "\n" or header.open_ended
    place_alone = len(header.places) in {1, 2} and (end in _DASHES or end == ":")
    if place_alone and not header.credited and not header.dated:
        words = sum(form.kind in {"word", "latin"} for form in analysis.forms[i:last])
        place_alone = (words >= _HEADLINE or alone) and _is_settlement(analysis, header.places[0])
        if end == ":" and _is_capital(analysis, header.places[0]):  # "دمشق: لا حوار" is a headline
            place_alone = place_alone and i < last and analysis.forms[i].norm in _words("lead")
    if not (header.credited or header.dated or place_alone) or not at_end:
        return None
    if not (header.agency or header.outlet or header.places or header.byline):
        return None
    if (
        end == ":"
        and header.agency
        and not (header.places or header.outlet or header.byline or header.credit or header.dated)
    ):
        return None  # "رويترز: …" is a headline that says who reports
    header.body = max(header.body, _after_separators(analysis, header.body, last))
    return header


def _separates(analysis: Analysis, i: int) -> bool:
    """Whether a token stands between segments."""
    return analysis.texts[i] in _SEPARATORS


def _after_separators(analysis: Analysis, i: int, last: int) -> int:
    while i < last and (analysis.texts[i] in _ENDS | _CLOSING_MARKS or analysis.forms[i].kind == "space"):
        i += 1
    while i < len(analysis) and i >= last and analysis.forms[i].kind == "space":
        i += 1
    return i


def _segment(analysis: Analysis, header: _Header, first: int, stop: int, last: int) -> int | None:
    """Take what one segment says into the header and return the token after it; None where it is no part of one."""
    texts, forms = analysis.texts, analysis.forms
    i = first
    found: list[tuple[str, str, Piece]] = []
    while i < stop:
        if forms[i].kind == "space" or (texts[i] == "." and found):
            i += 1
            continue
        item = _item(analysis, i, min(last, i + 2 * _LONGEST_NAME))
        if item is None:
            break
        kind, name, end = item
        found.append((kind, name, analysis.piece(i, end)))
        i = end
    if not found and first == header.first:
        found, i = _unknown_place_and_date(analysis, first, stop)
    whole = i >= stop
    if not whole and found and found[0][0] == "agency" and header.places and not header.credited:
        found, i = found[:1], found[0][2].last
        header.open_ended = whole = True
    only_words = all(kind == "date" and name for kind, name, _ in found)  # "في", "الثاني" alone are no date
    if whole and found and not only_words:
        for kind, name, piece in found:
            _take(header, kind, name, piece)
        return i
    return _named(analysis, header, first, stop, last)


def _unknown_place_and_date(analysis: Analysis, first: int, stop: int) -> tuple[list[tuple[str, str, Piece]], int]:
    """A segment such as "وادي الدواسر 25 شوال 1436 هـ واس": a place no gazetteer knows, a date and an agency."""
    forms = analysis.forms
    number = next((i for i in range(first, min(stop, first + 6)) if forms[i].kind == "number"), None)
    if number is None or not all(forms[i].kind in {"word", "space"} for i in range(first, number)):
        return [], first
    end = number
    while end - 1 > first and forms[end - 1].kind == "space":
        end -= 1
    found = [("place", "", analysis.piece(first, end))]
    i = number
    while i < stop:
        item = None if forms[i].kind == "space" else _item(analysis, i, stop)
        if forms[i].kind != "space" and item is None:
            return [], first
        if item is not None:
            found.append((item[0], item[1], analysis.piece(i, item[2])))
        i = item[2] if item is not None else i + 1
    return (found, i) if any(kind == "agency" for kind, _, _ in found) else ([], first)


def _take(header: _Header, kind: str, name: str, piece: Piece) -> None:
    if kind == "agency":
        header.agency = header.agency or name
    elif kind == "outlet":
        header.outlet = header.outlet or name
    elif kind == "credit":
        header.credit = True
    elif kind == "date":
        header.dated = header.dated or name == "month"
    else:
        header.places.append(piece)


def _item(analysis: Analysis, i: int, limit: int) -> tuple[str, str, int] | None:
    """The longest name of an agency, outlet or place, or a date word or credit, that begins at a token."""
    forms = analysis.forms
    key: list[str] = []
    best: tuple[str, str, int] | None = None
    for end in range(i, limit):
        if forms[end].kind == "space":
            continue
        key.append(forms[end].norm)
        if len(key) > _LONGEST_NAME:
            break
        signature = _signatures().get(tuple(key))
        if signature is not None:
            best = (*signature, end + 1)
        elif _is_place(" ".join(key)) and (best is None or best[0] == "place"):
            best = ("place", "", end + 1)
        if analysis.texts[end] in {")", "(", "/", ":"}:
            break
    if best is None:
        form = forms[i]
        if form.norm in _words("credit"):
            best = ("credit", "", i + 1)
        elif form.kind == "number" or form.norm in _words("date"):
            best = ("date", "" if form.kind == "number" else "month", i + 1)
    return best


def _is_place(folded: str) -> bool:
    """Whether folded words name a place that a header can be sent from."""
    if len(folded) < 2:
        return False
    rows = gazetteer.places().get(folded)
    if rows is not None:
        return not rows[0].needs_cue(folded)
    return folded in gazetteer.countries() or folded in _words("place")


def _is_settlement(analysis: Analysis, piece: Piece) -> bool:
    """Whether a place is a town and no country, whose name before a colon would be a government's."""
    folded = " ".join(form.norm for form in analysis.forms[piece.first : piece.last] if form.kind != "space")
    return folded in gazetteer.places() and folded not in gazetteer.countries()


def _is_capital(analysis: Analysis, piece: Piece) -> bool:
    """Whether a place is a capital, whose name before a colon can be its government's."""
    folded = " ".join(form.norm for form in analysis.forms[piece.first : piece.last] if form.kind != "space")
    return folded in gazetteer.capitals()


def _named(analysis: Analysis, header: _Header, first: int, stop: int, last: int) -> int | None:
    """A reporter's name or a place no gazetteer knows, told by what stands beside it."""
    texts, forms = analysis.texts, analysis.forms
    words = [i for i in range(first, stop) if forms[i].kind != "space"]
    if not words or any(forms[i].kind != "word" for i in words) or len(words) > 5:
        return None
    separator = texts[stop] if stop < last else "\n"
    name = analysis.piece(words[0], words[-1] + 1)
    following = _next_item(analysis, stop, last)
    if forms[words[0]].norm in _words("byline"):
        if len(words) == 1 and separator in _DASHES | {":"} and forms[words[0]].norm in _words("byline_alone"):
            header.cued = True
            return stop
        opening = forms[words[0]].norm in _words("byline_alone") and separator in {":", "\n"}
        if len(words) > 2 and separator != "،" and (header.places or header.credited or opening):
            header.byline, header.credit = analysis.piece(words[1], words[-1] + 1), True
            return stop
        return None
    if len(words) > 4:
        return None
    if header.cued and len(words) > 1 and separator in _DASHES | {"\n", ")", ":"}:
        header.byline, header.credit = name, True
        return stop
    if first == header.first:
        if (
            following == "agency"
            and separator in {"(", "/"}
            and len(words) <= 3
            and _dash_after_bracket(analysis, stop, last)
        ):
            header.places.append(name)
            return stop
        if following == "outlet" and separator in _DASHES and len(words) >= 2:
            header.byline = name
            return stop
        if following == "place" and separator in _DASHES and 2 <= len(words) <= 3 and _place_ends(analysis, stop, last):
            header.byline, header.credit = name, True
            return stop
        return None
    if header.credited:
        place = separator in {":", "\n"} or (separator == "(" and following == "place")
        if (
            place
            and len(words) <= 3
            and texts[first - 1] not in {":", ")"}
            and forms[words[0]].norm not in _words("date")
        ):
            if not header.places:
                header.places.append(name)
            return stop
        return None
    # "القاهرة - محمد علي" on a line of its own
    signed = header.places and separator == "\n" and stop < len(texts) and texts[first - 1] in _DASHES | {"/"}
    if signed and 2 <= len(words) <= 3 and not forms[words[0]].best.clitics and not texts[words[0]].endswith("ة"):
        header.byline, header.credit = name, True
        return stop
    return None


def _place_ends(analysis: Analysis, i: int, last: int) -> bool:
    """Whether the next segment is a town alone, up to a colon or the end of the line: "محمد علي – القاهرة:"."""
    while i < last and (_separates(analysis, i) or analysis.forms[i].kind == "space"):
        i += 1
    item = _item(analysis, i, min(last, i + _LONGEST_NAME))
    if item is None or not _is_settlement(analysis, analysis.piece(i, item[2])):
        return False
    return item[2] >= last or analysis.texts[item[2]] == ":"


def _dash_after_bracket(analysis: Analysis, i: int, last: int) -> bool:
    """Whether "(أ ف ب)" or "/رويترز/" after a token is followed by a dash or colon."""
    for end in range(i + 2, min(i + 12, last)):
        if analysis.texts[end] in {")", "/"}:
            rest = [t for t in analysis.texts[end + 1 : end + 3] if not t.isspace()]
            return analysis.texts[end] == "/" or bool(rest and rest[0] in _DASHES | {":"})
    return False


def _next_item(analysis: Analysis, i: int, last: int) -> str | None:
    """The kind of the item after a separator."""
    while i < last and (_separates(analysis, i) or analysis.forms[i].kind == "space"):
        i += 1
    item = _item(analysis, i, min(last, i + 2 * _LONGEST_NAME)) if i < last else None
    return item[0] if item else None


def _bracketed(analysis: Analysis) -> _Header | None:
    """A header in the midst of a line: "(CNN) --" after a caption that ran into it, with the place before it."""
    texts = analysis.texts
    for i in range(min(len(analysis) - 3, _TOKENS)):
        if texts[i] != "(":
            continue
        item = _item(analysis, i + 1, min(len(analysis), i + 10))
        if item is None or item[0] != "agency" or item[2] >= len(texts) or texts[item[2]] != ")":
            continue
        dash = item[2] + 1
        if dash >= len(texts) or texts[dash] not in _DASHES:
            continue
        header = _Header(i, body=_after_separators(analysis, dash, len(texts)), agency=item[1])
        place = _place_before(analysis, i)
        if place is not None:
            header.first = place.first
            header.places.append(place)
        return header
    return None


def _place_before(analysis: Analysis, i: int) -> Piece | None:
    """The place, or the place before "، country", that ends right before a token."""
    end = i
    while end > 0 and analysis.forms[end - 1].kind == "space":
        end -= 1
    for comma in range(end - 1, max(end - 6, 0), -1):
        if analysis.texts[comma] in {"،", ","}:
            country = " ".join(form.norm for form in analysis.forms[comma + 1 : end] if form.kind != "space")
            if _is_place(country):
                end = comma
            break
    for first in range(max(end - 4, 0), end):
        name = " ".join(form.norm for form in analysis.forms[first:end] if form.kind != "space")
        if _is_place(name):
            return analysis.piece(first, end)
    return None


def _closing_credit(analysis: Analysis) -> str | None:
    """The agency that a report names alone in brackets at its very end."""
    end = len(analysis)
    while end > 0 and (analysis.forms[end - 1].kind == "space" or analysis.texts[end - 1] == "."):
        end -= 1
    if end < 4 or analysis.texts[end - 1] != ")":
        return None
    for first in range(end - 2, max(end - 12, 0), -1):
        if analysis.texts[first] == "(":
            break
    else:
        return None
    item = _item(analysis, first + 1, end - 1)
    return item[1] if item is not None and item[0] == "agency" else None
