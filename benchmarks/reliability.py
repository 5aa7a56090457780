"""How far confidences can be believed: for statements and events by tenths, what was claimed and what was right.

    PYTHONPATH=src python benchmarks/reliability.py FOLDER … [--no-model] [--svg FILE]

FOLDER holds annotated reports (NAME.yaml beside NAME.txt). A statement is right where it is paired with an annotated
one and has its act, for that is what its confidence claims; an event where it is paired. ECE is the mean distance of
confidence from share right over the tenths, weighed by how many claims each has.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import khabar
from khabar import evaluate

SIDE, EDGE = 300, 40
COLOURS = {"statement": "#1f6f8b", "event": "#b5541c"}


class Tenth(NamedTuple):
    """Claims of a tenth of confidence: how many, their mean confidence, the share of them that is right."""

    count: int
    confidence: float
    right: float


def claims(folder: Path, *, model: bool) -> dict[str, list[tuple[float, bool]]]:
    """Return by kind of claim the confidence of each and whether it is right."""
    found: dict[str, list[tuple[float, bool]]] = {"statement": [], "event": []}
    paired: dict[str, dict[int, int]] = {}
    pair_up = evaluate.pair_up

    def noted(gold: Sequence[Any], made: Sequence[Any], likeness: Callable[[Any, Any], float]) -> dict[int, int]:
        pairs = pair_up(gold, made, likeness)
        if made:
            paired[type(made[0]).__name__.lower()] = {j: i for i, j in pairs.items()}
        return pairs

    evaluate.pair_up = noted
    try:
        for path in sorted(folder.glob("*.yaml")):
            gold = evaluate.load_gold(path)
            record = khabar.read(gold.text, published=gold.published, model=model)
            paired.clear()
            evaluate.compare(gold, record, evaluate.Evaluation())
            told = paired.get("statement", {})
            for j, said in enumerate(record.statements):
                found["statement"].append((said.confidence, j in told and gold.statements[told[j]]["act"] == said.act))
            found["event"] += [(e.confidence, j in paired.get("event", {})) for j, e in enumerate(record.events)]
    finally:
        evaluate.pair_up = pair_up
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
    every: dict[str, list[tuple[float, bool]]] = {"statement": [], "event": []}
    for folder in options.folder:
        for kind, some in claims(folder, model=not options.no_model).items():
            every[kind] += some
            print(f"{folder.name} {kind}: {len(some)} claims, ECE {error(tenths(some)):.3f}")
            for tenth in tenths(some):
                print(f"  {tenth.count:5} claimed {tenth.confidence:.2f} right {tenth.right:.2f}")
    if options.svg:
        options.svg.write_text(picture({kind: tenths(some) for kind, some in every.items()}), "utf-8")


if __name__ == "__main__":
    main()
