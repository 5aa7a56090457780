"""Stories annotated by hand: reports of the same days by several outlets, and what in them is one and the same.

The format is that of `evaluation/stories/README.md`. Every word of an annotation is looked for in its report on loading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from khabar.evaluate import GoldError, find, spellings
from khabar.record import Act, EntityKind, ProposalKind

_KINDS = ("toll", "denial", "date")


class Words(NamedTuple):
    """Words of a report: its name, and where they stand (code points)."""

    report: str
    start: int
    end: int


class Telling(NamedTuple):
    """An utterance as one report tells it; the content is its first words."""

    report: str
    cue: Words
    content: Words | None


class Contradicting(NamedTuple):
    """Two claims that cannot both be true, each with the passages of its report that make it; `what` as in `Contradiction`."""

    what: str
    one: tuple[Words, ...]
    other: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class StoryReport:
    """One report of a story."""

    text: str
    published: dt.date
    outlet: str
    agency: str | None


@dataclass(slots=True)
class Story:
    """A story: its reports by name, and by key the plans, their kinds, the utterances, the parties' folded names by report."""

    name: str
    reports: dict[str, StoryReport] = field(default_factory=dict)
    plans: dict[str, list[Words]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    utterances: dict[str, list[Telling]] = field(default_factory=dict)
    parties: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    contradictions: list[Contradicting] = field(default_factory=list)


def load_stories(folder: Path) -> list[Story]:
    """Load every story of a folder; raise `GoldError` if there is none or one is faulty."""
    paths = sorted(folder.glob("*/story.yaml"))
    if not paths:
        message = f"{folder}: no annotated story (NAME/story.yaml) here"
        raise GoldError(message)
    return [load_story(path.parent) for path in paths]


def load_story(folder: Path) -> Story:
    """Load one story; raise `GoldError` listing everything in its annotation that cannot be."""
    import yaml

    path = folder / "story.yaml"
    try:
        raw = yaml.safe_load(path.read_text("utf-8"))
        story = Story(folder.name)
        for name, facts in raw["reports"].items():
            text = (folder / f"{name}.txt").read_text("utf-8")
            story.reports[name] = StoryReport(text, facts["published"], facts["outlet"], facts.get("agency"))
        problems = list(_fill(story, raw))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        message = f"{path}: {type(error).__name__}: {error}"
        raise GoldError(message) from error
    if problems:
        message = f"{path}: " + "; ".join(problems)
        raise GoldError(message)
    return story


def _fill(story: Story, raw: dict[str, Any]) -> Iterator[str]:
    """Put an annotation into the story as far as it can be; yield what cannot."""
    for key, plan in raw["plans"].items():
        if plan["kind"] not in set(ProposalKind):
            yield f"plans.{key}: kind {plan['kind']}"
        story.kinds[key] = plan["kind"]
        found = [_words(story, mention, "text") for mention in plan["mentions"]]
        yield from (f"plans.{key}: {problem}" for problem in found if isinstance(problem, str))
        story.plans[key] = [words for words in found if isinstance(words, Words)]
    for key, utterance in raw["utterances"].items():
        if utterance["act"] not in set(Act):
            yield f"utterances.{key}: act {utterance['act']}"
        story.utterances[key] = []
        for told in utterance["told"]:
            cue = _words(story, told, "cue")
            content = _words(story, told, "content", "cn") if told.get("content") else None
            yield from (f"utterances.{key}: {problem}" for problem in (cue, content) if isinstance(problem, str))
            if isinstance(cue, Words) and not isinstance(content, str):
                story.utterances[key].append(Telling(told["report"], cue, content))
    for key, party in raw["parties"].items():
        if party["kind"] not in set(EntityKind):
            yield f"parties.{key}: kind {party['kind']}"
        for report, names in party["names"].items():
            lacking = [name for name in names if name not in story.reports[report].text]
            yield from (f"parties.{key}: not in {report}: {name}" for name in lacking)
        story.parties[key] = {r: set().union(*map(spellings, names)) for r, names in party["names"].items()}
    for i, pair in enumerate(raw["contradictions"]):
        if pair["what"] not in _KINDS:
            yield f"contradictions[{i}]: {pair['what']}"
        sides = [_passages(story, pair[side]) for side in ("one", "other")]
        yield from (f"contradictions[{i}]: {problem}" for side in sides for problem in side if isinstance(problem, str))
        one, other = (tuple(words for words in side if isinstance(words, Words)) for side in sides)
        if one and other:
            story.contradictions.append(Contradicting(pair["what"], one, other))


def _passages(story: Story, at: dict[str, Any]) -> list[Words | str]:
    """Where a claim's passages stand: one, or a list of those that say the same."""
    texts = at["text"] if isinstance(at["text"], list) else [at["text"]]
    return [_words(story, at | {"text": text}, "text") for text in texts]


def _words(story: Story, at: dict[str, Any], what: str, number: str = "n") -> Words | str:
    """Return where the words stand, or the problem if they do not."""
    report, words = at["report"], at[what]
    where = find(story.reports[report].text, words, at.get(number, 1))
    return Words(report, *where) if where else f"not in {report} (n={at.get(number, 1)}): {words}"
