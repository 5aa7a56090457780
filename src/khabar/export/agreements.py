"""Declared proposals in the columns of two data sets: ETH/PRIO Civil Conflict Ceasefires, and PA-X.

Ceasefires (Clayton et al. 2022, doi:10.1177/00220027221129195): one row for each actor that declares one, dates as
year, month and day. Peace agreements (PA-X, Bell & Badanjak 2019, doi:10.1177/0022343318819123): one row an
agreement. What the report does not say stays empty, never 0: silence is no finding. The columns for coders' own
identifiers (UCDP, Gleditsch–Ward, COW) are kept, empty, so that rows can be added to a copy of the data set.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from khabar.gazetteer import country
from khabar.record import Proposal, ProposalKind, Record, Status

_DECLARED = frozenset(
    {Status.DECLARED, Status.ACCEPTED, Status.ACCEPTED_IN_PART, Status.IN_EFFECT, Status.VIOLATED, Status.ENDED}
)
_OURS = {
    "khabar_id": "the proposal's id in khabar's record, after the report's",
    "khabar_words": "words of the report that name it",
    "khabar_source": "address or file of the report",
}
CEASEFIRES = {
    "cc": "conflict country; empty: coders' own number",
    "location": "country, in English",
    "region": "empty",
    "cf_id": "empty: coders' own number",
    "side": "empty",
    "ucdp_actor_id": "empty: UCDP's number",
    "actor_name": "who declares the ceasefire, in English where known",
    "ucdp_acd_id": "empty: UCDP's number",
    "ucdp_dyad": "empty: UCDP's number",
    "pax_id": "empty: PA-X's number",
    "cf_dec_yr": "year of the declaration",
    "cf_dec_month": "its month",
    "cf_dec_day": "its day",
    "cf_effect_yr": "year in which it takes effect",
    "cf_effect_month": "its month",
    "cf_effect_day": "its day",
    "written": "1 where the report names a document",
    "partial": "1 where it covers only some places",
    "p_humanitarian": "1 where the report gives this purpose",
    "p_peaceprocess": "1 where the report gives this purpose",
    "p_holiday": "1 where the report gives this purpose",
    "p_election": "1 where the report gives this purpose",
    "p_other": "1 where the report gives another purpose",
    "p_unclear": "1 where the report gives no purpose",
    "ceasefire_class": "empty",
    "mediator_nego": "sponsors that are not declaring actors",
    "mediator_send": "empty",
    "implement": "empty",
    "enforcement": "empty",
    "ddr": "empty",
    "timing": "empty",
    "fixed": "1 where a duration is given",
    "fixed_time": "the duration, in days",
    "ended": "1 where the report says that it ended",
    "end_yr": "empty",
    "end_month": "empty",
    "end_day": "empty",
    **_OURS,
}
PAX = {
    "Con": "country, in English",
    "Contp": "empty",
    "PP": "empty: PA-X's number of the peace process",
    "PPName": "empty",
    "Reg": "empty",
    "AgtId": "empty: PA-X's number of the agreement",
    "Ver": "empty",
    "Agt": "name: words of the report",
    "Dat": "day it was agreed, YYYY-MM-DD",
    "Status": "Multiparty signed/agreed, or Unilateral document",
    "Lgt": "empty: pages of the agreement",
    "Agtp": "empty",
    "Stage": "Cea where it is a ceasefire",
    "StageSub": "Ceas where it is a ceasefire",
    "Part": "parties that agreed, in English where known",
    "ThrdPart": "sponsors that are not parties",
    "OthAgr": "empty",
    "Loc1ISO": "ISO 3166-1 alpha-3 of the country",
    "Loc2ISO": "ISO 3166-1 alpha-3 of a second country",
    "Loc1GWNO": "empty",
    "Loc2GWNO": "empty",
    "UcdpCon": "empty",
    "UcdpAgr": "empty",
    "PamAgr": "empty",
    "CowWar": "empty",
    "Ce": "1 where it is a ceasefire or holds one",
    "SsrDdr": "1 where it is on disarmament or holds it",
    "SsrFf": "1 where it is on a withdrawal of foreign forces: left to the coder; empty",
    "TjPrire": "1 where it is on the release of prisoners or holds it",
    "Ele": "1 where it is on elections or holds them",
    "DevHum": "1 where it is on humanitarian access or holds it",
    **_OURS,
}
_TOPICS = {
    "Ce": ProposalKind.CEASEFIRE,
    "SsrDdr": ProposalKind.DISARMAMENT,
    "TjPrire": ProposalKind.PRISONER_RELEASE,
    "Ele": ProposalKind.ELECTION,
    "DevHum": ProposalKind.HUMANITARIAN_ACCESS,
}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:\d+M)?(?:\d+S)?)?$")


def ceasefires(record: Record) -> Iterator[dict[str, Any]]:
    """Yield the rows of a record's declared ceasefires, keyed as `CEASEFIRES`."""
    names = {entity.id: entity.name_en or entity.name for entity in record.entities}
    for proposal in record.proposals:
        if proposal.kind is not ProposalKind.CEASEFIRE or proposal.status not in _DECLARED:
            continue
        actors = _agreed(record, proposal) or list(proposal.sponsors)
        declared, effect = _declared(record, proposal), _day(record, proposal.starts)
        purposes = {
            "humanitarian": "p_humanitarian", "peace_process": "p_peaceprocess", "holiday": "p_holiday",
            "election": "p_election", "other": "p_other",
        }  # fmt: skip
        row: dict[str, Any] = dict.fromkeys(CEASEFIRES) | _ours(record, proposal)
        days = _days(proposal.duration)
        row |= {
            "location": next(iter(_countries(record, proposal)), (None, None))[1],
            "written": 1 if proposal.instrument in ("agreement", "resolution") else None,
            "partial": 1 if _is_partial(record, proposal) else None,
            purposes.get(proposal.purpose or "", "p_unclear"): 1,
            "mediator_nego": "; ".join(names[x] for x in proposal.sponsors if x not in actors) or None,
            "fixed": None if days is None else 1,
            "fixed_time": days,
            "ended": 1 if proposal.status is Status.ENDED else None,
            **_parts("cf_dec", declared),
            **_parts("cf_effect", effect),
        }
        for name in [names[actor] for actor in actors] or [""]:
            yield row | {"actor_name": name or None}


def agreements(record: Record) -> Iterator[dict[str, Any]]:
    """Yield the rows of a record's agreements reached, keyed as `PAX`; parts of one are in its row."""
    names = {entity.id: entity.name_en or entity.name for entity in record.entities}
    for proposal in record.proposals:
        if proposal.status not in _DECLARED or proposal.part_of is not None:
            continue
        parties = _agreed(record, proposal)
        if proposal.instrument != "agreement" and len(parties) < 2:
            continue
        day = _declared(record, proposal)
        held = [proposal, *(p for p in record.proposals if p.part_of == proposal.id)]
        where = _countries(record, proposal)
        truce = proposal.kind is ProposalKind.CEASEFIRE
        row: dict[str, Any] = dict.fromkeys(PAX) | _ours(record, proposal)
        row |= {
            "Con": where[0][1] if where else None,
            "Agt": proposal.label,
            "Dat": day.isoformat() if day else None,
            "Status": "Multiparty signed/agreed" if len(parties) > 1 else "Unilateral document" if parties else None,
            "Stage": "Cea" if truce else None,
            "StageSub": "Ceas" if truce else None,
            "Part": "; ".join(names[x] for x in parties) or None,
            "ThrdPart": "; ".join(names[x] for x in proposal.sponsors if x not in parties) or None,
            "Loc1ISO": where[0][0] if where else None,
            "Loc2ISO": where[1][0] if len(where) > 1 else None,
        }
        yield row | {name: 1 for name, kind in _TOPICS.items() if any(p.kind is kind for p in held)}


def _ours(record: Record, proposal: Proposal) -> dict[str, str | None]:
    ident = f"{record.source.id}/{proposal.id}"
    return {"khabar_id": ident, "khabar_words": proposal.label, "khabar_source": record.source.uri}


def _agreed(record: Record, proposal: Proposal) -> list[str]:
    """Who is bound: the parties the report names, and who accepted or announced it."""
    stances = {"accept", "announce", "promise"}
    taken = [p.party for p in record.positions if p.proposal == proposal.id and p.stance.value in stances]
    return list(dict.fromkeys((*proposal.parties, *taken)))


def _declared(record: Record, proposal: Proposal) -> dt.date | None:
    """The day the report gives for the event or statement that made the status, or for a position on it."""
    times = {s.id: s.time for s in record.statements} | {e.id: e.time for e in record.events}
    taken = [x for p in record.positions if p.proposal == proposal.id for x in p.statements]
    days = (_day(record, times.get(cause)) for cause in (*proposal.status_because, *taken))
    return next((day for day in days if day is not None), None)


def _day(record: Record, ident: str | None) -> dt.date | None:
    time = next((time for time in record.times if time.id == ident), None)
    return time.earliest if time and time.earliest == time.latest else None


def _parts(name: str, day: dt.date | None) -> dict[str, int | None]:
    return {
        f"{name}_yr": day.year if day else None,
        f"{name}_month": day.month if day else None,
        f"{name}_day": day.day if day else None,
    }


def _days(duration: str | None) -> int | None:
    """Whole days of an ISO 8601 duration; months count 30 days, years 365."""
    found = _DURATION.match(duration or "")
    if found is None:
        return None
    years, months, weeks, days, hours = (int(x or 0) for x in found.groups())
    return years * 365 + months * 30 + weeks * 7 + days + -(-hours // 24)


def _countries(record: Record, proposal: Proposal) -> list[tuple[str, str]]:
    """The countries of its area, or else of who would be bound by it: ISO code and English name."""
    places = {place.id: place.country for place in record.places}
    entities = {entity.id: entity.country for entity in record.entities}
    codes = [places[x] for x in proposal.area] or [entities[x] for x in _agreed(record, proposal)]
    known = [(code, country(code)) for code in dict.fromkeys(codes) if code]
    return [(code, row.name_en) for code, row in known if row is not None]


def _is_partial(record: Record, proposal: Proposal) -> bool:
    kinds = {place.id: place.kind for place in record.places}
    return bool(proposal.area) and all(kinds[x] not in (None, "country") for x in proposal.area)
