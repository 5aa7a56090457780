"""Events on the map: GeoJSON (RFC 7946), a point feature for each event whose place has coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from khabar.export.english import entity_name, place_name
from khabar.record import Event, Record


def features(record: Record) -> Iterator[dict[str, Any]]:
    """Yield the features of a record; events without coordinates have no feature."""
    names = {entity.id: entity_name(entity) for entity in record.entities}
    places = {place.id: place for place in record.places}
    times = {time.id: time for time in record.times}
    for event in record.events:
        place = places.get(event.place or "")
        if place is None or place.lat is None or place.lon is None:
            continue
        time = times.get(event.time or "")
        first, last = (time.earliest, time.latest) if time else (None, None)
        yield {
            "type": "Feature",
            "id": f"{record.source.id}/{event.id}",
            "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
            "properties": {
                "type": event.type.value,
                "mode": event.mode,
                "aux": ", ".join(event.aux) or None,
                "actors": ", ".join(names[x] for x in event.actors) or None,
                "recipients": ", ".join(names[x] for x in event.recipients) or None,
                "place": place_name(place),
                "place_ar": place.name,
                "earliest": first.isoformat() if first else None,
                "latest": last.isoformat() if last else None,
                **_toll(event),
                "words": event.trigger.text,
                "vouched_by": event.said_in,
                "report": record.source.id,
                "uri": record.source.uri,
                "published": record.source.published.isoformat() if record.source.published else None,
                "confidence": event.confidence,
            },
        }


def _toll(event: Event) -> dict[str, int | None]:
    counts = event.toll.model_dump() if event.toll else {}
    return {name: (counts.get(name) or {}).get("min") for name in ("dead", "injured", "displaced", "arrested")}
