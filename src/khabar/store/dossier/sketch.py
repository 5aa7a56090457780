"""A map drawn as SVG, without a network: points sized by events, a grid in degrees, towns around for orientation.

Equirectangular, with the middle latitude true to scale; good enough for a country, not for navigation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from khabar.store.dossier import Point

_WIDTH, _HEIGHT = 720, 460
_MARGIN = 40
_TOWNS = 14
_LABELLED = 12
_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)


def svg(points: Sequence[Point]) -> str:
    """Return the map as an SVG element; "" without points."""
    if not points:
        return ""
    project, bounds = _projection(points)
    size, name = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"', 'role="img" aria-label="Map of the events"'
    parts = [
        f'<svg class="map" {size} {name} xmlns="http://www.w3.org/2000/svg">',
        f'<rect class="sea" width="{_WIDTH}" height="{_HEIGHT}"/>',
        *_grid(project, bounds),
    ]
    for name, lat, lon in _towns(bounds, points):
        x, y = project(lat, lon)
        parts.append(f'<circle class="town" cx="{x:.1f}" cy="{y:.1f}" r="2"/>')
        parts.append(f'<text class="town" x="{x + 5:.1f}" y="{y + 4:.1f}">{escape(name)}</text>')
    most = max(point.events for point in points)
    taken: list[tuple[float, float]] = []
    for number, point in enumerate(points):
        x, y = project(point.lat, point.lon)
        radius = 4 + 12 * math.sqrt(point.events / most)
        dead = f", {point.dead} dead" if point.dead else ""
        told = f"{point.name}: {point.events} event{'s' if point.events > 1 else ''}{dead}"
        circle = f'<circle class="events" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
        parts.append(f"{circle}<title>{escape(told)}</title></circle>")
        if number < _LABELLED and all(abs(y - other_y) > 14 or abs(x - other_x) > 120 for other_x, other_y in taken):
            taken.append((x, y))
            parts.append(f'<text x="{x + radius + 3:.1f}" y="{y + 4:.1f}">{escape(told)}</text>')
    return "\n".join([*parts, "</svg>"])


_Bounds = tuple[float, float, float, float]


class _Project:
    """From degrees to the drawing."""

    def __init__(self, bounds: _Bounds) -> None:
        south, west, north, east = bounds
        self.squeeze = math.cos(math.radians((south + north) / 2))
        width, height = (east - west) * self.squeeze, north - south
        self.scale = min((_WIDTH - 2 * _MARGIN) / width, (_HEIGHT - 2 * _MARGIN) / height)
        self.lon, self.lat = (west + east) / 2, (south + north) / 2

    def __call__(self, lat: float, lon: float) -> tuple[float, float]:
        x = _WIDTH / 2 + (lon - self.lon) * self.squeeze * self.scale
        return x, _HEIGHT / 2 - (lat - self.lat) * self.scale


def _projection(points: Sequence[Point]) -> tuple[_Project, _Bounds]:
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    room = max(0.4, 0.1 * max(max(lats) - min(lats), max(lons) - min(lons)))
    bounds = (min(lats) - room, min(lons) - room, max(lats) + room, max(lons) + room)
    return _Project(bounds), bounds


def _grid(project: _Project, bounds: _Bounds) -> list[str]:
    south, west, north, east = bounds
    step = next((s for s in _STEPS if (east - west) / s <= 8 and (north - south) / s <= 8), _STEPS[-1])
    parts = []
    for k in range(math.ceil(west / step), math.floor(east / step) + 1):
        x, _ = project(project.lat, k * step)
        parts.append(f'<line class="grid" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{_HEIGHT}"/>')
        parts.append(f'<text class="grid" x="{x + 3:.1f}" y="{_HEIGHT - 5}">{k * step:g}°E</text>')
    for k in range(math.ceil(south / step), math.floor(north / step) + 1):
        _, y = project(k * step, project.lon)
        parts.append(f'<line class="grid" x1="0" y1="{y:.1f}" x2="{_WIDTH}" y2="{y:.1f}"/>')
        parts.append(f'<text class="grid" x="3" y="{y - 3:.1f}">{k * step:g}°N</text>')
    return parts


def _towns(bounds: _Bounds, points: Sequence[Point]) -> list[tuple[str, float, float]]:
    """The largest towns inside the bounds that are no points themselves and do not crowd each other."""
    from khabar.gazetteer import places

    south, west, north, east = bounds
    apart = max(north - south, east - west) / 9
    rows = {
        row.id: row
        for key in places()
        for row in places()[key]
        if row.population > 20_000 and row.name_en and south < row.lat < north and west < row.lon < east
    }
    kept: list[tuple[str, float, float]] = []
    near = [(p.lat, p.lon) for p in points]
    for row in sorted(rows.values(), key=lambda row: -row.population):
        if all(abs(row.lat - lat) > apart or abs(row.lon - lon) > apart for lat, lon in near):
            kept.append((row.name_en, row.lat, row.lon))
            near.append((row.lat, row.lon))
        if len(kept) == _TOWNS:
            break
    return kept
