"""Records as annotated reports: the form that `khabar evaluate` reads, for evaluation and training.

NAME.txt is the report as read, NAME.yaml its annotation: verbatim words, with `n` where a string stands more than
once. What the annotation has no field for (rules, confidence, spans of mentions) is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from khabar.annotation import find
from khabar.record import Record, Span


def annotation(record: Record, name: str) -> dict[str, Any]:
    """Return the annotation of a record as the data of a YAML file."""
    return _Annotation(record).made(name)


def write_gold(records: Iterable[Record], folder: Path) -> int:
    """Write NAME.txt and NAME.yaml of each record into a folder, named by the report's id; return how many."""
    import yaml

    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for record in records:
        name = record.source.id
        with (folder / f"{name}.txt").open("w", encoding="utf-8", errors="replace", newline="") as out:
            out.write(record.source.text)
        data = annotation(record, name)
        made = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
        (folder / f"{name}.yaml").write_text(made, "utf-8")
        number += 1
    return number


class _Annotation:
    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.source.text
        self.time = {time.id: time for time in record.times}
        self.place = {place.id: place for place in record.places}

    def made(self, name: str) -> dict[str, Any]:
        r = self.record
        return _filled(
            {
                "report": name,
                "published": r.source.published,
                "agency": r.source.agency,
                "entities": {
                    e.id: _filled(
                        {
                            "kind": e.kind.value,
                            "names": self._names(e.name, [m.span for m in e.mentions if m.form != "pronoun"]),
                            "role": e.roles[0].title if e.roles else None,
                            "of": e.roles[0].of if e.roles else None,
                            "country": e.country,
                        }
                    )
                    for e in r.entities
                },
                "places": [
                    _filled(
                        {
                            "names": self._names(p.name, list(p.mentions)),
                            "country": p.country,
                            "lat": p.lat,
                            "lon": p.lon,
                        }
                    )
                    for p in r.places
                ],
                "times": [
                    _filled(
                        {
                            **self._words("text", t.span),
                            "earliest": t.earliest,
                            "latest": t.latest,
                            "duration": t.duration,
                        }
                    )
                    for t in r.times
                ],
                "proposals": {p.id: self._proposal(p) for p in r.proposals},
                "statements": [self._statement(s) for s in r.statements],
                "positions": [
                    {"party": p.party, "proposal": p.proposal, "stance": p.stance.value} for p in r.positions
                ],
                "events": [self._event(e) for e in r.events],
            }
        )

    def _proposal(self, p: Any) -> dict[str, Any]:
        return _filled(
            {
                "kind": p.kind.value,
                **self._words("text", p.mentions[0]),
                "sponsors": list(p.sponsors),
                "subject": list(p.subject),
                "parties": list(p.parties),
                "area": [self.place[x].name for x in p.area],
                "duration": p.duration,
                "requires": [x.proposal for x in p.requires if x.proposal],
                "status": p.status.value if p.status else None,
            }
        )

    def _statement(self, s: Any) -> dict[str, Any]:
        made: dict[str, Any] = self._words("cue", s.cue)
        made["source"] = list(s.source.entities)
        if s.source.span:
            made["source_text"] = s.source.span.text
        made["content"] = None
        if s.content:
            words = self._words("content", s.content)
            made["content"] = words["content"]
            if "n" in words:
                made["cn"] = words["n"]
        made |= {"kind": s.kind.value, "act": s.act.value}
        time = self.time.get(s.time or "")
        optional = {"about": list(s.about), "to": s.addressee, "date": time.earliest if time else None}
        return made | _filled(optional)

    def _event(self, e: Any) -> dict[str, Any]:
        time = self.time.get(e.time or "")
        toll = {} if e.toll is None else {k: v["min"] for k, v in e.toll.model_dump().items() if v is not None}
        return _filled(
            {
                "type": e.type.value,
                **self._words("trigger", e.trigger),
                "actors": list(e.actors),
                "recipients": list(e.recipients),
                "place": self.place[e.place].name if e.place else None,
                "aux": list(e.aux),
                "earliest": time.earliest if time else None,
                "latest": time.latest if time else None,
                "toll": toll,
            }
        )

    def _names(self, name: str, mentions: list[Span]) -> list[str]:
        """Words of the report only: a name in the form of a register may not stand in it."""
        found = list(dict.fromkeys(span.text for span in mentions))
        return [name, *(x for x in found if x != name)] if name in self.text else found or [name]

    def _words(self, field: str, span: Span) -> dict[str, Any]:
        """The words, and which occurrence of them it is, counted as `find` counts."""
        made: dict[str, Any] = {field: span.text}
        for n in range(1, self.text.count(span.text) + 1):
            if find(self.text, span.text, n) == (span.start, span.end):
                return made | ({"n": n} if n > 1 else {})
        return made


def _filled(made: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in made.items() if value is not None and value not in ([], {})}
