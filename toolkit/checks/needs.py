"""The check that a message holds something it must: named where it is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.constructions import Construction, constructions, hits_of
from toolkit.checks.word_lists import listed
from toolkit.language import Prose, Vocabulary, deeds
from toolkit.text import Span

_DEEDS = frozenset(("unless_verbs", "unless_words"))


@dataclass(frozen=True, slots=True)
class Deeds:
    """Which plain statements in the past count: those with none of `verbs` (in any form) and none of `words`.

    With `ours`, only what we did counts.
    """

    verbs: frozenset[str]
    words: frozenset[str]
    ours: bool

    @classmethod
    def of(cls, table: Any, vocabulary: Vocabulary) -> Self:
        """Return what a table that names word lists describes; raises OptionError."""
        hint = "Write `unless_verbs` and `unless_words`, each the name of a word list, and perhaps `ours = true`."
        if not isinstance(table, dict) or not table.keys() - {"ours"} == _DEEDS:
            raise OptionError("deeds", "the keys of deeds do not fit", hint)
        ours = table.get("ours", False)
        if not isinstance(ours, bool):
            raise OptionError("deeds.ours", "ours must be true or false")
        verbs, words = (listed(table, key, vocabulary, "deeds") for key in sorted(_DEEDS))
        every = frozenset(form for verb in verbs for form in vocabulary.forms(verb))
        return cls(every, words, ours)

    def spans(self, prose: Prose) -> Iterator[Span]:
        """Yield the places of the statements that count, in order."""
        return deeds(prose, self.verbs, self.words, ours=self.ours)


@dataclass(frozen=True, slots=True)
class Needs:
    """Fires once where constructions match fewer than `least` times in the message; `offer` would supply it.

    What comes after the first match of `before` comes too late, and does not count. `deeds` tells which plain
    statements of what was done count too, None where none does.
    """

    sort: ClassVar[str] = "needs"
    options: ClassVar[frozenset[str]] = frozenset(
        ("phrases", "constructions", "offer", "least", "before", "deeds")
    )

    constructions: tuple[Construction, ...]
    offer: str | None
    least: int
    before: tuple[Construction, ...]
    deeds: Deeds | None

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
        told = Deeds.of(options["deeds"], vocabulary) if "deeds" in options else None
        return cls(found, offer, least, before, told)

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield one match without a span where the message lacks what it needs."""
        if self.evidence(prose) is None:
            yield Match(None, suggestion=self.offer)

    def evidence(self, prose: Prose) -> Span | None:
        """Return the first words that supply what is asked for, None where there are too few."""
        hits: Iterator[Span] = (hit.span for hit in hits_of(self.constructions, prose))
        if self.deeds is not None:
            hits = chain(hits, self.deeds.spans(prose))
        if self.before:
            late = (hit.span.start for hit in hits_of(self.before, prose))
            limit = min(late, default=len(prose.text))
            hits = (span for span in hits if span.start <= limit)
        enough = list(islice(hits, self.least))
        return min(enough) if len(enough) == self.least else None
