"""What a sentence says, wherever it stands, and what has been worked out of it: once for all sentences alike.

A library says the same sentence in many messages, and a template in each of its samples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

NUMBER_KEY = "#"
"""Stands in a sentence's bag, and among the words that a pattern needs, for any number in digits."""
_DIGITS = frozenset("0123456789.,")
_DIGIT = re.compile(r" \d")
_MOST_KEPT = 5_000


class Found(NamedTuple):
    """Where a pattern matches in a sentence: words `first` up to `last`, and those of them to underline."""

    first: int
    last: int
    marked_first: int
    marked_last: int


@dataclass(slots=True, eq=False)
class Reading:
    """A sentence's words as patterns read them, and what has been worked out of them.

    `line` is the words between single spaces, one also at each end. `bag` holds each word once, and `#` for any
    number. `padded` are the words and an empty one. Of the rest, `live` are the patterns of the language's book
    that it could match (as bits), `patterns` how many there were then; `memory` is where each word list ends from
    each of the words, `found` what each set of patterns has found, and `kept` what others have worked out.
    """

    words: tuple[str, ...]
    line: str
    bag: frozenset[str]
    padded: tuple[str, ...]
    patterns: int = -1
    live: int = 0
    memory: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    found: dict[int, tuple[Found, ...]] = field(default_factory=dict)
    kept: dict[str, object] = field(default_factory=dict)


class Readings(dict[str, Reading]):
    """The readings of a language by their line; forgotten all at once when there are very many."""

    def of(self, words: list[str]) -> Reading:
        """Return the reading of words, made only where no sentence had them before."""
        line = f" {' '.join(words)} "
        reading = self.get(line)
        if reading is None:
            if len(self) >= _MOST_KEPT:
                self.clear()
            own = tuple(words)
            numbered = _DIGIT.search(line) is not None and any(map(is_number, words))
            bag = {*words, NUMBER_KEY} if numbered else words
            reading = self[line] = Reading(own, line, frozenset(bag), (*own, ""))
        return reading


def is_number(word: str) -> bool:
    """Tell whether a word is a number in digits."""
    return word[:1].isdecimal() and _DIGITS.issuperset(word)
