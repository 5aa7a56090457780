"""The text as the finders of this step see it: folded words, and what earlier steps already claimed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from khabar.arabic import segmentations
from khabar.reading.analysis import Analysis
from khabar.reading.parties.lexemes import Lexemes, is_adjective, is_common, lexemes
from khabar.reading.parties.nations import KINGDOM, country_at, demonym_of, kingdom_of, starts_of
from khabar.reading.parties.node import Node

OPENING = {'"', "«", "“", "”", "(", "''", "'"}
CLOSING = {'"', "»", "”", "“", ")", "''", "'"}
COMMAS = {"،", ","}
PREPOSED = ("بال", "لل", "وال", "فال", "كال", "ولل", "وبال", "فلل")
FUNCTION = frozenset(
    [
        "في",
        "من",
        "الي",
        "عن",
        "مع",
        "ان",
        "انه",
        "انها",
        "انهم",
        "لان",
        "لكن",
        "لكنه",
        "لكنها",
        "قد",
        "لقد",
        "فقد",
        "هل",
        "لم",
        "لن",
        "لا",
        "ما",
        "ماذا",
        "متي",
        "اذا",
        "اذ",
        "لو",
        "حيث",
        "حين",
        "عندما",
        "كلما",
        "طالما",
        "ريثما",
        "لكي",
        "كيلا",
        "لئلا",
        "بعد",
        "قبل",
        "بعدما",
        "كل",
        "جميع",
        "غير",
        "دون",
        "بدون",
        "حتي",
        "منذ",
        "خلال",
        "بين",
        "بينما",
        "فيما",
        "مما",
        "عما",
        "بما",
        "كما",
        "مثل",
        "حسب",
        "بحسب",
        "وفق",
        "وفقا",
        "نحو",
        "حول",
        "ضد",
        "امام",
        "عبر",
        "لدي",
        "عند",
        "عنه",
        "عنها",
        "منه",
        "منها",
        "به",
        "بها",
        "بهم",
        "له",
        "لها",
        "لهم",
        "فيه",
        "فيها",
        "عليه",
        "عليها",
        "عليهم",
        "اليه",
        "اليها",
        "معه",
        "معها",
        "الا",
        "هو",
        "هي",
        "هم",
        "هما",
        "نحن",
        "انا",
        "هذا",
        "هذه",
        "هذان",
        "ذلك",
        "تلك",
        "هؤلاء",
        "هنا",
        "هناك",
        "الذي",
        "التي",
        "الذين",
        "اللذين",
        "اللتين",
        "ايضا",
        "كذلك",
        "ثم",
        "او",
        "ام",
        "اي",
        "ايه",
        "كان",
        "كانت",
        "كانوا",
        "يكون",
        "تكون",
        "ليس",
        "ليست",
        "والي",
        "وفي",
        "ومن",
        "وعن",
        "ومع",
        "وان",
        "وانه",
        "وقد",
        "ولا",
        "ولم",
        "ولن",
        "وما",
        "وهو",
        "وهي",
        "وهم",
        "وكان",
        "وكانت",
        "وذلك",
        "وهذا",
        "وهذه",
        "وعلي",
        "لعلي",
        "وكما",
        "وحيث",
        "الذى",
        "عليي",
        "جدا",
        "فقط",
        "بل",
        "نعم",
        "وهناك",
        "بان",
        "بانه",
        "بانها",
        "بانهم",
        "لدى",
        "لديه",
        "لديها",
        "احد",
        "احدي",
        "بعض",
        "عدد",
        "عده",
        "اكثر",
        "اقل",
    ]
)


@lru_cache(maxsize=50_000)
def is_function(folded: str) -> bool:
    """Whether a folded word is a function word, also behind "و", "ف", "ب", "ل" or "ك"."""
    return folded in FUNCTION or (len(folded) > 2 and folded[0] in "وفبلك" and folded[1:] in FUNCTION)


@lru_cache(maxsize=100_000)
def _begins_body(folded: str) -> bool:
    """Whether a body, group or source can begin with a folded word, whatever follows it."""
    known = lexemes()
    return bool(
        known.heads.all(folded)
        or starts_of(folded).party
        or any(seg.core in known.subgroups or seg.core in known.members for seg in segmentations(folded))
    )


_EVERYDAY = {"على", "إلى", "إلي", "حتى", "لدى"}
_DEEPEST = 40  # phrases inside phrases; a list of a thousand titles is no phrase
Finder = Callable[["Scan", int], Node | None]


@dataclass(slots=True)
class Scan:
    """One report under this step's eye. All lists are by token; `place` holds place indexes, -1 elsewhere.

    led: the first tokens of places that have a clitic before their name.
    """

    analysis: Analysis
    norms: list[str]
    words: list[bool]
    timed: list[bool]
    place: list[int]
    find_body: Finder
    find_post: Finder
    bodies: dict[int, Node | None] = field(default_factory=dict)
    posts: dict[int, Node | None] = field(default_factory=dict)
    lex: Lexemes = field(default_factory=lexemes)
    aliases: dict[str, Node] = field(default_factory=dict)
    nations: frozenset[str] = frozenset()
    led: set[int] = field(default_factory=set)
    called: set[str] = field(default_factory=set)  # the first words of the aliases
    depth: int = 0
    kingdom: str = ""  # which state "the kingdom" is, once asked
    plain: list[bool] = field(init=False)  # words that are no time expression

    def __post_init__(self) -> None:
        self.plain = [word and not timed for word, timed in zip(self.words, self.timed, strict=True)]

    def __len__(self) -> int:
        return len(self.norms)

    def body(self, at: int) -> Node | None:
        """The body, group or source that begins at a token, found once."""
        return self._found(self.bodies, self.find_body, at) if self.word(at) and _begins_body(self.norms[at]) else None

    def post(self, at: int) -> Node | None:
        """The post or titled person that begins at a token, found once."""
        return (
            self._found(self.posts, self.find_post, at)
            if self.word(at) and self.lex.titles.all(self.norms[at])
            else None
        )

    def _found(self, known: dict[int, Node | None], find: Finder, at: int) -> Node | None:
        if at not in known:
            if self.depth == _DEEPEST:
                return None
            known[at] = None  # so that no phrase holds itself
            self.depth += 1
            known[at] = find(self, at)
            self.depth -= 1
        return known[at]

    def call(self, name: str, node: Node) -> None:
        """Remember that a party goes by a name from here on, unless another does already."""
        self.aliases.setdefault(name, node)
        self.called.add(name.split(" ", 1)[0])

    def word(self, at: int) -> bool:
        """Whether an Arabic word that is no time expression stands at a token."""
        return at < len(self.norms) and self.plain[at]

    def text(self, at: int) -> str:
        """The token as written, or "" after the end."""
        return self.analysis.texts[at] if at < len(self.norms) else ""

    def definite(self, at: int) -> bool:
        """Whether a bare word with its article stands there ("الحكومة", not "والحكومة")."""
        if at >= len(self.norms) or not self.plain[at]:
            return False
        norm = self.norms[at]
        return norm[:2] == "ال" and len(norm) > 3

    def core(self, at: int) -> str:
        """The folded word without its article."""
        norm = self.norms[at]
        return norm[2:] if norm.startswith("ال") and len(norm) > 3 else norm

    def function(self, at: int) -> bool:
        """Whether the token is a function word or an everyday preposition ("على", not the name "علي")."""
        text = self.analysis.texts[at]
        return (is_function(self.norms[at]) and text[0] != "آ") or text in _EVERYDAY

    def adjective(self, at: int) -> bool:
        """Whether the token can be an adjective with the article."""
        return self.definite(at) and (is_adjective(self.core(at)) or demonym_of(self.norms[at]) is not None)

    def common(self, at: int) -> bool:
        """Whether the token is an everyday word, no name."""
        return is_common(self.norms[at])

    def country(self, at: int) -> tuple[int, int, str] | None:
        """The country named from this token: (last, clitic letters, ISO3)."""
        found = country_at(self.norms, at) if at < len(self.norms) and self.plain[at] else None
        if found is not None and found[0] == at + 1 and self.norms[at][found[1] :] == KINGDOM:
            self.kingdom = self.kingdom or kingdom_of(self.norms)
            return found[0], found[1], self.kingdom
        return found

    def capital(self, at: int) -> tuple[int, int, str] | None:
        """The capital named from this token: (last, clitic letters, ISO3)."""
        return country_at(self.norms, at, capital=True) if at < len(self.norms) and self.plain[at] else None

    def place_end(self, at: int) -> int | None:
        """The end of the place name that starts at this token, as the places step found it, or of a country."""
        country = self.country(at)
        if country is not None:
            return country[0]
        found = self.place[at] if at < len(self.norms) else -1
        if found < 0:
            capital = self.capital(at)
            return capital[0] if capital else None
        end = at + 1
        while end < len(self.norms) and self.place[end] == found:
            end += 1
        return end

    def bare_place_end(self, at: int) -> int | None:
        """The end of the place that starts at this token without a clitic."""
        if at in self.led:
            return None
        country = self.country(at)
        if country is not None and country[1]:
            return None
        return self.place_end(at)

    def same_line(self, first: int, at: int) -> bool:
        """Whether a token belongs to the sentence of another."""
        return at < len(self.norms) and self.analysis.sentence_of[at] == self.analysis.sentence_of[first]


def make_scan(analysis: Analysis, *, find_body: Finder, find_post: Finder) -> Scan:
    """Return the view of an analysis, with the finders of bodies and posts, which ask each other through it."""
    count = len(analysis)
    timed = [False] * count
    for time in analysis.times:
        for i in range(time.piece.first, time.piece.last):
            timed[i] = True
    place = [-1] * count
    led: set[int] = set()
    for index, node in enumerate(analysis.places):
        for piece in node.mentions:
            if piece.start > analysis.starts[piece.first]:
                led.add(piece.first)
            for i in range(piece.first, piece.last):
                place[i] = index
    forms = analysis.forms
    scan = Scan(
        analysis,
        [form.norm for form in forms],
        [form.kind == "word" for form in forms],
        timed,
        place,
        find_body,
        find_post,
    )
    scan.led = led
    scan.nations = _nations(scan)
    return scan


def _nations(scan: Scan) -> frozenset[str]:
    """The countries that a report speaks of, by name, word of nationality or place."""
    found = {node.country for node in scan.analysis.places if node.country}
    for at, norm in enumerate(scan.norms):
        if scan.words[at]:
            demonym = demonym_of(norm)
            country = scan.country(at) if demonym is None and starts_of(norm).country else None
            if demonym is not None and demonym[1].country:
                found.add(demonym[1].country)
            elif country is not None:
                found.add(country[2])
    return frozenset(found)
