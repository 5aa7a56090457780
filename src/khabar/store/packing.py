"""Records as the store keeps them: compressed JSON."""

from __future__ import annotations

import json
import zlib
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
    try:
        made: dict[str, Any] = pydantic_core.from_json(data, cache_strings="keys")
    except ValueError:
        made = json.loads(data)
    return made
