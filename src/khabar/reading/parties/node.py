"""What a single look at the text finds: a stretch of words that may mean a party, before mentions are gathered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

READ = "names"
"""The entry of a person whom the neural reader found."""


@dataclass(slots=True)
class Node:
    """A party seen in tokens first ≤ i < last; lead: folded clitic letters before it in the first token.

    category: person (a name), post (a title without name), body, nation, people, source, document, pair.
    key: the folded words that tell it from others; own: the words of its own name without the generic noun.
    of: the body or nation that a post or source belongs to. children: parties named inside it.
    short: where it ended before what a participle behind it governs; 0 if there is none.
    """

    category: str
    kind: str
    first: int
    last: int
    lead: int
    head: int
    key: str
    entry: str
    form: str = "nominal"
    own: str = ""
    country: str | None = None
    gender: str = "m"
    number: str = "s"
    definite: bool = False
    possessed: bool = False
    title: str = ""
    rank: str = ""
    known: str | None = None
    of: Node | None = None
    person: Node | None = None
    children: list[Node] = field(default_factory=list)
    short: int = 0

    def walk(self) -> Iterator[Node]:
        """Yield this node and all nodes inside it."""
        yield self
        for child in self.children:
            yield from child.walk()
