"""What `khabar read` of a plain file loads: each of these would be felt in every start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
TEXT = "عدن (رويترز) - قال وزير الخارجية إن المحادثات ستبدأ يوم الثلاثاء في مسقط.\n"
HEAVY = {
    "alembic", "charset_normalizer", "docx", "feedparser", "httpx", "jinja2", "lxml", "numpy", "onnxruntime", "pandas",
    "pyarrow", "rensa", "requests", "spacy", "sqlalchemy", "thinc", "torch", "trafilatura", "warcio", "yaml",
    "pygments", "rich.markdown", "rich.progress", "rich.traceback",
    "khabar.store", "khabar.corpus", "khabar.export.page", "khabar.sources.fetching",
    "khabar.cli.questions", "khabar.cli.storing",
}  # fmt: skip
FOR_THE_VIEW = {"rich", "khabar.cli.view", "khabar.export"}


def loaded(*arguments: str) -> set[str]:
    """Every module that the program and what it imports take in."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "khabar", *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(SRC)},
    )
    return {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize(("form", "heavy"), [("view", HEAVY), ("json", HEAVY | FOR_THE_VIEW)])
def test_reading_a_plain_file_loads_only_what_it_needs(tmp_path, form, heavy):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    found = loaded("read", str(path), "--date", "2031-05-04", "--no-model", "--format", form)
    assert "khabar.reading.statements" in found
    assert found & heavy == set()


def test_the_version_needs_no_reading():
    assert loaded("--version") & {"khabar.reading", "khabar.export", "khabar.store", "spacy", "sqlalchemy"} == set()
