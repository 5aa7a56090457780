"""Near-duplicates: MinHash over runs of folded words (rensa), in bands that a database can look up.

Two reports are near-duplicates when at least half of their runs of four words are shared: an agency's dispatch with
a paragraph cut or added is one, two reporters' stories of one event are not. With 32 bands of four values, two
reports at that limit meet in a band with probability 0.87, at 0.7 with 0.9998 (1 - (1 - s⁴)³²; Leskovec, Rajaraman
and Ullman, *Mining of Massive Datasets*, 3.4).
"""

from __future__ import annotations

import hashlib
import struct

import numpy as np

PERMUTATIONS = 128
ROWS = 4
RUN = 4
ALIKE = 0.5
_SEED = 7
_FORMAT = f"<{PERMUTATIONS}I"


def signature(words: str) -> bytes:
    """Return the MinHash signature of indexed words, 4 bytes a value; empty for a text without words."""
    from rensa import RMinHash

    parts = words.split()
    if not parts:
        return b""
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    minhash.update({" ".join(parts[i : i + RUN]) for i in range(max(1, len(parts) - RUN + 1))})
    return struct.pack(_FORMAT, *minhash.digest())


def bands(made: bytes) -> list[int]:
    """Return the keys of a signature's bands as signed 64-bit integers."""
    width = 4 * ROWS
    return [
        int.from_bytes(
            hashlib.blake2b(made[at : at + width], digest_size=8, key=at.to_bytes(2, "big")).digest(),
            "big",
            signed=True,
        )
        for at in range(0, len(made), width)
    ]


def likeness(one: bytes, other: bytes) -> float:
    """Return the estimated share of runs two reports have in common (Jaccard), 0–1."""
    if not one or not other:
        return 0.0
    same = np.frombuffer(one, "<u4") == np.frombuffer(other, "<u4")
    return int(np.count_nonzero(same)) / PERMUTATIONS
