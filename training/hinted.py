"""Analyses that carry what a reader which never saw the report thinks of it, so that weights learn how far to trust it.

`training/reader/train.py fold` writes these opinions, one file a report, named by the report's text.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np

import khabar.reading.hints
import khabar.reading.tokens
from khabar.lexicon import load
from khabar.reading.analysis import Analysis
from khabar.reading.events import decision
from khabar.reading.reader.hints import ReaderHints
from khabar.reading.reader.pieces import words_of
from khabar.record import Report

_LARGE = frozenset({"state", "starts", "ends"})
"""Stay in half precision until they are asked for: together they would fill the memory."""


def name_of(text: str) -> str:
    """The name of the file that holds the reader's opinion of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:20] + ".npz"


def load_hints(analysis: Analysis, path: Path) -> ReaderHints:
    """Return the opinion of a report that was written to a file."""
    with np.load(path) as stored:
        known = {name: value if name in _LARGE else value.astype(np.float32) for name, value in stored.items()}
    return ReaderHints({token: word for word, token in enumerate(words_of(analysis).tokens)}, known, known)


def use(folder: Path | None) -> None:
    """Let every analysis begun from now on carry the opinion in this folder, where there is one, for every decision."""
    FOLDERS[:] = [folder] if folder is not None else []
    khabar.reading.hints.load = (
        unweighed if folder is not None else load
    )  # also decisions left to rules as yet are fitted
    for known in (khabar.reading.hints.trust, khabar.reading.hints.scaled, decision.threshold):
        known.cache_clear()


def listen() -> None:
    """Let only the decisions that ask the reader listen, as far as they trust it; after `use`."""
    khabar.reading.hints.load = load
    for known in (khabar.reading.hints.trust, khabar.reading.hints.scaled, decision.threshold):
        known.cache_clear()


def unweighed(_: str) -> dict[str, Any]:
    """Let every decision listen to the reader, and give its signs no weight yet."""
    kept = {"scale": 1.0, "threshold": load("event_weights")["threshold"], "signs": {"reader": 0.0}}
    return dict.fromkeys(("cue", "source", "act", "event", "actor", "recipient"), kept)


FOLDERS: list[Path] = []


def begin_analysis(report: Report) -> Analysis:
    """Begin the reading of a report, with the opinion of it that was written, if opinions are used and there is one."""
    analysis = khabar.reading.tokens.begin_analysis(report)
    for folder in FOLDERS:
        path = folder / name_of(report.text)
        if path.exists():
            analysis.hints = load_hints(analysis, path)
    return analysis
