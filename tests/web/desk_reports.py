"""The reports that tests of the desk keep in their store, and a reading without processes."""

import re
from pathlib import Path

import khabar
from khabar.web import jobs

REPORTS = Path(__file__).parents[2] / "evaluation" / "reports"
NAMES = ("e01-aleppo", "e02-hudaydah", "e03-tripoli", "e06-gaza")


def text_of(name: str) -> str:
    return (REPORTS / f"{name}.txt").read_text("utf-8")


def day_of(name: str) -> str:
    return re.search(r"^published: *([0-9-]+)", (REPORTS / f"{name}.yaml").read_text("utf-8"), re.MULTILINE)[1]


class Here:
    """Reads as `ReadingPool` does, without processes."""

    def add(self, store, reports, who=""):
        from khabar.corpus import add

        return add(store, reports, workers=1, model=False)

    def start(self, store, reports, who):
        taken = jobs.keep(store.engine, reports, who, jobs.owner())
        jobs.end(store.engine, taken, self.add(store, reports))
        return taken.id

    def read(self, report):
        return khabar.read(report, model=False)

    def explain(self, report):
        from khabar.explanation import explained

        return explained(report, model=False)

    def keep_jobs(self, store):
        pass

    def close(self):
        pass
