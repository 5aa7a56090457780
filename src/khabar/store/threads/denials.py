"""Denials and what they deny.

What a denial answers stands mostly just before it in its report: the accusations of another speaker, or a statement
with one of its words. Else it is, in any report of these days, the statement of another speaker whose words it comes
back to. To say that a thing was not so ("the boats fired on nobody") is a denial of an accusation only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, select

from khabar.record import Act
from khabar.store import schema
from khabar.store.filters import parts
from khabar.store.threads.against import Against
from khabar.store.threads.pool import Pool, telling
from khabar.store.threads.views import StatementView, Where

_SAYS = "one denies what the other says"
_CLAIMS = frozenset({Act.SAY, Act.ANNOUNCE, Act.ACCUSE, Act.WARN})
_SILENT = frozenset({Act.DENY, Act.NO_COMMENT, Act.DEMAND, Act.PROPOSE})
"""Acts that tell nothing that could be denied."""
_NEAR = 2  # statements before a denial among which are the accusations that it answers
_NEAREST = 2.0  # score of what it answers in its own report: no other report has a better one
_LEAST = 0.3  # part of the words of the heavier, weighed, that a denial shares with what it denies
_NOT_SO = 0.35  # the same for what only says that a thing was not so
_REPEATED = 0.75  # part of a denial's words that a longer claim has
_ENOUGH = 1.25  # summed weight of shared words by which a longer claim is known
_ACCUSED = 0.1  # an accusation is rather denied than something merely said
_FEWEST_WORDS = 3
_FEWEST_SHARED = 3
_FEWEST_ACCUSED = 2  # with an accusation
_COMMON = 0.3  # weight under which a word ("on", "was") counts for nothing
_TELLS = 0.6  # weight of a word that a denial shares with the statement just before it


def denials(
    connection: Connection, reports: Sequence[int], spoken: Pool[StatementView], uncompared: Collection[int] = ()
) -> Iterator[Against]:
    """Yield what the denials of reports deny, and what earlier denials deny in these reports better than was found.

    spoken: statements of reports in threads, with these; uncompared: those of them whose turn is yet to come. What an earlier denial was held to deny is taken
    from the store where something better is yielded.
    """
    new = sorted(spoken.reports.keys() & set(reports))
    best: dict[Where, tuple[float, StatementView]] = {}
    for key in new:
        for denial in _denials(spoken.reports[key]):
            within = list(_within(denial, spoken.reports[key], spoken))
            yield from (_against(denial, view, _NEAREST) for view in within)
            if not within:
                _take_best(best, denial, spoken.near(denial), spoken)
    others = spoken.reports.keys() - set(new) - set(uncompared)
    held = [denial for key in sorted(others) for denial in _denials(spoken.reports[key])]
    by_word: dict[str, list[StatementView]] = defaultdict(list)
    for denial in held:
        for word in denial.words:
            by_word[word].append(denial)
    later: dict[Where, tuple[float, StatementView]] = {}
    for key in new:
        for view in spoken.reports[key]:
            met = {x.at: x for word in telling(view.words, spoken.rare) for x in by_word.get(word, ())}
            for denial in met.values():
                _take_best(later, denial, [view], spoken)
    known = _known(connection, later)
    better = {at: found for at, found in later.items() if found[0] > known.get(at, 0.0)}
    _forget(connection, better.keys() & known.keys())
    views = {x.at: x for x in held} | {x.at: x for key in new for x in spoken.reports[key]}
    for at, (score, view) in (best | better).items():
        yield _against(views[at], view, score)


def _denials(told: Iterable[StatementView]) -> Iterator[StatementView]:
    return (view for view in told if view.denies)


def _against(denial: StatementView, view: StatementView, score: float) -> Against:
    return Against("denial", "s", denial.at.report, denial.at.n, view.at.report, view.at.n, _SAYS, denial.day, score)


def _within(
    denial: StatementView, told: Sequence[StatementView], spoken: Pool[StatementView]
) -> Iterator[StatementView]:
    """What a denial answers in its own report: accusations just before it, or what it repeats of its neighbour."""
    by_rank = {view.at.n: view for view in told}
    before = [by_rank.get(denial.at.n - back) for back in range(1, _NEAR + 1)]
    others = [view for view in before if view is not None and not view.speakers & denial.speakers]
    if denial.act == Act.DENY:
        accusations = [view for view in others if view.act == Act.ACCUSE]
        one_side = [view for view in accusations if view.speakers == accusations[0].speakers]
        yield from one_side
        if one_side:
            return
        if others and others[0] is before[0] and others[0].act in _CLAIMS and not others[0].denies:
            shared = denial.words & others[0].words
            if any(spoken.rare[word] >= _TELLS for word in shared):
                yield others[0]
                return
    around = [by_rank.get(denial.at.n + step) for step in (1, -1)]
    for view in around:  # "denied that …, after he had said that …": what it repeats may be read as another act
        if view is not None and view.act not in _SILENT and _share(denial, view, spoken) >= _LEAST:
            yield view
            return


def _share(denial: StatementView, view: StatementView, spoken: Pool[StatementView]) -> float:
    """Which part of the words, weighed, a denial shares with another speaker's statement; 0 if it cannot deny it."""
    if view.denies or view.speakers & denial.speakers or view.at == denial.at:
        return 0.0
    if denial.act != Act.DENY and view.act != Act.ACCUSE:
        return 0.0
    fewest = _FEWEST_ACCUSED if view.act == Act.ACCUSE else _FEWEST_SHARED
    both = denial.words & view.words
    if len(denial.words) < _FEWEST_WORDS or sum(spoken.rare[word] >= _COMMON for word in both) < fewest:
        return 0.0
    told = sum(map(spoken.rare.__getitem__, both))
    own, other = spoken.rare.sum(denial.words), spoken.rare.sum(view.words)
    part = told / max(own, other)
    if part >= (_LEAST if denial.act == Act.DENY else _NOT_SO):
        return part
    return _LEAST if denial.act == Act.DENY and told >= max(_ENOUGH, _REPEATED * own) else 0.0


def _take_best(
    best: dict[Where, tuple[float, StatementView]],
    denial: StatementView,
    views: Iterable[StatementView],
    spoken: Pool[StatementView],
) -> None:
    """Keep of statements the one that a denial comes back to most, if it is enough."""
    for view in views:
        if view.act not in _CLAIMS or not view.report.parties & denial.report.parties:
            continue
        score = _share(denial, view, spoken)
        score += _ACCUSED if score and view.act == Act.ACCUSE else 0.0
        if score < _LEAST:
            continue
        found = best.get(denial.at)
        if found is None or (-score, view.at) < (-found[0], found[1].at):
            best[denial.at] = score, view


def _known(connection: Connection, denied: Iterable[Where]) -> dict[Where, float]:
    """How well what is kept as denied fits, by denial."""
    x, wanted = schema.contradictions.c, set(denied)
    found: dict[Where, float] = {}
    for part in parts({at.report for at in wanted}):
        query = select(x.one, x.one_n, x.score).where(x.one.in_(part), x.what == "denial")
        for report, n, score in connection.execute(query):
            at = Where(report, n)
            if at in wanted:
                found[at] = max(score, found.get(at, 0.0))
    return found


def _forget(connection: Connection, denials: Iterable[Where]) -> None:
    x = schema.contradictions.c
    for at in sorted(denials):
        connection.execute(delete(schema.contradictions).where(x.one == at.report, x.one_n == at.n, x.what == "denial"))
