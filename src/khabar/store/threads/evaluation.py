"""Annotated stories × what the store gathers of them → pairs right, wrong and missed.

Two mentions of one plan by hand should be in one thread, and no others; likewise the tellings of an utterance. Each
measure counts such pairs over all stories, which share one store, so that what two stories have in common misleads as
it would in a newsroom. "read" measures leave out whatever the reading of its report did not find: they judge the
gathering alone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from khabar.evaluate import Evaluation, pair_up, spellings, words_at
from khabar.record import Event, Proposal, Record, Statement, spans_of
from khabar.store import Store, schema
from khabar.store.merging import stands_for
from khabar.store.threads.answers import Contradiction
from khabar.store.threads.answers import Telling as ToldLine
from khabar.store.threads.stories import Story, StoryReport, Telling, Words, load_stories

Read = Callable[[StoryReport], Record]
_MOST = 5000


class _Told(NamedTuple):
    """A report of a story in the store: its key there, its text and its record."""

    key: int
    text: str
    record: Record


class _Meant(NamedTuple):
    """A passage annotated by hand: which plan or utterance it is, and which thread holds what was read there."""

    gold: str
    told: str
    thread: str | None


def evaluate_stories(folder: Path, read: Read, *, only: Sequence[str] = ()) -> Evaluation:
    """Read the stories of a folder into a store of their own, gather, and compare; raise `GoldError` on faulty ones.

    only: names of stories to take; all if empty.
    """
    stories = [story for story in load_stories(folder) if not only or story.name in only]
    result = Evaluation()
    with tempfile.TemporaryDirectory(prefix="khabar-") as place, Store(Path(place) / "stories.db") as store:
        records = {
            (s.name, name): _as_told(read(report), report) for s in stories for name, report in s.reports.items()
        }
        store.add_many(records.values())
        store.gather()
        found = list(store.contradictions(limit=_MOST))
        with store.engine.connect() as connection:
            compare_stories(connection, stories, records, found, result)
    return result


def _as_told(record: Record, report: StoryReport) -> Record:
    known = {"outlet": report.outlet, "agency": report.agency or record.source.agency}
    return record.model_copy(update={"source": record.source.model_copy(update=known)})


def compare_stories(
    connection: Connection,
    stories: Sequence[Story],
    records: dict[tuple[str, str], Record],
    found: Sequence[Contradiction],
    result: Evaluation,
) -> None:
    """Count into `result` what a store holds of stories against their annotation."""
    r, m, e = schema.reports.c, schema.thread_members.c, schema.entities.c
    keys = {row.id: row.key for row in connection.execute(select(r.id, r.key))}
    threads = {
        (row.report, row.claim, row.n): row.thread
        for row in connection.execute(select(m.report, m.claim, m.n, m.thread))
    }
    heads = stands_for(connection)
    parties = {
        (row.report, row.n): heads.get(row.party, row.party)
        for row in connection.execute(select(e.report, e.n, e.party))
    }
    plans: list[_Meant] = []
    utterances: list[_Meant] = []
    for story in stories:
        told = {
            name: _Told(keys[records[story.name, name].source.id], report.text, records[story.name, name])
            for name, report in story.reports.items()
        }
        result.reports += len(told)
        plans += _plans(story, told, threads)
        utterances += _utterances(story, told, threads)
        _merges(story, told, parties, result)
        _contradictions(story, told, found, result)
    for what, meant in (("plan", plans), ("utterance", utterances)):
        for passage in meant:
            result.add(f"{what} read", passage.thread is not None)
            if passage.thread is None:
                result.misses.append(f"{what} not read: {passage.told}")
        _pairs(f"{what} pairs", meant, result, tell=False)
        _pairs(f"{what} pairs of those read", [x for x in meant if x.thread is not None], result, tell=True)


def _pairs(measure: str, meant: Sequence[_Meant], result: Evaluation, *, tell: bool) -> None:
    result.add(measure, 0, 0, 0)
    for one, other in combinations(meant, 2):
        same, gathered = one.gold == other.gold, one.thread is not None and one.thread == other.thread
        result.add(measure, same and gathered, gathered, same)
        if tell and same != gathered:
            what = "apart" if same else "together"
            result.misses.append(f"{measure}, wrongly {what}: {one.told} | {other.told}")


def _plans(story: Story, told: dict[str, _Told], threads: dict[tuple[int, str, int], str]) -> Iterator[_Meant]:
    """Each mention of a plan with the thread of the proposal of its kind and report that shares most words with it.

    A proposal is what its label says before it is what its later mentions say.
    """
    for name, report in told.items():
        gold = [(key, words) for key, mentions in story.plans.items() for words in mentions if words.report == name]

        def likeness(a: tuple[str, Words], b: Proposal, report: _Told = report) -> float:
            if story.kinds[a[0]] != b.kind:
                return 0.0
            own = words_at(report.text, a[1][1:])
            shares = [(_share(own, words_at(report.text, (m.start, m.end))), m.text == b.label) for m in b.mentions]
            return max((share + (share > 0 and label) for share, label in shares), default=0.0)

        pairs = pair_up(gold, report.record.proposals, likeness)
        for i, (key, words) in enumerate(gold):
            thread = threads.get((report.key, "q", pairs[i])) if i in pairs else None
            passage = f"{story.name}/{name}: {report.text[words.start : words.end]}"
            yield _Meant(f"{story.name}/{key}", f"[{key}] {passage}", thread)


def _share(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _utterances(story: Story, told: dict[str, _Told], threads: dict[tuple[int, str, int], str]) -> Iterator[_Meant]:
    """Each telling of an utterance with the thread of the statement of its report with its cue, or its first words."""
    for name, report in told.items():
        gold = [(key, t) for key, tellings in story.utterances.items() for t in tellings if t.report == name]

        def likeness(a: tuple[str, Telling], b: Statement, text: str = report.text) -> float:
            cue = bool(words_at(text, a[1].cue[1:]) & words_at(text, (b.cue.start, b.cue.end)))
            if a[1].content is None or b.content is None:
                return float(cue)
            own = words_at(text, a[1].content[1:])
            share = len(own & words_at(text, (b.content.start, b.content.end))) / len(own)
            opens = min(words_at(text, (b.content.start, b.content.end)), default=-1) in own
            return cue + share + opens if cue or (share >= 0.5 and opens) else 0.0

        pairs = pair_up(gold, report.record.statements, likeness)
        for i, (key, telling) in enumerate(gold):
            thread = threads.get((report.key, "s", pairs[i])) if i in pairs else None
            words = telling.content or telling.cue
            passage = f"{story.name}/{name}: [{report.text[telling.cue.start : telling.cue.end]}]"
            yield _Meant(f"{story.name}/{key}", f"[{key}] {passage} {report.text[words.start : words.end]}", thread)


def _merges(story: Story, told: dict[str, _Told], parties: dict[tuple[int, int], int], result: Evaluation) -> None:
    """Entities of two reports that the store holds to be one: right if some party by hand has names of both."""
    meant: list[tuple[str, str, int, set[str]]] = []
    for name, report in told.items():
        names = {key: by_report.get(name, set()) for key, by_report in story.parties.items()}
        for n, entity in enumerate(report.record.entities):
            own = spellings(entity.name).union(*(spellings(m.span.text) for m in entity.mentions if m.form == "name"))
            keys = {key for key, spelled in names.items() if spelled & own}
            if keys:
                meant.append((name, entity.name, parties[report.key, n], keys))
    result.add("party pairs", 0, 0, 0)
    for one, other in combinations(meant, 2):
        if one[0] == other[0]:
            continue
        same, merged = bool(one[3] & other[3]), one[2] == other[2]
        result.add("party pairs", same and merged, merged, same)
        if merged:
            result.add("party merges right", same)
        if merged and not same:
            result.misses.append(f"parties wrongly one: {story.name}/{one[0]} {one[1]} | {other[0]} {other[1]}")


def _contradictions(story: Story, told: dict[str, _Told], found: Sequence[Contradiction], result: Evaluation) -> None:
    """Contradictions by hand, each with one that was found: of its sort, in its reports, with words of both sides."""
    names = {report.record.source.id: name for name, report in told.items()}
    claims: dict[str, Statement | Proposal | Event] = {}
    for report in told.values():
        claims |= {claim.id: claim for claim in report.record.statements}
        claims |= {claim.id: claim for claim in report.record.proposals}
        claims |= {claim.id: claim for claim in report.record.events}
    made = [c for c in found if c.one.report.id in names and c.other.report.id in names]

    def claimed(side: ToldLine) -> tuple[str, set[int]]:
        name = names[side.report.id]
        spans = (words_at(told[name].text, (span.start, span.end)) for span in spans_of(claims[side.id]))
        return name, set().union(*spans)

    def likeness(a: Any, b: Contradiction) -> float:
        if a.what != b.what:
            return 0.0
        own = [(side[0].report, _words_of(told, side)) for side in (a.one, a.other)]
        sides = [claimed(b.one), claimed(b.other)]
        return max(
            min(len(x[1] & y[1]) if x[0] == y[0] else 0 for x, y in zip(own, order, strict=True))
            for order in (sides, sides[::-1])
        )

    pairs = pair_up(story.contradictions, made, likeness)
    result.add("contradictions", len(pairs), len(made), len(story.contradictions))
    for i, pair in enumerate(story.contradictions):
        if i not in pairs:
            sides = (told[side[0].report].text[side[0].start : side[0].end] for side in (pair.one, pair.other))
            result.misses.append(f"contradiction missed: {story.name} {pair.what}: {' | '.join(sides)}")
    for j, c in enumerate(made):
        if j not in pairs.values():
            made_of = (f"{names[side.report.id]} {next(spans_of(claims[side.id])).text}" for side in (c.one, c.other))
            result.misses.append(f"contradiction false: {story.name} {c.what} {c.says}: {' | '.join(made_of)}")


def _words_of(told: dict[str, _Told], passages: Sequence[Words]) -> set[int]:
    """The words of all passages of a report that make one claim."""
    return set().union(*(words_at(told[words.report].text, words[1:]) for words in passages))
