"""Two claims of the store that cannot both be true, as the store keeps them."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Against(NamedTuple):
    """What contradicts what: claims of one table ("s", "q" or "v"), by report and rank; of a denial it is the first.

    says: how, in English, for a person; day: the first claim's, or its report's; score: how likely both speak of
    one thing.
    """

    what: Literal["toll", "denial", "date"]
    claim: Literal["s", "q", "v"]
    one: int
    one_n: int
    other: int
    other_n: int
    says: str
    day: int
    score: float
