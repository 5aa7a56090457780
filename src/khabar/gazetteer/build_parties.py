"""Known parties: governments of all states by form, bodies and persons as kept by hand."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from khabar.errors import LexiconError
from khabar.gazetteer import tables
from khabar.gazetteer.build_countries import iso2_to_iso3
from khabar.gazetteer.tables import HERE, INPUT, certain, doubtful, join, keys, values, words

PARTY_COLUMNS = words(
    "folded folded_family folded_loose id kind name aliases family metonyms loose cues name_en country of sector roles wikidata"
)
BODIES, PERSONS = "parties_bodies.tsv", "parties_persons.tsv"

# words that begin or join a family name and stay with it: "ولد عبد العزيز", "بن سلمان", "أبو الغيط", "فون دير لاين"
JOINING = frozenset(words("عبد ابو ابي ابن بن ولد ال ام دي دير فون فان دو لو بو ايت"))


def family_names(name: str) -> list[str]:
    """Return the short name by which later mentions call a person: the last word with the words that join it."""
    parts = name.split()
    start = len(parts) - 1
    while start > 0 and tables.key(parts[start - 1]) in JOINING:
        start -= 1
    return [" ".join(parts[start:])] if start > 0 else []


def governments() -> Iterator[list[str]]:
    """Yield the government of every country: "الحكومة السورية"; hand-kept rows add special names and seats."""
    english = {iso3: Locale("en").territories.get(iso2, iso2) for iso2, iso3 in iso2_to_iso3().items()}
    extra = {row["id"]: row for row in tables.read(INPUT / "parties_governments.tsv")}
    for row in tables.read(INPUT / "countries_names.tsv"):
        id_ = f"{row['iso3'].lower()}-gov"
        names = values(row["names"])
        nisba = [n.lstrip("?") for n in values(row["nisba"])]
        own = extra.get(id_, {})
        forms = [f"الحكومة {' '.join('ال' + w + 'ة' for w in n.split())}" for n in nisba] or [f"حكومة {names[0]}"]
        aliases = [*forms[1:], *values(own.get("aliases", ""))]
        yield [
            id_,
            "government",
            forms[0],
            join(aliases),
            "",
            join(values(own.get("metonyms", ""))),
            join(values(own.get("loose", ""))),
            join(values(own.get("cues", ""))),
            f"Government of {english[row['iso3']]}",
            row["iso3"],
            "",
            "GOV",
            "",
            "",
        ]


def bodies() -> Iterator[list[str]]:
    """Yield bodies, groups, media and organisations as kept by hand."""
    for row in tables.read(INPUT / BODIES):
        yield [
            row["id"],
            row["kind"],
            row["name"],
            join(values(row["aliases"])),
            join(values(row["family"])),
            join(values(row["metonyms"])),
            join(values(row["loose"])),
            join(values(row["cues"])),
            row["name_en"],
            row["country"],
            row["of"],
            row["sector"],
            "",
            row["wikidata"],
        ]


def persons() -> Iterator[list[str]]:
    """Yield persons as kept by hand; their family name is read off the name where none is given.

    A name that many people have ("محمد مصطفى"), marked by `?`, counts as a family name does.
    """
    for row in tables.read(INPUT / PERSONS):
        names = [row["name"], *values(row["aliases"])]
        family = values(row["family"]) or [f for n in names for f in family_names(n.lstrip("?"))]
        roles = values(row["roles"])
        of = row["of"] or (roles[0].partition("@")[2] if roles else "")
        yield [
            row["id"],
            "person",
            row["name"],
            join(values(row["aliases"])),
            join(family),
            "",
            "",
            "",
            row["name_en"],
            row["country"],
            of,
            row["sector"],
            join(roles),
            row["wikidata"],
        ]


def write_parties() -> int:
    """Write parties.tsv and return how many rows; raise LexiconError where an id is doubled or refers to nothing."""
    rows = [*governments(), *bodies(), *persons()]
    seen: dict[str, list[str]] = {}
    for row in rows:
        if row[0] in seen:
            message = f"parties: the id {row[0]!r} is used twice; give one of them another."
            raise LexiconError(message)
        seen[row[0]] = row
    for row in rows:
        for target in [row[10], *(role.partition("@")[2] for role in values(row[12]))]:
            if target and target not in seen:
                message = f"parties: {row[0]!r} belongs to {target!r}, which no row describes."
                raise LexiconError(message)
    cells = []
    for row in rows:
        row[9] = row[9] or (seen[row[10]][9] if row[10] else "")
        named = [row[2], *values(row[3]), *values(row[5])]
        found = keys(certain(named))
        family = [k for k in keys([*doubtful(named), *values(row[4])]) if k not in found]
        row[2], row[3] = row[2].lstrip("?"), row[3].replace("?", "")
        cells.append([join(found), join(family), join(keys(values(row[6]))), *row])
    return tables.write(HERE / "parties.tsv", PARTY_COLUMNS, cells)
