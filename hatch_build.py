"""Puts what the shipped rules come to into the wheel, so that its first run starts as fast as any other."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_WORK_OUT = "from toolkit.rules import load_rules; load_rules()"


class IndexHook(BuildHookInterface[Any]):
    """Works the index out with the sources that the wheel is built of; they need nothing else installed for it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the index to a wheel's files; a checkout installed for development keeps its own in the cache."""
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory()
        environment = {**os.environ, "PYTHONPATH": self.root, "KINDWORD_CACHE_DIR": self.folder.name}
        subprocess.run(  # noqa: S603 - our own sources, by the Python that builds
            [sys.executable, "-c", _WORK_OUT], check=True, cwd=self.root, env=environment
        )
        for file in Path(self.folder.name).iterdir():
            build_data["force_include"][str(file)] = f"toolkit/_data/index/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Drop the folder that the index was made in."""
        if version != "editable":
            self.folder.cleanup()
