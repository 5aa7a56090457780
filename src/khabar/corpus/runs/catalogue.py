"""What a run's folder holds as a whole: a catalogue of its shards, SQL views, and the data dictionary of its tables."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from khabar.corpus.runs.manifest import FORMAT, RECORDS, is_whole, path_of, read_manifest
from khabar.corpus.runs.place import Place
from khabar.corpus.runs.views import views
from khabar.errors import CorpusError
from khabar.export.dictionary import dictionary
from khabar.export.tables import TABLES

CATALOGUE = "corpus.json"
KINDS = (*(table.name for table in TABLES), RECORDS, "errors", "manifests")
"""The folders of a run's folder."""


def shards_in(place: Place) -> list[str]:
    """Return the names of the shards that are done, sorted."""
    return [name.removesuffix(".json") for name in place.names("manifests")]


def finish(place: Place) -> None:
    """Write what tells of the whole folder; it follows from the manifests alone."""
    shards, rows = [], Counter[str]()
    totals: Counter[str] = Counter()
    for name in shards_in(place):
        manifest = read_manifest(place, name)
        if manifest is None:
            continue
        counts = manifest["counts"]
        set_aside = sum(counts["set_aside"].values())
        digest = hashlib.sha256(place.read(path_of("manifests", name)) or b"").hexdigest()
        shards.append({"shard": name, "manifest": digest, "reports": counts["reports"], "set_aside": set_aside})
        rows.update(counts["rows"])
        totals.update({part: counts[part] for part in ("reports", "words", "characters")} | {"set_aside": set_aside})
    found: dict[str, Any] = {"format": FORMAT, "totals": dict(totals), "shards": shards}
    place.write(CATALOGUE, json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n")
    place.write("views.sql", views().encode())
    paths = {table.name: [path_of(table.name, shard["shard"]) for shard in shards] for table in TABLES}
    for name, text in dictionary("parquet", paths.__getitem__, rows).items():
        place.write(name, text.encode())


@dataclass(slots=True)
class Overview:
    """What a folder holds. readings: shards by the reading that made them; broken: shards that are not as written."""

    shards: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    readings: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield it as names and values to print."""
        yield "shards", f"{self.shards}"
        for name in ("reports", "words"):
            yield name, f"{self.totals[name]}"
        for reading, number in sorted(self.readings.items()):
            yield "reading", f"{reading} ({number} shards)"
        for kind, number in sorted(self.aside.items()):
            yield "set aside", f"{number} {kind}"
        for name in self.broken:
            yield "not whole", name


def overview(out: str) -> Overview:
    """Look through a folder and all its files; raise `CorpusError` where it holds no run."""
    place, made = Place(out), Overview()
    shards = shards_in(place)
    if not shards:
        message = f"{out} holds no shards: read a corpus into it first with khabar corpus run"
        raise CorpusError(message)
    for name in shards:
        manifest = read_manifest(place, name)
        made.shards += 1
        if manifest is None or not is_whole(place, manifest):
            made.broken.append(name)
        if manifest is not None:
            counts = manifest["counts"]
            made.totals.update({part: counts[part] for part in ("reports", "words")})
            made.aside.update(counts["set_aside"])
            made.readings[manifest["versions"]["reading"]] += 1
    return made


def errors_in(out: str) -> Iterator[dict[str, Any]]:
    """Yield what was set aside, shard by shard, as `khabar.corpus.runs.reading.set_aside` tells it."""
    place = Place(out)
    for name in place.names("errors"):
        for line in (place.read(f"errors/{name}") or b"").splitlines():
            yield json.loads(line)
