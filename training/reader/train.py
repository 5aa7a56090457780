"""Train the heads of the reader on annotated reports, over an encoder that stays as it is.

Run: ``python train.py examples OUT DIR …`` writes OUT/examples.jsonl, the reports by words, OUT/lexical.json, the values
of the lexical columns, and OUT/encoded.npy, the encoder's vectors of every word; ``python train.py fit OUT`` trains on all
of them and writes OUT/heads.pt; ``python train.py fold OUT --folds 3 --number 0`` trains on all but a third and writes
OUT/opinions/NAME.npz for that third: the opinion of each report by a reader that never saw it, what the weights of the
steps are fitted on; ``python train.py figures OUT DIR …`` says how well OUT/heads.pt does on reports it never saw.

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
from corpus import Example, examples, load_examples, write_examples
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


def encode(out: Path, found: list[Example]) -> np.ndarray:
    """Return the vector of every word of some reports, one after another, as the program's own 8-bit encoder gives it."""
    encoder = Encoder(out)
    made = [encoder.vectors(*map(list, zip(*one.texts, strict=True)), one.sentences) for one in found]
    return np.concatenate(made).astype(np.float16)


def write_lexical_values(out: Path, found: list[Example]) -> None:
    """Write which values of each lexical column the reports hold, for `Lexical`."""
    values = [sorted({v for report in found for v in report.columns[k]} - {""}) for k in range(len(COLUMNS))]
    (out / "lexical.json").write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", "utf-8")


def joined(out: Path, found: list[Example], vectors: np.ndarray) -> list[Encoded]:
    """Return each report with its vectors and the numbers of its lexical values."""
    lexical = Lexical(out / "lexical.json")
    ends = np.cumsum([len(one.texts) for one in found])
    return [
        Encoded(
            one,
            torch.from_numpy(vectors[end - len(one.texts) : end]).float(),
            torch.from_numpy(lexical.numbers(one.columns, list(range(len(one.texts))))),
        )
        for one, end in zip(found, ends, strict=True)
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
    parser.add_argument("step", choices=["examples", "fit", "fold", "figures"])
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--number", type=int, default=0, help="the fold that is left out")
    parser.add_argument("--epochs", type=int, default=21)
    options = parser.parse_args()
    torch.set_num_threads(1)
    out: Path = options.out
    if options.step == "examples":
        found = examples(options.folders)
        write_examples(out / "examples.jsonl", found)
        write_lexical_values(out, found)
        np.save(out / "encoded.npy", encode(out, found))
        return
    values = [len(known) for known in Lexical(out / "lexical.json").values]

    def start() -> Heads:
        return Heads(values, COUNTS)

    if options.step == "figures":
        heads = start()
        heads.load_state_dict(torch.load(out / "heads.pt", weights_only=True))
        for folder in options.folders:
            found = examples([folder])
            sys.stdout.write(f"{folder.name}: {measured(heads.eval(), joined(out, found, encode(out, found)))}\n")
        return
    data = joined(out, load_examples(out / "examples.jsonl"), np.load(out / "encoded.npy", mmap_mode="c"))
    if options.step == "fit":
        heads = fit(start, data, out / "heads-epoch.pt", epochs=options.epochs)
        torch.save(heads.state_dict(), out / "heads.pt")
    else:
        fold(start, data, options)


def fold(start: Callable[[], Heads], data: list[Encoded], options: argparse.Namespace) -> None:
    """Write the opinions of a fold's reports by heads that never saw them, and the figures of these."""
    out, number = options.out, options.number
    own = [d for d in data if fold_of(d.report.file, options.folds) == number]
    rest = [d for d in data if fold_of(d.report.file, options.folds) != number]
    heads = fit(start, rest, out / f"fold{number}-epoch.pt", epochs=options.epochs)
    (out / "opinions").mkdir(exist_ok=True)
    for one in own:
        np.savez(out / "opinions" / one.report.file, **opinion(heads, one))
    (out / f"fold{number}.json").write_text(json.dumps(measured(heads, own), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
