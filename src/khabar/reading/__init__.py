"""From a report to what is understood of it: one linguistic step after another, each in its own file.

tokens · header · times · places · parties · statements · acts · events · proposals · positions. Every step reads and
fills the `Analysis` (see `khabar.reading.analysis`); none reaches back into an earlier one. `read_doc` and `pipeline`
give the same as a spaCy Doc (`khabar.reading.component`); spaCy is loaded when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khabar.reading.steps import STEPS, read_report

if TYPE_CHECKING:
    from khabar.reading.component import pipeline, read_doc

__all__ = ["STEPS", "pipeline", "read_doc", "read_report"]


def __getattr__(name: str) -> object:
    """Give what needs spaCy when it is first asked for: loading it would be a third of a cold start."""
    if name in {"pipeline", "read_doc"}:
        from khabar.reading import component

        return getattr(component, name)
    message = f"module 'khabar.reading' has no attribute {name!r}"
    raise AttributeError(message)
