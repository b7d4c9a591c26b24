"""One compiled pattern, and the book of all that a language has: which of them a text could match, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolkit.language.sentences import Sentence

UNDERLINED = "u"
"""The group of a pattern's regular expression that is underlined, where that is not all of it."""

Needs = tuple[frozenset[str], ...]
"""Sets of words: a sentence that a part matches holds at least one word of each."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern matches in a sentence: words `first` up to `last`, and those of them to underline."""

    first: int
    last: int
    marked_first: int
    marked_last: int


class Pattern:
    """One pattern: its regular expression is made when a sentence first holds all it `needs`, rarest first.

    `firsts` are the words that it can begin with, None where it can begin with any.
    """

    __slots__ = ("_expression", "_source", "firsts", "needs", "text")

    def __init__(
        self, text: str, source: Callable[[], str], needs: Needs, firsts: frozenset[str] | None = None
    ) -> None:
        self.text = text
        self.needs = needs
        self.firsts = firsts
        self._source = source
        self._expression: re.Pattern[str] | None = None

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Yield the matches in a sentence, none of which begins within another."""
        if self._expression is None:
            self._expression = re.compile(self._source())
        if self.firsts is None:
            for match in self._expression.finditer(sentence.line):
                yield _found(match)
            return
        line, firsts, at = sentence.line, self.firsts, 1
        free, match_at = 0, self._expression.match
        for word in sentence.words:
            if word in firsts and at >= free and (found := match_at(line, at)):
                yield _found(found)
                free = found.end()
            at += len(word) + 1


def _found(match: re.Match[str]) -> Found:
    """Return a match in words: each word of the line follows a space."""
    line = match.string
    first, last = line.count(" ", 0, match.start() + 1) - 1, line.count(" ", 0, match.end() - 1)
    if UNDERLINED not in match.re.groupindex:
        return Found(first, last, first, last)
    start, end = match.span(UNDERLINED)
    return Found(first, last, line.count(" ", 0, start + 1) - 1, line.count(" ", 0, end - 1))


LEVELS = 3
"""Needs of a pattern that the book looks at; more would save little."""

_NO_WORD = (0,) * LEVELS


@dataclass(slots=True)
class PatternBook:
    """Every pattern made for a language, each once, numbered in the order of making.

    Sets of patterns are whole numbers with a bit for each. `by_word` holds for each word the patterns whose first,
    second and third need it meets; `needless` those that have no first, second or third need.
    """

    patterns: list[Pattern] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    by_word: dict[str, tuple[int, ...]] = field(default_factory=dict)
    needless: tuple[int, ...] = _NO_WORD

    def add(self, pattern: Pattern) -> int:
        """Return the number of a pattern that was not in the book before."""
        number = self.numbers[pattern.text] = len(self.patterns)
        self.patterns.append(pattern)
        for level in range(LEVELS):
            if level < len(pattern.needs):
                for word in pattern.needs[level]:
                    self.by_word[word] = _with_bit(self.by_word.get(word, _NO_WORD), level, number)
            else:
                self.needless = _with_bit(self.needless, level, number)
        return number

    def live_in(self, sentence: Sentence) -> int:
        """Return the patterns that a sentence could match; worked out once, until the book grows."""
        reading = sentence.reading
        if reading.patterns != len(self.patterns):
            reading.patterns, reading.live = len(self.patterns), self._live(sentence.bag)
        return reading.live

    def _live(self, bag: frozenset[str]) -> int:
        first, second, third = self.needless
        by_word = self.by_word
        for word in bag:
            if word in by_word:
                one, two, three = by_word[word]
                first |= one
                second |= two
                third |= three
        return first & second & third

    def among(self, live: int) -> Iterator[Pattern]:
        """Yield the patterns of a set in order."""
        while live:
            lowest = live & -live
            yield self.patterns[lowest.bit_length() - 1]
            live ^= lowest


def _with_bit(masks: tuple[int, ...], level: int, number: int) -> tuple[int, ...]:
    return (*masks[:level], masks[level] | 1 << number, *masks[level + 1 :])
