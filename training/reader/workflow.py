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
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = ROOT / "training/reader"
REPORTS = (ROOT / "evaluation/reports", ROOT / "training/reports")
READING = (ROOT / "src/khabar/reading", ROOT / "src/khabar/gazetteer", ROOT / "src/khabar/lexicon")
FOLDS = 3
LAST = {"reader_weights.toml", "confidence.toml"}
"""What the last steps write into the lexicon."""
_SEEN = {".py", ".toml", ".tsv", ".txt", ".yaml", ".npy", ".npz", ".onnx", ".json", ".jsonl", ".pt"}


@dataclass(frozen=True)
class Step:
    """A command, the files and folders it rests on, and those it makes.

    passing: where it keeps what it has done so far, to go on from there; of no use once what it rests on has changed.
    """

    name: str
    command: Sequence[str]
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]
    passing: tuple[Path, ...] = ()


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of folders, in order, and single files as they are."""
    for path in paths:
        yield from sorted(p for p in path.rglob("*") if p.is_file() and p.suffix in _SEEN) if path.is_dir() else [path]


def digest(step: Step) -> str:
    """Return a digest of a step's command, wherever the project lies, and of every file it rests on."""
    known = hashlib.sha256("\n".join(step.command[1:]).replace(str(ROOT), "").encode())
    for path in files(step.inputs):
        known.update(f"{path.name}\n".encode())
        known.update(path.read_bytes())
    return known.hexdigest()


class Ledger:
    """What every step rested on when it was last begun and when it was last done, in a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        self.begun: dict[str, str] = known.get("begun", {})
        self.done: dict[str, str] = known.get("done", {})

    def stands(self, step: Step, wanted: str | None) -> bool:
        """Return whether a step was done on what it rests on now, and what it made is still there."""
        return wanted is not None and self.done.get(step.name) == wanted and all(p.exists() for p in step.outputs)

    def begin(self, step: Step, wanted: str) -> None:
        """Note that a step begins; what an earlier run left half done is kept only if it rested on the same."""
        if self.begun.get(step.name) != wanted:
            for path in step.passing:
                path.unlink(missing_ok=True)
        self.begun[step.name] = wanted
        self._write()

    def finish(self, step: Step) -> None:
        """Note that a step is done."""
        self.done[step.name] = self.begun[step.name]
        self._write()

    def _write(self) -> None:
        self._path.write_text(json.dumps({"begun": self.begun, "done": self.done}, indent=1) + "\n", "utf-8")


def perform(step: Step) -> None:
    """Run the command of a step."""
    sys.stderr.write(f"{step.name}: {' '.join(step.command[1:])}\n")
    paths = os.pathsep.join(map(str, (ROOT / "src", ROOT / "training", HERE)))
    subprocess.run(step.command, check=True, env={**os.environ, "PYTHONPATH": paths})


def run(steps: Sequence[Step], state: Path, jobs: int = 1) -> list[str]:
    """Run the steps, but those whose inputs are unchanged and whose outputs are there; return which ran.

    A step waits for all that make what it rests on; of those that wait for none, the first `jobs` run side by side.
    Where one fails, those beside it come to their end, and the first failure is raised.
    """
    ledger, ran, waiting = Ledger(state), [], list(steps)
    running: dict[Future[None], Step] = {}
    failures: list[BaseException] = []
    with ThreadPoolExecutor(jobs) as pool:
        while running or (waiting and not failures):
            unmade = {path for step in (*waiting, *running.values()) for path in step.outputs}
            ready = [] if failures else [step for step in waiting if unmade.isdisjoint(step.inputs)]
            known = {step.name: digest(step) for step in ready[: jobs - len(running)]}
            unchanged = [step for step in ready if ledger.stands(step, known.get(step.name))]
            for step in unchanged:
                sys.stderr.write(f"{step.name}: unchanged\n")
                waiting.remove(step)
            for step in [] if unchanged else ready[: jobs - len(running)]:  # what waited for those unchanged comes too
                waiting.remove(step)
                ledger.begin(step, known[step.name])
                running[pool.submit(perform, step)] = step
            if unchanged:
                continue
            for told in wait(running, return_when=FIRST_COMPLETED).done:
                step = running.pop(told)
                failure = told.exception()
                if failure is None:
                    ledger.finish(step)
                    ran.append(step.name)
                else:
                    failures.append(failure)
    if failures:
        raise failures[0]
    return ran


def steps_of(
    folders: Sequence[Path], out: Path, *, smoke: bool, names: Path | None = None, epochs: int | None = None
) -> list[Step]:
    """Return the steps from reports to model, trust and confidence; names: the folder of ANERcorp, without which names stay as they are.

    Heads rest on what the reports come to, word by word, not on the rules that made it: a change of rules that leaves
    every word's columns as they were trains nothing anew.
    """
    python, own = sys.executable, [str(folder) for folder in folders]
    model = out / "model" if smoke else ROOT / "src/khabar/model"
    trust = out / "reader_weights.toml" if smoke else ROOT / "src/khabar/lexicon/reader_weights.toml"
    sure = out / "confidence.toml" if smoke else ROOT / "src/khabar/lexicon/confidence.toml"
    short = ["--epochs", "1"] if smoke else []
    lasting = short if epochs is None else ["--epochs", str(epochs)]
    folds = 2 if smoke else FOLDS
    network = (HERE / "model.py", HERE / "corpus.py", HERE / "learning.py", HERE / "train.py")
    read = tuple(p for p in files(READING) if p.name not in LAST)  # what the last steps write is no cause
    encoded = (out / "encoder.onnx", out / "pieces.json")
    seen = (out / "examples.jsonl", out / "lexical.json", out / "encoded.npy")
    weighing = (*sorted((ROOT / "training").glob("*_weights.py")), ROOT / "training/hinted.py")

    def call(script: Path, *options: str) -> list[str]:
        return [python, str(script), *options]

    def taught(name: str, *options: str, makes: str) -> Step:
        command = call(HERE / "train.py", *options, *lasting)
        return Step(name, command, (*network, *seen), (out / makes,), (out / f"{name}-epoch.pt",))

    named: list[Step] = []
    exported: tuple[Path, ...] = (out / "heads.pt", out / "lexical.json")
    if names is not None:
        made = (out / "names.pt", out / "names.json")
        called = call(HERE / "names.py", str(names), str(out), *short)
        trained = names / "ANERCorp_CamelLab_train.txt"
        named = [
            Step(
                "names", called, (HERE / "names.py", HERE / "model.py", READING[0] / "reader", *encoded, trained), made
            )
        ]
        exported = (*exported, *made)
    opinions = tuple(out / f"fold{number}.json" for number in range(folds))
    return [
        Step("e5", call(HERE / "e5.py", str(out)), (HERE / "e5.py",), (out / "e5.npz", out / "pieces.json")),
        Step(
            "encoder",
            call(HERE / "export.py", "encoder", str(out)),
            (HERE / "model.py", HERE / "export.py", out / "e5.npz"),
            (out / "encoder.onnx",),
        ),
        Step(
            "examples",
            call(HERE / "train.py", "examples", str(out), *own),
            (HERE / "corpus.py", ROOT / "training/hinted.py", *encoded, *read, *folders),
            seen,
        ),
        taught("heads", "fit", str(out), makes="heads.pt"),
        *(
            taught(f"fold{k}", "fold", str(out), "--folds", str(folds), "--number", str(k), makes=f"fold{k}.json")
            for k in range(folds)
        ),
        *named,
        Step(
            "export",
            call(HERE / "export.py", "all", str(out), "--target", str(model)),
            (*network, HERE / "export.py", HERE / "names.py", *encoded, *exported),
            (model / "files.json",),
        ),
        Step(
            "trust",
            call(ROOT / "training/reader_weights.py", str(out / "opinions"), *own, "--target", str(trust)),
            (*weighing, *opinions, *read, *folders),
            (trust,),
        ),
        Step(
            "confidence",
            call(ROOT / "training/confidence.py", str(out / "opinions"), *own, "--target", str(sure)),
            (*weighing, ROOT / "training/confidence.py", *opinions, *read, trust, *folders),
            (sure,),
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
    parser.add_argument("--epochs", type=int, help="how long heads are trained, if not as long as they should be")
    parser.add_argument("--jobs", type=int, default=1, help="how many steps may run side by side")
    parser.add_argument("--smoke", action="store_true", help="a few reports, one epoch, nothing written elsewhere")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    folders = [few(options.folder, options.out)] if options.smoke else options.folder
    steps = steps_of(folders, options.out, smoke=options.smoke, names=options.names, epochs=options.epochs)
    run(steps, options.out / "state.json", options.jobs)


if __name__ == "__main__":
    main()
