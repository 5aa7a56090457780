"""spaCy without its command line, which reading never runs and which is a third of the time of importing it.

`import spacy` imports `spacy.cli` for the sake of one function, `spacy.info`, and with it requests, httpx and weasel.
While spaCy is imported here, empty modules stand in for the two; afterwards they are gone, so that `import spacy.cli`
finds the real one, and `spacy.info` calls it. Where spaCy was imported before, nothing is done.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **options: Any) -> Any:
    return importlib.import_module("spacy.cli.info").info(*args, **options)


def _import() -> ModuleType:
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    for name in _COMMANDS:
        stand_in = ModuleType(name)
        stand_in.__path__ = []
        stand_in.__dict__["info"] = _info
        sys.modules[name] = stand_in
    try:
        return importlib.import_module("spacy")
    finally:
        for name in _COMMANDS:
            sys.modules.pop(name, None)


spacy = _import()
