"""The shared parts of a library: the templates that are no messages, for they are put into others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.library.names import is_template
from toolkit.library.read import inside
from toolkit.resources import read_text

_SKELETONS = "_skeletons"
"""The folder of first drafts, which `kindword new` reads and no template does."""


@dataclass(frozen=True, slots=True)
class Part:
    """One shared part: its path as shown, its name as templates call it (below the library's root), its source."""

    path: str
    name: str
    source: str


def parts_below(root: Path) -> Iterator[Part]:
    """Yield the shared parts of the library at `root` in order of path: what, or whose folder, begins with `_`.

    What cannot be read is left out, and so are hidden files and links that lead out of the library.
    """
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != _SKELETONS)
        for file in (Path(folder, name) for name in sorted(files)):
            below = file.relative_to(root)
            shared = any(part.startswith("_") for part in below.parts)
            if not shared or file.name.startswith(".") or not is_template(file) or not inside(file, root):
                continue
            try:
                yield Part(str(file), below.as_posix(), read_text(file))
            except KindwordError:
                continue
