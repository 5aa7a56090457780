"""A whole corpus read into a folder: shards to Parquet tables and records, each with a manifest; stopped and gone on with.

inputs: files by name · cutting: files into shards · pieces: what a report is made of · child, asking: reading in
processes that may die · reading: pieces into outputs · manifest: what a shard was made of · place: the folder ·
running: all shards, in any executor · cluster: Dask as one · loading: a folder into a store.
"""

from __future__ import annotations

from khabar.corpus.runs.manifest import Limits
from khabar.corpus.runs.pieces import Wishes
from khabar.corpus.runs.running import Course, Engine, local, run

__all__ = ["Course", "Engine", "Limits", "Wishes", "local", "run"]
