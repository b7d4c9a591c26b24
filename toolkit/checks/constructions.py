"""What a rule looks for, as data: patterns, and what lets a match off in its words, its sentence, the message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Self

from toolkit.checks.base import OptionError
from toolkit.checks.rewrite import NO_REWRITE, Rewrite
from toolkit.errors import did_you_mean
from toolkit.language import Found, PatternError, PatternSet, Prose, Role, Sentence, Vocabulary
from toolkit.text import Span

_UNLESS = ("unless", "unless_in_sentence", "unless_before", "unless_in_message")
_ONLY = ("only_in_sentence", "only_in_message")
_KEYS = frozenset(("find", *_UNLESS, *_ONLY, "roles", "questions", "suggestion", "rewrite"))
_ROLES = ("text", "item", "heading", "subject")


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a construction: its sentence, where it stands there, the text to underline, what to write."""

    sentence: Sentence
    found: Found
    span: Span
    suggestion: str | None


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of saying something.

    A match of `find` counts unless it shares a word with a match of `unless`, its sentence matches
    `unless_in_sentence` (or, for `unless_before`, matches ahead of it), or the message `unless_in_message`; and
    only where `only_in_sentence` and `only_in_message` match, if given. `questions` is None where both questions
    and statements count, else tells which.
    """

    find: PatternSet
    unless: PatternSet
    unless_in_sentence: PatternSet
    unless_before: PatternSet
    unless_in_message: PatternSet
    only_in_sentence: PatternSet | None
    only_in_message: PatternSet | None
    roles: frozenset[Role]
    questions: bool | None = None
    suggestion: str | None = None
    rewrite: Rewrite = NO_REWRITE

    @classmethod
    def of(cls, table: Mapping[str, Any], vocabulary: Vocabulary, key: str) -> Self:
        """Return the construction that a table of a rule file describes; raises OptionError that names `key`."""
        for name in table:
            if name not in _KEYS:
                raise OptionError(f"{key}.{name}", f"unknown key {name!r}", did_you_mean(name, _KEYS))
        if not table.get("find"):
            raise OptionError(key, "there is nothing to find", "Give `find` a list of patterns.")

        def compiled(name: str) -> PatternSet:
            return pattern_set(table.get(name, ()), vocabulary, f"{key}.{name}")

        return cls(
            find=compiled("find"),
            unless=compiled("unless"),
            unless_in_sentence=compiled("unless_in_sentence"),
            unless_before=compiled("unless_before"),
            unless_in_message=compiled("unless_in_message"),
            only_in_sentence=compiled("only_in_sentence") if "only_in_sentence" in table else None,
            only_in_message=compiled("only_in_message") if "only_in_message" in table else None,
            roles=_roles(table.get("roles", _ROLES), f"{key}.roles"),
            questions=_flag(table.get("questions"), f"{key}.questions"),
            suggestion=_text(table.get("suggestion"), f"{key}.suggestion"),
            rewrite=Rewrite.of(table.get("rewrite", ()), vocabulary, f"{key}.rewrite"),
        )

    def hits(self, prose: Prose, sentences: Iterable[Sentence]) -> Iterator[Hit]:
        """Yield the matches in sentences of a message that count, sentence by sentence."""
        mask = self.find.mask
        for sentence in sentences:
            if not mask & sentence.reading.live:
                continue
            if sentence.role in self.roles and self.questions in (None, sentence.question):
                for found in self._found(sentence, prose):
                    span = sentence.span_of(found.marked_first, found.marked_last)
                    rewritten = self.rewrite.suggestion(sentence, found, prose.text)
                    yield Hit(sentence, found, span, rewritten or self.suggestion)

    def _fits(self, prose: Prose) -> bool:
        if self.only_in_message is not None and not anywhere(self.only_in_message, prose):
            return False
        return not anywhere(self.unless_in_message, prose)

    def _found(self, sentence: Sentence, prose: Prose) -> Iterator[Found]:
        found = list(self.find.find(sentence))
        if not found or self.unless_in_sentence.matches(sentence) or not self._fits(prose):
            return
        if self.only_in_sentence is not None and not self.only_in_sentence.matches(sentence):
            return
        off = [(match.first, match.last) for match in self.unless.find(sentence)]
        before = min((match.first for match in self.unless_before.find(sentence)), default=len(sentence.words))
        for match in found:
            if match.first <= before and not any(first < match.last and match.first < last for first, last in off):
                yield match


def pattern_set(patterns: Any, vocabulary: Vocabulary, key: str) -> PatternSet:
    """Return the patterns of a list; raises OptionError that names the rule file's `key`."""
    if not isinstance(patterns, (list, tuple)) or not all(isinstance(text, str) for text in patterns):
        raise OptionError(key, "patterns must be a list of texts")
    try:
        return PatternSet.of(patterns, vocabulary)
    except PatternError as error:
        raise OptionError(key, str(error)) from error


def constructions(
    options: Mapping[str, Any], vocabulary: Vocabulary, key: str = "constructions"
) -> tuple[Construction, ...]:
    """Return what the options `phrases` (plain patterns) and `constructions` (tables) describe.

    Raises OptionError for a table that is not well formed: `key`, the number of the table and the key in it.
    """
    phrases = options.get("phrases", [])
    made = [Construction.of({"find": phrases}, vocabulary, "phrases")] if phrases else []
    tables = options.get("constructions", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise OptionError(key, f"{key} must be tables", f"Write each as [[options.{key}]].")
    return (
        *made,
        *(Construction.of(table, vocabulary, f"{key}.{number}") for number, table in enumerate(tables, 1)),
    )


def hits_of(found: Iterable[Construction], prose: Prose) -> Iterator[Hit]:
    """Yield the matches of some constructions in a message that count, construction by construction."""
    live = prose.live
    chosen = [construction for construction in found if construction.find.mask & live]
    if not chosen:
        return
    mask = mask_of(chosen)
    sentences = [sentence for sentence in prose.sentences if mask & sentence.reading.live]
    for construction in chosen:
        yield from construction.hits(prose, sentences)


def mask_of(found: Iterable[Construction]) -> int:
    """Return the patterns that any of some constructions look for, as bits (see `Prose.live`)."""
    return reduce(or_, (construction.find.mask for construction in found), 0)


def anywhere(patterns: PatternSet, prose: Prose) -> bool:
    """Tell whether any sentence of a message matches."""
    return patterns.may_match(prose.live) and any(patterns.matches(sentence) for sentence in prose.sentences)


def apart(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits in order of place; of those that share a word the one that begins first, then the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or hit.span.start >= kept[-1].span.end:
            kept.append(hit)
    return kept


def _roles(names: Any, key: str) -> frozenset[Role]:
    if not isinstance(names, (list, tuple)):
        raise OptionError(key, "roles must be a list of texts")
    for name in names:
        if name not in set(Role):
            raise OptionError(key, f"unknown role {name!r}", did_you_mean(str(name), set(Role)))
    return frozenset(map(Role, names))


def _flag(value: Any, key: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise OptionError(key, "questions must be true or false")
    return value


def _text(value: Any, key: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise OptionError(key, "suggestion must be a text")
    return value
