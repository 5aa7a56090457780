"""Hypothesis for the whole suite: no deadline, because first calls build tables; the same examples every time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("khabar", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("khabar")
