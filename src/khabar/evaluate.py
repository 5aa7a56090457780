"""Annotated reports × records → scores: what was found, what was right, what is wrong.

Gold is as `annotation` loads it. Found means paired one to one by the words; each measure is precision,
recall and F1 over all reports of a folder. RECORD, the headline, is the mean F1 of five measures.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from khabar.annotation import WORD, Gold, GoldError, Range, find, load_gold, spellings, words_at
from khabar.arabic import fold
from khabar.record import (
    Event,
    Proposal,
    Record,
    Span,
    Statement,
    Time,
)

__all__ = [
    "HEADLINE",
    "Evaluation",
    "Gold",
    "GoldError",
    "Range",
    "Tally",
    "below_floors",
    "compare",
    "evaluate",
    "find",
    "load_gold",
    "pair_up",
    "spellings",
    "words_at",
]

HEADLINE = ("statement whole", "position right", "proposal found", "event found", "time value")
_NEAR_KM = 161.0  # 100 miles, the usual bound of geocoding studies
_EARTH_DIAMETER_KM = 12742.0

A = TypeVar("A")
B = TypeVar("B")


@dataclass(slots=True)
class Tally:
    """Counts of one measure; precision, recall and F1 follow from them (0 where undefined)."""

    right: int = 0
    made: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Right among those made."""
        return self.right / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """Right among those in the gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Evaluation:
    """Tallies by measure over one or more reports, a line for each miss or error, and the claims that are right.

    right: ids of statements that are whole and of proposals and events that are found: what the headline counts.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)
    right: set[str] = field(default_factory=set)
    reports: int = 0

    def add(self, measure: str, right: int, made: int = 1, gold: int = 1) -> None:
        """Count into a measure."""
        tally = self.tallies.setdefault(measure, Tally())
        tally.right += right
        tally.made += made
        tally.gold += gold

    @property
    def record(self) -> float:
        """RECORD: the mean F1 of the headline measures."""
        return sum(self.tallies[m].f1 for m in HEADLINE if m in self.tallies) / len(HEADLINE)

    def figures(self) -> dict[str, float]:
        """Return F1 by measure, and `record`."""
        return {"record": self.record, **{name: tally.f1 for name, tally in self.tallies.items()}}


def _range(span: Span | None) -> Range | None:
    return None if span is None else (span.start, span.end)


def _overlap(text: str, a: Range | None, b: Range | None) -> float:
    """Words in common over words in either (intersection over union)."""
    one, two = words_at(text, a), words_at(text, b)
    return len(one & two) / len(one | two) if one and two else 0.0


def pair_up(gold: Sequence[A], made: Sequence[B], likeness: Callable[[A, B], float]) -> dict[int, int]:
    """Pair one to one, most alike first; gold index → made index."""
    scored = sorted(
        ((likeness(a, b), -i, -j) for i, a in enumerate(gold) for j, b in enumerate(made)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if score > 0 and -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def compare(gold: Gold, record: Record, result: Evaluation) -> None:
    """Compare one record with its gold, counting into `result`."""
    _Comparison(gold, record, result).run()


class _Comparison:
    def __init__(self, gold: Gold, record: Record, result: Evaluation) -> None:
        self.gold, self.record, self.result = gold, record, result
        self.text = gold.text
        names = {key: set().union(*(spellings(n) for n in e["names"])) for key, e in gold.entities.items()}
        self.means: dict[str, set[str]] = {}
        for entity in record.entities:
            own = spellings(entity.name).union(
                *(spellings(m.span.text) for m in entity.mentions if m.form != "pronoun")
            )
            self.means[entity.id] = {key for key, spelled in names.items() if spelled & own}

    def miss(self, what: str) -> None:
        self.result.misses.append(f"{self.gold.name}: {what}")

    def run(self) -> None:
        self.result.reports += 1
        self._entities()
        self._statements()
        self._proposals()
        self._positions()
        self._events()
        self._times()
        self._places()

    def _same(self, gold: Sequence[str], made: Iterable[str]) -> bool:
        made = set(made)
        return len(gold) == len(made) and all(any(key in self.means[m] for m in made) for key in gold)

    def _entities(self) -> None:
        kinds = {entity.id: entity.kind for entity in self.record.entities}
        for key, entity in self.gold.entities.items():
            hits = [made for made, meant in self.means.items() if key in meant]
            self.result.add("entity found", bool(hits))
            self.result.add("entity kind", any(kinds[made] == entity["kind"] for made in hits))
            if not hits:
                self.miss(f"entity missed: {entity['names'][0]}")

    def _statements(self) -> None:
        gold, made = self.gold.statements, self.record.statements
        cues = [find(self.text, s["cue"], s.get("n", 1)) for s in gold]
        contents = [find(self.text, s["content"], s.get("cn", 1)) if s.get("content") else None for s in gold]

        def likeness(i: int, b: Statement) -> float:
            cue = 0.25 * bool(words_at(self.text, cues[i]) & words_at(self.text, _range(b.cue)))
            if contents[i] is None:
                return 0 if b.content else cue
            overlap = _overlap(self.text, contents[i], _range(b.content))
            return overlap + cue if overlap >= 0.5 else 0

        pairs = self.statement_pairs = pair_up(range(len(gold)), made, likeness)
        self.result.add("statement found", len(pairs), len(made), len(gold))
        whole = 0
        for i, s in enumerate(gold):
            if i not in pairs:
                self.miss(f"statement missed: [{s['cue']}] {s.get('content')}")
                continue
            p = made[pairs[i]]
            source, act = self._same(s["source"], p.source.entities), p.act == s["act"]
            if source and act:
                whole += 1
                self.result.right.add(p.id)
            exact = contents[i] is None or _overlap(self.text, contents[i], _range(p.content)) >= 0.95
            self.result.add("source right", source)
            self.result.add("act right", act)
            self.result.add("kind right", p.kind == s["kind"])
            self.result.add("content exact", exact)
            if not source:
                self.miss(
                    f"source wrong: [{s['cue']}] gold {s['source']}, made {[self.means[x] or x for x in p.source.entities]}"
                )
            if not act:
                self.miss(f"act wrong: [{s['cue']}] gold {s['act']}, made {p.act}")
        self.result.add("statement whole", whole, len(made), len(gold))
        for j, p in enumerate(made):
            if j not in pairs.values():
                self.miss(f"statement false: [{p.cue.text}] {(p.content.text if p.content else '')[:80]}")

    def _proposals(self) -> None:
        gold, made = list(self.gold.proposals.items()), self.record.proposals
        links = {
            (key, about)
            for i, j in self.statement_pairs.items()
            for key in self.gold.statements[i].get("about") or []
            for about in self.record.statements[j].about
        }

        def likeness(a: tuple[str, dict[str, Any]], b: Proposal) -> float:
            key, proposal = a
            own = set(WORD.findall(fold(proposal["text"])))
            other = set(WORD.findall(fold(" ".join([b.label, *(m.text for m in b.mentions)]))))
            linked = (key, b.id) in links
            if proposal["kind"] != b.kind or not (own & other or linked):
                return 0
            return 1.0 + len(own & other) / max(1, len(own)) + linked

        pairs = pair_up(gold, made, likeness)
        self.meant_proposal = {made[j].id: gold[i][0] for i, j in pairs.items()}
        self.result.right |= self.meant_proposal.keys()
        self.result.add("proposal found", len(pairs), len(made), len(gold))
        for i, (_, proposal) in enumerate(gold):
            found = made[pairs[i]] if i in pairs else None
            if found is None:
                self.miss(f"proposal missed: {proposal['kind']} {proposal['text'][:60]}")
            for slot in ("sponsors", "duration", "requires"):
                if proposal.get(slot):
                    self.result.add("proposal slots", found is not None and self._slot(slot, proposal[slot], found))

    def _slot(self, slot: str, value: Any, found: Proposal) -> bool:
        if slot == "sponsors":
            return self._same(value, found.sponsors)
        if slot == "duration":
            return bool(value == found.duration)
        return set(value) <= {self.meant_proposal.get(r.proposal or "") for r in found.requires}

    def _positions(self) -> None:
        left = {(p["party"], p["proposal"], p["stance"]) for p in self.gold.positions}
        total = len(left)
        for p in self.record.positions:
            proposal = self.meant_proposal.get(p.proposal)
            hits = sorted(x for x in left if x[0] in self.means[p.party] and x[1] == proposal and x[2] == p.stance)
            left -= set(hits[:1])
        self.result.add("position right", total - len(left), len(self.record.positions), total)
        for x in sorted(left):
            self.miss(f"position missed: {x}")

    def _events(self) -> None:
        gold, made = self.gold.events, self.record.events
        triggers = [find(self.text, e["trigger"], e.get("n", 1)) for e in gold]

        def likeness(i: int, b: Event) -> float:
            same_word = bool(words_at(self.text, triggers[i]) & words_at(self.text, _range(b.trigger)))
            return float(same_word and gold[i]["type"] == b.type)

        pairs = pair_up(range(len(gold)), made, likeness)
        self.result.add("event found", len(pairs), len(made), len(gold))
        for i, e in enumerate(gold):
            if i not in pairs:
                self.miss(f"event missed: {e['type']} {e['trigger']}")
                continue
            p = made[pairs[i]]
            self.result.right.add(p.id)
            self.result.add("event actors", self._same(e.get("actors") or [], p.actors))
            self.result.add("event recipients", self._same(e.get("recipients") or [], p.recipients))
            self.result.add("event aux", set(e.get("aux") or []) == set(p.aux))
        for j, p in enumerate(made):
            if j not in pairs.values():
                self.miss(f"event false: {p.type} {p.trigger.text}")

    def _times(self) -> None:
        gold, made = self.gold.times, self.record.times
        spans = [find(self.text, t["text"], t.get("n", 1)) for t in gold]
        pairs = pair_up(range(len(gold)), made, lambda i, b: _overlap(self.text, spans[i], _range(b.span)))
        right = {i for i, j in pairs.items() if _same_time(gold[i], made[j])}
        self.result.add("time found", len(pairs), len(made), len(gold))
        self.result.add("time value", len(right), len(made), len(gold))
        for i, t in enumerate(gold):
            if i not in right:
                got = made[pairs[i]] if i in pairs else None
                value = f"made {got.earliest}/{got.latest}/{got.duration}" if got else "missed"
                self.miss(f"time: {t['text']} gold {t.get('earliest')}/{t.get('latest')}/{t.get('duration')}, {value}")

    def _places(self) -> None:
        for place in self.gold.places:
            names = set().union(*(spellings(n) for n in place["names"]))
            hits = [
                p
                for p in self.record.places
                if names & spellings(p.name).union(*(spellings(span.text) for span in p.mentions))
            ]
            self.result.add("place found", bool(hits))
            if place.get("lat") is not None:
                near = any(
                    p.lat is not None
                    and p.lon is not None
                    and _km(place["lat"], place["lon"], p.lat, p.lon) <= _NEAR_KM
                    for p in hits
                )
                self.result.add("place within 161 km", near)
                if not near:
                    self.miss(f"place {'misplaced' if hits else 'missed'}: {place['names'][0]}")


def _same_time(gold: dict[str, Any], made: Time) -> bool:
    """Tell whether two readings agree: durations exactly; days exactly up to four days' length, else by half their span."""
    if gold.get("duration"):
        return bool(gold["duration"] == made.duration)
    earliest, latest = _day(gold.get("earliest")), _day(gold.get("latest"))
    if earliest is None or latest is None:
        return (earliest is None or earliest == made.earliest) and (latest is None or latest == made.latest)
    if made.earliest is None or made.latest is None:
        return False
    if (latest - earliest).days <= 3:
        return (earliest, latest) == (made.earliest, made.latest)
    common = (min(latest, made.latest) - max(earliest, made.earliest)).days + 1
    either = (max(latest, made.latest) - min(earliest, made.earliest)).days + 1
    return common > 0 and common / either >= 0.5


def _day(value: Any) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value)[:10])


def _km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres of two points in degrees (haversine)."""
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return _EARTH_DIAMETER_KM * math.asin(math.sqrt(h))


def evaluate(folder: Path, read: Callable[[Gold], Record]) -> Evaluation:
    """Read every annotated report of a folder and compare; raise `GoldError` if there is none or one is faulty."""
    paths = sorted(folder.glob("*.yaml"))
    if not paths:
        message = f"{folder}: no annotated report (NAME.yaml beside NAME.txt) here"
        raise GoldError(message)
    result = Evaluation()
    for path in paths:
        gold = load_gold(path)
        compare(gold, read(gold), result)
    return result


def below_floors(result: Evaluation, floors: dict[str, float]) -> list[str]:
    """Return a line for each measure under its floor; a floor for a measure that does not exist is one too."""
    figures = result.figures()
    return [
        f"{measure}: {figures.get(measure, 0.0):.3f} is under its floor {floor:.3f}"
        for measure, floor in floors.items()
        if figures.get(measure, -1.0) < floor
    ]
