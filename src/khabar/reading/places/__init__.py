"""Places: names of the text become places with coordinates.

names: gazetteer names in the text · choose: which place of that name · named, formed, lands: places the gazetteer
knows, places known by the noun before their name, land of states · gather: all of them in order. A country or a
capital is a place only where something is in it, goes to it or leaves it; who acts under such a name is decided by
the parties step.
"""

from __future__ import annotations

from khabar.reading.analysis import Analysis
from khabar.reading.places.gather import Gathering

__all__ = ["find_places"]


def find_places(analysis: Analysis) -> None:
    """Fill `analysis.places` in the order of first mention, and `analysis.dateline` from the header's place."""
    Gathering(analysis).run()
