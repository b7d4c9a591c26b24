"""Where kindword keeps what it would otherwise have to work out or fetch again: for its user, or for a project."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_FOLDER = "KINDWORD_CACHE_DIR"

PROJECT_FOLDER = ".kindword_cache"
"""The name of the folder, beside a configuration, for what later runs on the same project may use."""


def cache_folder() -> Path | None:
    """Return the user's cache folder for kindword; None where there is none, or where it is not wanted."""
    chosen = os.environ.get(_FOLDER)
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        home = Path.home()
    except RuntimeError:
        return None
    places = {"win32": os.environ.get("LOCALAPPDATA"), "darwin": str(home / "Library" / "Caches")}
    place = places.get(sys.platform) or os.environ.get("XDG_CACHE_HOME") or str(home / ".cache")
    return Path(place) / "kindword"
