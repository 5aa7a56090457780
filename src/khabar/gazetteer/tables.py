"""Reading and writing the tab-separated tables of the gazetteer: one header line, no quoting, `|` inside a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from khabar.arabic import fold
from khabar.errors import LexiconError

HERE = Path(__file__).parent
INPUT = HERE / "input"


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table as dictionaries; raise LexiconError where a row has too few or too many cells."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            message = f"{path.name} line {number}: {len(cells)} cells instead of {len(header)}; add or remove a tab."
            raise LexiconError(message)
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table and return how many rows it has."""
    lines = ["\t".join(header)]
    for row in rows:
        if any("\t" in cell or "\n" in cell for cell in row):
            message = f"{path.name}: a cell of {row[0]!r} holds a tab or a line break."
            raise LexiconError(message)
        lines.append("\t".join(row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 1


def values(cell: str) -> list[str]:
    """Return the values of a cell that holds several."""
    return [value.strip() for value in cell.split("|") if value.strip()]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: a list of column names or codes written as one line."""
    return tuple(text.split())


def join(items: Iterable[str]) -> str:
    """Return one cell of several values, each once, in the order given."""
    return "|".join(dict.fromkeys(items))


def key(name: str) -> str:
    """Return the folded name under which a reader looks a name up: hyphens are spaces, spaces are single."""
    return " ".join(fold(name).replace("-", " ").split())


def keys(names: Iterable[str]) -> list[str]:
    """Return the folded names, each once, in the order given."""
    return list(dict.fromkeys(key(name) for name in names))


def certain(names: Iterable[str]) -> list[str]:
    """Return the names without those that `?` marks as ambiguous."""
    return [name for name in names if not name.startswith("?")]


def doubtful(names: Iterable[str]) -> list[str]:
    """Return the names that `?` marks as ambiguous, without the mark."""
    return [name[1:] for name in names if name.startswith("?")]


def common_names() -> frozenset[str]:
    """Return the folded names that are also everyday words or personal names."""
    return frozenset((INPUT / "common_names.txt").read_text(encoding="utf-8").split("\n")) - {""}
