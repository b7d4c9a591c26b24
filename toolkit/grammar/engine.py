"""What an engine is: something that reads texts in a language and remarks on stretches of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing an engine reports: where in the text (code points), by which of its rules, and what fits instead.

    `category` is the engine's own group of rules, `problem` its sentence, `instead` its suggestions, best first.
    """

    span: Span
    source: str
    category: str
    problem: str
    instead: tuple[str, ...] = ()


Remarks = tuple[Remark, ...]
"""What is reported in one text, in order of place."""


class Engine(Protocol):
    """Something that knows grammar. `name` tells one state of it from another: what was found is kept by it."""

    @property
    def name(self) -> str:
        """Return what tells its kind, version and rules."""
        ...

    def check(self, texts: Sequence[str], language: str) -> list[Remarks]:
        """Return what is reported in each text, in their order; raises KindwordError where it cannot run.

        A text is a paragraph; what is reported in one does not hang on the others. `language` is `en-GB` or alike.
        """
        ...

    def close(self) -> None:
        """Let go of what it holds, once all texts are checked."""
        ...
