"""A dossier: what a store knows about one subject, as a brief to hand on (HTML, Markdown or Word).

gathered here from the store's questions · rendering: HTML and Markdown · word: .docx · sketch: the map.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khabar.errors import StoreError
from khabar.export.english import ACTS, days
from khabar.export.gloss import words
from khabar.record import Act, Statement
from khabar.store.found import Found, Moment, ReportLine, Scene
from khabar.store.threads import Contradiction, Stand, Thread, Utterance

if TYPE_CHECKING:
    from khabar.store import Asked, Store

_THREADS = 8
_MOMENTS = 60
_QUOTATIONS = 25
_EVENTS = 500
_POINTS = 200
_NEAR_KM = 50.0
_DIRECTNESS = {"direct": 0, "mixed": 1}


@dataclass(frozen=True, slots=True)
class Cell:
    """A stance in the table of positions: the last one of a party on a plan."""

    says: str
    stance: str
    report: ReportLine


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words to quote: who did what by them, the words, and the report that has them."""

    who: str
    does: str
    words: str
    gloss: str
    sources: int
    report: ReportLine


@dataclass(frozen=True, slots=True)
class Point:
    """Where events took place, degrees: how many, and how many dead the highest count of each gives together."""

    name: str
    lat: float
    lon: float
    events: int
    dead: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """A brief on one subject; every line carries the report it rests on.

    taken_as: how the subject was understood ("the party …", "the place …", "plans with the words …").
    """

    about: str
    taken_as: str
    first: dt.date | None
    last: dt.date | None
    threads: tuple[Thread, ...]
    moves: tuple[tuple[Thread, Stand, Stand], ...]
    parties: tuple[str, ...]
    table: dict[tuple[str, str], Cell]
    moments: tuple[Moment, ...]
    quotations: tuple[Quotation, ...]
    silences: tuple[Found[Statement], ...]
    contradictions: tuple[Contradiction, ...]
    points: tuple[Point, ...]
    reports: tuple[ReportLine, ...]
    outlets: tuple[str, ...]

    @property
    def period(self) -> str:
        """The days of publication of its reports, in English."""
        return days(self.first, self.last)


def gather(store: Store, about: str, given: Asked) -> Dossier:
    """Return the dossier on a subject: a party's name, a place's name, or words of plans.

    given: filters that narrow it (since, until, outlet, place and km). Raise `StoreError` if the store has nothing.
    """
    asked, taken_as = _understood(store, about, given)
    threads = store.threads(limit=_THREADS, fewest=1, **asked)
    statements = store.utterances(limit=_QUOTATIONS, fewest=1, **asked)
    moments = store.timeline(limit=_MOMENTS, **asked)
    silent = asked.copy()
    silent["act"] = Act.NO_COMMENT.value
    silences = store.statements(limit=_QUOTATIONS, **silent)
    scenes = store.scenes(limit=_EVENTS, **asked) if asked.get("proposal") is None else ()
    contradictions = store.contradictions(limit=_QUOTATIONS, **asked)
    reports = _reports(
        [m.report for t in threads for m in t.members]
        + [m.report for u in statements for m in u.members]
        + [m.found.report for m in moments]
        + [f.report for f in silences]
        + [scene.report for scene in scenes]
    )
    if not reports:
        message = f"the store has nothing about {about!r} ({taken_as})"
        raise StoreError(message)
    published = [report.published for report in reports if report.published]
    parties, table = _table(threads)
    return Dossier(
        about=about,
        taken_as=taken_as,
        first=min(published, default=None),
        last=max(published, default=None),
        threads=tuple(threads),
        moves=tuple((t, *move) for t in threads for move in t.moves()),
        parties=parties,
        table=table,
        moments=_once(moments),
        quotations=tuple(_quotation(store, u) for u in statements if u.opened.claim.content),
        silences=tuple(silences),
        contradictions=tuple(contradictions),
        points=_points(scenes),
        reports=reports,
        outlets=tuple(dict.fromkeys(r.outlet or r.agency or "" for r in reports if r.outlet or r.agency)),
    )


def _understood(store: Store, about: str, given: Asked) -> tuple[Asked, str]:
    """The filters a subject means: a party the store knows, a place it knows, or words of proposals."""
    asked = given.copy()
    spoken = sum(store.count(what, party=about) for what in ("statements", "positions", "events"))
    here = 0 if asked.get("place") else sum(store.count(what, place=about) for what in ("events", "proposals"))
    if spoken and spoken >= here:  # a town may be part of a body's name, a capital may act for its state
        asked["party"] = about
        return asked, f"the party {about}"
    if here:
        asked["place"], asked["km"] = about, asked.get("km") or _NEAR_KM
        return asked, f"the place {about} and {asked['km']:g} km around it"
    asked["proposal"] = about
    return asked, f"plans with the words {about}"


def _reports(found: list[ReportLine]) -> tuple[ReportLine, ...]:
    """Each report once, the earliest first."""
    once = {report.id: report for report in found}
    return tuple(sorted(once.values(), key=lambda r: (r.published or dt.date.max, r.outlet or "", r.id)))


def _once(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    """Moments in their order, what several reports tell in the same words only once."""
    told: dict[tuple[dt.date, dt.date, str], Moment] = {}
    for moment in moments:
        told.setdefault((moment.first, moment.last, str(moment.row()["wording"])), moment)
    return tuple(told.values())


def _table(threads: Iterable[Thread]) -> tuple[tuple[str, ...], dict[tuple[str, str], Cell]]:
    """Who stands where: parties in the order in which they first took a stand, and their last stance on each plan."""
    parties: dict[str, None] = {}
    table: dict[tuple[str, str], Cell] = {}
    for thread in threads:
        for stand in thread.history:
            name = stand.party_en or stand.party
            parties[name] = None
            only = " (only this)" if stand.exclusive else ""
            table[name, thread.id] = Cell(ACTS[Act(stand.stance)] + only, stand.stance, stand.report)
    return tuple(parties), table


def _quotation(store: Store, utterance: Utterance) -> Quotation:
    """An utterance in the words of the first report that quotes it most directly."""
    quoted = min(utterance.members, key=lambda telling: _DIRECTNESS.get(telling.standing or "", len(_DIRECTNESS)))
    opened = store.get(quoted.id) if quoted is not utterance.members[0] else None
    found: Found[Statement] = opened if isinstance(opened, Found) else utterance.opened
    wording, claim = found.wording(), found.claim
    content = claim.content or claim.cue
    return Quotation(
        wording.names(claim.source.entities) or "(not clear)",
        wording.does(claim) + wording.addressee(claim),
        content.text,
        words(content.text),
        len(utterance.sources),
        found.report,
    )


def _points(scenes: Iterable[Scene]) -> tuple[Point, ...]:
    """Places of violence and of meetings with coordinates, those with most events first."""
    at: dict[tuple[float, float], list[Scene]] = {}
    for scene in scenes:
        if scene.lat is not None and scene.lon is not None:
            at.setdefault((scene.lat, scene.lon), []).append(scene)
    made = []
    for (lat, lon), here in at.items():
        highest: dict[dt.date | None, int] = {}
        for scene in here:
            highest[scene.day] = max(highest.get(scene.day, 0), scene.dead)
        made.append(Point(here[-1].place or "", lat, lon, len(here), sum(highest.values())))
    return tuple(sorted(made, key=lambda p: (-p.events, p.name))[:_POINTS])


def write(dossier: Dossier, target: Path) -> None:
    """Write a dossier as the file's name says: .html, .md or .docx. Raise `StoreError` for another or no such folder."""
    from khabar.store.dossier.rendering import html, markdown

    kind = target.suffix.lower()
    try:
        if kind == ".docx":
            from khabar.store.dossier.word import save

            save(dossier, target)
        elif kind in (".html", ".htm", ".md"):
            made = markdown(dossier) if kind == ".md" else html(dossier)
            target.write_text(made, "utf-8", errors="replace")
        else:
            message = f"a dossier is an .html, .md or .docx file, not {target.name!r}"
            raise StoreError(message)
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}"
        raise StoreError(message) from error
