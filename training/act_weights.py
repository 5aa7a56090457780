"""Measure the weights of act signs on annotated reports and write lexicon/act_weights.toml.

Run: ``python training/act_weights.py DIR … [--apart DIR …] [--sentences FILE] [--strength S] [--folds N]``; a DIR holds
NAME.yaml beside NAME.txt, DIR:0.5 is one whose statements count half; FILE an act, a tab and a sentence a line. The
examples of lexicon/acts.toml count as sentences too: reports are many but rarely plain, sentences teach what a
construction says by itself. A multinomial log-linear model with a quadratic penalty over the statements whose cue
leaves the act open, fitted by L-BFGS; needs numpy and scipy. Only statements that the reader finds by itself are used,
so that its errors in cue, source and content count too. With --folds it only measures: each report is decided by
weights fitted without it.

The folders after --apart were annotated by readers of another taste (where telling ends and announcing begins, above
all): each sign has a second weight there, which takes up what is theirs alone and is not written (Daumé 2007,
"Frustratingly easy domain adaptation").
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from hinted import begin_analysis
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from khabar.evaluate import Gold, Range, find, load_gold
from khabar.lexicon import load
from khabar.reading import STEPS
from khabar.reading.acts import is_open
from khabar.reading.acts.decision import WORD, Signs, signs
from khabar.reading.analysis import Analysis, Piece
from khabar.record import Act, Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/act_weights.toml"
ACTS = list(Act)
COMMON = (Act.SAY, Act.ANNOUNCE, Act.NO_COMMENT)
LEAST, LEAST_WORD = 2, 12
SMALLEST, SMALLEST_WORD = 0.03, 0.05
APART = " | "  # between a folder and a sign that is weighed there only
CLEAR, LOOSEST = 0.5, 0.15  # how much of two contents must be common, and where the cues agree
HEAD = """# How much each sign speaks for each act of a statement whose cue leaves it open: added to the log of its
# probability, written by training/act_weights.py. A pointing sign speaks for the act it points at, a plain sign for
# or against each act named. lean: added to every act but say, announce and no_comment before choosing.
"""


@dataclass
class Annotated:
    """A report read up to its statements, the true act of those that the annotation has too, and each cue's own act."""

    analysis: Analysis
    acts: dict[int, Act]
    own: list[Act] = field(default_factory=list)


@dataclass
class Weights:
    """plain: sign → a weight for each act; pointing: sign → one weight."""

    plain: dict[str, list[float]]
    pointing: dict[str, float]

    def chances(self, found: Signs) -> list[float]:
        """Return the probability of each act."""
        scores = np.zeros(len(ACTS))
        for sign in found.plain:
            scores += np.array(self.plain.get(sign, [0.0] * len(ACTS)))
        for act, told in found.pointing.items():
            scores[ACTS.index(act)] += sum(self.pointing.get(s, 0.0) * v for s, v in told.items())
        raised = np.exp(scores - scores.max())
        return [float(x) for x in raised / raised.sum()]


def load_reports(folder: Path) -> list[Annotated]:
    """Read every annotated report of a folder up to its statements and pair these with the annotated ones."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        gold = load_gold(path)
        analysis = read(Report(text=gold.text, published=gold.published))
        found.append(Annotated(analysis, paired(gold, analysis), [draft.act for draft in analysis.statements]))
    return found


def load_sentences(paths: list[Path]) -> list[Annotated]:
    """Read sentences whose first statement has a known act: those of files and the examples of the lexicon."""
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    known = [(act, text) for act, _, text in (line.partition("\t") for line in lines)]
    known += [(entry["act"], entry["example"]) for entry in load("acts")["sign"]]
    found = []
    for act, text in known:
        analysis = read(Report(text=text))
        if analysis.statements:
            found.append(Annotated(analysis, {0: Act(act)}, [draft.act for draft in analysis.statements]))
    return found


def read(report: Report) -> Analysis:
    """Read a report up to its statements."""
    analysis = begin_analysis(report)
    for name, step in STEPS.items():
        if name == "khabar_acts":
            break
        step(analysis)
    return analysis


def paired(gold: Gold, analysis: Analysis) -> dict[int, Act]:
    """Pair found statements with annotated ones, those with most of cue and content in common first."""
    likeness = []
    for i, true in enumerate(gold.statements):
        cue = find(gold.text, true["cue"], true.get("n", 1))
        content = find(gold.text, true["content"], true.get("cn", 1)) if true.get("content") else None
        for j, made in enumerate(analysis.statements):
            same = common(cue, made.cue) > 0
            if content is None or made.content is None:
                likeness.append((0.25 * (same and content is None and made.content is None), i, j))
                continue
            shared = common(content, made.content)
            likeness.append(((shared + 0.25 * same) * (shared >= CLEAR or (same and shared >= LOOSEST)), i, j))
    acts: dict[int, Act] = {}
    taken: set[int] = set()
    for value, i, j in sorted(likeness, key=lambda x: (-x[0], x[1], x[2])):
        if value > 0 and i not in taken and j not in acts:
            taken.add(i)
            acts[j] = Act(gold.statements[i]["act"])
    return acts


def common(one: Range | None, other: Piece) -> float:
    """Characters in common over characters in either."""
    if one is None:
        return 0.0
    both = min(one[1], other.end) - max(one[0], other.start)
    return max(0, both) / (max(one[1], other.end) - min(one[0], other.start))


def samples(report: Annotated) -> list[tuple[Signs, Act]]:
    """Signs and true act of every open statement, with the true acts before it where they are known."""
    statements, found = report.analysis.statements, []
    for index, (draft, own) in enumerate(zip(statements, report.own, strict=True)):
        draft.act = own
        true = report.acts.get(index)
        if is_open(draft) and true is not None:
            found.append((signs(report.analysis, index), true))
        draft.act = true or own
    return found


def apart(found: Signs, folder: str) -> Signs:
    """Return the signs of a statement with a second one for each, but single words, which is that folder's own."""
    theirs = [folder + APART + sign for sign in found.plain if WORD not in sign]
    return found._replace(plain=[*found.plain, *theirs])


def held(sign: str, strength: tuple[float, float]) -> float:
    """Return how tightly the weights of a sign are held: that of every statement hardly, those of words the most."""
    return 0.05 if sign == "all" else strength[WORD in sign]


def fit(data: list[tuple[Signs, Act]], counted: list[float], strength: tuple[float, float]) -> Weights:
    """Return the weights of signs seen at least twice; pointing signs are held less tightly, being few.

    counted: for how much each statement counts; strength: of signs, and of single words.
    """
    plain = Counter(sign for found, _ in data for sign in set(found.plain))
    plain = Counter({sign: n for sign, n in plain.items() if WORD not in sign or n >= LEAST_WORD})
    pointing = Counter(sign for found, _ in data for sign in {s for told in found.pointing.values() for s in told})
    share = np.array(counted)
    names = {sign: i for i, sign in enumerate(sorted(s for s, n in plain.items() if n >= LEAST))}
    tied = {sign: i for i, sign in enumerate(sorted(s for s, n in pointing.items() if n >= LEAST))}
    cells = [(row, names[s]) for row, (found, _) in enumerate(data) for s in set(found.plain) if s in names]
    matrix = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(data), len(names)))
    told = [
        (value, row * len(ACTS) + ACTS.index(act), tied[sign])
        for row, (found, _) in enumerate(data)
        for act, values in found.pointing.items()
        for sign, value in values.items()
        if sign in tied
    ]
    values, rows, columns = zip(*told, strict=True)
    pointed = csr_matrix((values, (rows, columns)), shape=(len(data) * len(ACTS), len(tied)))
    truth = np.array([ACTS.index(act) for _, act in data])
    wanted = np.eye(len(ACTS))[truth]
    penalty = np.array([held(name, strength) for name in names])[:, None]
    size = len(names) * len(ACTS)

    def loss(vector: np.ndarray) -> tuple[float, np.ndarray]:
        own, shared = vector[:size].reshape(len(names), len(ACTS)), vector[size:]
        scores = matrix @ own + (pointed @ shared).reshape(len(data), len(ACTS))
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        off = (chances - wanted) * share[:, None]
        value = -(share * np.log(chances[np.arange(len(data)), truth] + 1e-12)).sum()
        value += 0.5 * (penalty * own * own).sum() + 0.25 * (shared * shared).sum()
        slope = [(matrix.T @ off + penalty * own).ravel(), pointed.T @ off.ravel() + 0.5 * shared]
        return float(value), np.concatenate(slope)

    best = minimize(loss, np.zeros(size + len(tied)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    own = best[:size].reshape(len(names), len(ACTS))
    return Weights(
        {name: [float(x) for x in own[i]] for name, i in names.items()},
        {name: float(best[size + i]) for name, i in tied.items()},
    )


def decide(report: Annotated, weights: Weights, lean: float) -> list[tuple[bool, float]]:
    """Whether each paired statement is right and how probable it was held, each with the decisions before it."""
    found = []
    for index, (draft, own) in enumerate(zip(report.analysis.statements, report.own, strict=True)):
        draft.act = own
        chance = 1.0
        if is_open(draft):
            chances = weights.chances(signs(report.analysis, index))
            leaning = [c * (1.0 if act in COMMON else np.exp(lean)) for c, act in zip(chances, ACTS, strict=True)]
            best = leaning.index(max(leaning))
            draft.act, chance = ACTS[best], chances[best]
        if index in report.acts:
            found.append((draft.act is report.acts[index], chance))
    return found


def text_of(weights: Weights, lean: float) -> str:
    """Return the weights as TOML: pointing signs, then plain ones with the acts they bear on."""
    lines = [HEAD, f"lean = {lean}\n", "\n[pointing]\n"]
    lines += [f'"{sign}" = {round(w, 2)}\n' for sign, w in sorted(weights.pointing.items()) if abs(w) >= SMALLEST]
    lines.append("\n[plain]\n")
    for sign, row in sorted(weights.plain.items()):
        least = SMALLEST_WORD if WORD in sign else SMALLEST
        kept = [f"{act} = {round(w, 2)}" for act, w in zip(ACTS, row, strict=True) if abs(w) >= least]
        if kept and APART not in sign:
            lines.append(f'"{sign}" = {{ {", ".join(kept)} }}\n')
    return "".join(lines)


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", help="DIR, or DIR:0.5 for one that counts half")
    parser.add_argument("--apart", nargs="*", default=[], help="like folder; the readers' taste is weighed apart")
    parser.add_argument("--sentences", type=Path, nargs="*", default=[])
    parser.add_argument("--strength", type=float, default=12.0)
    parser.add_argument("--words", type=float, default=35.0, help="strength for single words")
    parser.add_argument("--lean", type=float, default=0.4)
    parser.add_argument("--folds", type=int, default=0)
    options = parser.parse_args()
    folders = [*options.folder, *options.apart]
    shares = {Path(folder): float(share or 1) for folder, _, share in (x.partition(":") for x in folders)}
    other_taste = {Path(x.partition(":")[0]) for x in options.apart}
    strength = (options.strength, options.words)
    reports = [(folder, report) for folder in shares for report in load_reports(folder)]
    drawn = {
        id(report): [
            (apart(found, folder.name) if folder in other_taste else found, act) for found, act in samples(report)
        ]
        for folder, report in reports
    }
    plainly = [sample for report in load_sentences(options.sentences) for sample in samples(report)]
    decided: dict[Path, list[tuple[bool, float]]] = {}
    for part in range(max(1, options.folds)):
        left = [x for i, x in enumerate(reports) if not options.folds or i % options.folds == part]
        others = [x for i, x in enumerate(reports) if not options.folds or i % options.folds != part]
        data = [*((s, shares[folder]) for folder, r in others for s in drawn[id(r)]), *((s, 1.0) for s in plainly)]
        weights = fit([s for s, _ in data], [share for _, share in data], strength)
        for folder, report in left:
            decided.setdefault(folder, []).extend(decide(report, weights, options.lean))
    if not options.folds:
        TARGET.write_text(text_of(weights, options.lean), "utf-8")
    for folder, results in decided.items():
        right, chance = (sum(x) / len(results) for x in zip(*results, strict=True))
        sys.stdout.write(f"{folder}: {len(results)} statements, act right {right:.3f}, held probable {chance:.3f}\n")


if __name__ == "__main__":
    main()
