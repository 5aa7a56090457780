"""Countries and demonyms: Arabic names from CLDR and by hand, nationality words inflected for gender, number and case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from babel import Locale
from babel.core import get_global

from khabar.gazetteer import tables
from khabar.gazetteer.tables import HERE, INPUT, certain, doubtful, join, key, keys, values, words

COUNTRY_COLUMNS = words(
    "folded folded_loose folded_capital iso3 iso2 name_en names loose capital capital_id capital_names lat lon wikidata nisba peoples"
)
DEMONYM_COLUMNS = ("form", "gender", "number", "country", "people", "loose")
KOSOVO = ("XK", "XKX")
RETIRED = frozenset({"BUR", "TMP", "ZAR", "ROM", "YMD", "DDR", "SUN", "FXX", "QUU", "ANT", "SCG", "CSK", "YUG", "NTZ"})


@cache
def iso2_to_iso3() -> dict[str, str]:
    """Return ISO 3166 alpha-3 codes by alpha-2 code, after CLDR; Kosovo has the user-assigned pair."""
    found = {}
    for three, two in get_global("territory_aliases").items():
        if len(three) == 3 and three.isalpha() and three not in RETIRED and len(two) == 1 and len(two[0]) == 2:
            found[two[0]] = three
    return found | dict([KOSOVO])


def _english_and_cldr(iso2: str) -> tuple[str, str]:
    english = Locale("en").territories.get(iso2, iso2)
    return english, Locale("ar").territories.get(iso2, "")


def _capitals() -> dict[str, tuple[str, str, float, float]]:
    """Return the capital of each country by ISO 3166 alpha-2 code: English name, GeoNames id, latitude, longitude."""
    from khabar.gazetteer.build_places import geonames_capitals

    return geonames_capitals()


def _inhabited_middle(iso2: str) -> tuple[str, str]:
    """Return the middle of a territory's populated places as written numbers; good enough for small islands."""
    from khabar.gazetteer.build_places import geonames

    places = [place for place in geonames().values() if place["countrycode"] == iso2]
    lats, lons = [p["latitude"] for p in places], [p["longitude"] for p in places]
    return f"{(min(lats) + max(lats)) / 2:.1f}", f"{(min(lons) + max(lons)) / 2:.1f}"


def write_countries() -> int:
    """Write countries.tsv, one row per country or territory, and return how many."""
    by_iso3 = {iso3: iso2 for iso2, iso3 in iso2_to_iso3().items()}
    capitals = _capitals()
    centres = {row["iso3"]: (row["lat"], row["lon"]) for row in tables.read(INPUT / "countries_centres.tsv")}
    rows = []
    for row in tables.read(INPUT / "countries_names.tsv"):
        iso3 = row["iso3"]
        iso2 = by_iso3[iso3]
        english, cldr = _english_and_cldr(iso2)
        loose = values(row["loose"])
        names = [name for name in [*values(row["names"]), cldr] if name and key(name) not in keys(loose)]
        capital, capital_id, *_ = capitals.get(iso2, ("", "", 0.0, 0.0))
        capital_id = capital_id if row["capital"] else ""
        lat, lon = centres.get(iso3) or _inhabited_middle(iso2)
        nisba = values(row["nisba"])
        rows.append(
            [
                join(keys(names)),
                join(keys(loose)),
                join(keys(values(row["capital"]))),
                iso3,
                iso2,
                english,
                join(names),
                join(loose),
                capital,
                capital_id,
                join(values(row["capital"])),
                lat,
                lon,
                row["wikidata"],
                join(nisba),
                join(values(row["peoples"])),
            ]
        )
    return tables.write(HERE / "countries.tsv", COUNTRY_COLUMNS, sorted(rows, key=lambda row: row[3]))


def inflected(nisba: str) -> Iterator[tuple[str, str, str]]:
    """Yield (folded form, gender, number) of a nationality word in all genders, numbers and cases, without article.

    A word of two parts ("كوري جنوبي") agrees in both. The accusative singular ("سوريا") is left out where the
    country has the same name; the caller knows the countries.
    """
    endings = (
        ("", "m", "singular"),
        ("ا", "m", "singular"),
        ("ه", "f", "singular"),
        ("ان", "m", "dual"),
        ("ين", "m", "plural"),
        ("ون", "m", "plural"),
        ("تان", "f", "dual"),
        ("تين", "f", "dual"),
        ("ات", "f", "plural"),
    )
    parts = key(nisba).split()
    for ending, gender, number in endings:
        yield " ".join(word + ending if word.endswith("ي") else word for word in parts), gender, number


def write_demonyms() -> int:
    """Write demonyms.tsv, one row per folded form and meaning, and return how many."""
    countries = tables.read(INPUT / "countries_names.tsv")
    peoples = tables.read(INPUT / "peoples.tsv")
    names = {k for row in countries for k in keys(certain(values(row["names"])) + values(row["loose"]))}
    found: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def add(form: str, gender: str, number: str, country: str, people: str, *, loose: bool) -> None:
        meaning = (form, country, people)
        found.setdefault(meaning, (form, gender, number, country, people, "1" if loose else ""))

    for row in [*countries, *peoples]:
        country, people = row["iso3"], row.get("people", "")
        nisba = values(row["nisba"])
        for word, loose in [(w, False) for w in certain(nisba)] + [(w, True) for w in doubtful(nisba)]:
            for form, gender, number in inflected(word):
                if form not in names or number != "singular" or not form.endswith("ا"):
                    add(form, gender, number, country, people, loose=loose or form in names)
        collective = values(row["peoples"])
        for word in certain(collective):
            add(key(word), "m", "collective", country, people, loose=False)
        for word in doubtful(collective):
            add(key(word), "m", "collective", country, people, loose=True)
    return tables.write(HERE / "demonyms.tsv", DEMONYM_COLUMNS, sorted(found.values()))
