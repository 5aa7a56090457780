"""Annotated reports → words with what the reader is to learn of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, get_args

from hinted import name_of

from khabar.evaluate import find, load_gold
from khabar.reading.analysis import Analysis
from khabar.reading.reader.lexical import described
from khabar.reading.reader.pieces import words_of
from khabar.reading.steps import STEPS
from khabar.reading.tokens import begin_analysis
from khabar.record import Act, Aux, EntityKind, EventType, ProposalKind, Report

ACTS, TYPES, PLANS, KINDS = list(Act), list(EventType), list(ProposalKind), list(EntityKind)
AUXILIARIES = get_args(Aux)
HANDS = 4
"""Hands of annotators told apart, who draw lines elsewhere; what the reader says of a report is as hand 0 would take it."""
Words = tuple[int, int]
"""The first and the last word of a phrase."""


@dataclass(frozen=True)
class Said:
    """A statement: its cue, the words where mentions of its sources begin, content and act (a number)."""

    cue: Words
    source: list[int]
    content: Words | None
    act: int


@dataclass(frozen=True)
class Happened:
    """An event: its trigger, type (a number), auxiliaries, and the words where mentions of its arguments begin."""

    trigger: int
    type: int
    aux: list[int]
    actors: list[int]
    recipients: list[int]
    place: list[int]


@dataclass
class Example:
    """A report: its words as the encoder and the lexicons see them, and the annotation by word.

    entities: first word of a name → kind (a number); plans: first word, last word, kind; file: of its opinion; hand: whose
    annotation it is.
    """

    name: str
    texts: list[tuple[str, bool]]
    sentences: list[int]
    columns: list[list[str]]
    said: list[Said] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    plans: list[tuple[int, int, int]] = field(default_factory=list)
    entities: dict[int, int] = field(default_factory=dict)
    file: str = ""
    hand: int = 0


def read(text: str, published: Any) -> Analysis:
    """Read a report up to what the reader needs: parties, places and times."""
    analysis = begin_analysis(Report(text=text, published=published))
    for name, step in STEPS.items():
        if name in ("khabar_reader", "khabar_statements"):
            break
        step(analysis)
    return analysis


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Return where words stand, whole words where there are any."""
    whole = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    return whole or [m.span() for m in re.finditer(re.escape(words), text)]


def example(path: Path, hand: int = 0) -> Example:
    """Return one annotated report (NAME.yaml beside NAME.txt) by words."""
    gold = load_gold(path)
    analysis = read(gold.text, gold.published)
    tokens, spaced = words_of(analysis)
    at_character = {
        c: word for word, token in enumerate(tokens) for c in range(analysis.starts[token], analysis.ends[token])
    }

    def words(place: tuple[int, int] | None) -> Words | None:
        found = [at_character[c] for c in range(*place) if c in at_character] if place else []
        return (found[0], found[-1]) if found else None

    columns = described(analysis)
    made = Example(
        path.stem,
        [(analysis.texts[t], gap) for t, gap in zip(tokens, spaced, strict=True)],
        [analysis.sentence_of[t] for t in tokens],
        [[column[t] for t in tokens] for column in columns],
        file=name_of(gold.text),
        hand=hand,
    )
    mentions = {
        key: sorted({w for name in entity["names"] for o in occurrences(gold.text, name) if (w := words(o))})
        for key, entity in gold.entities.items()
    }
    longest: dict[int, int] = {}
    for key, entity in gold.entities.items():
        for first, last in mentions[key]:
            if last >= longest.get(first, -1):
                longest[first], made.entities[first] = last, KINDS.index(EntityKind(entity["kind"]))

    def starts(keys: Iterable[str]) -> list[int]:
        return sorted({first for key in keys for first, _ in mentions[key]})

    for s in gold.statements:
        cue = words(find(gold.text, s["cue"], s.get("n", 1)))
        content = words(find(gold.text, s["content"], s.get("cn", 1))) if s.get("content") else None
        if cue is not None:
            made.said.append(Said(cue, starts(s["source"]), content, ACTS.index(Act(s["act"]))))
    for e in gold.events:
        trigger = words(find(gold.text, e["trigger"], e.get("n", 1)))
        place = sorted({w[0] for o in occurrences(gold.text, e["place"]) if (w := words(o))}) if e.get("place") else []
        if trigger is not None:
            aux = [AUXILIARIES.index(a) for a in e.get("aux") or []]
            arguments = (starts(e.get("actors") or []), starts(e.get("recipients") or []), place)
            made.happened.append(Happened(trigger[0], TYPES.index(EventType(e["type"])), aux, *arguments))
    for p in gold.proposals.values():
        span = words(find(gold.text, p["text"], p.get("n", 1)))
        if span is not None:
            made.plans.append((*span, PLANS.index(ProposalKind(p["kind"]))))
    return made


def examples(folders: Iterable[Path]) -> list[Example]:
    """Return every annotated report of some folders; each folder is of a hand of its own, from the fourth on of the same."""
    return [
        example(path, min(number, HANDS - 1))
        for number, folder in enumerate(folders)
        for path in sorted(folder.glob("*.yaml"))
    ]


def write_examples(path: Path, found: Sequence[Example]) -> None:
    """Write examples as JSON, a report a line."""
    path.write_text("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in found), "utf-8")


def load_examples(path: Path) -> list[Example]:
    """Return the examples of a file that `write_examples` wrote."""
    return [_loaded(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def _loaded(row: dict[str, Any]) -> Example:
    said = [
        Said(tuple(s["cue"]), s["source"], tuple(s["content"]) if s["content"] else None, s["act"]) for s in row["said"]
    ]
    named = {
        "texts": [(text, spaced) for text, spaced in row["texts"]],
        "said": said,
        "happened": [Happened(**e) for e in row["happened"]],
        "plans": [tuple(plan) for plan in row["plans"]],
        "entities": {int(at): kind for at, kind in row["entities"].items()},
    }
    return Example(**(row | named))
