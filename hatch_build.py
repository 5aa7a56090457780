"""Takes machine code into a wheel: KHABAR_COMPILED=FOLDER names what `compile_rooms.py FOLDER` made (`make fast`).

Without it a wheel is Python alone and fits every machine; with it, it fits this Python and this kind of system.
"""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SWITCH = "KHABAR_COMPILED"


class Compiled(BuildHookInterface[Any]):
    """What is compiled goes beside its Python module, which stays: tracebacks and whoever reads the code look there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled modules of the folder; raise `SystemExit` where the sources have changed since."""
        folder = os.environ.get(SWITCH)
        if not folder or version == "editable":
            return
        room = runpy.run_path(str(Path(self.root, "compile_rooms.py")))
        build_data["force_include"].update(room["libraries"](Path(self.root, folder)))
        build_data["pure_python"], build_data["infer_tag"] = False, True
