"""The check that a subject line stays short enough to be read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.language import Prose, Vocabulary
from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Length:
    """Fires on a subject line of more than `most` code points; without a subject, on a body of one line."""

    sort: ClassVar[str] = "length"
    options: ClassVar[frozenset[str]] = frozenset(("most",))

    most: int

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:  # noqa: ARG003
        """Return the check that a rule's options describe; raises OptionError."""
        most = options.get("most", 60)
        if isinstance(most, bool) or not isinstance(most, int) or most < 1:
            raise OptionError("most", "most must be a whole number of 1 or more", "Write a count of characters.")
        return cls(most)

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield the whole line where it is too long."""
        span = prose.subject or prose.body
        line = span.of(prose.text)
        start = span.start + len(line) - len(line.lstrip())
        line = line.strip()
        if len(line) > self.most and "\n" not in line:
            details = {"length": str(len(line)), "limit": str(self.most)}
            yield Match(Span(start, start + len(line)), details)
