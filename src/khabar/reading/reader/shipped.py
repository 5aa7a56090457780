"""The files of the shipped reader: what must be there, and whether it is what training wrote.

`model/files.json` names every other file with its digest. A file that is missing, cut short or changed is told by name,
for a network that answers nonsense would be worse than none.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from khabar.errors import ModelError, saying

FOLDER = Path(__file__).parents[2] / "model"
LISTING = "files.json"
REMEDY = saying("install khabar again, or read with --no-model (KHABAR_MODEL=off)")


def digest(path: Path) -> str:
    """Return the digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_listing(folder: Path) -> None:
    """Name every file of a folder with its digest in `files.json`."""
    files = {path.name: digest(path) for path in sorted(folder.iterdir()) if path.suffix in {".onnx", ".npz", ".json"}}
    files.pop(LISTING, None)
    (folder / LISTING).write_text(json.dumps(files, indent=1) + "\n", "utf-8")


def check(folder: Path) -> dict[str, str]:
    """Return the digests of the reader's files; raise `ModelError` for one that is missing or not what was shipped."""
    try:
        listed: dict[str, str] = json.loads((folder / LISTING).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            saying("the neural reader is not there: %(path)s cannot be read; %(remedy)s"),
            path=folder / LISTING,
            remedy=REMEDY,
        ) from error
    for name, wanted in listed.items():
        path = folder / name
        if not path.is_file():
            raise ModelError(saying("the neural reader's %(path)s is missing; %(remedy)s"), path=path, remedy=REMEDY)
        if digest(path) != wanted:
            raise ModelError(
                saying("the neural reader's %(path)s is not the file that was shipped; %(remedy)s"),
                path=path,
                remedy=REMEDY,
            )
    return listed
