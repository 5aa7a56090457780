"""The commands and the Python of README and docs do what they say; generated reference pages are current."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khabar.cli import app

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "start.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list:
    return [
        pytest.param(block, id=f"{page.name}:{page.read_text('utf-8')[: match.start()].count(chr(10)) + 1}")
        for page in PAGES
        for match in BLOCK.finditer(page.read_text("utf-8"))
        if match.group(1) == language
        for block in [match.group(2)]
    ]


def commands(block: str) -> list[list[str]]:
    lines = (line.split("  #")[0].split(" > ")[0].strip() for line in block.splitlines())
    return [shlex.split(line)[1:] for line in lines if line.startswith("khabar ")]


@pytest.mark.parametrize("block", blocks("sh"))
def test_shell_commands(block, monkeypatch):
    monkeypatch.chdir(ROOT)
    for arguments in commands(block):
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, f"khabar {' '.join(arguments)}: {result.output}"


@pytest.mark.parametrize("block", blocks("python"))
def test_python(block, monkeypatch):
    monkeypatch.chdir(ROOT)
    exec(compile(block, "docs", "exec"), {})


def test_make_targets_named_in_docs_exist():
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"\bmake (\w+)\b", page.read_text("utf-8"))}
    assert named <= targets


def test_the_schema_page_is_current():
    printed = json.loads(CliRunner().invoke(app, ["schema"]).stdout)
    kept = json.loads((ROOT / "docs" / "reference" / "record.schema.json").read_text("utf-8"))
    assert kept == printed, "renew it: khabar schema > docs/reference/record.schema.json"


def test_the_command_line_page_is_current():
    from khabar.cli.reference import command_reference

    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    assert page == command_reference(), "renew it: python -m khabar.cli.reference > docs/reference/cli.md"


def test_the_rest_page_is_current():
    from khabar.web.api.reference import rest_reference

    page = (ROOT / "docs" / "reference" / "rest.md").read_text("utf-8")
    assert page == rest_reference(), "renew it: python -m khabar.web.api.reference > docs/reference/rest.md"
