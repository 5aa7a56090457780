"""Annotated reports (gold): loading, checking, finding their words in the text.

A gold file is one report annotated by hand (``NAME.yaml`` beside ``NAME.txt``): verbatim words for cues, contents,
triggers and times, entity keys for who.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khabar.arabic import fold
from khabar.errors import KhabarError
from khabar.record import (
    Act,
    EntityKind,
    EventType,
    ProposalKind,
    StatementKind,
)

WORD = re.compile(r"\w+")

_ELLIPSIS = " … "

Range = tuple[int, int]


class GoldError(KhabarError):
    """A gold file that does not fit its report or the schema; lists every problem."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated report: its name, text, publication date and the annotation as parsed."""

    name: str
    text: str
    published: dt.date | None
    entities: dict[str, dict[str, Any]]
    places: list[dict[str, Any]]
    times: list[dict[str, Any]]
    proposals: dict[str, dict[str, Any]]
    statements: list[dict[str, Any]]
    positions: list[dict[str, Any]]
    events: list[dict[str, Any]]


def load_gold(path: Path) -> Gold:
    """Load NAME.yaml with the text beside it; raise `GoldError` listing everything in it that cannot be."""
    import yaml

    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = f"{path}: {error}"
        raise GoldError(message) from error
    if not isinstance(raw, dict):
        message = f"{path}: holds no annotation"
        raise GoldError(message)
    gold = Gold(
        name=str(raw.get("report", path.stem)),
        text=text,
        published=raw.get("published"),
        entities=raw.get("entities") or {},
        places=raw.get("places") or [],
        times=raw.get("times") or [],
        proposals=raw.get("proposals") or {},
        statements=raw.get("statements") or [],
        positions=raw.get("positions") or [],
        events=raw.get("events") or [],
    )
    problems = list(_problems(gold))
    if problems:
        message = f"{path}: " + "; ".join(problems)
        raise GoldError(message)
    return gold


def _problems(gold: Gold) -> Iterator[str]:
    """Everything in an annotation that is not in its report or not in the schema."""
    for where, words, n in _snippets(gold):
        if find(gold.text, words, n) is None:
            yield f"{where}: not in the report (n={n}): {words}"
    for key, entity in gold.entities.items():
        if entity.get("kind") not in set(EntityKind):
            yield f"entities.{key}: kind {entity.get('kind')}"
        if not any(name in gold.text for name in entity["names"]):
            yield f"entities.{key}: none of its names is in the report"
    for key, proposal in gold.proposals.items():
        if proposal.get("kind") not in set(ProposalKind):
            yield f"proposals.{key}: kind {proposal.get('kind')}"
    for i, s in enumerate(gold.statements):
        yield from (f"statements[{i}]: unknown source {x}" for x in s["source"] if x not in gold.entities)
        yield from (f"statements[{i}]: unknown proposal {x}" for x in s.get("about") or [] if x not in gold.proposals)
        if s["act"] not in set(Act) or s["kind"] not in set(StatementKind):
            yield f"statements[{i}]: act {s['act']}, kind {s['kind']}"
        if (s["kind"] == "none") != (not s.get("content")):
            yield f"statements[{i}]: kind none and content disagree"
    for i, p in enumerate(gold.positions):
        if p["party"] not in gold.entities or p["proposal"] not in gold.proposals or p["stance"] not in set(Act):
            yield f"positions[{i}]: {p}"
    for i, e in enumerate(gold.events):
        if e["type"] not in set(EventType):
            yield f"events[{i}]: type {e['type']}"
        parties = [*(e.get("actors") or []), *(e.get("recipients") or [])]
        yield from (f"events[{i}]: unknown party {x}" for x in parties if x not in gold.entities)


def _snippets(gold: Gold) -> Iterator[tuple[str, str, int]]:
    for i, s in enumerate(gold.statements):
        yield f"statements[{i}].cue", s["cue"], s.get("n", 1)
        if s.get("content"):
            yield f"statements[{i}].content", s["content"], s.get("cn", 1)
        if s.get("source_text"):
            yield f"statements[{i}].source_text", s["source_text"], 1
    yield from ((f"events[{i}].trigger", e["trigger"], e.get("n", 1)) for i, e in enumerate(gold.events))
    yield from ((f"times[{i}].text", t["text"], t.get("n", 1)) for i, t in enumerate(gold.times))
    yield from ((f"proposals.{k}.text", p["text"], p.get("n", 1)) for k, p in gold.proposals.items())


def find(text: str, words: str, n: int = 1) -> Range | None:
    """Return where the n-th occurrence of words stands (whole words preferred), or of "first … last"; None if nowhere."""
    if _ELLIPSIS in words:
        first, last = words.split(_ELLIPSIS, 1)
        start = find(text, first, n)
        end = text.find(last, start[1]) if start else -1
        return (start[0], end + len(last)) if start and end >= 0 else None
    for pattern in (rf"(?<!\w){re.escape(words)}(?!\w)", re.escape(words)):
        hits = list(re.finditer(pattern, text))
        if hits:
            return hits[n - 1].span() if len(hits) >= n else None
    return None


def words_at(text: str, where: Range | None) -> set[int]:
    """Starts of the words that a range touches."""
    if where is None:
        return set()
    start, end = where
    while start > 0 and WORD.match(text[start - 1 : start]):
        start -= 1
    found = set()
    for match in WORD.finditer(text, start):
        if match.start() >= end:
            break
        if match.end() > where[0]:
            found.add(match.start())
    return found


def spellings(name: str) -> set[str]:
    """Return a name folded, with and without one proclitic and the article: two names agree if these sets meet."""
    folded = " ".join(WORD.findall(fold(name)))
    readings = {folded}
    if folded[:1] in tuple("وفبلك") and len(folded) > 4:
        readings.add(folded[1:])
    if folded[:2] in ("وب", "ول", "وا") and len(folded) > 5:
        readings.add(folded[2:])
    for reading in list(readings):
        if reading.startswith(("ال", "لل")):
            readings.add(reading[2:])
    return {reading for reading in readings if len(reading) > 1}
