"""Measure the weights of the signs of matters on annotated reports and write lexicon/proposal_weights.toml.

Run: ``python training/proposal_weights.py DIR … [--strength S] [--folds N] [--threshold T]``; each DIR holds NAME.yaml
beside NAME.txt. A matter is what a statement asks for, offers, promises, accepts or refuses without a plan word, an
item a condition or what an agreement provides for; it is true where the annotation has a proposal at its words. The same regression as in event_weights.py. With --folds it
only measures: each report is decided by weights fitted without it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml
from event_weights import fit, place_of

from khabar.reading import STEPS
from khabar.reading.analysis import Analysis, Piece
from khabar.reading.proposals import decision, matters, provisions
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

TARGET = Path(__file__).parents[1] / "src/khabar/lexicon/proposal_weights.toml"
HEAD = """# How much each sign speaks for a matter without a plan word being a proposal of its own: added log odds, written
# by training/proposal_weights.py. The threshold is the probability from which on it is kept.
"""
PLACES = ("listed",)  # matters of these are told from others by where they begin
NEAR = 15  # characters between the beginnings of one proposal's words
CUTS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
Sample = tuple[list[str], bool]


def ranges(text: str, proposals: dict[str, dict[str, Any]]) -> list[tuple[int, int]]:
    """Return where the words of the annotated proposals stand; "first … last" as its first words."""
    found = []
    for proposal in proposals.values():
        words = str(proposal["text"]).split(" … ", maxsplit=1)[0]
        if words in text:
            found.append(place_of(text, words, proposal.get("n", 1)))
    return found


def same(place: tuple[int, int], piece: Piece, *, loose: bool) -> bool:
    """Whether annotated words and those of a matter are of one proposal: half of the shorter shared, else one beginning."""
    start, end = place
    common = min(end, piece.end) - max(start, piece.start)
    if common <= 0:
        return False
    if loose:
        return 2 * common >= min(end - start, piece.end - piece.start)
    return abs(start - piece.start) <= NEAR or 2 * common >= max(end - start, piece.end - piece.start)


def samples(path: Path) -> list[Sample]:
    """Return signs and truth of every matter of one report, all of them kept while it is read."""
    gold: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    text = path.with_suffix(".txt").read_text("utf-8")
    places = ranges(text, gold.get("proposals") or {})
    seen: list[Sample] = []

    def note(found: list[str], piece: Piece) -> list[str]:
        loose = not any(sign in PLACES for sign in found)
        seen.append((found, any(same(place, piece, loose=loose) for place in places)))
        return found

    def watch_item(analysis: Analysis, sort: str, piece: Piece, *, kind: str, plan: bool) -> list[str]:
        return note(decision.item_signs(analysis, sort, piece, kind=kind, plan=plan), piece)

    def watch(analysis: Analysis, index: int, piece: Piece, *, told: bool, place: str = "alone") -> list[str]:
        return note(decision.signs(analysis, index, piece, told=told, place=place), piece)

    matters.signs, provisions.item_signs = watch, watch_item  # type: ignore[assignment]
    for module, name in (
        (matters, "threshold"),
        (provisions, "item_threshold"),
    ):
        setattr(module, name, lambda: 0.0)
    analysis = begin_analysis(Report(text=text, published=gold.get("published")))
    for step in STEPS.values():
        step(analysis)
    return seen


def group(found: list[str]) -> str:
    """Return what a sample is of: an item, or a matter by its place."""
    if any(sign.startswith("item ") for sign in found):
        return "item"
    return next((place for place in PLACES if place in found), "alone")


def chance(found: list[str], weights: dict[str, float]) -> float:
    """Return the probability that weights give to signs."""
    from math import exp

    return 1 / (1 + exp(-sum(weights.get(sign, 0.0) for sign in found)))


def main() -> None:
    """Fit and write, or measure with folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--strength", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--threshold", type=float, default=0.45)
    parser.add_argument("--items", type=float, default=0.6, help="threshold of conditions and provisions")
    parser.add_argument("--keep", action="store_true", help="leave the weights of matters and fit those of items only")
    options = parser.parse_args()
    reports = [samples(path) for folder in options.folder for path in sorted(folder.glob("*.yaml"))]
    if options.folds:
        decided: list[tuple[str, float, bool]] = []
        for fold in range(options.folds):
            weights = fit(
                [(1.0, *s) for i, r in enumerate(reports) if i % options.folds != fold for s in r], options.strength
            )
            held = [s for i, r in enumerate(reports) if i % options.folds == fold for s in r]
            decided += [(group(found), chance(found, weights), true) for found, true in held]
        for name in sorted({name for name, _, _ in decided}):
            of_group = [(probability, true) for one, probability, true in decided if one == name]
            for cut in CUTS:
                kept = [true for probability, true in of_group if probability >= cut]
                sys.stdout.write(f"{name} from {cut:.2f}: {sum(kept)} true of {len(kept)} kept\n")
        return
    weights = fit([(1.0, *s) for report in reports for s in report], options.strength)
    if options.keep:
        kept = {sign: weight for sign, weight in decision.weights().items() if not sign.startswith("item ")}
        weights = kept | {sign: weight for sign, weight in weights.items() if sign.startswith("item ")}
    lines = [
        HEAD,
        f"threshold = {options.threshold}\nitem_threshold = {options.items}\n\n[weights]\n",
        *(f'"{sign}" = {w}\n' for sign, w in sorted(weights.items())),
    ]
    TARGET.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
