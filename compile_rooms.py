"""Compile the rooms that read a report into machine code with mypyc: `python compile_rooms.py OUT [MODULE.py …]`.

Writes OUT/khabar/…/NAME.<platform>.so, each to stand beside its NAME.py in the package, and one library with the code of
all of them, which stands beside the package; needs mypy, setuptools and a C compiler, nothing that khabar itself needs.
`hatch_build.py` takes them into a wheel (decision 29). Without modules, all of `modules()`. About ten minutes of processor
time, shared among all cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "src"
ROOMS = (
    "arabic.py",
    "assemble.py",
    "dates.py",
    "gazetteer/__init__.py",
    "lexicon/__init__.py",
    "lexicon/inflect.py",
    "numerals.py",
    "reading/**/*.py",
)
PYTHON_ALONE = ("reading/__init__.py", "reading/component.py", "reading/reader/*.py")
"""What stays Python: modules on what spaCy and numpy hold, which mypyc does not know, and one whose `__getattr__` imports."""
AS_THEY_STAND = ["--config-file=", "--no-site-packages", "--ignore-missing-imports", "--follow-imports=silent"]
"""How mypy reads the modules here: other packages are not looked at, so they need not be there."""

DIGESTS = "sources.json"
"""File beside what is compiled: of each module the digest of the source it was made from."""


def modules(source: Path = SOURCE) -> list[Path]:
    """Return the modules that are compiled."""
    package = source / "khabar"
    found = {path for room in ROOMS for path in package.glob(room)}
    return sorted(found - {path for room in PYTHON_ALONE for path in package.glob(room)})


def libraries(folder: Path, source: Path = SOURCE) -> dict[str, str]:
    """Return what was compiled into a folder, and where in a wheel it goes; raise `SystemExit` where sources have changed."""
    for name, digest in json.loads((folder / DIGESTS).read_text("utf-8")).items():
        if hashlib.sha256((source / name).read_bytes()).hexdigest() != digest:
            message = f"{name} has changed since {folder} was compiled: compile it again"
            raise SystemExit(message)
    found = [*folder.glob("*.so"), *(folder / "khabar").rglob("*.so")]
    return {str(path): path.relative_to(folder).as_posix() for path in sorted(found)}


def side_by_side(compile_all: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Return a compiler's `compile` that works on as many files at once as there are cores."""

    def compile_each(sources: list[str], **how: Any) -> list[str]:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return [made for one in pool.map(lambda source: compile_all([source], **how), sources) for made in one]

    return compile_each


def compile_into(out: Path, paths: list[Path], *, source: Path = SOURCE, level: str = "2") -> None:
    """Compile modules of `source` in one group, so that they call each other as C functions do; level: of optimisation."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    class Build(build_ext):
        def build_extensions(self) -> None:
            self.compiler.compile = side_by_side(self.compiler.compile)
            super().build_extensions()

    out = out.resolve()
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    names = [str(path.resolve().relative_to(source.resolve())) for path in paths]
    os.chdir(source)
    extensions = mypycify(
        [*AS_THEY_STAND, f"--cache-dir={work / 'mypy'}", *names],
        opt_level=level,
        debug_level="0",
        multi_file=True,
        target_dir=str(work / "c"),
        group_name="khabar",
    )
    command = Build(Distribution({"name": "khabar", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(out), str(work / "o")
    command.ensure_finalized()
    command.run()
    digests = {name: hashlib.sha256((source / name).read_bytes()).hexdigest() for name in names}
    (out / DIGESTS).write_text(json.dumps(digests, indent=1), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("modules", type=Path, nargs="*")
    parser.add_argument("--level", default="2", help="of optimisation, 0 to 3")
    given = parser.parse_args()
    compile_into(given.out, given.modules or modules(), level=given.level)
