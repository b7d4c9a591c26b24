"""The one exception that a user's mistake raises: what is wrong, where, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable


class KindwordError(Exception):
    """A mistake that its maker can mend; the command prints it and exits with 2.

    `message` says what is wrong in one sentence, `path` and `line` (1-based) where, `hint` what to do next.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line
        self.hint = hint

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        return f"{where}{self.message}" + (f"\n  {self.hint}" if self.hint else "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return 'Did you mean X?' for the nearest of `known`, else 'Known: …', else an empty string."""
    from difflib import get_close_matches  # noqa: PLC0415 - most runs make no mistake

    choices = sorted(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {str(near[0])!r}?"
    return f"Known: {', '.join(choices)}." if choices else ""
