"""What every sort of check is: a frozen value that reads prose and yields matches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Protocol, Self, runtime_checkable

from toolkit.language import Prose, Vocabulary
from toolkit.text import Span

NO_DETAILS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Match:
    """One place in a prose's text where a check fires; `span` is None where something is missing.

    `details` fill the slots of the rule's message; `suggestion` is what to write instead of the span. `safe` tells
    that it can stand as it is; else a person has to look, for it says something that only they can know. A match
    that is `written` counts only where the writer wrote all of its words, and none of them is data.
    """

    span: Span | None
    details: Mapping[str, str] = field(default_factory=lambda: NO_DETAILS)
    suggestion: str | None = None
    safe: bool = False
    written: bool = False


class OptionError(ValueError):
    """A rule's options do not fit its sort of check; `key` is the option at fault."""

    def __init__(self, key: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.message = message
        self.hint = hint


@runtime_checkable
class Check(Protocol):
    """One sort of check with its options: a small frozen dataclass, made once per rule."""

    sort: ClassVar[str]
    """The name that a rule file's `check` key uses."""
    options: ClassVar[frozenset[str]]
    """The keys of a rule file that this sort understands."""

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        ...

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield where `prose` is at fault, in order."""
        ...


@runtime_checkable
class Witness(Protocol):
    """A check for something that must be there, which can also show what supplies it."""

    def evidence(self, prose: Prose) -> Span | None:
        """Return the words that supply what is asked for, None where nothing does."""
        ...
