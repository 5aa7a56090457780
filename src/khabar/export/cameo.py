"""CAMEO codes for those whose models were fitted on them: one row an event, actor and recipient.

The code of each PLOVER type, mode and context follows the authors' table "CAMEO to PLOVER" (2021), read backwards;
where several CAMEO codes became one PLOVER code, the most general of them is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from khabar.export.coded import Coded, coded
from khabar.export.plover import QUAD
from khabar.record import Entity, EventType, Record

COLUMNS = {
    "id": "the event's id in khabar's record, after the report's",
    "date": "YYYY-MM-DD; empty where the report gives no day and the event is not told as news",
    "source": "CAMEO actor code: country and role",
    "source_name": "the actor's name in the report",
    "target": "CAMEO actor code of the recipient",
    "target_name": "the recipient's name in the report",
    "code": "CAMEO event code",
    "root": "its first two digits",
    "quad": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
    "latitude": "of the event's place, degrees",
    "longitude": "of the event's place, degrees",
    "words": "the word of the report that names the event",
    "report": "the report's id",
}
_GENERAL = {
    EventType.AGREE: "030", EventType.CONSULT: "040", EventType.SUPPORT: "050", EventType.COOPERATE: "060",
    EventType.AID: "070", EventType.CONCEDE: "080", EventType.RETREAT: "084", EventType.REQUEST: "100",
    EventType.ACCUSE: "110", EventType.REJECT: "120", EventType.THREATEN: "130", EventType.PROTEST: "140",
    EventType.MOBILIZE: "150", EventType.SANCTION: "160", EventType.COERCE: "170", EventType.ASSAULT: "190",
}  # fmt: skip
_BY_MODE = {
    "AGREE": {}, "SUPPORT": {}, "COOPERATE": {}, "AID": {}, "CONCEDE": {},
    "CONSULT": {"phone": "041", "visit": "042", "third-party": "044"},
    "RETREAT": {"release": "0841", "access": "086", "ceasefire": "0871", "withdraw": "0874", "disarm": "0873"},
    "REQUEST": {"assist": "103", "change": "104", "yield": "105", "meet": "106"},
    "ACCUSE": {"investigate": "090", "disapprove": "111", "allege": "112"},
    "REJECT": {"assist": "121", "change": "123", "yield": "124", "meet": "125"},
    "THREATEN": {"restrict": "1312", "relations": "1313", "expel": "136", "violence": "138", "territory": "1382"},
    "PROTEST": {"demo": "141", "hunger": "142", "strike": "143", "boycott": "143", "obstruct": "144", "riot": "145"},
    "MOBILIZE": {"police": "153", "troops": "154", "weapons": "154", "militia": "154"},
    "SANCTION": {"convict": "116", "withdraw": "161", "discontinue": "162", "expel": "166"},
    "COERCE": {
        "seize": "171", "restrict": "172", "censor": "1721", "curfew": "1723", "martial-law": "1724", "arrest": "173",
        "deport": "174",
    },
    "ASSAULT": {
        "abduct": "181", "beat": "182", "sexual": "1821", "torture": "1822", "suicide-attack": "1831",
        "explosives": "183", "targeted": "186", "firearms": "193", "heavy-weapons": "194", "aerial": "195",
        "drone": "195", "crowd-control": "175", "destroy": "1712", "unconventional": "204", "primitive": "182",
    },
}  # fmt: skip
_BY_CONTEXT = {
    ("AGREE", "military"): "0312", ("AGREE", "economic"): "0311", ("AGREE", "human_security"): "0333",
    ("AID", "economic"): "071", ("AID", "military"): "072", ("AID", "human_security"): "073",
    ("AID", "peacekeeping"): "074", ("AID", "asylum"): "075",
    ("COOPERATE", "economic"): "061", ("COOPERATE", "military"): "062", ("COOPERATE", "legal"): "063",
    ("COOPERATE", "intelligence"): "064",
    ("CONCEDE", "military"): "087",
}  # fmt: skip
_PLANNED = {EventType.CONSULT: "036", EventType.AID: "033", EventType.COOPERATE: "031", EventType.SUPPORT: "032"}
_ROLES = {"JRN": "MED", "MED": "HLH", "PTY": "PTY"}
"""CAMEO's roles where they differ from PLOVER's sectors."""


def code_of(one: Coded) -> str:
    """Return the CAMEO code of a coded event, two to four digits."""
    if one.type is EventType.AGREE and one.event is not None and one.event.type in _PLANNED:
        return _PLANNED[one.event.type]
    by_mode = _BY_MODE[one.type.value]
    for mode in one.modes:
        if mode in by_mode:
            return by_mode[mode]
    for context in one.contexts:
        if (one.type.value, context) in _BY_CONTEXT:
            return _BY_CONTEXT[one.type.value, context]
    return _GENERAL[one.type]


def rows(record: Record) -> Iterator[dict[str, Any]]:
    """Yield a row for each pair of actor and recipient of each event that happened or was done by words.

    Events denied, feared or long past are no events to CAMEO and are left out.
    """
    entities = {entity.id: entity for entity in record.entities}
    places = {place.id: place for place in record.places}
    times = {time.id: time for time in record.times}
    for one in coded(record):
        if one.aux:
            continue
        time = times.get(one.time or "")
        day = (time.earliest or time.latest if time else None) or record.source.published
        place = places.get(one.place or "")
        code = code_of(one)
        for actor, recipient in product(one.actors or (None,), one.recipients or (None,)):
            yield {
                "id": f"{record.source.id}/{one.id}",
                "date": day,
                "source": _code(entities.get(actor or "")),
                "source_name": entities[actor].name if actor else None,
                "target": _code(entities.get(recipient or "")),
                "target_name": entities[recipient].name if recipient else None,
                "code": code,
                "root": code[:2],
                "quad": QUAD[one.type],
                "latitude": place.lat if place else None,
                "longitude": place.lon if place else None,
                "words": one.words.text,
                "report": record.source.id,
            }


def _code(entity: Entity | None) -> str | None:
    if entity is None:
        return None
    role = _ROLES.get(entity.sector or "", entity.sector or "")
    return ((entity.country or "") + role) or None
