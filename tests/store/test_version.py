"""Which reading made a record: the fingerprint follows what reading depends on, and nothing else."""

import shutil

import pytest

from khabar.store.version import fingerprint, reading_version, supersedes


@pytest.fixture
def program(tmp_path):
    """A small program with the rooms that reading depends on, and others."""
    files = {
        "reading/acts/decision.py": "WEIGHT = 1\n",
        "lexicon/acts.toml": '["قال"]\nact = "say"\n',
        "gazetteer/places.tsv": "حلب\t36.2\t37.1\n",
        "record.py": "SCHEMA = 1\n",
        "store/writing.py": "MANY = 500\n",
        "gazetteer/build_places.py": "SOURCE = 1\n",
        "version.py": "VERSION = 1\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["reading/acts/decision.py", "lexicon/acts.toml", "gazetteer/places.tsv", "record.py"])
def test_code_and_lexicons_of_reading_make_it_another(program, name):
    before = fingerprint(program)
    (program / name).write_text((program / name).read_text("utf-8").replace("1", "2") + "\n", "utf-8")
    assert fingerprint(program) != before


@pytest.mark.parametrize("name", ["store/writing.py", "gazetteer/build_places.py", "version.py"])
def test_what_reading_does_not_use_leaves_it_as_it_is(program, name):
    before = fingerprint(program)
    (program / name).write_text("OTHER = 2\n", "utf-8")
    assert fingerprint(program) == before


def test_where_the_program_lies_does_not_matter(program, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("other") / "program"
    shutil.copytree(program, elsewhere)
    assert fingerprint(elsewhere) == fingerprint(program)


def test_a_reading_by_changed_code_of_one_version_supersedes():
    version = reading_version().partition("+")[0]
    assert supersedes(f"{version}+00000001", reading_version())
    assert not supersedes(reading_version(), reading_version())
    assert not supersedes("0.0.1+00000001", "0.1.0+00000002")
