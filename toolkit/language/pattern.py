"""One pattern: where it matches in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.language.reading import NUMBER_KEY, Found, Reading, is_number

Needs = tuple[frozenset[str], ...]
"""Sets of words: a sentence that a part matches holds at least one word of each."""

Plan = Callable[[tuple[str, ...], int, dict[tuple[int, int], tuple[int, ...]]], Found | None]
"""From a sentence's words and the number of one of them, the match of a whole pattern that begins there."""


class Pattern:
    """One pattern: its plan is made when a sentence first holds a word that it can begin with.

    `firsts` are the words that it can begin with, None where it can begin with any.
    """

    __slots__ = ("_make", "_plan", "firsts", "text")

    def __init__(self, text: str, make: Callable[[], Plan], firsts: frozenset[str] | None = None) -> None:
        self.text = text
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
