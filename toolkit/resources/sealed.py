"""JSON kept between runs, with a digest that tells whether it is still as it was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from toolkit.errors import KindwordError
from toolkit.resources.files import write_text

_DIGITS = 20
_IGNORED = "# made by kindword\n*\n"


def digest(text: str) -> str:
    """Return a short digest of a text, half characters among it."""
    return digest_of(text.encode("utf-8", "surrogatepass"))


def digest_of(data: bytes) -> str:
    """Return a short digest of bytes."""
    return sha256(data).hexdigest()[:_DIGITS]


def read_sealed(file: Path) -> dict[str, Any] | None:
    """Return what `write_sealed` wrote, None for anything else: no file, one cut short, one that was changed."""
    try:
        seal, _, written = file.read_bytes().partition(b"\n")
        if seal.decode("ascii", "replace") != digest_of(written):
            return None
        known: dict[str, Any] = json.loads(written)
    except (OSError, ValueError):
        return None
    return known


def keep_out_of_git(folder: Path) -> None:
    """Have git ignore a folder and all in it, unless somebody has settled that, or it cannot be written."""
    ignore = folder / ".gitignore"
    if not ignore.exists():
        with suppress(KindwordError):
            write_text(ignore, _IGNORED)


def write_sealed(file: Path, known: Mapping[str, Any], *, most: int) -> bool:
    """Write a file whole, its folder made where there is none; tell whether it could be.

    Of the files beside it whose names begin as its own does, up to the first dot, the `most` newest are left.
    """
    written = json.dumps(known, ensure_ascii=False)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_text(file, f"{digest(written)}\n{written}")
        pattern = f"{file.name.partition('.')[0]}.*{file.suffix}"
        kept = sorted(file.parent.glob(pattern), key=lambda one: one.stat().st_mtime)
        for old in kept[:-most]:
            old.unlink(missing_ok=True)
    except (OSError, KindwordError):
        return False
    return True
