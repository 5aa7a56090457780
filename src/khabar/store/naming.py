"""Who a party and where a place is for all reports: a register's id, or its name and country."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from khabar.arabic import fold
from khabar.record import Entity, EntityKind, Place, Record
from khabar.store.words import clean

_LONGEST_NAME = 200

_MOST_NAMES = 20


class PartyRow(NamedTuple):
    """A party of the world as one record knows it; `names` are the folded spellings that find it."""

    ident: str
    name: str
    name_en: str | None
    kind: str
    country: str | None
    wikidata: str | None
    names: tuple[str, ...]


class SiteRow(NamedTuple):
    """A place of the world as one record knows it."""

    ident: str
    name: str
    name_en: str | None
    country: str | None
    lat: float | None
    lon: float | None
    names: tuple[str, ...]


def cleaned(text: str | None) -> str | None:
    """Return text that every database takes, or None."""
    return None if text is None else clean(text)


def party_row(record: Record, entity: Entity) -> PartyRow:
    """Who an entity is for all reports: a register's id, or its name and country; the unnamed stay their own."""
    folded = fold(entity.name)[:_LONGEST_NAME]
    if entity.kind in (EntityKind.UNNAMED, EntityKind.DOCUMENT):
        ident = f"{record.source.id}/{entity.id}"
    elif entity.ids.wikidata:
        ident = f"wikidata:{entity.ids.wikidata}"
    elif entity.ids.iso3 and entity.kind is EntityKind.COUNTRY:
        ident = f"country:{entity.ids.iso3}"
    else:
        ident = f"{folded}|{entity.country or ''}"
    spellings = [entity.name, entity.name_en, *(m.span.text for m in entity.mentions if m.form == "name")]
    return PartyRow(
        clean(ident),
        clean(entity.name),
        cleaned(entity.name_en),
        entity.kind.value,
        cleaned(entity.country),
        cleaned(entity.ids.wikidata),
        _names(spellings),
    )


def site_row(place: Place) -> SiteRow:
    """Which place of the world a place is: a register's id, or its name, country and coordinates to 0.1 degree."""
    if place.ids.geonames:
        ident = f"geonames:{place.ids.geonames}"
    elif place.ids.wikidata:
        ident = f"wikidata:{place.ids.wikidata}"
    else:
        where = "" if place.lat is None or place.lon is None else f"{place.lat:.1f},{place.lon:.1f}"
        ident = f"{fold(place.name)[:_LONGEST_NAME]}|{place.country or ''}|{where}"
    names = _names([place.name, place.name_en])
    return SiteRow(
        clean(ident),
        clean(place.name),
        cleaned(place.name_en),
        cleaned(place.country),
        place.lat,
        place.lon,
        names,
    )


def _names(spellings: Iterable[str | None]) -> tuple[str, ...]:
    folded = (" ".join(fold(x).split())[:_LONGEST_NAME] for x in spellings if x)
    return tuple(sorted({clean(x) for x in folded if x}))[:_MOST_NAMES]
