"""The neural reader as it is shipped: it loads, says the same twice, is weighed, and can be missing or broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import khabar
from khabar.assemble import assemble
from khabar.errors import ModelError, SettingsError
from khabar.reading import read_doc, read_report
from khabar.reading.reader.naming import TAGS, names_of
from khabar.reading.reader.network import LONGEST, Network, find_hints, find_persons
from khabar.reading.reader.shipped import FOLDER, LISTING, check, write_listing
from khabar.reading.steps import STEPS, steps_of
from khabar.reading.tokens import begin_analysis
from khabar.record import Report
from khabar.settings import Settings
from khabar.store import reading_version

TEXT = (
    "دمشق (المراسل) - اعلن المتحدث باسم الوزارة سالم العبدلي الثلاثاء ان الوفد سيغادر الى جنيف الاسبوع المقبل.\n\n"
    'واضاف ان "المحادثات لم تحقق تقدما"، مشيرا الى ان الطرفين يرفضان الشروط المطروحة.\n\n'
    "وقتل ستة مدنيين في قصف استهدف سوقا في اطراف المدينة، بحسب ناشطين.\n"
)


def read_before_the_reader(text: str):
    analysis = begin_analysis(Report(text=text))
    for name, step in STEPS.items():
        if name == "khabar_statements":
            break
        step(analysis)
    return analysis


def test_what_is_shipped_is_what_training_wrote():
    listed = check(FOLDER)
    assert {
        "encoder.onnx",
        "heads.onnx",
        "names.onnx",
        "names.json",
        "pieces.json",
        "lexical.json",
        "small.npz",
    } == set(listed)
    assert sum((FOLDER / name).stat().st_size for name in listed) <= 45_000_000


def test_the_same_text_gives_the_same_record():
    first = khabar.read(TEXT, published="2031-05-04", model=True)
    assert first.statements
    assert khabar.read(TEXT, published="2031-05-04", model=True).model_dump_json() == first.model_dump_json()


def test_what_is_read_between_changes_nothing():
    first = khabar.read(TEXT, model=True)
    khabar.read("قال الرئيس إن الانتخابات ستجري في موعدها، واعتبر ان الحديث عن التأجيل لا اساس له.", model=True)
    assert khabar.read(TEXT, model=True) == first


def test_the_reader_has_an_opinion_of_every_word():
    analysis = read_before_the_reader(TEXT)
    find_hints(analysis)
    hints = analysis.hints
    assert hints is not None
    for token, form in enumerate(analysis.forms):
        if form.kind != "space":
            assert 0 <= hints.cue(token) <= 1
            assert 0 <= hints.any_trigger(token) <= 1.0001
    cue = next(i for i, text in enumerate(analysis.texts) if text == "اعلن")
    for name in ("opens", "source", "actor", "recipient"):
        ends = [hints.arc(name, cue, at) for at, form in enumerate(analysis.forms) if form.kind != "space"]
        assert hints.arc(name, cue, None) + sum(ends) == pytest.approx(1.0, abs=1e-3)
    assert sum(hints.acts(cue, (cue + 8, cue + 12))) == pytest.approx(1.0, abs=1e-3)
    assert sum(hints.acts(cue, None)) == pytest.approx(1.0, abs=1e-3)


def test_the_reader_knows_a_cue_from_a_common_word():
    analysis = read_before_the_reader(TEXT)
    find_hints(analysis)
    at = {text: i for i, text in enumerate(analysis.texts)}
    assert analysis.hints is not None
    assert analysis.hints.cue(at["اعلن"]) > 0.5 > analysis.hints.cue(at["الوزارة"])
    assert analysis.hints.any_trigger(at["وقتل"] if "وقتل" in at else at["قتل"]) > analysis.hints.any_trigger(
        at["سوقا"]
    )


@pytest.mark.parametrize("text", ["", " \n ", "؟!", "no Arabic here", "قال", "ً" * 40, "\u200f", "كلمة" * 200])
def test_any_text_can_be_asked_about(text):
    assert khabar.read(text, model=True).source == khabar.read(text, model=False).source


def test_a_person_whom_no_rule_knows_is_found_by_the_reader():
    text = "والتقى زولتشيك قادة الفصائل في العاصمة."
    analysis = read_report(Report(text=text), model=True)
    read = [party for party in analysis.parties if party.by == "model:names"]
    assert [(party.name, party.kind) for party in read] == [("زولتشيك", "person")]
    assert analysis.vectors is None
    assert "زولتشيك" not in {entity.name for entity in khabar.read(text, model=False).entities}


def test_a_reader_without_the_names_still_reads(folder):
    for name in ("names.onnx", "names.json"):
        (folder / name).unlink()
    write_listing(folder)
    analysis = begin_analysis(Report(text=TEXT))
    find_persons(analysis, folder)
    assert analysis.persons_read == {}


def test_a_name_goes_on_only_where_it_has_begun():
    chances = np.full((4, len(TAGS)), 0.02)
    for word, tag in enumerate(("I-PERS", "I-PERS", "O", "B-ORG")):
        chances[word, TAGS.index(tag)] = 0.8
    chances[0, TAGS.index("B-PERS")] = 0.15
    found = names_of(np.log(chances))
    assert [(kind, first, last) for kind, first, last, _ in found] == [("PERS", 0, 2), ("ORG", 3, 4)]
    assert found[0][3] == pytest.approx(0.15)


def test_a_long_paragraph_is_cut_into_windows():
    text = " ".join(["وصل الوفد الى المدينة وبحث الملف مع المسؤولين"] * 300) + "."
    assert read_report(Report(text=text), model=True).hints is not None


def test_without_the_model_nothing_of_it_is_loaded():
    code = (
        "import sys, khabar; khabar.read(sys.argv[1], model=False); "
        "print([m for m in ('onnxruntime', 'khabar.reading.reader') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, TEXT], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_rules_alone_do_not_depend_on_what_the_reader_read_before():
    alone = khabar.read(TEXT, published="2031-05-04", model=False).model_dump_json()
    khabar.read(TEXT, published="2031-05-04", model=True)
    assert khabar.read(TEXT, published="2031-05-04", model=False).model_dump_json() == alone
    assert assemble(read_report(Report(text=TEXT))) == khabar.read(TEXT, model=False)


def test_torch_is_never_needed():
    code = "import sys, khabar; khabar.read(sys.argv[1], model=True); print('torch' in sys.modules)"
    environment = {**os.environ, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code, TEXT], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "False"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def broken(folder: Path, damage: str) -> None:
    if damage == "no folder":
        shutil.rmtree(folder)
    elif damage == "no listing":
        (folder / LISTING).unlink()
    elif damage == "listing cut":
        (folder / LISTING).write_text('{"encoder.onnx": ', "utf-8")
    elif damage == "file missing":
        (folder / "heads.onnx").unlink()
    elif damage == "file cut":
        (folder / "encoder.onnx").write_bytes((folder / "encoder.onnx").read_bytes()[:100_000])
    else:
        data = bytearray((folder / "small.npz").read_bytes())
        data[len(data) // 2] ^= 1
        (folder / "small.npz").write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("no folder", LISTING),
        ("no listing", LISTING),
        ("listing cut", LISTING),
        ("file missing", "heads.onnx"),
        ("file cut", "encoder.onnx"),
        ("one bit changed", "small.npz"),
    ],
)
def test_a_broken_reader_is_told_and_rules_read_on(folder, damage, named):
    broken(folder, damage)
    with pytest.raises(ModelError, match=named):
        Network(folder)
    analysis = begin_analysis(Report(text=TEXT))
    for name, step in steps_of(model=True).items():
        if name == "khabar_reader":
            find_hints(analysis, folder)
        elif name == "khabar_reader_names":
            find_persons(analysis, folder)
        else:
            step(analysis)
    assert analysis.hints is None
    record, alone = assemble(analysis), khabar.read(TEXT, model=False)
    assert [warning.code for warning in record.warnings] == [*(w.code for w in alone.warnings), "reader-missing"]
    assert named in record.warnings[-1].message
    assert "--no-model" in record.warnings[-1].message
    assert record.statements == alone.statements
    assert record.events == alone.events


def test_a_text_too_long_for_the_reader_is_read_by_rules():
    analysis = begin_analysis(Report(text="كلمة " * (LONGEST + 1)))
    find_hints(analysis)
    assert analysis.hints is None
    assert [warning.code for warning in analysis.cautions] == ["too-long-for-reader"]


def test_spacy_has_the_reader_as_a_component():
    doc = read_doc(Report(text=TEXT), model=True)
    assert assemble(doc._.analysis) == khabar.read(TEXT, model=True)


def test_a_setting_turns_the_reader_off(monkeypatch):
    monkeypatch.setenv("KHABAR_MODEL", "off")
    assert khabar.read(TEXT) == khabar.read(TEXT, model=False)
    off = reading_version()
    monkeypatch.setenv("KHABAR_MODEL", "on")
    assert khabar.read(TEXT) == khabar.read(TEXT, model=True)
    assert reading_version() != off == reading_version(model=False)
    monkeypatch.setenv("KHABAR_MODEL", "perhaps")
    with pytest.raises(SettingsError, match="on or off"):
        Settings.from_environment()
    monkeypatch.delenv("KHABAR_MODEL")
    assert Settings.from_environment().model
