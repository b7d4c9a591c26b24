"""The check that a message holds something it must: named where it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.constructions import Construction, constructions, hits_of
from toolkit.language import Prose, Vocabulary
from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Needs:
    """Fires once where constructions match fewer than `least` times in the message; `offer` would supply it.

    What comes after the first match of `before` comes too late, and does not count.
    """

    sort: ClassVar[str] = "needs"
    options: ClassVar[frozenset[str]] = frozenset(("phrases", "constructions", "offer", "least", "before"))

    constructions: tuple[Construction, ...]
    offer: str | None
    least: int
    before: tuple[Construction, ...]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        found, offer, least = constructions(options, vocabulary), options.get("offer"), options.get("least", 1)
        if not found:
            raise OptionError("constructions", "there is nothing to look for")
        if not isinstance(offer, (str, type(None))):
            raise OptionError("offer", "offer must be a text")
        if not isinstance(least, int) or isinstance(least, bool) or least < 1:
            raise OptionError("least", "least must be a whole number of 1 or more")
        before = constructions({"constructions": options.get("before", [])}, vocabulary, "before")
        return cls(found, offer, least, before)

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield one match without a span where the message lacks what it needs."""
        if self.evidence(prose) is None:
            yield Match(None, suggestion=self.offer)

    def evidence(self, prose: Prose) -> Span | None:
        """Return the first words that supply what is asked for, None where there are too few."""
        hits = (hit.span for hit in hits_of(self.constructions, prose))
        if self.before:
            late = (hit.span.start for hit in hits_of(self.before, prose))
            limit = min(late, default=len(prose.text))
            hits = (span for span in hits if span.start <= limit)
        enough = list(islice(hits, self.least))
        return min(enough) if len(enough) == self.least else None
