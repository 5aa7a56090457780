"""Records as the store keeps them: compressed JSON."""

from __future__ import annotations

import gc
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydantic_core

from khabar.export.writing import record_json
from khabar.record import Record


def pack(record: Record) -> bytes:
    """Return a record as compressed JSON from which `unpack` makes the same record again."""
    return zlib.compress(record_json(record).encode(), 6)


def unpack(packed: bytes) -> dict[str, Any]:
    """Return the JSON object of a packed record."""
    data = zlib.decompress(packed)
    with _uncollected():
        try:
            made: dict[str, Any] = pydantic_core.from_json(data, cache_strings="keys")
        except ValueError:
            made = json.loads(data)
    return made


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking through thousands of new objects that cannot be garbage yet.

    It takes up to three times as long as making them. Who disables it enables it: of several threads at once, the last leaves it on.
    """
    enabled = gc.isenabled()
    if enabled:
        gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
