"""The book of all patterns that a language has: which of them a text could match, in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from toolkit.language.pattern import Needs, Pattern
from toolkit.language.reading import Reading
from toolkit.language.starts import Starts

LEVELS = 3
"""Needs of a pattern that the book looks at; more would save little."""


_WORTH_STARTS = 1_000
"""Sentences from which on it saves time to know where patterns can start: finding that out takes some."""


@dataclass(slots=True)
class PatternBook:
    """Every pattern made for a language, each once, numbered in the order of making.

    `texts` are the patterns as written. `firsts` tells which of `sets` (words between spaces) each can begin with,
    `seconds` which can come next, None for any. `needless` are those that have no first, second or third need,
    `by_word` for each word those whose first, second and third need it meets, and `packed` the same for words
    not met yet: numbers between spaces, the three between semicolons. `together` numbers the sets of patterns that
    are looked for together, `made` holds the patterns that have been tried, `masks` those of words as bits.
    """

    texts: list[str] = field(default_factory=list)
    firsts: list[int | None] = field(default_factory=list)
    seconds: list[int | None] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    packed: dict[str, str] = field(default_factory=dict)
    needless: list[list[int]] = field(default_factory=lambda: [[] for _ in range(LEVELS)])
    numbers: dict[str, int] = field(default_factory=dict)
    together: dict[int, int] = field(default_factory=dict)
    made: dict[int, Pattern] = field(default_factory=dict)
    by_word: dict[str, list[list[int]]] = field(default_factory=dict)
    masks: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _set_numbers: dict[frozenset[str], int] = field(default_factory=dict)
    _free: list[int] = field(init=False)
    _starts: Starts | None = None
    _read: int = 0

    def __post_init__(self) -> None:
        self.numbers.update({text: number for number, text in enumerate(self.texts)})
        self._free = [bits(numbers) for numbers in self.needless]

    def data(self) -> dict[str, Any]:
        """Return what makes the same book again, as JSON can hold it."""
        met = {word: _packed(numbers) for word, numbers in self.by_word.items()}
        return {
            "texts": self.texts,
            "firsts": self.firsts,
            "seconds": self.seconds,
            "sets": self.sets,
            "packed": {**self.packed, **met},
            "needless": self.needless,
        }

    def add(self, text: str, needs: Needs, firsts: frozenset[str] | None, seconds: frozenset[str] | None) -> int:
        """Return the number of a pattern that was not in the book before."""
        number = self.numbers[text] = len(self.texts)
        self.texts.append(text)
        self.firsts.append(self._set_number(firsts))
        self.seconds.append(self._set_number(seconds))
        for level in range(LEVELS):
            if level >= len(needs):
                self.needless[level].append(number)
                self._free[level] |= 1 << number
                continue
            for word in needs[level]:
                self._met(word)[level].append(number)
                self.masks.pop(word, None)
        return number

    def _met(self, word: str) -> list[list[int]]:
        """Return the patterns of a word by level, in `by_word` from now on."""
        if word not in self.by_word:
            packed = self.packed.get(word, ";" * (LEVELS - 1))
            self.by_word[word] = [list(map(int, numbers.split())) for numbers in packed.split(";")]
        return self.by_word[word]

    def _set_number(self, words: frozenset[str] | None) -> int | None:
        if words is None:
            return None
        number = self._set_numbers.get(words)
        if number is None:
            number = self._set_numbers[words] = len(self.sets)
            self.sets.append(" ".join(sorted(words)))
        return number

    def begins(self, number: int) -> tuple[frozenset[str] | None, frozenset[str] | None]:
        """Return the words that a pattern can begin with, and those that can come second; None for any."""
        firsts, seconds = self.firsts[number], self.seconds[number]
        return (
            None if firsts is None else frozenset(self.sets[firsts].split()),
            None if seconds is None else frozenset(self.sets[seconds].split()),
        )

    def live_in(self, reading: Reading) -> int:
        """Return the patterns that a sentence could match, as bits; worked out once, until the book grows."""
        if reading.patterns != len(self.texts):
            reading.patterns = len(self.texts)
            reading.live = self._live(reading.bag)
            self._read += 1
            if self._read > _WORTH_STARTS and reading.live:
                reading.live &= self._startable().within(reading)
        return reading.live

    def _startable(self) -> Starts:
        """Return where the patterns can start; made anew once the book has grown."""
        if self._starts is None or self._starts.count != len(self.texts):
            self._starts = Starts(self.firsts, self.seconds, self.sets)
        return self._starts

    def _live(self, bag: frozenset[str]) -> int:
        first, second, third = self._free
        known = self.masks
        for word in bag:
            masks = known.get(word)
            if masks is None:
                if word not in self.packed and word not in self.by_word:
                    continue
                masks = known[word] = tuple(bits(numbers) for numbers in self._met(word))
            one, two, three = masks
            first |= one
            second |= two
            third |= three
        return first & second & third


def bits(numbers: list[int]) -> int:
    """Return a set of numbers as a whole number with a bit for each."""
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


def _packed(levels: list[list[int]]) -> str:
    return ";".join(" ".join(map(str, numbers)) for numbers in levels)


def numbers_in(mask: int) -> Iterator[int]:
    """Yield the numbers of a set of bits in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
