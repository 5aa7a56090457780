"""How far confidences can be believed: for each kind of claim by tenths, what was claimed and what was right.

    PYTHONPATH=src python benchmarks/reliability.py FOLDER … [--no-model] [--svg FILE]

FOLDER holds annotated reports (NAME.yaml beside NAME.txt). Right is what the headline of `khabar evaluate` counts: a
statement found with its source and act, a proposal with its kind, an event with its type. ECE is the mean distance of
confidence from share right over the tenths, weighed by how many claims each has; beside it stands what it would be on
average if every confidence were exactly the probability: with few claims that is not 0.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import khabar
from khabar.evaluate import Evaluation, compare, load_gold

SIDE, EDGE = 300, 40
COLOURS = {"statement": "#1f6f8b", "proposal": "#5d7a2a", "event": "#b5541c"}
DRAWS = 200


class Tenth(NamedTuple):
    """Claims of a tenth of confidence: how many, their mean confidence, the share of them that is right."""

    count: int
    confidence: float
    right: float


def claims(folder: Path, *, model: bool) -> dict[str, list[tuple[float, bool]]]:
    """Return by kind of claim the confidence of each and whether it is right."""
    found: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in COLOURS}
    for path in sorted(folder.glob("*.yaml")):
        gold = load_gold(path)
        record, result = khabar.read(gold.text, published=gold.published, model=model), Evaluation()
        compare(gold, record, result)
        made = {"statement": record.statements, "proposal": record.proposals, "event": record.events}
        for kind, own in made.items():
            found[kind] += [(claim.confidence, claim.id in result.right) for claim in own]
    return found


def tenths(found: Sequence[tuple[float, bool]]) -> list[Tenth]:
    """Return the tenths that have claims."""
    by_tenth: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in found:
        by_tenth.setdefault(min(int(confidence * 10), 9), []).append((confidence, right))
    return [
        Tenth(len(own), sum(c for c, _ in own) / len(own), sum(r for _, r in own) / len(own))
        for _, own in sorted(by_tenth.items())
    ]


def error(found: Sequence[Tenth]) -> float:
    """Return the expected calibration error."""
    return sum(t.count * abs(t.confidence - t.right) for t in found) / max(1, sum(t.count for t in found))


def by_chance(found: Sequence[tuple[float, bool]]) -> float:
    """Return the mean error of as many claims that are right exactly as probably as they say."""
    draw = random.Random(1)
    drawn = ([(c, draw.random() < c) for c, _ in found] for _ in range(DRAWS))
    return sum(error(tenths(some)) for some in drawn) / DRAWS


def picture(found: dict[str, list[Tenth]]) -> str:
    """Return an SVG: share right by confidence, a dot as large as its tenth has claims."""
    parts = [
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="white" stroke="#999"/>',
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#999" stroke-dasharray="4"/>',
        f'<text x="{EDGE + SIDE / 2}" y="{2 * EDGE + SIDE - 8}" text-anchor="middle">confidence, 0 to 1</text>',
        f'<text x="{EDGE}" y="{EDGE - 22}">share right, 0 to 1</text>',
    ]
    for number, (kind, own) in enumerate(found.items()):
        at = [(EDGE + SIDE * t.confidence, EDGE + SIDE * (1 - t.right), t.count) for t in own]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in at)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{COLOURS[kind]}"/>')
        parts += [
            f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{1 + count**0.5 / 2:.1f}" fill="{COLOURS[kind]}"/>'
            for x, y, count in at
        ]
        label = f"{kind}s, ECE {error(own):.3f}"
        parts.append(
            f'<text x="{EDGE + 8}" y="{EDGE + 18 + 16 * number}" fill="{COLOURS[kind]}" stroke="none">{label}</text>'
        )
    size = SIDE + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'font-family="sans-serif" font-size="12">\n' + "\n".join(parts) + "\n</svg>\n"
    )


def main() -> None:
    """Print the tenths, and draw them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--no-model", action="store_true", help="rules alone")
    parser.add_argument("--svg", type=Path)
    options = parser.parse_args()
    every: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in COLOURS}
    for folder in options.folder:
        for kind, some in claims(folder, model=not options.no_model).items():
            every[kind] += some
            told = f"ECE {error(tenths(some)):.3f}, {by_chance(some):.3f} by chance alone"
            print(f"{folder.name} {kind}: {len(some)} claims, {told}")
            for tenth in tenths(some):
                print(f"  {tenth.count:5} claimed {tenth.confidence:.2f} right {tenth.right:.2f}")
    if options.svg:
        options.svg.write_text(picture({kind: tenths(some) for kind, some in every.items()}), "utf-8")


if __name__ == "__main__":
    main()
