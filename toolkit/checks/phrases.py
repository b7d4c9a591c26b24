"""The check that underlines phrases and constructions wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.constructions import Construction, apart, constructions, hits_of, mask_of, pattern_set
from toolkit.checks.rewrite import Rewrite
from toolkit.language import PatternSet, Prose, Vocabulary


@dataclass(frozen=True, slots=True)
class Phrases:
    """Underlines every match of its constructions, save those that hold a phrase of `allow`.

    `rewrite` makes the suggestion for what no construction has one for by itself.
    """

    sort: ClassVar[str] = "phrases"
    options: ClassVar[frozenset[str]] = frozenset(("phrases", "constructions", "rewrite", "allow"))

    constructions: tuple[Construction, ...]
    allow: PatternSet
    rewrite: Rewrite
    mask: int

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        found = constructions(options, vocabulary)
        if not found:
            raise OptionError("phrases", "there is nothing to find", "Give `phrases` or `constructions`.")
        allow = pattern_set(options.get("allow", ()), vocabulary, "allow")
        return cls(found, allow, Rewrite.of(options.get("rewrite", ()), vocabulary, "rewrite"), mask_of(found))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield each phrase found, in order; of two that share a word the one that begins first."""
        if not self.mask & prose.live:
            return
        hits = [*hits_of(self.constructions, prose)]
        for hit in apart(hits) if hits else ():
            allowed = self.allow.find(hit.sentence)
            if not any(found.first < hit.found.last and hit.found.first < found.last for found in allowed):
                suggestion = hit.suggestion or self.rewrite.suggestion(hit.sentence, hit.found, prose.text)
                yield Match(hit.span, suggestion=self._sound(suggestion, prose.vocabulary))

    def _sound(self, suggestion: str | None, vocabulary: Vocabulary) -> str | None:
        """Return a suggestion where it has not the same fault itself."""
        if suggestion is None:
            return None
        written = Prose.of(suggestion, vocabulary=vocabulary)
        faulty = any(True for _ in hits_of(self.constructions, written))
        return None if faulty else suggestion
