"""The project's own reports that tests of the desk keep in their store."""

import re
from pathlib import Path

REPORTS = Path(__file__).parents[2] / "evaluation" / "reports"
NAMES = ("e01-aleppo", "e02-hudaydah", "e03-tripoli", "e06-gaza")


def text_of(name: str) -> str:
    return (REPORTS / f"{name}.txt").read_text("utf-8")


def day_of(name: str) -> str:
    return re.search(r"^published: *([0-9-]+)", (REPORTS / f"{name}.yaml").read_text("utf-8"), re.MULTILINE)[1]
