"""The store's questions over many reports at once: days, places, words, outlets."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import Unpack

from sqlalchemy import Connection, Engine

from khabar.record import Event
from khabar.store import days, outlets, searching, spots
from khabar.store.filters import Asked, Filter
from khabar.store.found import Found, Hit, Moment, Page, Window
from khabar.store.opened import Opened
from khabar.store.outlets import FeedLine, Outlets
from khabar.store.spots import Spot, Spots


class Overviews(ABC):
    """What a `Store` answers about many reports, for axes, maps and counts."""

    engine: Engine

    @abstractmethod
    def _records(self, connection: Connection, keys: Sequence[int]) -> dict[int, Opened]:
        """Opened records by key."""

    # --- days

    def spread(
        self,
        kinds: Collection[str] = days.KINDS,
        *,
        undated: bool = False,
        parties: int = 0,
        between: tuple[dt.date, dt.date] | None = None,
        **asked: Unpack[Asked],
    ) -> days.Spread:
        """Count statements, events, positions and starts of proposals by day; see `khabar.store.days.spread`."""
        span = None if between is None else (between[0].toordinal(), between[1].toordinal())
        with self.engine.connect() as connection:
            given = Filter.of(asked)
            return days.spread(connection, given, kinds, undated=undated, parties=parties, between=span)

    def marks(
        self,
        first: dt.date,
        last: dt.date,
        kinds: Collection[str] = days.KINDS,
        *,
        undated: bool = False,
        rows: Sequence[str] = (),
        **asked: Unpack[Asked],
    ) -> list[days.Mark]:
        """Return single claims on some days, without opening their reports; rows: idents of parties."""
        span = (first.toordinal(), last.toordinal())
        with self.engine.connect() as connection:
            return days.marks(connection, Filter.of(asked), span, kinds, undated=undated, rows=rows)

    def moments(
        self,
        kinds: Collection[str] = days.KINDS,
        *,
        limit: int = 50,
        offset: int = 0,
        undated: bool = False,
        between: tuple[dt.date, dt.date] = (dt.date.min, dt.date.max),
        **asked: Unpack[Asked],
    ) -> Page[Moment]:
        """Return statements, events, positions and starts of proposals as a list, the earliest first."""
        span, window = (between[0].toordinal(), between[1].toordinal()), Window(limit, offset).checked()
        with self.engine.connect() as connection:
            given = Filter.of(asked)
            return days.moments(connection, self._records, given, window, kinds, undated=undated, between=span)

    # --- places

    def spots(self, *, limit: int | None = None, offset: int = 0, **asked: Unpack[Asked]) -> Spots:
        """Return where events that pass the filters took place, the fullest place first; limit: all if None."""
        with self.engine.connect() as connection:
            return spots.event_spots(connection, Filter.of(asked), _window(limit, offset))

    def spots_named(self, *, limit: int | None = None, offset: int = 0, **asked: Unpack[Asked]) -> Spots:
        """Return the places that reports name; filters by party, place, outlet, report and days of publication."""
        with self.engine.connect() as connection:
            return spots.named_spots(connection, Filter.of(asked), _window(limit, offset))

    def spot(self, key: int) -> Spot | None:
        """Return a place by the key that `spots` gives it, or None."""
        with self.engine.connect() as connection:
            return spots.site(connection, key)

    def events_at(
        self, at: int | None, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]
    ) -> Page[Found[Event]]:
        """Return events at a place by its key, newest first; 0: those that no map can show; None: all."""
        with self.engine.connect() as connection:
            window = Window(limit, offset).checked()
            return spots.events_at(connection, self._records, Filter.of(asked), at, window)

    # --- words

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        newest: bool = False,
        holding: str | None = None,
        **asked: Unpack[Asked],
    ) -> Page[Hit]:
        """Return reports that hold words in any spelling and with any clitics; "…" for a phrase, word*, -word.

        holding: a kind of claim that they hold too, as `act:reject`, `event:ASSAULT`, `proposal:ceasefire`.
        """
        given, window = Filter.of(asked), Window(limit, offset).checked()
        with self.engine.connect() as connection:
            found = searching.search
            return found(connection, self._records, query, given, window, newest=newest, holding=holding)

    def facets(self, query: str, *, holding: str | None = None, **asked: Unpack[Asked]) -> searching.Facets:
        """Count the reports that a search finds, by outlet, month and kind of claim in them."""
        with self.engine.connect() as connection:
            return searching.facets(connection, query, Filter.of(asked), holding=holding)

    # --- outlets

    def outlets(self, **asked: Unpack[Asked]) -> Outlets:
        """Return outlets and agencies, what is their own, and who repeats whom; filters by outlet and days."""
        with self.engine.connect() as connection:
            return outlets.outlets(connection, Filter.of(asked))

    def quoted(
        self, most: int = 3, names: Mapping[str, str] | None = None, **asked: Unpack[Asked]
    ) -> dict[str, list[tuple[str, str, str, int]]]:
        """Return for each outlet the parties it quotes most: (ident, name, English name, statements).

        names: the one name of each outlet, as `Outlets.called` has it.
        """
        with self.engine.connect() as connection:
            return outlets.quoted(connection, Filter.of(asked), most, names)

    def feeds(self) -> list[FeedLine]:
        """Return the feeds that were watched, those that fail first."""
        with self.engine.connect() as connection:
            return outlets.feeds(connection)


def _window(limit: int | None, offset: int) -> Window | None:
    return None if limit is None else Window(limit, offset).checked()
