"""The gazetteer's tables: every row parses, refers to rows that exist, and is found under its folded names."""

from __future__ import annotations

import time

import pytest
from babel import Locale

from khabar import gazetteer
from khabar.gazetteer import PartyRow, PlaceRow
from khabar.gazetteer.tables import HERE, key
from khabar.record import EntityKind

PLACE_KINDS = {
    *("city", "town", "village", "admin1", "admin2", "governorate", "region", "river", "mountain", "sea"),
    *("crossing", "camp", "airport", "country", "area", "facility"),
}
SECTORS = {
    *("", "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "LEG", "PRM", "SPY", "BUS", "CRM", "CVL", "EDU", "ELI"),
    *("LAB", "MED", "REF", "REL", "IGO", "NGO"),
}
# south, west, north, east, generously
BOXES = {
    "SYR": (32.3, 35.6, 37.4, 42.5),
    "IRQ": (29.0, 38.7, 37.5, 48.8),
    "YEM": (12.0, 41.8, 19.1, 54.8),
    "LBY": (19.4, 9.2, 33.3, 25.3),
    "SDN": (8.5, 21.8, 23.2, 38.7),
    "SSD": (3.4, 24.0, 12.3, 36.0),
    "LBN": (33.0, 35.0, 34.8, 36.7),
    "PSE": (31.2, 34.1, 32.6, 35.7),
    "ISR": (29.4, 34.1, 33.4, 35.95),
    "EGY": (21.9, 24.6, 31.9, 37.0),
    "JOR": (29.1, 34.8, 33.4, 39.4),
    "SAU": (16.2, 34.4, 32.3, 55.7),
    "SOM": (-1.9, 40.9, 12.1, 51.6),
    "TUN": (30.1, 7.4, 37.6, 11.7),
    "DZA": (18.9, -8.8, 37.2, 12.1),
    "MAR": (20.7, -17.2, 36.0, -0.9),
    "IRN": (24.9, 43.9, 39.9, 63.5),
    "TUR": (35.7, 25.5, 42.2, 45.0),
    "AFG": (29.3, 60.4, 38.6, 75.0),
    "PAK": (23.5, 60.8, 37.2, 77.3),
    "UKR": (44.2, 22.0, 52.5, 40.3),
    "GEO": (41.0, 39.9, 43.7, 46.8),
    "ARM": (38.8, 43.4, 41.4, 46.7),
    "AZE": (38.3, 44.7, 42.0, 50.7),
    "MLI": (10.1, -12.4, 25.1, 4.4),
    "ETH": (3.3, 32.9, 15.0, 48.1),
}


def rows(table: str) -> list[list[str]]:
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines]
    assert {len(row) for row in cells} == {len(cells[0])}
    return cells[1:]


@pytest.fixture(scope="module")
def all_places() -> list[PlaceRow]:
    return [place for row in rows("places.tsv") if (place := gazetteer.place(row[2])) is not None]


@pytest.fixture(scope="module")
def all_parties() -> list[PartyRow]:
    return [party for row in rows("parties.tsv") if (party := gazetteer.party(row[3])) is not None]


def test_place_rows(all_places: list[PlaceRow]) -> None:
    assert len(all_places) > 10_000
    assert len({p.id for p in all_places}) == len(all_places)
    ids = {p.id for p in all_places}
    for p in all_places:
        assert p.names, p.id
        assert p.folded == tuple(dict.fromkeys(key(name) for name in p.names)), p.id
        assert set(p.common) <= set(p.folded), p.id
        assert p.kind in PLACE_KINDS, p.id
        assert -90 <= p.lat <= 90, p.id
        assert -180 <= p.lon <= 180, p.id
        assert not p.within or p.within in ids, p.id
        assert not p.country or gazetteer.country(p.country), p.id


def test_places_lie_in_their_countries(all_places: list[PlaceRow]) -> None:
    outside = []
    for p in all_places:
        if box := BOXES.get(p.country):
            south, west, north, east = box
            if not (south <= p.lat <= north and west <= p.lon <= east):
                outside.append((p.id, p.name_en, p.country, p.lat, p.lon))
    assert outside == []


def test_countries() -> None:
    found = rows("countries.tsv")
    territories = Locale("en").territories
    assert len({row[3] for row in found}) == len(found) > 240
    for row in found:
        country = gazetteer.country(row[3])
        assert country is not None
        assert country.iso2 in territories
        assert row[0].split("|") == list(dict.fromkeys(key(name) for name in country.names))
        assert not country.capital_id or gazetteer.place(country.capital_id), country.iso3


def test_demonyms() -> None:
    for row in rows("demonyms.tsv"):
        form, gender, number, country, people, _ = row
        assert form == key(form)
        assert gender in {"m", "f"}
        assert number in {"singular", "dual", "plural", "collective"}
        assert country or people
        assert not country or gazetteer.country(country)


def test_party_rows(all_parties: list[PartyRow]) -> None:
    assert len(all_parties) > 2_500
    ids = {p.id for p in all_parties}
    assert len(ids) == len(all_parties)
    kinds = {kind.value for kind in EntityKind}
    for p, row in zip(all_parties, rows("parties.tsv"), strict=True):
        assert p.kind in kinds, p.id
        assert p.sector in SECTORS, p.id
        assert not p.of or p.of in ids, p.id
        assert all(role.of in ids and role.title for role in p.roles), p.id
        assert not p.country or gazetteer.country(p.country), p.id
        assert not p.wikidata or p.wikidata[1:].isdigit(), p.id
        named = {key(name) for name in (p.name, *p.aliases, *p.metonyms, *p.family)}
        assert named == {name for cell in row[:2] for name in cell.split("|") if name}, p.id
        assert [key(name) for name in p.loose] == [name for name in row[2].split("|") if name], p.id


def test_wikidata_ids_are_given_once(all_parties: list[PartyRow]) -> None:
    given = [p.wikidata for p in all_parties if p.wikidata]
    assert len(given) == len(set(given))


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("حلب", "SYR", 36.2, 37.16),
        ("عدن", "YEM", 12.78, 45.04),
        ("صعدة", "YEM", 16.94, 43.76),
        ("الغوطة الشرقية", "SYR", 33.53, 36.42),
        ("قاعدة العند", "YEM", 13.18, 44.77),
        ("معبر رفح", "PSE", 31.25, 34.26),
        ("راس لانوف", "LBY", 30.5, 18.57),
        ("جنيف", "CHE", 46.2, 6.15),
        ("كييف", "UKR", 50.45, 30.52),
        ("نيويورك", "USA", 40.71, -74.0),
        ("دارفور", "SDN", 13.5, 24.5),
        ("هلمند", "AFG", 31.0, 64.0),
        ("القرم", "UKR", 45.3, 34.4),
    ],
)
def test_first_reading_of_a_place_name(name: str, country: str, lat: float, lon: float) -> None:
    place = gazetteer.places()[key(name)][0]
    assert place.country == country
    assert abs(place.lat - lat) < 0.3
    assert abs(place.lon - lon) < 0.3


@pytest.mark.parametrize("name", ["الجديدة", "السلام", "كان", "عين"])
def test_everyday_words_need_a_place_word(name: str) -> None:
    assert all(place.needs_cue(key(name)) for place in gazetteer.places().get(key(name), ()))


@pytest.mark.parametrize(
    ("form", "country", "gender", "number"),
    [
        ("اميركيه", "USA", "f", "singular"),
        ("بريطانيون", "GBR", "m", "plural"),
        ("اتراك", "TUR", "m", "collective"),
        ("روس", "RUS", "m", "collective"),
        ("تشيكي", "CZE", "m", "singular"),
        ("كوريه جنوبيه", "KOR", "f", "singular"),
    ],
)
def test_nationality_words(form: str, country: str, gender: str, number: str) -> None:
    assert any((d.country, d.gender, d.number) == (country, gender, number) for d in gazetteer.demonyms()[form])


def test_ambiguous_nationality_words_are_loose() -> None:
    assert all(d.loose for d in gazetteer.demonyms()["ماليه"])
    assert not any(d.loose for d in gazetteer.demonyms()["سوري"])


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("سيرجي لافروف", "sergey-lavrov"),
        ("البيت الأبيض", "usa-gov"),
        ("أ ف ب", "afp"),
        ("قوات سوريا الديموقراطية", "sdf"),
        ("الحكومة السورية", "syr-gov"),
        ("المفوضية السامية للأمم المتحدة لشؤون اللاجئين", "unhcr"),
    ],
)
def test_known_parties(name: str, party: str) -> None:
    assert gazetteer.parties()[key(name)][0].id == party


def test_persons_have_family_names_and_posts() -> None:
    lavrov = gazetteer.party("sergey-lavrov")
    assert lavrov is not None
    assert "لافروف" in lavrov.family
    assert lavrov.roles[0].of == "rus-gov"
    assert lavrov in gazetteer.families()["لافروف"]


def test_loose_names_have_cues() -> None:
    (newspaper,) = gazetteer.loose_parties()[key("الشرق الأوسط")]
    assert newspaper.id == "asharq-alawsat"
    assert "صحيفة" in newspaper.cues


def test_loading_is_quick() -> None:
    gazetteer.clear()
    start = time.process_time()
    gazetteer.load()
    assert time.process_time() - start < 0.5  # 0.04 s on a desk machine; slack for shared ones
