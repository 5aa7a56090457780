"""Train the heads of the reader on annotated reports, over an encoder that stays as it is.

Run: ``python train.py encode OUT DIR …`` writes OUT/encoded.npz, the encoder's vectors of every word, and OUT/lexical.json,
the values of the lexical columns; ``python train.py fit OUT DIR …`` trains on all reports and writes OUT/heads.pt;
``python train.py fold OUT DIR … --folds 3`` trains on all but a third at a time and writes OUT/opinions/NAME.npz, the
opinion of each report by a reader that never saw it: what the weights of the steps are fitted on.

Seeds are fixed and one core is used, so the same inputs give the same weights on the same machine. A run that was cut
off goes on after its last whole epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import Example, examples
from learning import COUNTS, figures, loss_of
from model import Heads, Running
from torch import Tensor, nn

from khabar.reading.reader.lexical import COLUMNS, Lexical
from khabar.reading.reader.network import Encoder

BATCH = 8


@dataclass(frozen=True)
class Encoded:
    """A report, the vectors of its words (words × width), and the numbers of its lexical values (words × columns)."""

    report: Example
    words: Tensor
    lexical: Tensor


def encode(out: Path, found: list[Example]) -> None:
    """Write the vector of every word of every report, as the program's own 8-bit encoder gives it."""
    encoder = Encoder(out)
    vectors = {
        report.file: encoder.vectors(*map(list, zip(*report.texts, strict=True)), report.sentences).astype(np.float16)
        for report in found
    }
    np.savez(out / "encoded.npz", **vectors)


def write_lexical_values(out: Path, found: list[Example]) -> None:
    """Write which values of each lexical column the reports hold, for `Lexical`."""
    values = [sorted({v for report in found for v in report.columns[k]} - {""}) for k in range(len(COLUMNS))]
    (out / "lexical.json").write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", "utf-8")


def load(out: Path, found: list[Example]) -> list[Encoded]:
    """Return each report with its vectors and the numbers of its lexical values."""
    lexical = Lexical(out / "lexical.json")
    with np.load(out / "encoded.npz") as known:
        return [
            Encoded(
                report,
                torch.from_numpy(known[report.file]).float(),
                torch.from_numpy(lexical.numbers(report.columns, list(range(len(report.texts))))),
            )
            for report in found
        ]


def batches(found: list[Encoded], order: random.Random) -> Iterator[list[Encoded]]:
    """Draw reports of similar length together, in an order that changes from epoch to epoch."""
    shuffled = order.sample(found, len(found))
    drawn = []
    for at in range(0, len(shuffled), 8 * BATCH):
        some = sorted(shuffled[at : at + 8 * BATCH], key=lambda own: len(own.words))
        drawn += [some[k : k + BATCH] for k in range(0, len(some), BATCH)]
    yield from order.sample(drawn, len(drawn))


def fit(start: Callable[[], Heads], found: list[Encoded], checkpoint: Path, *, epochs: int, seed: int = 1) -> Heads:
    """Train heads on some reports; go on from the checkpoint if there is one, and leave none behind."""
    torch.manual_seed(seed)
    heads = start()
    optimiser = torch.optim.AdamW(heads.parameters(), lr=1.5e-3, weight_decay=0.01)
    steps = epochs * -(-len(found) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 40) * max(0.02, 1 - step / steps)
    )
    known: dict[str, Any] = torch.load(checkpoint, weights_only=False) if checkpoint.exists() else {}
    if known:
        heads.load_state_dict(known["heads"])
        optimiser.load_state_dict(known["optimiser"])
        schedule.load_state_dict(known["schedule"])
        torch.set_rng_state(known["chance"])
    for epoch in range(known.get("epoch", 0), epochs):
        started, spent = time.process_time(), 0.0
        heads.train()
        for batch in batches(found, random.Random(1000 * seed + epoch)):
            optimiser.zero_grad()
            states = heads.states([(own.words, own.lexical, own.report.hand) for own in batch])
            loss = torch.stack([loss_of(heads, s, own.report) for s, own in zip(states, batch, strict=True)]).mean()
            loss.backward()
            nn.utils.clip_grad_norm_(heads.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            spent += float(loss.detach()) * len(batch)
        sys.stderr.write(f"epoch {epoch}: loss {spent / len(found):.3f}, {time.process_time() - started:.0f} s\n")
        state = {"heads": heads.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict()}
        torch.save(state | {"chance": torch.get_rng_state(), "epoch": epoch + 1}, checkpoint)
    checkpoint.unlink(missing_ok=True)
    return heads.eval()


@torch.no_grad()
def measured(heads: Heads, found: list[Encoded], hand: int = 0) -> dict[str, float]:
    """Return the figures of heads on reports."""
    return figures(heads, [(own.report, heads.state(own.words, own.lexical, hand)) for own in found])


@torch.no_grad()
def opinion(heads: Heads, own: Encoded) -> dict[str, np.ndarray]:
    """Everything the program's network would say of a report, and the weights of acts and distances with it."""
    names = ("state", "cue", "trigger", "starts", "ends", "none", "target")
    made = {name: v.numpy() for name, v in zip(names, Running(heads)(own.words, own.lexical), strict=True)}
    return {name: v.astype(np.float16) if v.ndim > 1 else v for name, v in made.items()} | small(heads)


def small(heads: Heads) -> dict[str, np.ndarray]:
    """Return the weights that the program applies without ONNX: distances of arcs, and acts."""
    distances = {f"distance {name}": arc.distance.detach().numpy() for name, arc in heads.arcs.items()}
    return distances | {f"acts {name}": value.detach().numpy() for name, value in heads.acts.state_dict().items()}


def fold_of(name: str, folds: int) -> int:
    """The fold of a report: always the same, whatever other reports there are."""
    return zlib.crc32(name.encode()) % folds


def main() -> None:
    """Do one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "step", type=lambda steps: steps.split(","), help="encode, fit, fold: one or several, with commas"
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument(
        "--check", type=Path, action="append", default=[], help="a folder never trained on, for figures"
    )
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=21)
    options = parser.parse_args()
    torch.set_num_threads(1)
    out: Path = options.out
    found = examples(options.folders)
    checked = {folder: examples([folder]) for folder in options.check}
    if "encode" in options.step:
        encode(out, [*found, *(report for some in checked.values() for report in some)])
        write_lexical_values(out, found)
    values = [len(known) for known in Lexical(out / "lexical.json").values]
    data = load(out, found)

    def start() -> Heads:
        return Heads(values, COUNTS)

    if "fit" in options.step:
        heads = fit(start, data, out / "heads-epoch.pt", epochs=options.epochs)
        torch.save(heads.state_dict(), out / "heads.pt")
        for folder, some in checked.items():
            sys.stdout.write(f"{folder.name}: {measured(heads, load(out, some))}\n")
    if "fold" in options.step:
        fold(start, data, options)


def fold(start: Callable[[], Heads], data: list[Encoded], options: argparse.Namespace) -> None:
    """Write the opinion of each report by heads that never saw it."""
    (options.out / "opinions").mkdir(exist_ok=True)
    for number in range(options.folds):
        own = [d for d in data if fold_of(d.report.file, options.folds) == number]
        rest = [d for d in data if fold_of(d.report.file, options.folds) != number]
        if all((options.out / "opinions" / d.report.file).exists() for d in own):
            continue
        heads = fit(start, rest, options.out / f"fold{number}-epoch.pt", epochs=options.epochs)
        sys.stdout.write(f"fold {number}: {measured(heads, own)}\n")
        sys.stdout.flush()
        for one in own:
            np.savez(options.out / "opinions" / one.report.file, **opinion(heads, one))


if __name__ == "__main__":
    main()
