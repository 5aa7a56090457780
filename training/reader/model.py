"""The reader as torch modules: the encoder (e5, its first layers, kept as they are) and the heads that are trained."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import torch
from corpus import HANDS
from torch import Tensor, nn
from torch.nn import functional

from khabar.reading.reader.hints import ARCS

WIDTH, INNER, HEADS = 384, 1536, 12
FAR = 32  # steps of distance on either side
LAYERS = 2
"""Layers of the encoder that are kept, of twelve: each costs 0.06 to 0.08 ms a word."""


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.attention, self.attended = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.first, self.second = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: windows × pieces × width; mask: windows × 1 × 1 × pieces, added to the scores."""
        rows, length, _ = x.shape
        query, key, value = self.attention(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        seen = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.first(x + self.attended(seen))
        return self.second(x + self.outer(functional.gelu(self.inner(x))))


class Encoder(nn.Module):
    """The first layers of multilingual-e5-small."""

    def __init__(self, path: Path, layers: int = LAYERS) -> None:
        super().__init__()
        known = np.load(path)

        def put(module: nn.Linear | nn.LayerNorm, *names: str) -> None:
            for kind in ("weight", "bias"):
                parts = [torch.from_numpy(known[f"{name}.{kind}"]) for name in names]
                getattr(module, kind).data = torch.cat(parts)

        words = torch.from_numpy(known["embeddings.word_embeddings.weight"])
        self.words = nn.Embedding.from_pretrained(words)
        self.positions = nn.Parameter(torch.from_numpy(known["embeddings.position_embeddings.weight"]))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        put(self.norm, "embeddings.LayerNorm")
        self.layers = nn.ModuleList()
        for number in range(layers):
            layer, name = Layer(), f"encoder.layer.{number}."
            put(layer.attention, *(f"{name}attention.self.{part}" for part in ("query", "key", "value")))
            put(layer.attended, name + "attention.output.dense")
            put(layer.inner, name + "intermediate.dense")
            put(layer.outer, name + "output.dense")
            put(layer.first, name + "attention.output.LayerNorm")
            put(layer.second, name + "output.LayerNorm")
            self.layers.append(layer)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids: windows × pieces → windows × pieces × width."""
        x = self.norm(self.words(ids) + self.positions[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Arc(nn.Module):
    """From a word to another that belongs to it, or to none: a bilinear score and one for how far apart they stand."""

    def __init__(self, width: int, inner: int = 96) -> None:
        super().__init__()
        self.start, self.end = nn.Linear(width, inner), nn.Linear(width, inner)
        self.none, self.target = nn.Linear(inner, 1), nn.Linear(inner, 1, bias=False)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.drop = nn.Dropout(0.3)

    def parts(self, state: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return, for every word, what it is as a start and as an end, its score for none and as a target."""
        start, end = functional.relu(self.start(state)), functional.relu(self.end(state))
        return start, end, self.none(start)[:, 0], self.target(end)[:, 0]

    def forward(self, state: Tensor, at: Tensor) -> Tensor:
        """state: words × width; at: starts → starts × (1 + words), none first."""
        start, end = functional.relu(self.start(state[at])), functional.relu(self.end(state))
        none, target = self.none(start), self.target(end)[:, 0]
        far = torch.arange(len(state))[None] - at[:, None]
        step = torch.sign(far) * torch.clamp(torch.floor(3 * torch.log2(far.abs().float() + 1)), max=FAR)
        scores = self.drop(start) @ self.drop(end).T / math.sqrt(start.shape[1])
        return torch.cat([none, scores + target + self.distance[step.long() + FAR]], 1)


class Heads(nn.Module):
    """Words of a report → what each of them is, and which belong together."""

    def __init__(self, values: list[int], counts: dict[str, int], *, lexical: int = 16, hidden: int = 192) -> None:
        super().__init__()
        self.norm, self.drop, self.drop_lexical = nn.LayerNorm(WIDTH), nn.Dropout(0.35), nn.Dropout(0.15)
        self.columns = nn.ModuleList(nn.Embedding(count + 1, lexical) for count in values)
        self.hand = nn.Embedding(HANDS, 12)
        nn.init.zeros_(self.hand.weight)
        width = WIDTH + lexical * len(values) + self.hand.embedding_dim
        self.before, self.after = nn.LSTM(width, hidden), nn.LSTM(width, hidden)
        self.width = width + 2 * hidden
        self.tags = nn.ModuleDict({name: nn.Linear(self.width, count) for name, count in counts.items()})
        self.arcs = nn.ModuleDict({name: Arc(self.width) for name in ARCS})
        self.acts = nn.Sequential(
            nn.Linear(3 * self.width, 160), nn.ReLU(), nn.Dropout(0.35), nn.Linear(160, counts["act"])
        )
        del self.tags["act"]

    def seen(self, words: Tensor, lexical: Tensor, hand: int = 0) -> Tensor:
        """words: N × width of the encoder, lexical: N × columns → N × what is seen of each word by itself."""
        known = [self.drop_lexical(column(lexical[:, k])) for k, column in enumerate(self.columns)]
        taste = torch.zeros_like(words[:, :1]) + self.hand.weight[hand]
        return torch.cat([self.drop(self.norm(words)), *known, taste], 1)

    def state(self, words: Tensor, lexical: Tensor, hand: int = 0) -> Tensor:
        """Return N × width: each word with what is around it, as an annotator of that hand would take it."""
        seen = self.seen(words, lexical, hand)
        before, _ = self.before(seen[:, None])
        after, _ = self.after(seen.flip(0)[:, None])
        return torch.cat([seen, self.drop(before[:, 0]), self.drop(after[:, 0].flip(0))], 1)

    def states(self, batch: list[tuple[Tensor, Tensor, int]]) -> list[Tensor]:
        """Return the states of several reports; their surroundings are computed together, which is far faster."""
        seen = [self.seen(*report) for report in batch]
        before, _ = self.before(nn.utils.rnn.pad_sequence(seen))
        after, _ = self.after(nn.utils.rnn.pad_sequence([own.flip(0) for own in seen]))
        columns = zip(seen, before.unbind(1), after.unbind(1), strict=True)  # slices would each cost a gradient of all
        return [
            torch.cat([own, self.drop(one[: len(own)]), self.drop(other[: len(own)].flip(0))], 1)
            for own, one, other in columns
        ]

    def act_scores(self, state: Tensor, cues: list[int], contents: list[tuple[int, int] | None]) -> Tensor:
        """Cues and contents (first and last word) → cues × acts."""
        inside = torch.zeros(len(cues), len(state))  # what of its content's mean each word is
        for row, content in zip(inside, contents, strict=True):
            if content is not None:
                row[content[0] : content[1] + 1] = 1 / (content[1] + 1 - content[0])
        first = torch.tensor([[0.0 if c is None else 1.0] for c in contents])
        opens = state[torch.tensor([0 if c is None else c[0] for c in contents])] * first
        return self.acts(torch.cat([state[torch.tensor(cues)], opens, inside @ state], 1))


class Running(nn.Module):
    """The heads as the program runs them: everything that can be said of words before anything is asked."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads

    def forward(self, words: Tensor, lexical: Tensor) -> tuple[Tensor, ...]:
        """Return state, cue, trigger; then for all arcs starts, ends, none, target."""
        state = self.heads.state(words, lexical)
        parts = [self.heads.arcs[name].parts(state) for name in ARCS]
        tags = [self.heads.tags[name](state) for name in ("cue", "trigger")]
        return (state, *tags, *(torch.stack(column, 1) for column in zip(*parts, strict=True)))
