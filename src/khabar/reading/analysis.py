"""The working state of one reading: what each linguistic step leaves for the next.

In a spaCy Doc it is ``doc._.analysis``. Tokens are addressed by index; a `Piece` joins a run of tokens
with the exact characters meant, which may start after the clitics of the first token. Later steps refer to
times, places, parties, statements and proposals by their index in the lists here.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from khabar.arabic import Segmentation, fold
from khabar.reading.hints import Hints
from khabar.reading.standing import Covers, Starts
from khabar.record import (
    Act,
    Anchor,
    Aux,
    Caution,
    ChainRole,
    EntityKind,
    EventType,
    Instrument,
    MentionForm,
    ProposalKind,
    Purpose,
    Report,
    StatementKind,
    Status,
    TimeKind,
)


class Piece(NamedTuple):
    """Words: tokens first ≤ i < last, characters start ≤ c < end (inside those tokens)."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """A word type, analysed once per process. kind: word (Arabic), latin, number, punct, space.

    segmentations: every way to cut it, from `khabar.arabic.segmentations`; best: the way the lexicons prefer.
    """

    norm: str
    kind: str
    segmentations: tuple[Segmentation, ...]
    best: Segmentation

    @property
    def core(self) -> str:
        """The folded word without clitics and article, as best understood."""
        return self.best.core


class Quote(NamedTuple):
    """Quoted words: tokens from the opening to after the closing mark; `closed` is false for an unbalanced mark."""

    first: int
    last: int
    closed: bool


class Sentence(NamedTuple):
    """Tokens first ≤ i < last of one sentence (a quotation is not split); paragraph counts lines from 0."""

    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class TimeMention:
    """A time expression, resolved as far as the text and the publication date allow (see record.Time)."""

    piece: Piece
    kind: TimeKind
    by: str
    earliest: dt.date | None = None
    latest: dt.date | None = None
    duration: str | None = None
    weekday: int | None = None
    approximate: bool = False
    anchor: Anchor | None = None


@dataclass(slots=True)
class PlaceNode:
    """A place with all its mentions; within: index of the place that holds it."""

    name: str
    mentions: list[Piece]
    by: str
    name_en: str | None = None
    kind: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    wikidata: str | None = None
    within: int | None = None


@dataclass(slots=True)
class PartyMention:
    """One place where a party is meant. party: index; form: name, nominal or pronoun; head: token index of its head.

    nested: whether it stands inside a longer mention ("الحركة" in "زعيم الحركة"). number s, d, p and gender m, f as
    these words show them ("مسؤولون" is p, "الحركة" s and f).
    """

    piece: Piece
    party: int
    form: MentionForm
    head: int
    nested: bool = False
    number: str = "s"
    gender: str = "m"


@dataclass(slots=True)
class PartyRole:
    """A post held; of: party index."""

    title: str
    of: int | None = None
    piece: Piece | None = None


@dataclass(slots=True)
class Party:
    """An entity under construction (see record.Entity). number s, d, p and gender m, f help to resolve pronouns.

    unnamed sources and groups are parties too. `speaks_for`: index of the body a spokesman speaks for.
    """

    kind: EntityKind
    name: str
    by: str
    name_en: str | None = None
    country: str | None = None
    sector: str | None = None
    wikidata: str | None = None
    gazetteer_id: str | None = None
    roles: list[PartyRole] = field(default_factory=list)
    part_of: list[int] = field(default_factory=list)
    speaks_for: int | None = None
    mentions: list[int] = field(default_factory=list)
    gender: str = "m"
    number: str = "s"


class PartyIndex:
    """Parties by what they are: of a kind, of a kind and country, by their id in the gazetteer."""

    def __init__(self, parties: list[Party]) -> None:
        self.count = len(parties)
        self.weights: dict[int, float] = {}  # how often a state is spoken of, as far as it was asked
        self.wholes: dict[int, int] = {}  # the body that an organ belongs to, as far as it was asked
        self.of_kind: dict[EntityKind, list[int]] = {}
        self.of_country: dict[tuple[EntityKind, str], list[int]] = {}
        self.known: dict[str, int] = {}
        for index, party in enumerate(parties):
            self.of_kind.setdefault(party.kind, []).append(index)
            if party.country is not None:
                self.of_country.setdefault((party.kind, party.country), []).append(index)
            if party.gazetteer_id is not None:
                self.known.setdefault(party.gazetteer_id, index)


@dataclass(slots=True)
class StatementDraft:
    """A statement under construction (see record.Statement); sources, about … are indexes.

    confidence: how probable it is that this is a statement; act_chance: that its act is right, where the cue left
    that open; act_because: the sign that spoke most for it then.
    """

    cue: Piece
    act: Act
    kind: StatementKind
    by: str
    entry: str = ""
    sources: list[int] = field(default_factory=list)
    source_piece: Piece | None = None
    content: Piece | None = None
    quotes: list[Piece] = field(default_factory=list)
    chain: list[tuple[int, ChainRole]] = field(default_factory=list)
    addressee: int | None = None
    place: int | None = None
    time: int | None = None
    about: list[int] = field(default_factory=list)
    negated: bool = False
    confidence: float = 0.5
    act_chance: float = 1.0
    act_because: str = ""


class CountMention(NamedTuple):
    """A number of people: from low to high (None: open), and its words."""

    low: int
    high: int | None
    piece: Piece


@dataclass(slots=True)
class EventDraft:
    """An event under construction (see record.Event). toll: dead, injured, displaced, arrested → count."""

    type: EventType
    trigger: Piece
    by: str
    entry: str = ""
    mode: str | None = None
    contexts: list[str] = field(default_factory=list)
    aux: list[Aux] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    place: int | None = None
    time: int | None = None
    toll: dict[str, CountMention] = field(default_factory=dict)
    said_in: int | None = None
    confidence: float = 0.5


@dataclass(slots=True)
class ProposalDraft:
    """A proposal under construction (see record.Proposal); requires: (proposal index or None, words).

    stands: statement index → the act by which its sources take a stand on this very proposal; guessed: those of them
    that do not name it; concluded_by, offered_by: the parties that the report says concluded it, put it forward;
    told: parties and the stands that the reporter tells in passing.
    """

    kind: ProposalKind
    mentions: list[Piece]
    by: str
    entry: str = ""
    sponsors: list[int] = field(default_factory=list)
    addressees: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    subject: list[int] = field(default_factory=list)
    area: list[int] = field(default_factory=list)
    duration: str | None = None
    starts: int | None = None
    instrument: Instrument | None = None
    purpose: Purpose | None = None
    requires: list[tuple[int | None, Piece]] = field(default_factory=list)
    part_of: int | None = None
    status: Status | None = None
    status_because: list[int] = field(default_factory=list)
    stands: dict[int, Act] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    concluded_by: list[int] = field(default_factory=list)
    offered_by: list[int] = field(default_factory=list)
    told: list[tuple[int, Act]] = field(default_factory=list)
    confidence: float = 0.5


@dataclass(slots=True)
class PositionDraft:
    """Where a party stands on a proposal, all by index."""

    party: int
    proposal: int
    stance: Act
    statements: list[int]
    exclusive: bool = False
    as_of: dt.date | None = None


@dataclass(slots=True)
class Analysis:
    """All that has been understood so far of one report.

    Parallel lists by token: texts, starts, ends (characters), forms. sentence_of, quote_of: index by token
    (quote_of is -1 outside quotation marks). mention_at: token index → indexes of the party mentions over it.
    spoken_for: party → the body it stands for, as far as it was asked (see khabar.reading.bodies).
    header_first ≤ i < body: the tokens of the report's header; a title may stand before it. dateline_piece: words of
    the place in the header (set by header); dateline: index of that place (set by places).
    persons_read: personal names by the neural reader, first token → (end token, how sure). vectors: what its encoder sees
    of each word, kept from when it is asked for names to when it is asked for the rest; words_read: these words.
    """

    report: Report
    texts: list[str]
    starts: list[int]
    ends: list[int]
    forms: list[Form]
    sentences: list[Sentence] = field(default_factory=list)
    sentence_of: list[int] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    quote_of: list[int] = field(default_factory=list)
    header_first: int = 0
    body: int = 0
    dateline_piece: Piece | None = None
    dateline: int | None = None
    agency: str | None = None
    outlet: str | None = None
    byline: str | None = None
    times: list[TimeMention] = field(default_factory=list)
    places: list[PlaceNode] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    party_mentions: list[PartyMention] = field(default_factory=list)
    mention_at: dict[int, list[int]] = field(default_factory=dict)
    statements: list[StatementDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    proposals: list[ProposalDraft] = field(default_factory=list)
    positions: list[PositionDraft] = field(default_factory=list)
    cautions: list[Caution] = field(default_factory=list)
    hints: Hints | None = None
    persons_read: dict[int, tuple[int, float]] = field(default_factory=dict)
    vectors: Any = field(default=None, repr=False, compare=False)
    words_read: Any = field(default=None, repr=False, compare=False)
    _starts: dict[str, tuple[int, Starts]] = field(default_factory=dict, repr=False, compare=False)
    _words: dict[str, list[int]] = field(default_factory=dict, repr=False, compare=False)
    _begun: list[int] = field(default_factory=list, repr=False, compare=False)  # tokens at which mentions begin
    _counted: int = field(default=0, repr=False, compare=False)  # party mentions whose first tokens are in _begun
    _read: int = field(default=0, repr=False, compare=False)  # party mentions whose words are in _words
    _covers: tuple[int, Covers, Covers] | None = field(default=None, repr=False, compare=False)
    _index: PartyIndex | None = field(default=None, repr=False, compare=False)
    _order: tuple[int, dict[int, int], dict[int, int]] | None = field(default=None, repr=False, compare=False)
    spoken_for: dict[int, int] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.texts)

    def times_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (first token, index) of the times that begin in tokens first ≤ i < last, in text order."""
        known = self._starts.get("times")
        if known is None or known[0] != len(self.times):
            made = Starts((time.piece.first, index) for index, time in enumerate(self.times))
            known = self._starts["times"] = (len(self.times), made)
        return known[1].between(first, last)

    def places_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (first token, index) of the mentions of places that begin in tokens first ≤ i < last, in text order."""
        known = self._starts.get("places")
        if known is None or known[0] != len(self.places):
            made = Starts((piece.first, index) for index, place in enumerate(self.places) for piece in place.mentions)
            known = self._starts["places"] = (len(self.places), made)
        return known[1].between(first, last)

    def cues_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (first token, index) of the statements whose cue begins in tokens first ≤ i < last, in text order."""
        known = self._starts.get("cues")
        if known is None or known[0] != len(self.statements):
            made = Starts((draft.cue.first, index) for index, draft in enumerate(self.statements))
            known = self._starts["cues"] = (len(self.statements), made)
        return known[1].between(first, last)

    def contents_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return (first token, index) of the statements whose content begins in tokens first ≤ i < last."""
        known = self._starts.get("contents")
        if known is None or known[0] != len(self.statements):
            pieces = ((draft.content, index) for index, draft in enumerate(self.statements))
            made = Starts((piece.first, index) for piece, index in pieces if piece is not None)
            known = self._starts["contents"] = (len(self.statements), made)
        return known[1].between(first, last)

    def mentions_with(self, *norms: str) -> list[int]:
        """Return the indexes of the party mentions that hold one of these folded words."""
        for index in range(self._read, len(self.party_mentions)):
            piece = self.party_mentions[index].piece
            for norm in {form.norm for form in self.forms[piece.first : piece.last]}:
                self._words.setdefault(norm, []).append(index)
        self._read = len(self.party_mentions)
        return [index for norm in dict.fromkeys(norms) for index in self._words.get(norm, ())]

    def mention_starts(self, first: int, last: int) -> list[int]:
        """Return the tokens first ≤ i < last at which a party mention begins, in text order."""
        begun, mentions = self._begun, self.party_mentions
        for index in range(self._counted, len(mentions)):
            token = mentions[index].piece.first
            at = bisect_left(begun, token)
            if at == len(begun) or begun[at] != token:
                begun.insert(at, token)
        self._counted = len(mentions)
        return begun[bisect_left(begun, first) : bisect_left(begun, last)]

    def statements_over(self, token: int) -> tuple[int, ...]:
        """Return the indexes of the statements whose content holds a token, the innermost first.

        For the steps after the one that finds statements: cues and contents no longer change then.
        """
        return self._statement_covers()[1].over(token)

    def cues_over(self, token: int) -> tuple[int, ...]:
        """Return the indexes of the statements whose cue holds a token."""
        return self._statement_covers()[2].over(token)

    def _statement_covers(self) -> tuple[int, Covers, Covers]:
        if self._covers is None or self._covers[0] != len(self.statements):
            contents = ((s.content, index) for index, s in enumerate(self.statements))
            self._covers = (
                len(self.statements),
                Covers((piece.first, piece.last, index) for piece, index in contents if piece is not None),
                Covers((s.cue.first, s.cue.last, index) for index, s in enumerate(self.statements)),
            )
        return self._covers

    def rank_of(self, draft: StatementDraft) -> int:
        """Return the index of a statement of this report; for the steps after the one that finds them."""
        return self._statement_order()[1][id(draft)]

    def first_said(self, party: int) -> int:
        """Return the index of the first statement whose source a party is, or the number of statements if none is."""
        return self._statement_order()[2].get(party, len(self.statements))

    def _statement_order(self) -> tuple[int, dict[int, int], dict[int, int]]:
        if self._order is None or self._order[0] != len(self.statements):
            ranks = {id(draft): index for index, draft in enumerate(self.statements)}
            firsts: dict[int, int] = {}
            for index, draft in enumerate(self.statements):
                for source in draft.sources:
                    firsts.setdefault(source, index)
            self._order = (len(self.statements), ranks, firsts)
        return self._order

    def party_index(self) -> PartyIndex:
        """Return the parties by what they are; for the steps after the one that finds them."""
        if self._index is None or self._index.count != len(self.parties):
            self._index = PartyIndex(self.parties)
        return self._index

    def quote_at(self, token: int) -> Quote | None:
        """Return the quotation that a token stands in; a mark without a partner stands in none."""
        index = self.quote_of[token]
        return self.quotes[index] if index >= 0 else None

    def piece(self, first: int, last: int, *, lead: int = 0) -> Piece:
        """Return the words of tokens first ≤ i < last, without `lead` folded letters of clitics at the front."""
        start = self.starts[first]
        if lead:
            start += _letters(self.texts[first], lead)
        return Piece(first, last, start, self.ends[last - 1])

    def text_of(self, piece: Piece) -> str:
        """Return the characters of a piece as they stand."""
        return self.report.text[piece.start : piece.end]

    def norms(self, first: int, last: int) -> list[str]:
        """Return the folded words of tokens first ≤ i < last."""
        return [form.norm for form in self.forms[first:last]]


def _letters(text: str, count: int) -> int:
    """How many characters of a word hold its first `count` folded letters (marks and tatweel go with theirs)."""
    for end in range(1, len(text)):
        letters = len(fold(text[:end]))
        if letters > count:
            break
        if letters == count and fold(text[end]):
            return end
    return 0
