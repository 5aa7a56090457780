"""What the world is called in Arabic news: places, countries, nationality words and known parties.

The tables beside this file are built by `khabar.gazetteer.build`; README.md tells their columns, sources and
licences. All names are indexed under their folded spelling (`khabar.arabic.fold`, hyphens as spaces), so that loading
folds nothing; rows are made when they are first asked for.

    >>> from khabar.gazetteer import places
    >>> places()["حلب"][0].name_en
    'Aleppo'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar, overload

__all__ = [
    "CountryRow",
    "DemonymRow",
    "Index",
    "PartyRow",
    "PlaceRow",
    "Role",
    "capitals",
    "clear",
    "countries",
    "country",
    "demonyms",
    "families",
    "load",
    "loose_parties",
    "parties",
    "party",
    "place",
    "places",
]

_HERE = Path(__file__).parent


class PlaceRow(NamedTuple):
    """A place: `id` is the GeoNames id or a slug, `country` ISO 3166 alpha-3 or empty for waters and world regions.

    `names` come preferred first; `folded` are the spellings that find it, `common` those among them that are also
    everyday words or personal names and count only after a place word ("مدينة", "بلدة"); `within` is the id of the
    unit around it or empty; coordinates are in degrees; `population` is 0 where unknown.
    """

    id: str
    names: tuple[str, ...]
    name_en: str
    kind: str
    country: str
    within: str
    lat: float
    lon: float
    population: int
    folded: tuple[str, ...]
    common: tuple[str, ...]

    @property
    def name(self) -> str:
        """The usual Arabic name."""
        return self.names[0]

    @property
    def geonames(self) -> int | None:
        """The GeoNames id, where the place has one."""
        return int(self.id) if self.id.isdigit() else None

    def needs_cue(self, folded: str) -> bool:
        """Whether this folded name counts only after a place word."""
        return folded in self.common


class CountryRow(NamedTuple):
    """A country or territory with its capital; `loose` names are ambiguous ("المملكة"), `nisba` its nationality words."""

    iso3: str
    iso2: str
    name_en: str
    names: tuple[str, ...]
    loose: tuple[str, ...]
    capital_en: str
    capital_id: str
    capital_names: tuple[str, ...]
    lat: float
    lon: float
    wikidata: str
    nisba: tuple[str, ...]
    peoples: tuple[str, ...]

    @property
    def name(self) -> str:
        """The usual short Arabic name."""
        return self.names[0]


class DemonymRow(NamedTuple):
    """One meaning of a nationality word: `gender` m or f; `number` singular, dual, plural or collective ("اتراك").

    `country` is ISO 3166 alpha-3 or empty; `people` is the slug of a people without or across states ("kurds");
    `loose` words have a more usual other meaning ("مالية" is mostly finance).
    """

    form: str
    gender: str
    number: str
    country: str
    people: str
    loose: bool


class Role(NamedTuple):
    """A post: title words as reports write them, and the id of the body it belongs to."""

    title: str
    of: str


class PartyRow(NamedTuple):
    """A known party: person, body, armed group, medium …; `kind` and `sector` follow `khabar.record` and PLOVER.

    `aliases` stand for it anywhere; `family` are the short names of later mentions, which count only once the report
    has introduced it or beside one of its titles; `metonyms` are buildings and seats that stand for it when they act
    or speak; `loose` names count only after one of the words in `cues` ("صحيفة الشرق الأوسط"). `of` is the id of the
    body it belongs to; `roles` come latest first.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    family: tuple[str, ...]
    metonyms: tuple[str, ...]
    loose: tuple[str, ...]
    cues: tuple[str, ...]
    name_en: str
    country: str
    of: str
    sector: str
    roles: tuple[Role, ...]
    wikidata: str


RowT = TypeVar("RowT")
DefaultT = TypeVar("DefaultT")


class Index(Mapping[str, tuple[RowT, ...]], Generic[RowT]):
    """Rows by key, made when first asked for; several rows of one key keep the order of the table."""

    __slots__ = ("_lines", "_made", "_make")

    def __init__(self, lines: dict[str, tuple[str, ...]], make: Callable[[str], RowT]) -> None:
        self._lines = lines
        self._make = make
        self._made: dict[str, tuple[RowT, ...]] = {}

    def __getitem__(self, key: str) -> tuple[RowT, ...]:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = tuple(self._make(line) for line in self._lines[key])
        return made

    @overload
    def get(self, key: str, /) -> tuple[RowT, ...] | None: ...
    @overload
    def get(self, key: str, default: tuple[RowT, ...], /) -> tuple[RowT, ...]: ...
    @overload
    def get(self, key: str, default: DefaultT, /) -> tuple[RowT, ...] | DefaultT: ...
    def get(self, key: str, default: object = None, /) -> object:
        """Return the rows of a key, or `default`; most words asked for are no names, and need no error raised."""
        return self[key] if key in self._lines else default

    def __contains__(self, key: object) -> bool:
        return key in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@cache
def _lines(table: str) -> tuple[str, ...]:
    return tuple((_HERE / table).read_bytes().decode("utf-8").split("\n")[1:-1])


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


_Lines = dict[str, tuple[str, ...]]


def _index(table: str, *columns: int) -> _Lines:
    """Return the lines of a table by each value of the given columns."""
    found: _Lines = {}
    last = max(columns) + 1
    for line in _lines(table):
        cells = line.split("\t", last)
        for column in columns:
            cell = cells[column]
            if cell:
                for value in cell.split("|") if "|" in cell else (cell,):
                    if value not in found:
                        found[value] = (line,)
                    elif found[value][-1] is not line:
                        found[value] += (line,)
    return found


def _by_id(table: str, column: int) -> dict[str, str]:
    """Return the lines of a table by their id; of two with one id the first."""
    lines = _lines(table)
    return dict(zip([line.split("\t", column + 1)[column] for line in reversed(lines)], reversed(lines), strict=True))


@cache
def _place(line: str) -> PlaceRow:
    folded, common, id_, names, name_en, kind, iso3, within, lat, lon, population = line.split("\t")
    return PlaceRow(
        id_,
        _many(names),
        name_en,
        kind,
        iso3,
        within,
        float(lat),
        float(lon),
        int(population),
        _many(folded),
        _many(common),
    )


@cache
def places() -> Index[PlaceRow]:
    """Return the places by folded name, the most likely meaning first (by population or renown)."""
    return Index(_index("places.tsv", 0), _place)


@cache
def _places_by_id() -> dict[str, str]:
    return _by_id("places.tsv", 2)


def place(id_: str) -> PlaceRow | None:
    """Return the place of this id, or None."""
    line = _places_by_id().get(id_)
    return _place(line) if line else None


@cache
def _country(line: str) -> CountryRow:
    _, _, _, iso3, iso2, name_en, names, loose, capital, capital_id, capitals_, lat, lon, wikidata, nisba, peoples = (
        line.split("\t")
    )
    return CountryRow(
        iso3,
        iso2,
        name_en,
        _many(names),
        _many(loose),
        capital,
        capital_id,
        _many(capitals_),
        float(lat),
        float(lon),
        wikidata,
        tuple(word.lstrip("?") for word in _many(nisba)),
        tuple(word.lstrip("?") for word in _many(peoples)),
    )


@cache
def countries() -> Index[CountryRow]:
    """Return the countries by folded name; where a name is only loosely theirs, they come too: see `CountryRow.loose`."""
    return Index(_index("countries.tsv", 0, 1), _country)


@cache
def capitals() -> Index[CountryRow]:
    """Return the countries by the folded names of their capitals, seats of government included."""
    return Index(_index("countries.tsv", 2), _country)


@cache
def _countries_by_code() -> dict[str, str]:
    return _by_id("countries.tsv", 3)


def country(iso3: str) -> CountryRow | None:
    """Return the country of this ISO 3166 alpha-3 code, or None."""
    line = _countries_by_code().get(iso3)
    return _country(line) if line else None


@cache
def _demonym(line: str) -> DemonymRow:
    form, gender, number, iso3, people, loose = line.split("\t")
    return DemonymRow(form, gender, number, iso3, people, loose == "1")


@cache
def demonyms() -> Index[DemonymRow]:
    """Return nationality words by folded form, without article."""
    return Index(_index("demonyms.tsv", 0), _demonym)


@cache
def _party(line: str) -> PartyRow:
    _, _, _, id_, kind, name, aliases, family, metonyms, loose, cues, name_en, iso3, of, sector, roles, wikidata = (
        line.split("\t")
    )
    return PartyRow(
        id_,
        kind,
        name,
        _many(aliases),
        _many(family),
        _many(metonyms),
        _many(loose),
        _many(cues),
        name_en,
        iso3,
        of,
        sector,
        tuple(Role(*role.split("@")) for role in _many(roles)),
        wikidata,
    )


@cache
def parties() -> Index[PartyRow]:
    """Return the known parties by folded name, alias or metonym."""
    return Index(_index("parties.tsv", 0), _party)


@cache
def families() -> Index[PartyRow]:
    """Return the known parties by the folded short names of later mentions ("لافروف")."""
    return Index(_index("parties.tsv", 1), _party)


@cache
def loose_parties() -> Index[PartyRow]:
    """Return the known parties by folded names that count only after one of their cue words."""
    return Index(_index("parties.tsv", 2), _party)


@cache
def _parties_by_id() -> dict[str, str]:
    return _by_id("parties.tsv", 3)


def party(id_: str) -> PartyRow | None:
    """Return the known party of this id, or None."""
    line = _parties_by_id().get(id_)
    return _party(line) if line else None


def load() -> None:
    """Build all indexes now, so that the first report does not wait for them."""
    for index in (places, countries, capitals, demonyms, parties, families, loose_parties):
        index()


def clear() -> None:
    """Forget everything loaded."""
    for made in (places, countries, capitals, demonyms, parties, families, loose_parties, _lines):
        made.cache_clear()
    for by_id in (_places_by_id, _countries_by_code, _parties_by_id):
        by_id.cache_clear()
