"""PLOVER 2.0 in JSON lines, with the field names of the manual's "Data Fields"."""

from __future__ import annotations

from typing import Any

from khabar.export.coded import Coded, coded
from khabar.record import Entity, EventType, Place, Record, Time
from khabar.version import __version__

_QUAD = {
    1: (EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.CONCEDE),
    2: (EventType.COOPERATE, EventType.AID, EventType.RETREAT),
    3: (EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN),
    4: (EventType.PROTEST, EventType.SANCTION, EventType.MOBILIZE, EventType.COERCE, EventType.ASSAULT),
}
QUAD = {kind: quad for quad, kinds in _QUAD.items() for kind in kinds}
"""Verbal and material cooperation, verbal and material conflict."""
_RESOLUTION = {"country": 1, "region": 2, "admin1": 2, "governorate": 2, "admin2": 3, "city": 4, "town": 4} | {
    "village": 4, "camp": 5, "facility": 5, "airport": 5, "crossing": 5,
}  # fmt: skip
_INTERNATIONAL = {"IGO", "NGO"}
_UNITED_NATIONS, _EUROPEAN_UNION = "Q1065", "Q458"


def events(record: Record) -> list[dict[str, Any]]:
    """Return the events of a record as PLOVER objects; a field the report says nothing of is left out."""
    entities = {entity.id: entity for entity in record.entities}
    places = {place.id: place for place in record.places}
    times = {time.id: time for time in record.times}
    return [_object(record, one, entities, places, times) for one in coded(record)]


def _object(
    record: Record, one: Coded, entities: dict[str, Entity], places: dict[str, Place], times: dict[str, Time]
) -> dict[str, Any]:
    time = times.get(one.time or "")
    day = time.earliest or time.latest if time else None
    published = record.source.published
    made: dict[str, Any] = {
        "id": f"{record.source.id}/{one.id}",
        "date": day or (None if one.aux else published),
        "enddate": time.latest if time and time.latest != day else None,
        "actor": [_entity(entities[x]) for x in one.actors],
        "recipient": [_entity(entities[x]) for x in one.recipients],
        "event": [one.type.value],
        "mode": list(one.modes) + [x for x in one.aux if x not in one.modes],
        "context": list(one.contexts),
        "quad_code": QUAD[one.type],
        "event_loc": _location(places, one.place),
        "event_text": [one.words.text],
        "text_info": {"start": one.words.start, "end": one.words.end},
        "cite_info": {
            "citation": record.source.id,
            "url": record.source.uri,
            "title": record.source.title,
            "language": record.source.language,
            "publication": record.source.outlet or record.source.agency,
            "coder": f"khabar {__version__}",
            "codebook": "plover-2.0",
        },
        "has_event": True,
    }
    made["date"] = made["date"].isoformat() if made["date"] else None
    made["enddate"] = made["enddate"].isoformat() if made["enddate"] else None
    made["cite_info"] = {name: value for name, value in made["cite_info"].items() if value is not None}
    if one.event is not None and one.event.toll is not None:
        toll = one.event.toll
        counts = {"dead": toll.dead, "injured": toll.injured, "arrested": toll.arrested, "displaced": toll.displaced}
        made["size"] = {name: count.min for name, count in counts.items() if count is not None}
    return {name: value for name, value in made.items() if value not in (None, [], {}) or name in ("actor", "date")}


def _entity(entity: Entity) -> dict[str, Any]:
    sector = entity.sector
    code = entity.country
    if sector in _INTERNATIONAL and code is None:  # to PLOVER these are codes that stand where a country's would
        code = {_UNITED_NATIONS: "UNO", _EUROPEAN_UNION: "EUR"}.get(entity.ids.wikidata or "", sector)
        sector = None
    made = {
        "code": code,
        "sector": sector,
        "entity_text": entity.name,
        "identifier_id": entity.ids.wikidata,
        "identifier_text": entity.name_en,
        "office": entity.roles[0].title if entity.roles else None,
    }
    return {name: value for name, value in made.items() if value is not None}


def _location(places: dict[str, Place], ident: str | None) -> dict[str, Any] | None:
    if ident is None:
        return None
    place = places[ident]
    made = {
        "extracted_place": place.mentions[0].text if place.mentions else place.name,
        "resolved_place": place.name_en or place.name,
        "geonameid": place.ids.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.kind or ""),
    }
    return {name: value for name, value in made.items() if value is not None}
