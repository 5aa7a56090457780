"""A store with the project's own stories and reports, to try the desk with.

    PYTHONPATH=src:tests/web python tests/web/desk_stories.py FILE [--stories]

The stories are four courses of events told by several outlets over weeks; `--stories` leaves the single reports out.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

import khabar
from khabar.record import Record
from khabar.store import Store

HOME = Path(__file__).parents[2]
STORIES = HOME / "evaluation" / "stories"
REPORTS = (HOME / "evaluation" / "reports", HOME / "training" / "reports")


def story(name: str) -> Iterator[Record]:
    """Yield a story's reports as read, each with its outlet and agency."""
    facts = yaml.safe_load((STORIES / name / "story.yaml").read_text("utf-8"))["reports"]
    for report, told in facts.items():
        made = khabar.read((STORIES / name / f"{report}.txt").read_text("utf-8"), published=told["published"])
        known = {"outlet": told["outlet"], "agency": told.get("agency") or made.source.agency}
        yield made.model_copy(update={"source": made.source.model_copy(update=known)})


def stories() -> Iterator[Record]:
    """Yield the reports of all stories."""
    for path in sorted(STORIES.glob("*/story.yaml")):
        yield from story(path.parent.name)


def single() -> Iterator[Record]:
    """Yield the single annotated reports."""
    for path in sorted(x for folder in REPORTS for x in folder.glob("*.txt")):
        day = re.search(r"^published: *([0-9-]+)", path.with_suffix(".yaml").read_text("utf-8"), re.MULTILINE)
        yield khabar.read(path.read_text("utf-8"), published=day[1] if day else None)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("file")
    asked.add_argument("--stories", action="store_true")
    given = asked.parse_args()
    with Store(given.file) as store:
        store.add_many(stories())
        if not given.stories:
            store.add_many(single())
        store.gather()
        store.tidy()


if __name__ == "__main__":
    main()
