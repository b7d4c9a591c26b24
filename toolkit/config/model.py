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
class Override:
    """What is otherwise for some files: the rules in `ignore` are left out, others graded by `severity`.

    The files are those that fit one of the patterns `files` and are of one of `kinds`; where either is empty, any.
    """

    files: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True)
class Config:
    """What is configured, and the defaults for what is not.

    `path` is the file it comes from, None where there is none; `lines` holds the 1-based line of each key there.
    `library` and `rules` are folders, `baseline` a file, `kinds` pairs of a path pattern and a kind, `stand_ins`
    values by dotted variable name, `sample_data` a file of such values, `severity` the names of severities by
    rule, `locale` that of what names none, `overrides` what is otherwise for some files, the last that fits before
    those above it, `promises` lengths of time by the thing that they are promised for, `grammar` whether grammar
    and spelling are checked, `languagetool` the `url` or `path` of the LanguageTool that does it.
    """

    path: Path | None = None
    library: tuple[Path, ...] = ()
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
    sample_data: Path | None = None
    locale: str = "en"
    overrides: tuple[Override, ...] = ()
    timeframe: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    readability: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    promises: Mapping[str, str] = field(default_factory=lambda: _NONE)
    grammar: bool = False
    languagetool: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    lines: Mapping[tuple[str, ...], int] = field(default_factory=lambda: _NONE)

    def kind_of(self, path: Path) -> str | None:
        """Return the kind that the last pattern which fits a path gives it, None where none fits.

        Patterns are read from the folder of the configuration; `*` also stands for `/`.
        """
        if not self.kinds or (below := self.below(path)) is None:
            return None
        return next((kind for pattern, kind in reversed(self.kinds) if fnmatchcase(below, pattern)), None)

    def overriding(self, path: Path, kind: str) -> tuple[Override, ...]:
        """Return what is otherwise for a file and a kind, the last in the file first."""
        below = self.below(path) if self.overrides else None
        return tuple(
            override
            for override in reversed(self.overrides)
            if (not override.kinds or kind in override.kinds)
            and (
                not override.files
                or (below is not None and any(fnmatchcase(below, pattern) for pattern in override.files))
            )
        )

    def below(self, path: Path) -> str | None:
        """Return a path as seen from the configuration's folder, with `/`; None where it is not below that."""
        if self.path is None:
            return None
        try:
            return path.resolve().relative_to(self.path.parent.resolve()).as_posix()
        except ValueError:
            return None

    def error(self, message: str, *keys: str, hint: str = "") -> KindwordError:
        """Return the error for a value that turns out not to fit, with the file and the line of its key."""
        shown = None if self.path is None else str(self.path)
        return KindwordError(message, path=shown, line=line_of(self.lines, keys), hint=hint)
