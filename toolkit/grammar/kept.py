"""What an engine reported, kept between runs by text, language, and the engine's version and rules.

The texts themselves are not kept: only their digests, and what was reported of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from toolkit.grammar.engine import Engine, Remark, Remarks
from toolkit.resources import digest, keep_out_of_git, read_sealed, write_sealed
from toolkit.text import Span

_MOST_FILES = 3
_MOST_OTHERS = 50_000
"""Texts that are kept though a run did not ask for them: it may have been one of a part of the library."""


class Kept:
    """An engine that is asked only for what is not known yet. With `folder` None, nothing is kept between runs."""

    def __init__(self, engine: Engine, folder: Path | None) -> None:
        self.engine = engine
        self.folder = folder
        self._used: dict[str, Any] = {}
        self._grown = False

    @property
    def name(self) -> str:
        """Return the name of the engine that it asks."""
        return self.engine.name

    @cached_property
    def file(self) -> Path | None:
        """Return the file in which the results of this state of the engine are kept."""
        return None if self.folder is None else self.folder / f"grammar.{digest(self.name)}.json"

    @cached_property
    def _known(self) -> dict[str, Any]:
        return (read_sealed(self.file) if self.file else None) or {}

    def check(self, texts: Sequence[str], language: str) -> list[Remarks]:
        """Return what is reported in each text, as an earlier run kept it or asked for now."""
        keys = [digest(json.dumps([language, text])) for text in texts]
        for key in keys:
            if key in self._known:
                self._used[key] = self._known[key]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._used}
        if new:
            made = self.engine.check(list(new.values()), language)
            self._used |= {key: [_plain(one) for one in found] for key, found in zip(new, made, strict=True)}
            self._grown = True
        return [tuple(_remark(one) for one in self._used[key]) for key in keys]

    def close(self) -> None:
        """Write what is new, and let go of the engine."""
        self.engine.close()
        if self.file is None or not self._grown:
            return
        others = {key: one for key, one in self._known.items() if key not in self._used}
        kept = dict(list(others.items())[-_MOST_OTHERS:])
        if write_sealed(self.file, {**kept, **self._used}, most=_MOST_FILES):
            keep_out_of_git(self.file.parent)
        self._grown = False


def _plain(remark: Remark) -> list[Any]:
    span = remark.span
    return [span.start, span.end, remark.source, remark.category, remark.problem, list(remark.instead)]


def _remark(plain: list[Any]) -> Remark:
    start, end, source, category, problem, instead = plain
    return Remark(Span(start, end), source, category, problem, tuple(instead))
