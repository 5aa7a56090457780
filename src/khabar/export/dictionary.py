"""The data dictionary of the flat tables: `datapackage.json` (Frictionless Data) for programs, `dictionary.csv` for people."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from khabar.export.tables import TABLES, Kind
from khabar.version import __version__

_FRICTIONLESS: dict[Kind, str] = {
    "text": "string", "number": "integer", "decimal": "number", "day": "date", "truth": "boolean", "list": "string",
}  # fmt: skip


def dictionary(form: str, path: Callable[[str], str | list[str]], counts: Mapping[str, int]) -> dict[str, str]:
    """Return the dictionary's files, by name.

    form: of the tables, "parquet" or "csv"; path: where the files of a table lie, by its name; counts: its rows.
    """
    resources = [
        {
            "name": table.name,
            "path": path(table.name),
            "format": form,
            "description": table.meaning,
            "rows": counts[table.name],
            "schema": {
                "fields": [
                    {"name": name, "type": _FRICTIONLESS[kind], "description": _meaning(kind, meaning, form)}
                    for name, (kind, meaning) in table.columns.items()
                ]
            },
        }
        for table in TABLES
    ]
    package = {
        "name": "khabar-tables",
        "description": f"Records of Arabic news reports (schema khabar/1), written by khabar {__version__}",
        "resources": resources,
    }
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["table", "column", "kind", "meaning"])
    for table in TABLES:
        writer.writerows([table.name, name, kind, meaning] for name, (kind, meaning) in table.columns.items())
    return {
        "datapackage.json": json.dumps(package, ensure_ascii=False, indent=2) + "\n",
        "dictionary.csv": out.getvalue(),
    }


def _meaning(kind: Kind, meaning: str, form: str) -> str:
    return f"{meaning} (several joined by |)" if kind == "list" and form == "csv" else meaning
