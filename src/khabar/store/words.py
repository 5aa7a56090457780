"""Words to search: the folded words of a report with their cores, questions in words, and snippets of the original.

A report is indexed under each word as folded (`khabar.arabic.fold`) in its order, and under the cores of its words
(without clitics) where they differ. A question matches either: «المحادثات» finds «وبالمحادثات» and «محادثاتهم».
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from khabar.arabic import fold, segmentations
from khabar.errors import StoreError, saying

_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060-\u2069"
WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_ALNUM = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'(?P<minus>-?)(?:["«“](?P<phrase>[^"»”]*)["»”]?|(?P<word>[^\s"«“]+))|(?P<skip>\s+)')
LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Term:
    """One thing asked for: a word (all its spellings and cores), a beginning of words, or a phrase; or its absence."""

    words: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    prefix: bool = False
    absent: bool = False


def clean(text: str) -> str:
    """Return text that every database takes: NUL and lone surrogates replaced. The packed record keeps them."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return text


@lru_cache(maxsize=100_000)
def folded_words(word: str) -> tuple[str, ...]:
    """Return a word as it is indexed: mostly one folded word; a ligature may hold several."""
    return tuple(part[:LONGEST_WORD] for part in _ALNUM.findall(fold(word)))


def index_words(text: str) -> tuple[str, str]:
    """Return a text's folded words in order, and the cores that are not among them, each joined by spaces."""
    words: list[str] = []
    cores: dict[str, None] = {}
    for word in WORD.findall(text):
        words.extend(folded_words(word))
        for core in _indexed_cores(word[:LONGEST_WORD]):
            cores[core] = None
    present = set(words)
    return " ".join(words), " ".join(core for core in cores if core not in present)


@lru_cache(maxsize=300_000)
def _indexed_cores(word: str) -> tuple[str, ...]:
    """The core that reading prefers, and what follows an article, whichever way reading cuts the word."""
    from khabar.reading.tokens import form_of

    form = form_of(word)
    after_article = (cut.core for cut in form.segmentations if cut.article and not cut.pronoun and len(cut.core) > 2)
    return tuple(core for found in (form.core, *after_article) for core in _ALNUM.findall(found))


def parse(query: str) -> tuple[Term, ...]:
    """Return what a query asks for; raise `StoreError` where it asks for nothing.

    Words stand for all their forms; "…" or «…» for words in that order as folded; word* for a beginning; a minus
    before either for its absence.
    """
    terms: list[Term] = []
    for match in _ASKED.finditer(query):
        absent = bool(match["minus"])
        if match["phrase"] is not None:
            words = tuple(w for word in WORD.findall(match["phrase"]) for w in folded_words(word))
            if words:
                terms.append(Term(words, words if len(words) == 1 else (), absent=absent))
        elif match["word"]:
            found = WORD.findall(match["word"])
            for word in found:
                prefix = word is found[-1] and match["word"].endswith("*")
                terms += [
                    Term((folded,), (folded,) if prefix else _cores(folded), prefix, absent)
                    for folded in folded_words(word)
                ]
    if not any(not term.absent for term in terms):
        raise StoreError(saying("the query %(query)r asks for no word"), query=query[:80])
    return tuple(terms)


def _cores(folded: str) -> tuple[str, ...]:
    """The word and, where it has the article, what follows it: «والمحادثات» asks for «محادثات» too."""
    return tuple(
        dict.fromkeys([folded, *(cut.core for cut in segmentations(folded) if cut.article and not cut.pronoun)])
    )


def fts5(terms: tuple[Term, ...]) -> str:
    """Return the terms in the query language of SQLite's FTS5. Folded words hold letters and digits only."""
    wanted = [_fts5(term) for term in terms if not term.absent]
    unwanted = [_fts5(term) for term in terms if term.absent]
    query = " AND ".join(wanted)
    return f"({query})" + "".join(f" NOT {term}" for term in unwanted)


def _fts5(term: Term) -> str:
    if len(term.words) > 1:
        return f'words : "{" ".join(term.words)}"'
    return "(" + " OR ".join(f'"{word}"' + ("*" if term.prefix else "") for word in term.alternatives) + ")"


def tsquery(terms: tuple[Term, ...]) -> str:
    """Return the terms as a PostgreSQL tsquery."""
    return " & ".join(("!" if term.absent else "") + _tsquery(term) for term in terms)


def _tsquery(term: Term) -> str:
    if len(term.words) > 1:
        return "(" + " <-> ".join(f"'{word}'" for word in term.words) + ")"
    return "(" + " | ".join(f"'{word}'" + (":*" if term.prefix else "") for word in term.alternatives) + ")"


_TSVECTOR_BYTES = 900_000
_TSVECTOR_PLACES = 255


def tsvector(words: str, cores: str) -> str:
    """Return indexed words as the literal of a PostgreSQL tsvector, cut where it would pass the limit of 1 MB."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words.split(), 1):
        found = places.setdefault(word, [])
        if len(found) < _TSVECTOR_PLACES and place < 16_383:
            found.append(place)
    parts: list[str] = []
    size = 0
    for word, where in [*places.items(), *((core, []) for core in cores.split())]:
        size += len(word.encode()) + 8 + 2 * len(where)
        if size > _TSVECTOR_BYTES:
            break
        parts.append(f"'{word}'" + (":" + ",".join(map(str, where)) if where else ""))
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words of a report around what was asked: `text` begins at character `start` of the report's text.

    marks: the words asked for, as half-open offsets into `text`.
    """

    text: str
    start: int
    marks: tuple[tuple[int, int], ...]

    def marked(self, before: str = "[", after: str = "]") -> str:
        """Return the text with something before and after each mark."""
        out, last = [], 0
        for start, end in self.marks:
            out += [self.text[last:start], before, self.text[start:end], after]
            last = end
        return "".join([*out, self.text[last:]])


def snippet(text: str, terms: tuple[Term, ...], length: int = 240) -> Snippet:
    """Return the stretch of at most about `length` characters that holds most of the words asked for."""
    hits = _hits(text, terms)
    first = _densest(hits, length)
    middle = (hits[first][0] + hits[first][1]) // 2 if hits else 0
    inside = [hit for hit in hits[first:] if hit[1] <= hits[first][0] + length] if hits else []
    if inside:
        middle = (inside[0][0] + inside[-1][1]) // 2
    start = max(0, min(middle - length // 2, len(text) - length))
    end = min(len(text), start + length)
    while start > 0 and not text[start - 1].isspace() and start > middle - length:
        start -= 1
    while end < len(text) and not text[end].isspace() and end < middle + length:
        end += 1
    marks = tuple((a - start, b - start) for a, b in hits if start <= a and b <= end)
    return Snippet(text[start:end], start, marks)


def _hits(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Offsets of the words that answer a term; at most 500."""
    answers = _answering(terms)
    found = (match.span() for match in WORD.finditer(text) if answers(match.group()))
    return list(islice(found, 500))


@lru_cache(maxsize=4)
def _answering(terms: tuple[Term, ...]) -> Callable[[str], bool]:
    """Whether a word answers a term: looked at once for all texts that have it."""
    exact = {word for term in terms if not term.absent for word in (term.alternatives or term.words) if not term.prefix}
    prefixes = tuple(term.words[0] for term in terms if term.prefix and not term.absent)

    @lru_cache(maxsize=10_000)
    def answers(word: str) -> bool:
        return any(
            folded in exact or (prefixes and folded.startswith(prefixes)) or _holds(folded, exact)
            for folded in folded_words(word)
        )

    return answers


def _holds(folded: str, cores: set[str]) -> bool:
    """Whether a core asked for is in the word; the cheap look comes first."""
    return any(core in folded for core in cores) and any(cut.core in cores for cut in segmentations(folded))


def _densest(hits: list[tuple[int, int]], length: int) -> int:
    best, most, last = 0, 0, 0
    for first, hit in enumerate(hits):
        while last < len(hits) and hits[last][1] <= hit[0] + length:
            last += 1
        if last - first > most:
            best, most = first, last - first
    return best


def beginning(text: str, longest: int) -> str:
    """Return the first words of a text, white space made single; … where more follows."""
    words = " ".join(text[: 4 * longest].split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0] + " …"
