"""`khabar schema` and `khabar doctor`: what comes out, and whether everything needed is there."""

from __future__ import annotations

import json
import platform
import time

import typer

from khabar.errors import KhabarError


def schema() -> None:
    """Print the JSON Schema of a record (schema khabar/1)."""
    from khabar.record import Record

    typer.echo(json.dumps(Record.model_json_schema(by_alias=True, mode="serialization"), ensure_ascii=False, indent=2))


def doctor() -> None:
    """Check that khabar can read here: versions, lexicons, gazetteers, a trial sentence. Exit 1 if it cannot."""
    from importlib.metadata import version

    from khabar import __version__

    typer.echo(f"khabar {__version__} · Python {platform.python_version()} · {platform.platform()}")
    for name in ("spacy", "pydantic", "trafilatura", "httpx", "rich", "typer", "onnxruntime"):
        typer.echo(f"  {name} {version(name)}")
    failed = False
    checks = (
        ("lexicons", _lexicons),
        ("gazetteers", _gazetteers),
        ("a trial report", _trial),
        ("neural reader", _reader),
    )
    for what, check in checks:
        begun = time.perf_counter()
        try:
            found = check()
        except (KhabarError, OSError, ValueError, KeyError) as error:
            failed = True
            typer.echo(f"  {what}: FAILED: {error}")
        else:
            typer.echo(f"  {what}: {found} ({time.perf_counter() - begun:.2f} s)")
    if failed:
        raise typer.Exit(1)


def _lexicons() -> str:
    from importlib.resources import files

    from khabar.lexicon import load

    names = sorted(p.name.removesuffix(".toml") for p in files("khabar.lexicon").iterdir() if p.name.endswith(".toml"))
    entries = sum(len(value) for name in names for value in load(name).values() if isinstance(value, list | dict))
    return f"{len(names)} files, {entries} entries"


def _gazetteers() -> str:
    from khabar import gazetteer

    return f"{len(gazetteer.places())} place names, {len(gazetteer.countries())} countries, {len(gazetteer.parties())} known parties"


def _trial() -> str:
    from khabar import read

    record = read("رفضت الحكومة السورية امس اي هدنة في حلب.", published="2016-10-03", model=False)
    acts = [statement.act.value for statement in record.statements]
    if acts != ["reject"]:
        message = f"a sentence of refusal was read as {acts}"
        raise ValueError(message)
    return "read as expected"


def _reader() -> str:
    from khabar.reading.reader.network import network
    from khabar.reading.reader.shipped import FOLDER, check
    from khabar.settings import Settings

    files = check(FOLDER)
    reader = network(FOLDER)
    if isinstance(reader, KhabarError):
        raise reader
    size = sum((FOLDER / name).stat().st_size for name in files) / 1e6
    use = "asked" if Settings.from_environment().model else "not asked: KHABAR_MODEL=off"
    return f"{len(files)} files, {size:.0f} MB, as shipped; {use}"
