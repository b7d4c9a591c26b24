"""One pattern, and the book of all that a language has: which of them a text could match, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolkit.language.reading import NUMBER_KEY, Found, Reading, is_number

Needs = tuple[frozenset[str], ...]
"""Sets of words: a sentence that a part matches holds at least one word of each."""


Plan = Callable[[tuple[str, ...], int, dict[tuple[int, int], tuple[int, ...]]], Found | None]
"""From a sentence's words and the number of one of them, the match of a whole pattern that begins there."""


class Pattern:
    """One pattern: its plan is made when a sentence first holds all it `needs`, rarest first.

    `firsts` are the words that it can begin with, None where it can begin with any.
    """

    __slots__ = ("_make", "_plan", "firsts", "needs", "text")

    def __init__(
        self, text: str, make: Callable[[], Plan], needs: Needs, firsts: frozenset[str] | None = None
    ) -> None:
        self.text = text
        self.needs = needs
        self.firsts = firsts
        self._make = make
        self._plan: Plan | None = None

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the matches in a sentence, none of which begins within another."""
        firsts, words, memory, free = self.firsts, reading.padded, reading.memory, 0
        starts = range(len(words) - 1) if firsts is None else _starts(reading, firsts)
        if not starts:
            return
        plan = self._plan
        if plan is None:
            plan = self._plan = self._make()
        for at in starts:
            if at >= free and (found := plan(words, at, memory)):
                yield found
                free = found.last


def _starts(reading: Reading, firsts: frozenset[str]) -> list[int]:
    """Return the words of a sentence that are among those that a pattern can begin with, by number."""
    if firsts.isdisjoint(reading.bag):
        return []
    if NUMBER_KEY in firsts and NUMBER_KEY in reading.bag:
        return [at for at, word in enumerate(reading.words) if word in firsts or is_number(word)]
    return [at for at, word in enumerate(reading.words) if word in firsts]


LEVELS = 3
"""Needs of a pattern that the book looks at; more would save little."""


@dataclass(slots=True)
class PatternBook:
    """Every pattern made for a language, each once, numbered in the order of making.

    Sets of patterns are whole numbers with a bit for each. `by_word` holds for each word the patterns whose first,
    second and third need it meets; `needless` those that have no first, second or third need. `sets` numbers the
    sets that are looked for together.
    """

    patterns: list[Pattern] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    sets: dict[int, int] = field(default_factory=dict)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    needless: list[int] = field(default_factory=lambda: [0] * LEVELS)

    def add(self, pattern: Pattern) -> int:
        """Return the number of a pattern that was not in the book before."""
        number = self.numbers[pattern.text] = len(self.patterns)
        self.patterns.append(pattern)
        bit = 1 << number
        for level in range(LEVELS):
            if level >= len(pattern.needs):
                self.needless[level] |= bit
                continue
            for word in pattern.needs[level]:
                if word not in self.by_word:
                    self.by_word[word] = [0] * LEVELS
                self.by_word[word][level] |= bit
        return number

    def live_in(self, reading: Reading) -> int:
        """Return the patterns that a sentence could match; worked out once, until the book grows."""
        if reading.patterns != len(self.patterns):
            reading.patterns, reading.live = len(self.patterns), self._live(reading.bag)
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
