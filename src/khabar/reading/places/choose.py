"""Which place of that name is meant: by the countries the report speaks of, by size, by what it is called."""

from __future__ import annotations

import math
from collections import Counter

from khabar.gazetteer import PlaceRow
from khabar.reading.places.names import Hit, Text, nation, words_of

_UNITS = frozenset({"governorate", "admin1", "area", "region", "sea", "river", "mountain"})
_AGREE: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "village", "city", "area"}),
    "village": frozenset({"village", "town"}),
    "governorate": frozenset({"governorate", "admin1"}),
    "admin1": frozenset({"admin1", "governorate", "area", "region"}),
    "admin2": frozenset({"admin2"}),
    "area": frozenset({"area", "region", "admin2"}),
    "camp": frozenset({"camp"}),
    "airport": frozenset({"airport"}),
    "crossing": frozenset({"crossing"}),
    "facility": frozenset({"facility"}),
    "mountain": frozenset({"mountain"}),
    "sea": frozenset({"sea", "river"}),
}
_KNOWN_SIZE = 250_000
"""People from which a town of a country the report does not speak of is taken without a place word."""

_SMALL = 20_000
"""People from which an everyday word among places of a country the report speaks of is a place."""


def context(text: Text, hits: list[Hit]) -> Counter[str]:
    """Return how much the report speaks of each country: its names, nationality words, and places only it has."""
    votes: Counter[str] = Counter()
    for norm in text.norms:
        spoken = nation(norm)
        if spoken:
            votes[spoken] += 1
    for hit in hits:
        if hit.country:
            votes[hit.country.iso3] += 2
        else:
            owners = {row.country for row in hit.rows if not row.needs_cue(hit.key)}
            if len(owners) == 1 and (max(row.population for row in hit.rows) >= 50_000 or hit.rows[0].kind in _UNITS):
                votes[owners.pop()] += 1
    del votes[""]
    return votes


def choose(hit: Hit, kind: str | None, votes: Counter[str], near: list[PlaceRow], *, listed: bool) -> PlaceRow | None:
    """Return the place meant by a name, or None if none is likely.

    kind: what the noun before it calls it; near: places of the report that are sure, to which the one meant lies
    close; listed: it stands after a place noun or in a list of places, or was called a place elsewhere in the report.
    """
    most = max(votes.values(), default=0)
    agreeing = _AGREE.get(kind or "", frozenset())

    spoken = [row for row in hit.rows if listed and votes[row.country] and _size(row) >= _SMALL]
    need = hit.key in words_of("names", "need_noun")
    rows = [row for row in hit.rows if row in spoken or row.kind in agreeing or not (need or row.needs_cue(hit.key))]
    if not rows:
        return None
    settled = any(row.kind in {"city", "town"} and row.population > 20_000 for row in hit.rows)

    def score(row: PlaceRow) -> float:
        size = math.log10(_size(row) + 1)
        if row.kind in _UNITS and not row.population and not settled:
            size = 5.0
        value = size + (5.0 * math.sqrt(votes[row.country] / most) if most and votes[row.country] else 0.0)
        if agreeing:
            value += 3.0 if row.kind in agreeing else 0.0
        elif row.kind in {"city", "town"}:
            value += 0.5
        if near:
            value += max(0.0, 2.0 - min(kilometres(row, other) for other in near) / 200)
        return value

    best = max(rows, key=score)
    if kind is None and best.country and not votes[best.country]:
        known = best.population >= _KNOWN_SIZE or best.kind == "sea" or (" " in hit.key and best.kind in _UNITS)
        return best if known else None
    return best


def _size(row: PlaceRow) -> int:
    """People of a place; one kept by hand without a figure counts as a town, for it is known from the news."""
    return row.population or (0 if row.geonames else _SMALL)


def kilometres(a: PlaceRow, b: PlaceRow) -> float:
    """Great-circle distance of two places in kilometres."""
    lat1, lon1, lat2, lon2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))
