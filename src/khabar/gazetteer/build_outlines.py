"""Outlines of countries for the map of the desk: Natural Earth's, from TopoJSON to GeoJSON.

Run `python -m khabar.gazetteer.build_outlines countries-50m.json OUT.geojson` with the file of the npm package
`world-atlas`. Coordinates are rounded to a hundredth of a degree (a kilometre), which is finer than the outlines are.
Natural Earth draws borders as they are held, not as they are claimed.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from khabar.gazetteer.build_countries import iso2_to_iso3

Point = tuple[float, float]
_DIGITS = 2


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the lines of a quantised TopoJSON topology as (longitude, latitude) in degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((round(x * scale_x + move_x, _DIGITS), round(y * scale_y + move_y, _DIGITS)))
        lines.append(line)
    return lines


def ring_of(arcs: list[list[Point]], indices: list[int]) -> list[Point]:
    """Return a ring put together from lines; a negative index (~i) is line i backwards."""
    ring: list[Point] = []
    for index in indices:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += line[1:] if ring else line
    return [ring[0], *(point for before, point in pairwise(ring) if point != before)]


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the countries of a topology as a GeoJSON FeatureCollection; properties: iso3 (or null), name (English)."""
    arcs = arcs_of(topology)
    alias, iso3 = get_global("territory_aliases"), iso2_to_iso3()
    features: list[dict[str, Any]] = []
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        made = [[ring_of(arcs, ring) for ring in polygon] for polygon in polygons]
        two = alias.get(str(shape.get("id", "")).zfill(3), [""])[0]
        features.append(
            {
                "type": "Feature",
                "properties": {"iso3": iso3.get(two), "name": shape["properties"]["name"]},
                "geometry": {"type": "MultiPolygon", "coordinates": made},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def main(source: str, target: str) -> None:
    """Read a topology, write its outlines."""
    made = outlines(json.loads(Path(source).read_text("utf-8")))
    Path(target).write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
