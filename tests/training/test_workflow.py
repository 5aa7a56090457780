"""The workflow that makes the reader runs only what something changed for; reports become examples word by word.

What needs torch is run by `make train-smoke` (decision 26).
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = """بيروت (المراسل) - رفض المتحدث سالم العبدلي اليوم اي هدنة في المدينة.

وقتل اربعة جنود في هجوم شنه مسلحون على حاجز.
"""
ANNOTATION = """published: 2031-05-04
entities:
  spokesman: {kind: person, names: [المتحدث سالم العبدلي]}
  gunmen: {kind: unnamed, names: [مسلحون]}
  soldiers: {kind: unnamed, names: [اربعة جنود]}
statements:
  - {cue: رفض, source: [spokesman], act: reject, kind: indirect, content: اي هدنة في المدينة}
proposals:
  truce: {kind: ceasefire, text: هدنة في المدينة}
events:
  - {trigger: هجوم, type: ASSAULT, actors: [gunmen], recipients: [soldiers]}
"""


@pytest.fixture
def module(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "training"))
    monkeypatch.syspath_prepend(str(ROOT / "training/reader"))
    return import_module


def test_a_step_runs_again_only_when_something_changed(module, tmp_path):
    workflow = module("workflow")
    first, second, third = (tmp_path / name for name in ("one.txt", "two.txt", "three.txt"))
    first.write_text("1", "utf-8")
    code = "import sys, pathlib; a, b = map(pathlib.Path, sys.argv[1:]); b.write_text(a.read_text() + '.')"

    def steps():
        return [
            workflow.Step(name, [sys.executable, "-c", code, str(source), str(target)], (source,), (target,))
            for name, source, target in (("a", first, second), ("b", second, third))
        ]

    state = tmp_path / "state.json"
    assert workflow.run(steps(), state) == ["a", "b"]
    assert workflow.run(steps(), state) == []
    third.unlink()
    assert workflow.run(steps(), state) == ["b"]
    first.write_text("2", "utf-8")
    assert workflow.run(steps(), state) == ["a", "b"]
    assert third.read_text("utf-8") == "2.."


def test_what_is_cut_off_is_begun_again(module, tmp_path):
    workflow = module("workflow")
    cut = workflow.Step("a", [sys.executable, "-c", "raise SystemExit(1)"], (), (tmp_path / "never",))
    with pytest.raises(workflow.subprocess.CalledProcessError):
        workflow.run([cut], tmp_path / "state.json")
    assert workflow.Ledger(tmp_path / "state.json").done == {}


def test_what_a_cut_off_run_left_is_of_use_only_on_the_same_inputs(module, tmp_path):
    workflow = module("workflow")
    source, half = tmp_path / "source.txt", tmp_path / "half.txt"
    source.write_text("1", "utf-8")
    code = "import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text((p.read_text() if p.exists() else '') + '.'); 1 / 0"
    step = workflow.Step("a", [sys.executable, "-c", code, str(half)], (source,), (tmp_path / "never",), (half,))
    for expected in (".", ".."):
        with pytest.raises(workflow.subprocess.CalledProcessError):
            workflow.run([step], tmp_path / "state.json")
        assert half.read_text("utf-8") == expected
    source.write_text("2", "utf-8")
    with pytest.raises(workflow.subprocess.CalledProcessError):
        workflow.run([step], tmp_path / "state.json")
    assert half.read_text("utf-8") == "."


def test_steps_side_by_side_wait_for_what_they_rest_on_and_for_one_that_fails(module, tmp_path):
    workflow = module("workflow")
    copy = "import sys, pathlib; a, b = map(pathlib.Path, sys.argv[1:]); b.write_text(a.read_text() + '.')"
    start, one, two, both = (tmp_path / f"{name}.txt" for name in ("start", "one", "two", "both"))
    start.write_text("1", "utf-8")

    def step(name, source, target):
        return workflow.Step(name, [sys.executable, "-c", copy, str(source), str(target)], (source,), (target,))

    steps = [step("one", start, one), step("both", two, both), step("two", one, two)]
    assert workflow.run(steps, tmp_path / "state.json", 3) == ["one", "two", "both"]
    assert both.read_text("utf-8") == "1..."
    bad = workflow.Step("bad", [sys.executable, "-c", "raise SystemExit(1)"], (), (tmp_path / "never",))
    two.unlink()
    with pytest.raises(workflow.subprocess.CalledProcessError):
        workflow.run([bad, *steps], tmp_path / "state.json", 2)
    assert not two.exists() or "two" in workflow.Ledger(tmp_path / "state.json").done


def test_every_step_rests_on_files_that_are_there_or_made_before(module, tmp_path):
    workflow = module("workflow")
    steps = workflow.steps_of(workflow.REPORTS, tmp_path, smoke=False)
    made: set[Path] = set()
    for step in steps:
        assert all(path.exists() or path in made for path in step.inputs), step.name
        made |= set(step.outputs)
    assert [step.name for step in steps] == [
        "e5", "encoder", "examples", "heads", "fold0", "fold1", "fold2", "export", "trust", "confidence"
    ]  # fmt: skip


def test_a_smoke_run_writes_only_into_its_own_folder(module, tmp_path):
    workflow = module("workflow")
    folder = workflow.few(workflow.REPORTS, tmp_path)
    assert len(list(folder.glob("*.yaml"))) == len(list(folder.glob("*.txt"))) == 6
    for step in workflow.steps_of([folder], tmp_path, smoke=True):
        assert all(tmp_path in path.parents for path in step.outputs)


def test_an_annotated_report_becomes_words_with_what_is_to_be_learnt(module, tmp_path):
    (tmp_path / "r.txt").write_text(TEXT, "utf-8")
    (tmp_path / "r.yaml").write_text(ANNOTATION, "utf-8")
    corpus = module("corpus")
    (found,) = corpus.examples([tmp_path])
    words = [text for text, _ in found.texts]
    (said,), (happened,) = found.said, found.happened
    assert words[said.cue[0]] == "رفض"
    assert said.source == [words.index("المتحدث")]
    assert said.content is not None
    assert words[said.content[0]] == "اي"
    assert corpus.ACTS[said.act] == "reject"
    assert words[happened.trigger] == "هجوم"
    assert [words[at] for at in happened.actors] == ["مسلحون"]
    assert [words[at] for at in happened.recipients] == ["اربعة"]
    assert {words[first] for first, _, _ in found.plans} == {"هدنة"}
    assert len(found.texts) == len(found.sentences) == len(found.columns[0])
    corpus.write_examples(tmp_path / "examples.jsonl", [found])
    assert corpus.load_examples(tmp_path / "examples.jsonl") == [found]


def test_opinions_that_were_written_come_back(module, tmp_path):
    import numpy as np

    from khabar.record import Act, EventType, Report

    hinted = module("hinted")
    report = Report(text="قال الوزير إن الوفد سيصل غدا.")
    size = len(hinted.words_of(hinted.khabar.reading.tokens.begin_analysis(report)).tokens)
    rows = {"cue": 3, "trigger": 1 + len(EventType), "state": 4, "none": 4, "target": 4}
    said = {name: np.zeros((size, width), np.float32) for name, width in rows.items()}
    said |= {name: np.zeros((size, 4, 2), np.float16) for name in ("starts", "ends")}
    said["cue"][0, 1] = 5.0
    said |= {f"distance {name}": np.zeros(65, np.float32) for name in ("opens", "source", "actor", "recipient")}
    said |= {"acts 0.weight": np.zeros((2, 12), np.float32), "acts 0.bias": np.zeros(2, np.float32)}
    said |= {"acts 3.weight": np.zeros((len(Act), 2), np.float32), "acts 3.bias": np.zeros(len(Act), np.float32)}
    np.savez(tmp_path / hinted.name_of(report.text), **said)
    hinted.use(tmp_path)
    try:
        analysis = hinted.begin_analysis(report)
    finally:
        hinted.use(None)
    assert analysis.hints.cue(0) > 0.9 > analysis.hints.cue(1)
    assert analysis.hints.acts(0, (1, 2))[0] == pytest.approx(1 / len(Act))
    assert hinted.begin_analysis(report).hints is None
