"""What tells that a file is another than before without reading it."""

from __future__ import annotations

import os
from pathlib import Path

Stamp = tuple[int, int, int]
"""When a file was changed (ns), its size in bytes, its inode."""


def stamp_of(file: Path | str, *, follow: bool = True) -> Stamp | None:
    """Return a file's stamp, None for one that is not there or cannot be looked at; `follow` links, or do not."""
    try:
        found = os.stat(file, follow_symlinks=follow)  # noqa: PTH116 - it is done for hundreds of files at a time
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
