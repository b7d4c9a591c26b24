"""The ordinary words of a language: one plain list, read only once a message asks for it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from toolkit.resources import read_text

FILE = "words.txt"
"""Its name in a language's folder: one lower-case word a line, and lines of comment that begin with `#`."""


@lru_cache(maxsize=8)
def ordinary_words(folder: Path) -> frozenset[str]:
    """Return the words in a language's folder, as SCOWL spells them; none where it holds no such list."""
    path = folder / FILE
    if not path.is_file():
        return frozenset()
    return frozenset(line for line in read_text(path).splitlines() if line and not line.startswith("#"))
