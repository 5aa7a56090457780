"""Compiled and Python reading side by side: the same records to the last character, and the speed of both.

Run: `python benchmarks/compiled.py FOLDER [REPORTS.jsonl] [--number 200] [--model]`. FOLDER is what `compile_rooms.py`
made of the sources as they stand; REPORTS.jsonl holds a report a line with the field text, without it the project's own
annotated reports are read. Each way reads all reports twice in a process of its own; processor time. Ends with 1 where
a record differs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]


def texts(reports: Path | None, number: int) -> list[str]:
    """Return the texts to read."""
    if reports is None:
        return [path.read_text("utf-8") for path in sorted((ROOT / "evaluation" / "reports").glob("*.txt"))]
    with reports.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in islice(lines, number)]


def read(reports: Path | None, number: int, *, model: bool) -> dict[str, object]:
    """Read everything twice with the khabar that is imported here; return speeds and a digest of each record."""
    import khabar
    from khabar.reading import steps

    known = texts(reports, number)
    khabar.read("قال الوزير إن المحادثات ستبدأ غدا.", model=model)
    words, speeds, digests = sum(len(text.split()) for text in known), [], []
    for _ in range(2):
        begun = time.process_time()
        records = [khabar.read(text, model=model) for text in known]
        speeds.append(round(words / (time.process_time() - begun)))
        digests = [hashlib.sha256(record.model_dump_json().encode()).hexdigest() for record in records]
    compiled = not str(steps.__file__).endswith(".py")
    return {"compiled": compiled, "words": words, "first": speeds[0], "again": speeds[1], "digests": digests}


def apart(home: Path, options: list[str]) -> dict[str, object]:
    """Return what `read` says in a process that imports khabar from a folder."""
    environment = os.environ | {"PYTHONPATH": str(home)}
    made = subprocess.run(
        [sys.executable, __file__, *options, "--here"], check=True, env=environment, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(made.stdout)
    return found


def main() -> None:
    """Compare, or with --here read."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("reports", type=Path, nargs="?")
    parser.add_argument("--number", type=int, default=200, help="reports of REPORTS.jsonl to read")
    parser.add_argument("--model", action="store_true", help="with the neural reader")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        print(json.dumps(read(given.reports, given.number, model=given.model)))
        return
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "src", folder, dirs_exist_ok=True)
        python = apart(Path(folder), sys.argv[1:])
        for library in [*given.folder.glob("*.so"), *(given.folder / "khabar").rglob("*.so")]:
            shutil.copy(library, Path(folder) / library.relative_to(given.folder))
        compiled = apart(Path(folder), sys.argv[1:])
    if python["compiled"] or not compiled["compiled"]:
        sys.exit(f"nothing compiled is found in {given.folder}")
    for name, found in (("Python", python), ("compiled", compiled)):
        print(f"{name:10} {found['words']} words: {found['first']} words/s at first sight, {found['again']} again")
    if python["digests"] != compiled["digests"]:
        sys.exit("records differ")
    print("every record is the same")


if __name__ == "__main__":
    main()
