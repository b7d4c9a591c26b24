"""What each pattern needs and can begin with, kept between runs: working it out is most of starting up.

It is kept as JSON in the user's cache folder, one file for each state of a language's word lists. Without the
file, or where it cannot be read or written, all is worked out anew: nothing but time hangs on it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.language.pattern import Needs
from toolkit.resources import write_text

Known = tuple[Needs, frozenset[str] | None]
"""What a pattern needs, and the words that it can begin with (None: any)."""

_VERSION = 1
"""To be raised whenever `needs` comes to tell something else of the same pattern."""
_FOLDER = "KINDWORD_CACHE_DIR"
_MOST_PATTERNS = 20_000
_MOST_FILES = 6


@dataclass(slots=True)
class Index:
    """What is known of patterns by their text. `file` is where it is kept, None where it is not."""

    file: Path | None = None
    known: dict[str, Known] = field(default_factory=dict)
    kept: int = 0

    def keep(self) -> None:
        """Write what has been learnt since the file was read, and drop the oldest files of other word lists."""
        if self.file is None or not self.kept < len(self.known) <= _MOST_PATTERNS:
            return
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_text(self.file, _written(self.known))
            kept = sorted(self.file.parent.glob("patterns-*.json"), key=lambda file: file.stat().st_mtime)
            for old in kept[:-_MOST_FILES]:
                old.unlink(missing_ok=True)
        except (OSError, KindwordError):
            self.file = None
            return
        self.kept = len(self.known)


def read_index(language: str, words: object) -> Index:
    """Return what an earlier run kept for a language whose word lists and spelling are `words`."""
    folder = _cache_folder()
    if folder is None:
        return Index()
    digest = sha256(repr((_VERSION, words)).encode()).hexdigest()[:20]
    file = folder / f"patterns-{language}.{digest}.json"
    try:
        known = _read(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        known = {}
    return Index(file, known, len(known))


def _cache_folder() -> Path | None:
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


def _written(known: Mapping[str, Known]) -> str:
    """Return what is known as JSON; sets of words that several patterns share stand there once."""
    numbers: dict[frozenset[str], int] = {}
    patterns = {
        text: [
            [numbers.setdefault(words, len(numbers)) for words in needs],
            None if firsts is None else numbers.setdefault(firsts, len(numbers)),
        ]
        for text, (needs, firsts) in known.items()
    }
    return json.dumps({"sets": [sorted(words) for words in numbers], "patterns": patterns}, ensure_ascii=False)


def _read(data: Mapping[str, object]) -> dict[str, Known]:
    """Return what `_written` wrote; raises ValueError, TypeError, KeyError or IndexError for anything else."""
    sets, patterns = data["sets"], data["patterns"]
    if not isinstance(sets, list) or not isinstance(patterns, dict):
        raise TypeError
    words = [frozenset(map(str, one)) for one in sets]
    return {
        text: (tuple([words[number] for number in needs]), None if firsts is None else words[firsts])
        for text, (needs, firsts) in patterns.items()
    }
