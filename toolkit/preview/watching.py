"""Tells whether anything in the library has changed on disk: a digest of the state of every file in it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.resources import digest
from toolkit.resources.stamp import stamp_of


def state_of(roots: Sequence[Path]) -> str:
    """Return a digest that is another once a file below the folders came, went or changed, shared parts too.

    Folders that begin with a dot are not looked into. Raises KindwordError where a folder is gone.
    """
    for root in roots:
        if not root.is_dir():
            hint = "The page goes on as soon as it is back."
            raise KindwordError("the library's folder is gone", path=str(root), hint=hint)
    return digest("\n".join(line for root in roots for line in _lines(root)))


def _lines(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            stamp = stamp_of(os.path.join(folder, name), follow=False)  # noqa: PTH118 - for every file, every second
            if stamp is not None:
                yield f"{folder!a} {name!a} {stamp}"
