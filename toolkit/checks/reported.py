"""The check that takes over what an engine of grammar or spelling reports, as far as a rule wants it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.language import Prose, Vocabulary


@dataclass(frozen=True, slots=True)
class Reported:
    """What to take of an engine's report, by the names that its own rules and groups of rules have.

    Taken is what is of a group in `categories` or fits a pattern in `reports`, less what fits one in `leave`.
    A report that fits one in `agrees` can hang on the value beside it, one in `safe` has a suggestion that needs
    no person. The words in `allow` are right as they are.
    """

    sort: ClassVar[str] = "engine"
    options: ClassVar[frozenset[str]] = frozenset(("categories", "reports", "leave", "agrees", "safe", "allow"))

    categories: tuple[str, ...]
    reports: tuple[str, ...]
    leave: tuple[str, ...]
    agrees: tuple[str, ...]
    safe: tuple[str, ...]
    allow: tuple[str, ...]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:  # noqa: ARG003
        """Return the check that a rule's options describe; raises OptionError."""
        for key, value in options.items():
            if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
                raise OptionError(key, f"{key} must be a list of texts")
        if not options.get("categories") and not options.get("reports"):
            raise OptionError("categories", "an engine's rule needs categories or reports to take over")
        return cls(**{key: tuple(options.get(key, ())) for key in cls.options})

    def matches(self, prose: Prose) -> Iterable[Match]:  # noqa: ARG002
        """Yield nothing: an engine is asked for many messages at once, beside what is found in each."""
        return ()

    def takes(self, source: str, category: str) -> bool:
        """Tell whether what an engine's rule `source`, of the group `category`, reports is to be a finding."""
        return (category in self.categories or _fits(source, self.reports)) and not _fits(source, self.leave)

    def hangs_on_value(self, source: str) -> bool:
        """Tell whether what a rule of the engine reports can hang on a value that stands beside the words."""
        return _fits(source, self.agrees)

    def is_safe(self, source: str) -> bool:
        """Tell whether what a rule of the engine suggests needs no person, where it is the one suggestion."""
        return _fits(source, self.safe)


def _fits(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
