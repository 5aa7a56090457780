"""The way from annotated reports to the shipped reader, as steps that run again only when something they rest on changed.

Run: ``python training/reader/workflow.py [DIR …]`` (`make train`). DIR holds NAME.yaml beside NAME.txt; without one the
reports that come with the project are used. What is made on the way is kept in `.training`, with the digest of what
each step rested on; a step that was cut off is begun again, and training itself goes on after its last whole epoch.
``--smoke`` runs all steps in two minutes on a few reports and writes nothing outside its own folder
(`make train-smoke`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = ROOT / "training/reader"
REPORTS = (ROOT / "evaluation/reports", ROOT / "training/reports")
READING = (ROOT / "src/khabar/reading", ROOT / "src/khabar/gazetteer", ROOT / "src/khabar/lexicon")
_SEEN = {".py", ".toml", ".tsv", ".txt", ".yaml", ".npz", ".onnx", ".json", ".pt"}


@dataclass(frozen=True)
class Step:
    """A command, the files and folders it rests on, and those it makes."""

    name: str
    command: Sequence[str]
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of folders, in order, and single files as they are."""
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in _SEEN) if path.is_dir() else [path]


def digest(step: Step) -> str:
    """Return a digest of a step's command and of every file it rests on."""
    known = hashlib.sha256("\n".join(step.command).encode())
    for path in files(step.inputs):
        known.update(f"{path.name}\n".encode())
        known.update(path.read_bytes())
    return known.hexdigest()


def run(steps: Sequence[Step], state: Path) -> list[str]:
    """Run the steps in order, but those whose inputs are unchanged and whose outputs are there; return which ran."""
    done: dict[str, str] = json.loads(state.read_text("utf-8")) if state.exists() else {}
    ran = []
    for step in steps:
        wanted = digest(step)
        if done.get(step.name) == wanted and all(path.exists() for path in step.outputs):
            sys.stderr.write(f"{step.name}: unchanged\n")
            continue
        sys.stderr.write(f"{step.name}: {' '.join(step.command[1:])}\n")
        paths = os.pathsep.join(map(str, (ROOT / "src", ROOT / "training", HERE)))
        subprocess.run(step.command, check=True, env={**os.environ, "PYTHONPATH": paths})
        ran.append(step.name)
        done[step.name] = wanted
        state.write_text(json.dumps(done, indent=1) + "\n", "utf-8")
    return ran


def steps_of(folders: Sequence[Path], out: Path, *, smoke: bool, names: Path | None = None) -> list[Step]:
    """Return the steps from reports to model and trust; names: the folder of ANERcorp, without which names stay as they are."""
    python, own = sys.executable, [str(folder) for folder in folders]
    model = out / "model" if smoke else ROOT / "src/khabar/model"
    trust = out / "reader_weights.toml" if smoke else ROOT / "src/khabar/lexicon/reader_weights.toml"
    short = ["--epochs", "1", "--folds", "2"] if smoke else []
    network = (HERE / "model.py", HERE / "export.py")
    read = tuple(p for p in files(READING) if p.name != "reader_weights.toml")  # what the last step writes is no cause
    learn = (HERE / "corpus.py", HERE / "learning.py", HERE / "train.py", ROOT / "training/hinted.py")
    encoded = (out / "encoder.onnx", out / "pieces.json")
    learnt = (out / "heads.pt", out / "lexical.json")
    weighing = (*sorted((ROOT / "training").glob("*_weights.py")), ROOT / "training/hinted.py")

    def call(script: Path, *options: str) -> list[str]:
        return [python, str(script), *options]

    named: list[Step] = []
    exported: tuple[Path, ...] = learnt
    if names is not None:
        made = (out / "names.pt", out / "names.json")
        called = call(HERE / "names.py", str(names), str(out), *(["--epochs", "1"] if smoke else []))
        trained = names / "ANERCorp_CamelLab_train.txt"
        named = [Step("names", called, (HERE / "names.py", HERE / "model.py", *encoded, trained), made)]
        exported = (*learnt, *made)
    return [
        Step("e5", call(HERE / "e5.py", str(out)), (HERE / "e5.py",), (out / "e5.npz", out / "pieces.json")),
        Step("encoder", call(HERE / "export.py", "encoder", str(out)), (*network, out / "e5.npz"), encoded),
        Step(
            "heads",
            call(HERE / "train.py", "encode,fit,fold", str(out), *own, *short),
            (*learn, HERE / "model.py", *encoded, *read, *folders),
            (*learnt, out / "opinions"),
        ),
        *named,
        Step(
            "export",
            call(HERE / "export.py", "all", str(out), "--target", str(model)),
            (*network, HERE / "names.py", *encoded, *exported),
            (model / "files.json",),
        ),
        Step(
            "trust",
            call(ROOT / "training/reader_weights.py", str(out / "opinions"), *own, "--target", str(trust)),
            (*weighing, out / "opinions", *read, *folders),
            (trust,),
        ),
    ]


def few(folders: Sequence[Path], out: Path, most: int = 6) -> Path:
    """Copy the shortest reports of some folders into one of their own."""
    chosen = out / "reports"
    chosen.mkdir(parents=True, exist_ok=True)
    texts = sorted((p for folder in folders for p in folder.glob("*.txt")), key=lambda p: (p.stat().st_size, p.name))
    for text in texts[:most]:
        for path in (text, text.with_suffix(".yaml")):
            (chosen / path.name).write_bytes(path.read_bytes())
    return chosen


def main() -> None:
    """Make the reader."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="*", default=list(REPORTS))
    parser.add_argument("--out", type=Path, default=ROOT / ".training")
    parser.add_argument("--names", type=Path, help="the folder of ANERcorp: trains the network of names too")
    parser.add_argument("--smoke", action="store_true", help="a few reports, one epoch, nothing written elsewhere")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    folders = [few(options.folder, options.out)] if options.smoke else options.folder
    run(steps_of(folders, options.out, smoke=options.smoke, names=options.names), options.out / "state.json")


if __name__ == "__main__":
    main()
