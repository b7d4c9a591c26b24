"""The two checks on promises and their times: that a message says by when, and that no promise hangs on "soon"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.constructions import pattern_set
from toolkit.language import PatternSet, Prose, Role, Sentence, Vocabulary
from toolkit.language.clauses import Clause, Person, clauses
from toolkit.language.promises import first_time, promise_at, promises_in
from toolkit.text import Span

_ROLES = (Role.TEXT, Role.ITEM, Role.HEADING, Role.SUBJECT)


@dataclass(frozen=True, slots=True)
class SaysWhen:
    """Fires once where no promise of ours names a concrete time; `offer` would supply it."""

    sort: ClassVar[str] = "says-when"
    options: ClassVar[frozenset[str]] = frozenset(("offer",))

    offer: str | None

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:  # noqa: ARG003
        """Return the check that a rule's options describe; raises OptionError."""
        return cls(_text(options, "offer"))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield one match without a span where the message never says by when."""
        if self.evidence(prose) is None:
            yield Match(None, suggestion=self.offer)

    def evidence(self, prose: Prose) -> Span | None:
        """Return where the first time of ours stands, None where there is none."""
        found = first_time(prose)
        return found.span if found else None


@dataclass(frozen=True, slots=True)
class VagueTimes:
    """Underlines vague times on promises of ours.

    `times` are patterns of vague times; `events` are patterns of our own states that a promise waits for,
    underlined to the end of their clause. A match that shares a word with one of `unless` is left alone, as
    is one whose promise also names a concrete time, beside it or in the next sentence.
    """

    sort: ClassVar[str] = "vague-times"
    options: ClassVar[frozenset[str]] = frozenset(("times", "events", "unless", "suggestion", "allow"))

    times: PatternSet
    events: PatternSet
    unless: PatternSet
    allow: PatternSet
    suggestion: str | None

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        sets = {
            name: pattern_set(_entries(options.get(name, ()), vocabulary), vocabulary, name)
            for name in ("times", "events", "unless", "allow")
        }
        if not options.get("times"):
            raise OptionError("times", "there is nothing to find", "Give `times` a list of patterns.")
        return cls(**sets, suggestion=_text(options, "suggestion"))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield each vague time on a promise of ours, in order."""
        if not self.times.may_match(live := prose.live) and not self.events.may_match(live):
            return
        for number, sentence in enumerate(prose.sentences):
            if sentence.role not in _ROLES or sentence.question:
                continue
            hits = [*self._times(prose, number, sentence), *self._events(prose, number, sentence)]
            if hits:
                yield from self._apart(sentence, hits)

    def _times(self, prose: Prose, number: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
        for found in self.times.find(sentence):
            if self._let_off(sentence, found.first, found.last) or _is_name(prose, sentence, found.first):
                continue
            clause = promise_at(prose, number, found.first, found.last)
            if clause is not None and not _dated(prose, number, clause):
                yield found.marked_first, found.marked_last

    def _events(self, prose: Prose, number: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
        for found in self.events.find(sentence):
            ends = [clause.last for clause in clauses(prose, number) if clause.first < found.last <= clause.last]
            last = ends[0] if ends else found.last
            if self._let_off(sentence, found.first, found.last):
                continue
            clause = promise_at(prose, number, found.first, last, event=True)
            if clause is not None and not _dated(prose, number, clause):
                yield found.first, last

    def _let_off(self, sentence: Sentence, first: int, last: int) -> bool:
        off = [*self.unless.find(sentence), *self.allow.find(sentence)]
        return any(first < found.last and found.first < last for found in off)

    def _apart(self, sentence: Sentence, hits: list[tuple[int, int]]) -> Iterator[Match]:
        """Yield hits in order, of those that share a word only the one that begins first, then the longest."""
        end = 0
        for first, last in sorted(set(hits), key=lambda hit: (hit[0], -hit[1])):
            if first >= end:
                end = last
                yield Match(sentence.span_of(first, last), suggestion=self._rewrite(first))

    def _rewrite(self, first: int) -> str | None:
        """Return the suggestion, capitalised where it opens the sentence."""
        return self.suggestion and (
            self.suggestion[:1].upper() + self.suggestion[1:] if first == 0 else self.suggestion
        )


def _is_name(prose: Prose, sentence: Sentence, first: int) -> bool:
    """Tell whether a word is written as a name's is: "the Coming Soon page"."""
    raw = sentence.span_of(first, first + 1).of(prose.text)
    return first > 0 and sentence.role in (Role.TEXT, Role.ITEM) and raw[:1].isupper() and not raw.isupper()


def _dated(prose: Prose, number: int, clause: Clause) -> bool:
    """Tell whether a promise names a concrete time as well: its own, or one beside it, or in the next sentence."""
    for promise in promises_in(prose, number):
        if promise.times and (promise.clause == clause or not _apart_from(promise.clause, clause)):
            return True
    if number + 1 >= len(prose.sentences):
        return False
    completes = "latest" in prose.sentences[number + 1].bag
    return any(one.times and (completes or one.clause.at < 0) for one in promises_in(prose, number + 1))


def _apart_from(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses speak of different things."""
    things = (Person.OTHER in (one.person, other.person)) and one.subject != other.subject
    return things and not {*one.subject, *other.subject} & {"it", "this", "that", "they", "which", "both"}


def _entries(patterns: Any, vocabulary: Vocabulary) -> Any:
    """Return patterns; one that only names a word list becomes its entries, so that each is tried by itself."""
    if not isinstance(patterns, (list, tuple)):
        return patterns
    found: list[Any] = []
    for pattern in patterns:
        name = pattern[1:-1] if isinstance(pattern, str) and pattern[:1] == "{" and pattern[-1:] == "}" else ""
        found += vocabulary.lists.get(name, (pattern,))
    return found


def _text(options: Mapping[str, Any], key: str) -> str | None:
    value = options.get(key)
    if not isinstance(value, (str, type(None))):
        raise OptionError(key, f"{key} must be a text")
    return value
