"""`khabar backup` and `khabar restore`: what they refuse is said in a line."""

from typer.testing import CliRunner

import khabar
from khabar.cli import app
from khabar.store import Store


def run(*arguments, code=0):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.stderr


def test_a_store_goes_into_a_file_and_comes_back(tmp_path):
    place, file, new = (str(tmp_path / name) for name in ("k.db", "k.backup", "new.db"))
    assert "no store" in run("backup", file, "--db", place, code=2)
    with Store(place) as store:
        store.add(khabar.read("قال الوزير إن الهدنة بدأت.", published="2016-10-03"))
    assert "1 reports" in run("backup", file, "--db", place)
    assert "1 reports" in run("restore", file, "--db", new)
    assert "--force" in run("restore", file, "--db", new, code=2)
    assert "1 reports" in run("restore", file, "--db", new, "--force")
    assert "no backup" in run("restore", place, "--db", new, "--force", code=2)
