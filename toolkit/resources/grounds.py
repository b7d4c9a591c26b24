"""What a kept result rests on: files and folders, and whether they are still as they were."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR

from toolkit.resources.sealed import digest_of

_LARGE = 1_000_000
"""Bytes of a file from which on it is known by its size and times, and is not read."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """`folders`, of which the files with one of `endings` (lower case) count at any depth, and single `files`.

    A file that is not there is a fact like any other: that it comes is a change. Hidden files and folders do not
    count below a folder.
    """

    folders: tuple[str, ...]
    files: tuple[str, ...]
    endings: tuple[str, ...]

    def state(self) -> str | None:
        """Return a digest of names and contents as they are now; None where something cannot be read."""
        told = sha256()
        try:
            for folder in self.folders:
                for line in _told_of(Path(folder), self.endings):
                    told.update(line)
            for file in self.files:
                told.update(_line(file, _content(Path(file))))
        except (OSError, ValueError):
            return None
        return told.hexdigest()


def _told_of(folder: Path, endings: tuple[str, ...]) -> Iterator[bytes]:
    """Yield a line for each folder, file and link below a folder, in order of name."""
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield _line(entry.path, f"leads to {os.path.realpath(entry.path)}")
        if entry.is_dir(follow_symlinks=False):
            yield _line(entry.path, "a folder")
            yield from _told_of(Path(entry.path), endings)
        elif entry.name.lower().endswith(endings) and not entry.is_dir():
            yield _line(entry.path, _content(Path(entry.path)))


def _content(file: Path) -> str:
    """Return what tells a file's content from another, and from there being no such file."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return "missing"
    if S_ISDIR(found.st_mode):
        return "a folder"
    if found.st_size > _LARGE:
        return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}"
    return digest_of(file.read_bytes())


def _line(name: str, fact: str) -> bytes:
    return f"{name}\0{fact}\n".encode("utf-8", "surrogatepass")
