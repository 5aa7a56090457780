"""From a report to a spaCy Doc: one linguistic step after another, each a component in its own file.

tokens · times · places · parties · statements · acts · events · proposals · positions. Every step reads and
fills `doc._.analysis` (see `khabar.reading.analysis`); none reaches back into an earlier one.
"""

from __future__ import annotations

from khabar.light import spacy  # before anything that imports spaCy whole
from khabar.reading.steps import STEPS, pipeline, read_doc

__all__ = ["STEPS", "pipeline", "read_doc", "spacy"]
