"""The check for a refusal that nothing follows: no alternative, no next step, nobody to turn to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.constructions import Construction, apart, constructions, hits_of
from toolkit.language import Prose, Vocabulary


@dataclass(frozen=True, slots=True)
class DeadEnds:
    """Underlines the first refusal of a message in which none of `ways_forward` matches."""

    sort: ClassVar[str] = "dead-end"
    options: ClassVar[frozenset[str]] = frozenset(("phrases", "constructions", "ways_forward"))

    refusals: tuple[Construction, ...]
    ways_forward: tuple[Construction, ...]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        refusals = constructions(options, vocabulary)
        if not refusals:
            raise OptionError("phrases", "there is nothing to find", "Give `phrases` or `constructions`.")
        tables = options.get("ways_forward", [])
        return cls(refusals, constructions({"constructions": tables}, vocabulary, "ways_forward"))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield the first refusal where the message opens no other door."""
        hits = apart([*hits_of(self.refusals, prose)])
        if hits and not any(True for _ in hits_of(self.ways_forward, prose)):
            yield Match(hits[0].span)
