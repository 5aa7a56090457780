"""The store: records kept, questions answered, in SQLite or PostgreSQL.

>>> from khabar.store import Store
>>> with Store("khabar.db") as store:
...     store.add(khabar.read(text))
...     for found in store.statements(party="روسيا", act="reject"):
...         print(found.report.outlet, found.claim.content.text)
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, Unpack

from sqlalchemy import Connection, Select, func, insert, select, text, update

from khabar.errors import StoreError, saying
from khabar.record import Entity, Event, Place, Position, Proposal, Record, Report, Statement, Time
from khabar.store import corrected, merging, questions, reviewing, schema
from khabar.store.comparing import compare
from khabar.store.corrections import Correction, correction_rows, corrections_of
from khabar.store.filters import Asked, Filter, among, in_reports, parts, published_in
from khabar.store.found import Difference, Found, Hit, Moment, Page, PartyLine, ReportLine, Scene, Window
from khabar.store.merging import Merge
from khabar.store.opened import Opened
from khabar.store.opening import open_engine, write_transaction
from khabar.store.overviews import Overviews
from khabar.store.packing import unpack
from khabar.store.preparing import Prepared, appearance, prepare
from khabar.store.profile import Profile, profile
from khabar.store.scenes import scenes
from khabar.store.threads import Contradiction, Stand, Telling, Thread, Utterance
from khabar.store.threads import questions as across
from khabar.store.threads.course import Course, course
from khabar.store.threads.gathering import Gathering, waiting
from khabar.store.threads.matrix import Matrix, PartyOrder, PlanOrder, matrix, newest_steps
from khabar.store.threads.steps import Step
from khabar.store.version import reading_version
from khabar.store.words import beginning, clean
from khabar.store.writing import Outcome, recorrect, remember_correction, saw, write

__all__ = [
    "Asked",
    "Contradiction",
    "Correction",
    "Course",
    "Difference",
    "Found",
    "Hit",
    "Matrix",
    "Merge",
    "Moment",
    "Outcome",
    "Page",
    "PartyLine",
    "Prepared",
    "Profile",
    "ReportLine",
    "Scene",
    "Stand",
    "Step",
    "Store",
    "Telling",
    "Thread",
    "Utterance",
    "prepare",
    "reading_version",
]

_KEPT = 256
_BATCH = 50


class Store(Overviews):
    """Records in a database; safe with other processes reading and writing it.

    place: a file name (SQLite), or a URL (`postgresql://user@host/database`). The tables are made or brought up to
    date on opening. Raises `StoreError` if it cannot be opened.
    """

    def __init__(self, place: str | os.PathLike[str] = "khabar.db") -> None:
        self.engine = open_engine(place)
        self._kept: OrderedDict[tuple[int, str], Opened] = OrderedDict()
        self._keeping = threading.Lock()  # threads of a server share one store
        self._gathering: Gathering | None = None  # what reports are compared with, for those added next
        self._one_gathers = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def forget(self) -> None:
        """Let go of the records kept in memory; the next question opens its own."""
        with self._keeping:
            self._kept.clear()
        with self._one_gathers:
            self._gathering = None

    def close(self) -> None:
        """Let go of the database."""
        self.forget()
        self.engine.dispose()

    # --- writing

    def add(self, record: Record | Prepared, *, again: bool = False) -> Outcome:
        """Write one record in a transaction of its own; tell whether it was new, replaced an older one, or known."""
        return self.add_many([record], again=again)[0]

    def add_many(self, records: Iterable[Record | Prepared], *, again: bool = False) -> list[Outcome]:
        """Write records, some in a transaction at a time; what a finished transaction wrote is not lost.

        again: replace what is there even if the same program with the same lexicons read it.
        """
        outcomes: list[Outcome] = []
        batch: list[Prepared] = []
        for record in records:
            batch.append(prepare(record) if isinstance(record, Record) else record)
            if len(batch) == _BATCH:
                outcomes += self._write(batch, again=again)
                batch = []
        return outcomes + self._write(batch, again=again)

    def _write(self, batch: list[Prepared], *, again: bool) -> list[Outcome]:
        if not batch:
            return []
        with write_transaction(self.engine) as connection:
            return write(connection, batch, again=again)

    def tidy(self) -> None:
        """Let the database count its rows anew, so that it finds the short way to answers; worth it after many."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE" if self.engine.name == "sqlite" else "VACUUM (ANALYZE)"))

    def readings(self, ids: Sequence[str]) -> dict[str, str]:
        """Return which reading the store has of each report, for those it has."""
        r = schema.reports.c
        found: dict[str, str] = {}
        with self.engine.connect() as connection:
            for start in range(0, len(ids), 500):
                query = select(r.id, r.reading).where(r.id.in_(ids[start : start + 500]))
                found |= {row.id: row.reading for row in connection.execute(query)}
        return found

    def saw(self, reports: Sequence[Report]) -> None:
        """Note that reports the store has were met again, perhaps elsewhere."""
        if reports:
            with write_transaction(self.engine) as connection:
                saw(connection, [(clean(report.id), appearance(report)) for report in reports])

    def has_address(self, uri: str) -> bool:
        """Whether a report was met at an address."""
        a = schema.appearances.c
        with self.engine.connect() as connection:
            return connection.execute(select(a.key).where(a.uri == clean(uri)).limit(1)).first() is not None

    def feed(self, url: str) -> dict[str, Any]:
        """Return what is remembered of a feed: etag, modified, checked_at, due_at, failures, complaint."""
        f = schema.feeds
        with self.engine.connect() as connection:
            row = connection.execute(select(f).where(f.c.url == url)).mappings().first()
        return {} if row is None else {name: _in_utc(value) for name, value in row.items()}

    def remember_feed(self, url: str, **values: Any) -> None:
        """Remember of a feed what `feed` returns."""
        f = schema.feeds
        with write_transaction(self.engine) as connection:
            known = connection.execute(select(f.c.url).where(f.c.url == url)).first()
            connection.execute(
                update(f).where(f.c.url == url).values(**values) if known else insert(f).values(url=url, **values)
            )

    def correct(self, correction: Correction) -> Correction:
        """Append a correction to the log and show the report as corrected; return it with what it corrects filled in.

        The log only grows, and stays whatever reading follows. Raise `StoreError` if the store lacks the report or
        the object, or if the corrected record would break a law of the record.
        """
        return self.correct_all([correction])[0]

    def correct_all(self, corrections: Sequence[Correction]) -> list[Correction]:
        """Append corrections of one report as `correct` does, all of them or none."""
        r = schema.reports.c
        for correction in corrections:
            correction_rows(correction)  # refuses what says not who, why or what
        idents = {correction.report for correction in corrections}
        if len(idents) != 1:
            raise StoreError(saying("corrections that are made together are of one report"))
        (report,) = idents
        with write_transaction(self.engine) as connection:
            packed = connection.execute(select(r.record).where(r.id == clean(report))).scalar()
            if packed is None:
                raise StoreError(saying("the store has no report %(report)s"), report=report)
            machine = Record.model_validate(unpack(packed))
            log = corrections_of(connection, report)
            made = corrected.complete(machine, log, corrections)
            for correction in made:
                remember_correction(connection, correction_rows(correction))
            recorrect(connection, [report])
        return made

    def uncorrected(self, report: str) -> Record | None:
        """Return a report's record as the machine read it, without people's corrections."""
        r = schema.reports.c
        with self.engine.connect() as connection:
            packed = connection.execute(select(r.record).where(r.id == clean(report))).scalar()
            return None if packed is None else Record.model_validate(unpack(packed))

    def open_corrections(self, report: str) -> list[Correction]:
        """Return the corrections of a report that found nothing to correct in its newest reading."""
        machine = self.uncorrected(report)
        return [] if machine is None else corrected.apply_what_fits(machine, self.corrections(report))[1]

    def corrections(self, report: str | None = None, *, newest: int | None = None) -> list[Correction]:
        """Return corrections in the order they were made, of one report or all; or the newest so many, the last first."""
        with self.engine.connect() as connection:
            return corrections_of(connection, report, newest)

    def gather(self) -> int:
        """Put claims of reports not yet gathered into threads; return how many reports there were.

        Some reports in a transaction at a time: what is broken off goes on where it stopped. Questions about threads
        do this first. What they were compared with stays in memory: to read it anew for one report more would take
        seconds in a store that has hundreds a day.
        """
        with self.engine.connect() as connection:
            if not waiting(connection):  # asking must not wait for who is writing
                return 0
        done = 0
        while True:
            with self._one_gathers:
                gathering, self._gathering = self._gathering or Gathering(), None  # of one that fails nothing is known
                with write_transaction(self.engine) as connection:
                    number = gathering.step(connection)
                self._gathering = gathering
            if not number:
                return done
            done += number

    def merge(self, kept: str, merged: str, *, by: str, why: str) -> int:
        """Let one party stand for another, both by ident (see `parties`); return the merge's key.

        Raise `StoreError` for a party the store does not know, or one that is merged already.
        """
        with write_transaction(self.engine) as connection:
            return merging.merge(connection, kept, merged, by=by, why=why)

    def unmerge(self, key: int, *, by: str, why: str) -> None:
        """Undo a merge; it stays in the list of all, and no rule makes it again."""
        with write_transaction(self.engine) as connection:
            merging.unmerge(connection, key, by=by, why=why)

    def merges(self, *, undone: bool = False) -> list[Merge]:
        """Return the merges in force, or all that ever were."""
        with self.engine.connect() as connection:
            return merging.merges(connection, undone=undone)

    # --- reading back

    def written(self) -> int:
        """Return a number that is another after every addition, correction, merge or gathering, by whatever process.

        What was asked when it was the same is still the answer.
        """
        with self.engine.connect() as connection:
            return int(connection.execute(select(schema.written.c.times)).scalar_one())

    def __len__(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.reports)).scalar_one())

    def records(self, *, corrected_only: bool = False, **asked: Unpack[Asked]) -> Iterator[Record]:
        """Yield records as they were added, in the order of adding; memory stays flat.

        What people corrected is corrected; `corrected_only` leaves out reports that nobody corrected. Filters by
        report, outlet, and since and until, here by the day of publication; raise `StoreError` for others.
        """
        r = schema.reports.c
        wanted = Filter.of(asked)
        wanted.refuse("the list of reports", "party", "place", "km", "type", "act", "status", "proposal")
        last = 0
        while True:
            with self.engine.connect() as connection:
                conditions = in_reports(connection, r.key, wanted) + published_in(wanted)
                conditions += [r.corrected.is_not(None)] if corrected_only else []
                record = func.coalesce(r.corrected, r.record).label("record")
                query: Select[Any] = select(r.key, record).where(r.key > last, *conditions).order_by(r.key)
                rows = connection.execute(query.limit(_BATCH)).all()
            for row in rows:
                yield Record.model_validate(unpack(row.record))
                last = row.key
            if len(rows) < _BATCH:
                return

    def get(self, ident: str) -> Record | Found[Any] | Entity | Place | Time | None:
        """Return what an id means: a report's record; a claim with its report; an entity, place or time; or None."""
        ident = clean(ident)
        with self.engine.connect() as connection:
            if ident.startswith("r-"):
                key = connection.execute(select(schema.reports.c.key).where(schema.reports.c.id == ident)).scalar()
                return None if key is None else self._records(connection, [key])[key].record()
            table = _TABLE_OF.get(ident[:2])
            if table is None:
                return None
            at = connection.execute(select(table.c.report, table.c.n).where(table.c.id == ident).limit(1)).first()
            if at is None:
                return None
            key, n = at
            if ident[:1] in questions.CLAIM_OF:
                return questions.found_claims(connection, self._records, table, [(key, n)])[0]
            made: Entity | Place | Time = self._records(connection, [key])[key].item(table.name, n)
            return made

    def claims(self, ids: Iterable[str]) -> dict[str, Found[Any]]:
        """Return statements, proposals and events by their ids, with their reports, those the store has; as `get` does one."""
        wanted: dict[str, list[str]] = {}
        for ident in dict.fromkeys(clean(x) for x in ids):
            wanted.setdefault(ident[:1], []).append(ident)
        found: dict[str, Found[Any]] = {}
        with self.engine.connect() as connection:
            for letter, table in questions.CLAIM_OF.items():
                c = table.c
                at: dict[str, tuple[int, int]] = {}
                for part in parts(wanted.get(letter, ())):
                    rows = connection.execute(select(c.id, c.report, c.n).where(c.id.in_(part)))
                    at |= {row.id: (row.report, row.n) for row in rows}
                if at:
                    made = questions.found_claims(connection, self._records, table, list(at.values()))
                    found |= dict(zip(at, made, strict=True))
        return found

    def report_of(self, ident: str) -> ReportLine | None:
        """Return the report that an id (of a claim, entity, place, time or report) belongs to, or belonged to before it was rejected."""
        ident = clean(ident)
        r = schema.reports.c
        with self.engine.connect() as connection:
            query: Select[Any]
            if ident.startswith("r-"):
                query = select(r.key).where(r.id == ident)
            elif ident[:2] in _TABLE_OF:
                table = _TABLE_OF[ident[:2]]
                query = select(table.c.report).where(table.c.id == ident)
            else:
                return None
            key = connection.execute(query.limit(1)).scalar()
            if key is None:  # what was rejected is in the log alone
                c = schema.corrections.c
                told = select(r.key).join_from(schema.corrections, schema.reports, r.id == c.report)
                key = connection.execute(told.where(c.object == ident).limit(1)).scalar()
            return None if key is None else questions.report_lines(connection, [key])[key]

    def duplicates(self, report: str) -> list[ReportLine]:
        """Return the near-duplicates of a report: the same wire elsewhere, or edited."""
        with self.engine.connect() as connection:
            return questions.duplicates(connection, report)

    def appearances(self, report: str) -> list[dict[str, str]]:
        """Return where a report was met: address, outlet, agency and title of each."""
        a, r = schema.appearances.c, schema.reports.c
        query = select(a.uri, a.outlet, a.agency, a.title).join_from(schema.appearances, schema.reports)
        with self.engine.connect() as connection:
            return [dict(x) for x in connection.execute(query.where(r.id == report).order_by(a.key)).mappings()]

    # --- questions

    def reports(
        self, *, limit: int = 50, offset: int = 0, added: bool = False, **asked: Unpack[Asked]
    ) -> Page[ReportLine]:
        """Return reports, newest first by day of publication, or by when they were added; filters as `records`."""
        with self.engine.connect() as connection:
            return questions.reports(connection, Filter.of(asked), Window(limit, offset).checked(), added=added)

    def beginnings(self, ids: Sequence[str], longest: int = 90) -> dict[str, str]:
        """Return the first words of reports by id, for lists of reports without titles; longest: in characters."""
        return {ident: beginning(text, longest) for ident, text in self.texts(ids).items()}

    def texts(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the texts of a few reports by id, for those the store has."""
        r = schema.reports.c
        with self.engine.connect() as connection:
            keys = {key: ident for ident, key in connection.execute(select(r.id, r.key).where(r.id.in_(ids)))}
            return {keys[key]: x.text for key, x in self._records(connection, list(keys)).items()}

    def statements(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[Found[Statement]]:
        """Return statements, newest first. `party` is who spoke or was spoken for; see `Asked` for all filters."""
        return self._claims("statements", asked, Window(limit, offset).checked())

    def proposals(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[Found[Proposal]]:
        """Return proposals, newest first. `party` is anybody named in it or with a stance on it."""
        return self._claims("proposals", asked, Window(limit, offset).checked())

    def positions(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[Found[Position]]:
        """Return positions, newest first. `act` is the stance; `type`, `place`, `proposal` are the proposal's."""
        return self._claims("positions", asked, Window(limit, offset).checked())

    def events(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[Found[Event]]:
        """Return events, newest first. `party` is actor or recipient."""
        return self._claims("events", asked, Window(limit, offset).checked())

    def scenes(self, *, limit: int = 500, offset: int = 0, **asked: Unpack[Asked]) -> Page[Scene]:
        """Return where and when events took place, as `events` does but in a line each, and so much faster."""
        with self.engine.connect() as connection:
            return scenes(connection, Filter.of(asked), Window(limit, offset).checked())

    def _claims(self, what: str, asked: Asked, window: Window) -> Page[Found[Any]]:
        with self.engine.connect() as connection:
            return questions.claims(connection, self._records, what, Filter.of(asked), window)

    def unreviewed(
        self,
        *,
        limit: int = 20,
        offset: int = 0,
        kinds: Sequence[reviewing.Kind] = reviewing.KINDS,
        below: float = 1.0,
        **asked: Unpack[Asked],
    ) -> Page[Found[Any]]:
        """Return claims that nobody has corrected or accepted, those first of which the reading is least sure.

        kinds: of statements, proposals and events. below: only claims less sure than this. Filters that all kinds
        share: party, place, outlet, report, since, until.
        """
        with self.engine.connect() as connection:
            queue = reviewing.Queue(connection, Filter.of(asked), kinds, below)
            return queue.page(self._records, Window(limit, offset).checked())

    def count_unreviewed(
        self, *, kinds: Sequence[reviewing.Kind] = reviewing.KINDS, below: float = 1.0, **asked: Unpack[Asked]
    ) -> int:
        """Return how many claims `unreviewed` would go through."""
        with self.engine.connect() as connection:
            return reviewing.Queue(connection, Filter.of(asked), kinds, below).count()

    def count(self, what: str, **asked: Unpack[Asked]) -> int:
        """Return how many statements, proposals, positions or events pass the filters."""
        if what not in questions.CONDITIONS:
            raise StoreError(
                saying("%(what)r cannot be counted: one of %(known)s can"),
                what=what,
                known=", ".join(questions.CONDITIONS),
            )
        with self.engine.connect() as connection:
            return questions.count(connection, what, Filter.of(asked))

    def parties(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[PartyLine]:
        """Return parties across reports, those in most reports first. `type` is a kind of entity."""
        with self.engine.connect() as connection:
            return questions.parties(connection, Filter.of(asked), Window(limit, offset).checked())

    def timeline(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[Moment]:
        """Return events, starts of proposals and positions taken, the earliest first."""
        with self.engine.connect() as connection:
            return questions.timeline(connection, self._records, Filter.of(asked), Window(limit, offset).checked())

    def compare(self, *sides: str, most: int = 15, **asked: Unpack[Asked]) -> list[Difference]:
        """Count statements, proposals, positions, events, tolls and voices on two or more sides.

        A side is a report's id, an outlet's name, or `party:NAME`, `place:NAME`, `proposal:WORDS`.
        """
        if len(sides) < 2:
            raise StoreError(saying("a comparison takes two sides or more: outlets, reports, or party:NAME"))
        with self.engine.connect() as connection:
            return compare(connection, sides, Filter.of(asked), most)

    # --- questions across reports

    def threads(self, *, limit: int = 50, offset: int = 0, fewest: int = 2, **asked: Unpack[Asked]) -> Page[Thread]:
        """Return plans with a proposal that passes the filters, told in at least `fewest` reports, most told first."""
        self.gather()
        with self.engine.connect() as connection:
            window = Window(limit, offset).checked()
            return across.threads(connection, Filter.of(asked), window, fewest)

    def threads_by_id(self, ids: Sequence[str]) -> list[Thread]:
        """Return plans by their threads' ids, in that order, those the store has."""
        with self.engine.connect() as connection:
            return [thread for thread in across.threads_of(connection, [clean(x) for x in ids]) if thread.members]

    def course(self, thread: str) -> Course | None:
        """Return one plan by its thread's id with all that concerns it; None if there is no such thread."""
        self.gather()
        with self.engine.connect() as connection:
            return course(connection, self._records, clean(thread))

    def matrix(
        self,
        *,
        limit: int = 25,
        offset: int = 0,
        plans: int = 10,
        plans_after: int = 0,
        around: str | None = None,
        order: PartyOrder = "activity",
        plan_order: PlanOrder = "parties",
        by: str | None = None,
        **asked: Unpack[Asked],
    ) -> Matrix:
        """Return where parties stood last on plans, by the newest stances that pass the filters of `positions`.

        limit, offset: of parties; order: those with most stances first, with the newest, or by name. plans,
        plans_after: most plans, and how many are left out before them; plan_order: those on which most parties took
        a stance first, or with the newest. by: a thread that comes first and whose stances order the parties.
        around: a thread; only what its reports tell.
        """
        self.gather()
        with self.engine.connect() as connection:
            window = Window(limit, offset).checked()
            around, by = (None if x is None else clean(x) for x in (around, by))
            columns = Window(plans, plans_after).checked()
            return matrix(
                connection, Filter.of(asked), window, columns, around, order=order, plan_order=plan_order, by=by
            )

    def steps(
        self, *, limit: int = 50, offset: int = 0, around: str | None = None, **asked: Unpack[Asked]
    ) -> Page[Step]:
        """Return stances with their words, newest first; filters as `positions`, around as `matrix`."""
        self.gather()
        with self.engine.connect() as connection:
            window = Window(limit, offset).checked()
            return newest_steps(connection, Filter.of(asked), window, None if around is None else clean(around))

    def profile(self, party: str) -> Profile | None:
        """Return what all reports tell of a party, given by ident, Wikidata id, an entity's id or a name; None if none does."""
        self.gather()  # merges are made when reports are gathered
        with self.engine.connect() as connection:
            return profile(connection, self._records, clean(party))

    def utterances(
        self, *, limit: int = 50, offset: int = 0, fewest: int = 2, **asked: Unpack[Asked]
    ) -> Page[Utterance]:
        """Return utterances with a statement that passes the filters, told in at least `fewest` reports."""
        self.gather()
        with self.engine.connect() as connection:
            window = Window(limit, offset).checked()
            return across.utterances(connection, self._records, Filter.of(asked), window, fewest)

    def contradictions(self, *, limit: int = 50, offset: int = 0, **asked: Unpack[Asked]) -> Page[Contradiction]:
        """Return tolls that differ, claims denied, and two days for one meeting, if one of the two passes the filters.

        `type` is a kind of event or proposal, for contradictions between such.
        """
        self.gather()
        with self.engine.connect() as connection:
            return across.contradictions(connection, Filter.of(asked), Window(limit, offset).checked())

    def _records(self, connection: Connection, keys: Sequence[int]) -> dict[int, Opened]:
        """Opened records by key; the last used are kept, by the moment they were read."""
        r = schema.reports.c
        stamps = {
            key: (key, f"{reading} {read_at}")
            for key, reading, read_at in connection.execute(
                select(r.key, r.reading, r.read_at).where(among(r.key, keys))
            )
        }
        with self._keeping:
            made = {key: self._kept[stamp] for key, stamp in stamps.items() if stamp in self._kept}
        shown = func.coalesce(r.corrected, r.record)
        missing = [key for key in stamps if key not in made]
        for key, packed in connection.execute(select(r.key, shown).where(among(r.key, missing))) if missing else ():
            made[key] = Opened(unpack(packed))
        with self._keeping:
            for key, opened in made.items():
                self._kept[stamps[key]] = opened
                self._kept.move_to_end(stamps[key])
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return made


def _in_utc(value: Any) -> Any:
    """SQLite forgets the zone of a moment; all moments here are in UTC."""
    return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) and value.tzinfo is None else value


_TABLE_OF = {
    "s-": schema.statements,
    "q-": schema.proposals,
    "v-": schema.events,
    "e-": schema.entities,
    "p-": schema.places,
    "t-": schema.times,
}
