"""Brings the catalogues up to date with the templates and the code.

Run `python -m khabar.web.interface.messages` (or `make messages`): a text that is new is added, untranslated, to the
catalogue of the page it stands on, to `khabar.po` where several share it, or to `errors.po` if it tells what went
wrong (`khabar.errors.saying`, in any room); one that stands nowhere any more is taken
away. It then names what lacks a translation, and exits with 1 if anything does.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from khabar.web.interface import ERRORS, HERE, LANGUAGES

WEB = HERE.parent
SHARED = "khabar"
_ERROR = "saying"
_KEYWORDS: Any = ("_", "gettext", "ngettext", "message", "say", _ERROR)
_OPTIONS: dict[str, Any] = {"trim_blocks": "true", "lstrip_blocks": "true"}

Text = str | tuple[str, str]
"""A text, or its singular and plural."""


def found() -> dict[Text, set[str]]:
    """Return every text that templates and code show, with the catalogues it is for: pages, `khabar`, `errors`."""
    texts: dict[Text, set[str]] = {}
    pages = {path.stem for path in (WEB / "pages").glob("[a-z]*.py")}
    for path in sorted([*WEB.parent.rglob("*.py"), *WEB.rglob("templates/**/*.html")]):
        page = path.stem if path.stem in pages else SHARED
        for text, function in _texts(path):
            if function == _ERROR:
                texts[text] = {ERRORS}
            elif WEB in path.parents:
                texts.setdefault(text, set()).add(page)
    return texts


def _texts(path: Path) -> Iterator[tuple[Text, str]]:
    """The texts of a file, each with the function that marks it."""
    if path.suffix == ".py" and not any(f"{word}(" in path.read_text("utf-8") for word in _KEYWORDS):
        return
    with path.open("rb") as file:
        if path.suffix == ".py":
            calls: Iterable[tuple[Any, ...]] = extract_python(file, _KEYWORDS, [], {"encoding": "utf-8"})
        else:
            calls = babel_extract(file, _KEYWORDS, [], _OPTIONS)
        for _, function, said, _ in calls:
            words = [x for x in (said if isinstance(said, tuple | list) else [said]) if isinstance(x, str)]
            if not words:
                continue
            yield ((words[0], words[1]) if function == "ngettext" else words[0]), str(function)


def renew(language: str) -> list[Text]:
    """Bring a language's catalogues up to date; return the texts that lack a translation."""
    folder = HERE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    texts = found()
    kept: dict[str, dict[Text, Message]] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            kept[path.stem] = {_key(entry): entry for entry in read_po(file, locale=language) if entry.id}
    known = {text: entry for entries in kept.values() for text, entry in entries.items()}
    files: dict[str, list[Message]] = {}
    for text, pages in texts.items():
        there = next((name for name, entries in kept.items() if text in entries), None)
        if pages == {ERRORS}:
            there = ERRORS
        name = there or (next(iter(pages)) if len(pages) == 1 else SHARED)
        files.setdefault(name, []).append(known.get(text) or Message(text))
    for name in {*kept, *files}:
        _write(folder / f"{name}.po", language, files.get(name, []))
    return [_key(entry) for entries in files.values() for entry in entries if not _translated(entry)]


def _key(entry: Message) -> Text:
    return (str(entry.id[0]), str(entry.id[1])) if isinstance(entry.id, list | tuple) else str(entry.id)


def _translated(entry: Message) -> bool:
    said = entry.string
    return bool(said) if said is None or isinstance(said, str) else all(said)


def _write(path: Path, language: str, entries: list[Message]) -> None:
    if not entries:
        path.unlink(missing_ok=True)
        return
    catalog = Catalog(locale=language, project="khabar")
    for entry in entries:
        catalog.add(entry.id, entry.string)
    out = io.BytesIO()
    write_po(out, catalog, width=0, sort_output=True, omit_header=True, no_location=True)
    plain = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = f'"Plural-Forms: {catalog.plural_forms}\\n"\n'
    path.write_text(plain + plural + "\n" + out.getvalue().decode("utf-8").strip() + "\n", "utf-8")


def main() -> int:
    """Renew all catalogues; return how the program should exit."""
    missing = [(language, text) for language in LANGUAGES if language != "en" for text in renew(language)]
    for language, text in missing:
        sys.stderr.write(f"{language}: not translated: {text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
