"""One name for one file, however the path to it is written: what a baseline and a change know files by."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path


def places() -> Callable[[str], Path]:
    """Return what gives the real place of a path as seen from here: the folder's links followed, its own not."""

    @cache
    def folder(path: Path) -> Path:
        return path.resolve()

    def place(path: str) -> Path:
        file = Path(path)
        return folder(file.parent) / file.name if file.name not in ("", "..") else folder(file)

    return place


def names_from(folder: Path) -> Callable[[str], str]:
    """Return what names a path as seen from a folder, with forward slashes."""
    base, place = folder.resolve(), places()

    def name(path: str) -> str:
        try:
            return Path(os.path.relpath(place(path), base)).as_posix()
        except ValueError:  # another drive
            return place(path).as_posix()

    return cache(name)
