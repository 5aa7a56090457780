"""The curl lines of the how-to page, run against a desk at an address of this machine."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from khabar.record import Report
from khabar.store import Store
from khabar.web import jobs

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "ask-over-http.md").read_text("utf-8")
LINES = re.findall(r"^curl .*$", PAGE, re.MULTILINE)
TEXT = "أعلنت موسكو قبولها هدنة مدتها سبعة أيام في حلب. وقال مسؤول إن شرق حلب هادئ."


@pytest.fixture(scope="module")
def desk(filled, serve, tmp_path_factory):
    """The address of a desk over a copy of the filled store, its folder, and what the page's ids stand for there."""
    folder = tmp_path_factory.mktemp("http")
    place = folder / "khabar.db"
    shutil.copy(filled, place)
    (folder / "report.txt").write_text(TEXT, "utf-8")
    (folder / "export.jsonl").write_text(json.dumps({"text": f"{TEXT} وعاد الهدوء.", "date": "2016-10-04"}), "utf-8")
    with Store(place) as store:
        said = next(x for x in store.statements(limit=200) if x.claim.act not in ("reject", "no_comment"))
        job = jobs.keep(store.engine, [Report(text=TEXT)], "local", None)
        meant = {
            "s-0123456789ab": said.claim.id,
            "r-0123456789ab": said.report.id,
            "j-0123456789abcdef": job.id,
        }
    with serve(place) as address:
        yield address, folder, meant


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.rpartition("/api/v1/")[2].partition(" ")[0])
def test_a_line_is_answered(desk, line):
    address, folder, meant = desk
    for words, stands_for in {"http://127.0.0.1:8571": address, **meant}.items():
        line = line.replace(words, stands_for)
    assert shutil.which("curl")
    done = subprocess.run(["/bin/bash", "-c", line], cwd=folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, (done.stderr + done.stdout).decode()
    if " -o " in line:
        assert (folder / line.rpartition(" ")[2]).stat().st_size > 100
    elif not line.endswith("/text"):
        assert json.loads(done.stdout)


def test_the_page_shows_what_a_problem_looks_like(client):
    shown = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])
    assert client.get("/api/v1/events?since=Monday").json() == shown
