"""Settings: one frozen object, built once from the environment and passed in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khabar.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """How khabar reads, each field from the variable `KHABAR_` + its name in capitals.

    max_chars: longest text read, in characters; the rest is left out with a warning.
    fetch_timeout: seconds a whole download may take.
    fetch_bytes: largest download, in bytes.
    model: whether the neural reader is asked too (`KHABAR_MODEL=off`: rules and lexicons alone).
    """

    max_chars: int = 20_000_000
    fetch_timeout: int = 20
    fetch_bytes: int = 20_000_000
    model: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Build the settings from `KHABAR_*` variables; raise `SettingsError` for one with an impossible value."""
        given: dict[str, Any] = {}
        for name in cls.__dataclass_fields__:
            raw = environment.get(f"KHABAR_{name.upper()}")
            if raw is None:
                continue
            if name == "model":
                given[name] = _on(raw)
                continue
            if not raw.isdecimal() or int(raw) == 0:
                message = f"KHABAR_{name.upper()} is {raw!r}: it takes a whole number above 0"
                raise SettingsError(message)
            given[name] = int(raw)
        return cls(**given)


def _on(raw: str) -> bool:
    if raw not in ("on", "off"):
        message = f"KHABAR_MODEL is {raw!r}: it takes on or off"
        raise SettingsError(message)
    return raw == "on"
