"""A rule: what it looks for, why, how grave it is, and the examples that prove it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from toolkit.checks import Check

TEMPLATE_SORT = "template"
"""The `check` of rules on the template itself, which linting finds while it renders and not in the prose."""

LIBRARY_SORT = "library"
"""The `check` of rules that compare the templates of a whole library with each other."""


class Severity(StrEnum):
    """How much a finding weighs; `rank` is larger for the graver."""

    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Return 0 for a suggestion, 1 for a warning, 2 for an error."""
        return list(Severity).index(self)


class Verdict(StrEnum):
    """What an example promises: found, left alone, or known to go wrong (a strict expected failure)."""

    BAD = "bad"
    GOOD = "good"
    KNOWN_MISS = "known_miss"
    KNOWN_FALSE_ALARM = "known_false_alarm"


@dataclass(frozen=True, slots=True)
class Example:
    """One message in a rule file; `«…»` in subject and body stands around exactly what is underlined.

    `promises` are pairs of a thing and a time that its team is taken to have promised.
    """

    verdict: Verdict
    number: int
    body: str
    subject: str | None = None
    kind: str | None = None
    channel: str | None = None
    promises: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file declares it. `kinds` and `channels` are empty where it judges all of them.

    `check` is None for the rules on the template itself and on the library. `path` is the file it came from.
    """

    id: str
    severity: Severity
    message: str
    rationale: str
    sources: tuple[str, ...]
    sort: str
    check: Check | None
    path: Path
    kinds: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    examples: tuple[Example, ...] = ()

    def applies_to(self, kind: str, channel: str) -> bool:
        """Tell whether the rule judges messages of this kind and channel."""
        return (not self.kinds or kind in self.kinds) and (not self.channels or channel in self.channels)
