"""The command line as its users meet it: output, exit codes, messages."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khabar.cli import app
from khabar.record import Record

TEXT = "رفضت الحكومة السورية الاثنين اي هدنة في حلب. وقال وزير الخارجية وليد المعلم ان المحادثات ستبدأ غدا.\n"


@pytest.fixture
def run():
    runner = CliRunner()
    return lambda *args, **options: runner.invoke(app, [str(a) for a in args], **options)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_json_is_one_record(run, report):
    result = run("read", report, "--date", "2016-10-03", "--format", "json", "--no-model")
    assert result.exit_code == 0, result.output
    record = Record.model_validate_json(result.stdout)
    assert record.source.text == TEXT
    assert str(record.source.published) == "2016-10-03"
    assert {s.act.value for s in record.statements} >= {"reject"}


def test_the_same_report_gives_the_same_bytes(run, report):
    arguments = ("read", report, "--date", "2016-10-03", "--format", "json")
    assert run(*arguments).stdout_bytes == run(*arguments).stdout_bytes


def test_json_of_several_is_an_array_and_jsonl_a_line_each(run, report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("دعت مصر الى وقف اطلاق النار في ليبيا.", "utf-8")
    assert [r["schema"] for r in json.loads(run("read", report, other, "--format", "json").stdout)] == ["khabar/1"] * 2
    assert len(run("read", report, other, "--format", "jsonl").stdout.splitlines()) == 2


def test_standard_input(run):
    result = run("read", "-", "--format", "json", input=TEXT.encode())
    assert json.loads(result.stdout)["source"]["text"] == TEXT


@pytest.mark.parametrize("form", ["view", "md", "html"])
def test_forms_for_people(run, report, form):
    result = run("read", report, "--date", "2016-10-03", "--format", form)
    assert result.exit_code == 0, result.output
    assert "rejects" in result.stdout
    assert "Mon 3 Oct 2016" in result.stdout


def test_one_unreadable_file_stops_nothing(run, report, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    result = run("read", empty, report, tmp_path / "absent.txt", "--format", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "empty.txt" in result.stderr
    assert "absent.txt" in result.stderr


def test_a_wrong_date_is_wrong_usage(run, report):
    result = run("read", report, "--date", "3 October")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_without_a_date_no_day_is_invented(run, report):
    record = json.loads(run("read", report, "--format", "json").stdout)
    assert record["source"]["published"] is None
    assert all(time["earliest"] is None for time in record["times"])


def test_explain_names_rule_and_words(run, report):
    result = run("explain", report, "--at", "0", "--date", "2016-10-03")
    assert result.exit_code == 0, result.output
    assert "rule:" in result.stdout
    assert "رفضت" in result.stdout


def test_explain_by_id(run, report):
    record = json.loads(run("read", report, "--format", "json").stdout)
    wanted = record["statements"][0]["id"]
    result = run("explain", report, "--id", wanted)
    assert result.exit_code == 0
    assert wanted in result.stdout


def test_explain_where_nothing_is_claimed(run, report):
    result = run("explain", report, "--at", "9999")
    assert result.exit_code == 1
    assert "no claim" in result.stderr


def test_explain_wants_one_question(run, report):
    assert run("explain", report).exit_code == 2
    assert run("explain", report, "--at", "1", "--id", "s-1").exit_code == 2


def test_schema_is_json_schema_of_a_record(run):
    schema = json.loads(run("schema").stdout)
    assert {"schema", "source", "statements", "positions"} <= set(schema["properties"])


def test_doctor_reads_a_trial_report(run):
    result = run("doctor")
    assert result.exit_code == 0, result.output
    assert "read as expected" in result.stdout


def test_evaluate_measures_and_holds_floors(run, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.yaml").write_text(
        "report: a\npublished: 2016-10-03\nentities:\n  gov: {kind: government, names: [الحكومة السورية]}\n"
        "statements:\n  - {cue: رفضت, source: [gov], content: اي هدنة في حلب, kind: indirect, act: reject}\n",
        "utf-8",
    )
    floors = tmp_path / "floors.toml"
    floors.write_text('[floors]\n"statement found" = 0.1\n', "utf-8")
    result = run("evaluate", tmp_path, "--floors", floors)
    assert result.exit_code == 0, result.output
    assert "statement found" in result.stdout
    floors.write_text('[floors]\n"statement found" = 1.01\n', "utf-8")
    low = run("evaluate", tmp_path, "--floors", floors, "--json")
    assert low.exit_code == 1
    assert "under its floor" in low.stderr
    assert "statement found" in json.loads(low.stdout)
    floors.write_text('[floors]\n"statement found" = 0.1\n[reader]\n"statement found" = 1.01\n', "utf-8")
    monkeypatch.setenv("KHABAR_MODEL", "on")
    assert run("evaluate", tmp_path, "--floors", floors).exit_code == 1
    assert run("evaluate", tmp_path, "--floors", floors, "--no-model").exit_code == 0


def test_version_and_help(run):
    assert run("--version").stdout.startswith("khabar ")
    assert "Examples" in run("read", "--help").stdout
