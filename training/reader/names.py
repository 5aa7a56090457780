"""Train the network of personal names, places and organisations on ANERcorp, over the encoder that stays as it is.

Run: ``python names.py FOLDER OUT``; FOLDER holds ANERCorp_CamelLab_train.txt (a word and its tag a line, an empty line
after each sentence), OUT the encoder. Writes OUT/names.pt and OUT/names.json, which ``export.py all OUT`` puts into the
model. The test split is never read here; the last tenth of the training split only shows how training goes.

Sentences are seen alone in one epoch and in stretches of twelve in the next, for the program sees whole reports.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from model import WIDTH
from torch import Tensor, nn
from torch.nn import functional

from khabar.reading.header import find_header
from khabar.reading.places import find_places
from khabar.reading.reader.naming import COLUMNS, TAGS, Values, described, names_of
from khabar.reading.reader.network import Encoder
from khabar.reading.reader.pieces import words_of
from khabar.reading.times import find_times
from khabar.reading.tokens import begin_analysis
from khabar.record import Report

STRETCH = 12
Sentence = list[tuple[str, str]]


class Namer(nn.Module):
    """Words and what lexicons know of them → the logarithm of the probability of each tag."""

    def __init__(self, values: list[int], *, hidden: int = 128, lexical: int = 12) -> None:
        super().__init__()
        self.norm, self.drop, self.dl = nn.LayerNorm(WIDTH), nn.Dropout(0.4), nn.Dropout(0.15)
        self.columns = nn.ModuleList(nn.Embedding(count + 1, lexical) for count in values)
        width = WIDTH + lexical * len(values)
        self.memory = nn.LSTM(width, hidden, bidirectional=True)
        self.tags = nn.Linear(width + 2 * hidden, len(TAGS))

    def seen(self, words: Tensor, known: Tensor) -> Tensor:
        """words: N × width, known: N × columns → N × what is seen of each word by itself."""
        columns = [self.dl(column(known[:, k])) for k, column in enumerate(self.columns)]
        return torch.cat([self.drop(self.norm(words)), *columns], 1)

    def forward(self, words: Tensor, known: Tensor) -> Tensor:
        """words: N × width, known: N × columns → N × tags."""
        seen = self.seen(words, known)
        around, _ = self.memory(seen[:, None])
        return functional.log_softmax(self.tags(torch.cat([seen, self.drop(around[:, 0])], 1)), 1)

    def several(self, batch: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
        """Return the scores of the words of several texts one after another."""
        seen = [self.seen(words, known) for words, known in batch]
        sizes = torch.tensor([len(own) for own in seen])
        packed = nn.utils.rnn.pack_padded_sequence(nn.utils.rnn.pad_sequence(seen), sizes, enforce_sorted=False)
        around, _ = nn.utils.rnn.pad_packed_sequence(self.memory(packed)[0])
        rows = [torch.cat([own, self.drop(around[: len(own), k])], 1) for k, own in enumerate(seen)]
        return self.tags(torch.cat(rows))


@dataclass(frozen=True)
class Example:
    """A text: words × width of the encoder, what lexicons know of each word, and its tags by number."""

    words: Tensor
    rows: list[tuple[str, ...]]
    tags: list[int]


def sentences(path: Path) -> list[Sentence]:
    """Return the sentences of a file as words with tags."""
    blocks = path.read_text("utf-8").strip().split("\n\n")
    return [[tuple(line.rsplit(" ", 1)) for line in block.split("\n") if line.strip()] for block in blocks]


def example(some: Sequence[Sentence], encoder: Encoder) -> Example:
    """Return sentences as one text, as the program sees it before it looks for parties; MISC is no name here."""
    text, ends, tags = "", [], []
    for sentence in some:
        for word, tag in sentence:
            text += f"{word} "
            ends.append(len(text))
            tags.append(tag)
        text += "\n"
    analysis = begin_analysis(Report(text=text))
    for step in (find_header, find_times, find_places):
        step(analysis)
    tokens, spaced = words_of(analysis)
    own, at, before = [], 0, -1
    for token in tokens:
        while analysis.starts[token] >= ends[at]:
            at += 1
        tag = "I" + tags[at][1:] if before == at and tags[at] != "O" else tags[at]
        own.append(TAGS.index(tag) if tag in TAGS else 0)
        before = at
    texts = [analysis.texts[token] for token in tokens]
    vectors = encoder.vectors(texts, spaced, [analysis.sentence_of[token] for token in tokens])
    return Example(torch.from_numpy(vectors), described(analysis, tokens), own)


def write_values(path: Path, found: Sequence[Example]) -> Values:
    """Write which values of each column the texts hold, and return them by number."""
    values = [sorted({row[k] for one in found for row in one.rows}) for k in range(COLUMNS)]
    path.write_text(json.dumps(values, ensure_ascii=False, indent=0) + "\n", "utf-8")
    return Values(path)


def fit(alone: Sequence[Example], running: Sequence[Example], values: Values, *, epochs: int, seed: int = 1) -> Namer:
    """Train on sentences alone and in stretches, turn by turn."""
    torch.manual_seed(seed)
    namer, order = Namer([len(known) for known in values.values]), random.Random(seed)
    optimiser = torch.optim.AdamW(namer.parameters(), lr=2e-3, weight_decay=0.01)
    turns = [(some, size, batches(some, size)) for some, size in ((alone, 24), (running, 4))]
    steps = sum(turns[epoch % 2][2] for epoch in range(epochs))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / 50) * max(0.02, 1 - step / steps)
    )
    for epoch in range(epochs):
        some, size, _ = turns[epoch % 2]
        namer.train()
        spent = 0.0
        drawn = order.sample(list(some), len(some))
        for at in range(0, len(drawn), size):
            batch = drawn[at : at + size]
            scores = namer.several([(one.words, torch.from_numpy(values.numbers(one.rows))) for one in batch])
            loss = functional.cross_entropy(scores, torch.tensor([tag for one in batch for tag in one.tags]))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(namer.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            spent += float(loss.detach()) * len(batch)
        sys.stderr.write(f"epoch {epoch}: loss {spent / max(1, len(some)):.4f}\n")
    return namer.eval()


def batches(some: Sequence[Example], size: int) -> int:
    """Return how many batches of a size some texts make."""
    return -(-len(some) // size)


@torch.no_grad()
def f1(namer: Namer, found: Sequence[Example], values: Values) -> float:
    """Return F1 of names over all classes."""
    right = both = 0
    for one in found:
        made = {n[:3] for n in names_of(namer(one.words, torch.from_numpy(values.numbers(one.rows))).numpy())}
        sure = functional.one_hot(torch.tensor(one.tags), len(TAGS)).float().clamp(min=1e-9).log()
        gold = {n[:3] for n in names_of(sure.numpy())}
        right, both = right + len(made & gold), both + len(made) + len(gold)
    return 2 * right / max(1, both)


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    options = parser.parse_args()
    torch.set_num_threads(1)
    every = sentences(options.folder / "ANERCorp_CamelLab_train.txt")
    encoder = Encoder(options.out)
    cut = max(1, len(every) * 9 // 10)
    alone = [example([sentence], encoder) for sentence in every]
    running = [example(every[at : min(at + STRETCH, cut)], encoder) for at in range(0, cut, STRETCH)]
    values = write_values(options.out / "names.json", alone[:cut])
    namer = fit(alone[:cut], running, values, epochs=options.epochs)
    torch.save(namer.state_dict(), options.out / "names.pt")
    sys.stdout.write(f"names in the last tenth: F1 {f1(namer, alone[cut:], values):.3f}\n")


if __name__ == "__main__":
    main()
