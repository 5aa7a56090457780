"""Manifests: what a shard was made of, by which khabar, and what came of it; a shard with a true manifest is done."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

from khabar.corpus.runs.pieces import Wishes
from khabar.corpus.runs.place import Place

FORMAT = "khabar-corpus/1"
RECORDS = "records"
_LIBRARIES = ("numpy", "onnxruntime", "pyarrow", "spacy")
"""What has a say in the bytes of outputs beside khabar."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a report may take before it is set aside. seconds: of processor, for a report of usual length; memory: MB."""

    seconds: int = 60
    memory: int = 3000


def path_of(kind: str, shard: str) -> str:
    """Return where a shard's file lies in the folder of a run. kind: a table's name, "records", "errors", "manifests"."""
    endings = {RECORDS: "jsonl.zst", "errors": "jsonl", "manifests": "json"}
    return f"{kind}/{shard}.{endings.get(kind, 'parquet')}"


def environment(*, model: bool) -> dict[str, str]:
    """Return the versions that decide what records are and how they are written; the same on every worker of a run."""
    return dict(_environment(model=model))


@cache
def _environment(*, model: bool) -> dict[str, str]:
    import khabar
    from khabar.store.version import parts_version, reading_version

    python = ".".join(platform.python_version_tuple()[:2])
    libraries = {name: version(name) for name in _LIBRARIES}
    of_reading = {"khabar": khabar.__version__, "reading": reading_version(model=model)}
    return of_reading | parts_version(model=model) | {"python": python} | libraries


def settings_of(wishes: Wishes) -> dict[str, Any]:
    """Return of a run's wishes what changes its records."""
    return {
        "date": wishes.published.isoformat() if wishes.published else None,
        "model": wishes.settings.model,
        "max_chars": wishes.settings.max_chars,
        "fetch_bytes": wishes.settings.fetch_bytes,
    }


def made_manifest(
    shard: str,
    stream: str,
    given: dict[str, Any],
    counts: dict[str, Any],
    files: dict[str, bytes],
    *,
    wishes: Wishes,
    limits: Limits,
) -> bytes:
    """Return the manifest of a shard; given: what it was made of; files: its outputs, by their paths."""
    facts = {
        "format": FORMAT,
        "shard": shard,
        "input": {"stream": stream} | given,
        "settings": settings_of(wishes),
        "limits": {"seconds": limits.seconds, "memory": limits.memory},
        "versions": environment(model=wishes.settings.model),
        "counts": counts,
        "outputs": {path: {"bytes": len(files[path]), "sha256": _sha256(files[path])} for path in sorted(files)},
    }
    return json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(place: Place, shard: str) -> dict[str, Any] | None:
    """Return a shard's manifest; None if there is none, or it is damaged."""
    data = place.read(path_of("manifests", shard))
    if data is None:
        return None
    try:
        facts = json.loads(data)
        known = facts["format"] == FORMAT and facts["shard"] == shard and facts["outputs"] and facts["counts"]
    except (ValueError, KeyError, TypeError):
        return None
    return facts if known else None


def is_whole(place: Place, manifest: dict[str, Any]) -> bool:
    """Whether every output of a shard is there as it was written."""
    return all(_is(place.read(path), facts["sha256"]) for path, facts in manifest["outputs"].items())


def why_not_done(
    place: Place, manifest: dict[str, Any] | None, digest: str, wishes: Wishes, limits: Limits, *, retry: bool
) -> str | None:
    """Return why a shard is to be read, and None where it is done: the same input, reading and wishes, outputs whole.

    retry: read also what set reports aside for other reasons than that they are none; other limits do so by themselves.
    """
    if manifest is None:
        return "new"
    if manifest["input"]["sha256"] != digest:
        return "another input"
    if manifest["versions"]["reading"] != environment(model=wishes.settings.model)["reading"]:
        return "another reading"
    if manifest["settings"] != settings_of(wishes):
        return "other settings"
    broken = set(manifest["counts"]["set_aside"]) - {"unreadable"}
    if broken and (retry or manifest["limits"] != {"seconds": limits.seconds, "memory": limits.memory}):
        return "reports set aside"
    return None if is_whole(place, manifest) else "outputs not whole"


def _is(data: bytes | None, digest: str) -> bool:
    return data is not None and _sha256(data) == digest


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
