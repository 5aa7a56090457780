"""For the whole suite: Hypothesis without deadlines, for first calls build tables, and with the same examples every time.

Tests of rules are of rules alone: the neural reader is off but for those that ask for it (`tests/reading/reader`).
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("khabar", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("khabar")
os.environ["KHABAR_MODEL"] = "off"  # for the commands and processes that tests start, too
