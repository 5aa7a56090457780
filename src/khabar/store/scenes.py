"""Events as scenes of a map, read off the tables: no record is opened for hundreds of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, and_, select

from khabar.export.known_names import plain
from khabar.export.nominal import place as place_words
from khabar.store import schema
from khabar.store.filters import Filter, first_few
from khabar.store.found import Page, Scene, Window
from khabar.store.questions import event_conditions, report_lines


def scenes(connection: Connection, asked: Filter, window: Window) -> Page[Scene]:
    """Return the events that pass, newest first, each with its first day, its dead and its place."""
    v, at, s = schema.events.c, schema.places.c, schema.sites.c
    query = (
        select(v.report, v.day, v.dead_min, at.name, s.name_en, s.lat, s.lon)
        .select_from(schema.events)
        .outerjoin(schema.places, and_(at.report == v.report, at.n == v.place))
        .outerjoin(schema.sites, s.key == at.site)
        .where(*event_conditions(connection, asked, first_few))
        .order_by(v.day.desc(), v.report, v.n)
    )
    rows = connection.execute(query.limit(window.limit + 1).offset(window.offset)).all()
    lines = report_lines(connection, {row.report for row in rows[: window.limit]})
    made = tuple(
        Scene(
            dt.date.fromordinal(row.day) if row.day > 0 else None,
            row.dead_min or 0,
            plain(row.name_en) if row.name_en else place_words(row.name) if row.name else None,
            row.lat,
            row.lon,
            lines[row.report],
        )
        for row in rows[: window.limit]
    )
    return Page(made, window.offset, len(rows) > window.limit)
