"""spaCy is imported without its command line, and nobody who wants that misses it."""

import subprocess
import sys


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_reading_needs_no_commands():
    code = "import khabar.reading, sys; print('spacy.cli' in sys.modules, 'weasel' in sys.modules)"
    assert run(code) == "False False"


def test_the_commands_are_there_for_who_wants_them():
    code = "import khabar.reading, spacy.cli; print(callable(spacy.cli.download), spacy.cli.info.__module__)"
    assert run(code).startswith("True spacy")


def test_what_the_stand_in_stood_for_works():
    assert run("import khabar.reading, spacy; print('spacy_version' in spacy.info(silent=True))") == "True"


def test_spacy_imported_before_is_left_alone():
    assert run("import spacy, khabar.reading; print(khabar.reading.spacy is spacy)") == "True"
