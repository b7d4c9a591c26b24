"""Which library a file or folder belongs to: the folder from which its includes resolve."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from toolkit.library import kind_of_folder

_SHARED = "_shared"
_USUAL = "templates"


def root_of_file(file: Path, libraries: Collection[Path] = ()) -> Path:
    """Return the library that a single file belongs to: the nearest folder above it that looks like one.

    That is one of `libraries` (the configured ones), a folder that holds `_shared`, one called `templates`, or
    one in which the file stands in a folder of a kind; by default the file's own folder.
    """
    folder = file.parent
    for root, below in _above(folder):
        if _is_library(root, libraries) or root.name == _USUAL or (below and kind_of_folder(below)):
            return root
    return folder


def root_of_folder(folder: Path, libraries: Collection[Path] = ()) -> Path:
    """Return the library that a folder is part of: the nearest above it that is one for certain, else itself."""
    return next((root for root, _ in _above(folder) if _is_library(root, libraries)), folder)


def places_of_root(folder: Path, libraries: Collection[Path] = ()) -> Iterator[Path]:
    """Yield the places, there or not, that decide which library a folder is part of."""
    for root, _ in _above(folder):
        yield root / _SHARED
        if _is_library(root, libraries):
            return


def _is_library(folder: Path, libraries: Collection[Path]) -> bool:
    same = any(folder.resolve() == library.resolve() for library in libraries)
    return same or (folder / _SHARED).is_dir()


def _above(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the folder and those above it, each with the name of the folder below it on the way.

    A home folder and the root of the file system are no libraries: a template must not name just any file.
    """
    below = ""
    here = folder.absolute()
    shown = folder
    while here.parent != here and here != Path.home():
        yield shown, below
        below = here.name
        here = here.parent
        shown = here if shown.is_absolute() else _relative_parent(shown)


def _relative_parent(shown: Path) -> Path:
    """Return the parent of a relative path, going up from the current folder as `..`."""
    return shown.parent if shown.name and shown.name != ".." else shown / ".."
