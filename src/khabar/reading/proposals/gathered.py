"""A proposal while it is being gathered from the mentions and statements of a report."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from khabar.reading.analysis import Piece
from khabar.reading.proposals.lexicon import Plan
from khabar.reading.proposals.mentions import Mention
from khabar.record import Act, ProposalKind

# How a proposal comes to light when a party takes such a stand on it: the last part of its rule's name.
FOUND_BY = {
    Act.DEMAND: "demanded",
    Act.PROPOSE: "offered",
    Act.ACCEPT: "accepted",
    Act.REJECT: "refused",
    Act.PROMISE: "promised",
    Act.SUPPORT: "supported",
}
MATTER = "matter"  # the family of what is asked for or refused without a plan word


@dataclass(slots=True)
class Gathered:
    """A proposal with its mentions and their words, in the order in which they were found.

    about: statements that concern it; stands: statement → the act by which its sources take a stand on this very
    proposal; by: what made it a proposal; objects: words that say whom or what it is about; frames: families of
    the frame words used for it; owners: bodies by the
    act that first named it; guessed: stands of statements that do not name it; signers: who concluded it, where the report says that it was `concluded`;
    tablers: whom the reporter names as putting it forward; authors: whose plan it is by its own words; deciders: who has decided on it; backers: who
    stands behind it; told: stands that the reporter tells in passing; length: "lasting" or "passing", for a truce; days: how many it is to last;
    label: the words that made it a proposal; needs: proposals that it waits for, with the words that say so;
    terms: those that the report lists as its terms; parts: what it provides for; called: family of frame words → the characters at which such a
    word names it, sorted; drafted: named as a draft resolution; stood: the statements of `stands`, sorted;
    noted: those of `about`.
    """

    kind: ProposalKind
    family: str
    plan: Plan | None
    mentions: list[Mention] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    about: list[int] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    objects: set[str] = field(default_factory=set)
    frames: set[str] = field(default_factory=set)
    owners: dict[Act, set[int]] = field(default_factory=dict)
    stands: dict[int, Act] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    concluded: bool = False
    signers: list[int] = field(default_factory=list)
    tablers: list[int] = field(default_factory=list)
    authors: list[int] = field(default_factory=list)
    deciders: list[int] = field(default_factory=list)
    told: list[tuple[int, Act]] = field(default_factory=list)
    backers: set[int] = field(default_factory=set)
    length: str | None = None
    days: float | None = None
    label: Piece | None = None
    needs: list[tuple[Gathered, Piece]] = field(default_factory=list)
    terms: list[tuple[Gathered, Piece]] = field(default_factory=list)
    parts: list[Gathered] = field(default_factory=list)
    called: dict[str, list[int]] = field(default_factory=dict)
    drafted: bool = False
    stood: list[int] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)

    def words(self) -> list[Piece]:
        """All its words, those that name it best first and the others in text order."""
        others = sorted(
            {piece for piece in self.pieces if piece != self.label}, key=lambda piece: (piece.start, piece.end)
        )
        return others if self.label is None else [self.label, *others]

    def concern(self, statements: list[int]) -> None:
        """Note statements that are about it."""
        self.about += [s for s in statements if s not in self.noted]
        self.noted.update(statements)

    def take_stand(self, statement: int, act: Act) -> None:
        """Note by which act the sources of a statement take a stand on it."""
        if statement not in self.stands:
            insort(self.stood, statement)
        self.stands[statement] = act

    def call(self, family: str, start: int) -> None:
        """Note that a frame word of a family names it at a character."""
        insort(self.called.setdefault(family, []), start)

    def called_before(self, family: str, at: int) -> int | None:
        """Return the last character before another at which a frame word of a family names it."""
        starts = self.called.get(family, [])
        place = bisect_left(starts, at)
        return starts[place - 1] if place else None
