"""What a team has configured: one frozen value, complete when made, that knows the line of each of its keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toolkit.errors import KindwordError
from toolkit.resources import line_of

_NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Declared:
    """Names that the team's application gives its templates, so that kindword does not take them for slips."""

    filters: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    globals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Config:
    """What is configured, and the defaults for what is not.

    `path` is the file it comes from, None where there is none; `lines` holds the 1-based line of each key there.
    `library` and `rules` are folders, `baseline` a file, `kinds` pairs of a path pattern and a kind, `stand_ins`
    values by dotted variable name, `severity` the names of severities by rule.
    """

    path: Path | None = None
    library: Path | None = None
    rules: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    fail_on: str = "error"
    severity: Mapping[str, str] = field(default_factory=lambda: _NONE)
    allow: tuple[str, ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    declare: Declared = field(default_factory=Declared)
    stand_ins: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    readability: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=lambda: _NONE)

    def kind_of(self, path: Path) -> str | None:
        """Return the kind that the last pattern which fits a path gives it, None where none fits.

        Patterns are read from the folder of the configuration; `*` also stands for `/`.
        """
        if self.path is None or not self.kinds:
            return None
        try:
            below = path.resolve().relative_to(self.path.parent.resolve()).as_posix()
        except ValueError:
            return None
        return next((kind for pattern, kind in reversed(self.kinds) if fnmatchcase(below, pattern)), None)

    def error(self, message: str, *keys: str, hint: str = "") -> KindwordError:
        """Return the error for a value that turns out not to fit, with the file and the line of its key."""
        shown = None if self.path is None else str(self.path)
        return KindwordError(message, path=shown, line=line_of(self.lines, keys), hint=hint)
