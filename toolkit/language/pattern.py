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

    `firsts` are the words that it can begin with, `seconds` those that can come next; None stands for any.
    """

    __slots__ = ("_make", "_plan", "firsts", "seconds", "text")

    def __init__(
        self,
        text: str,
        make: Callable[[], Plan],
        firsts: frozenset[str] | None = None,
        seconds: frozenset[str] | None = None,
    ) -> None:
        self.text = text
        self.firsts = firsts
        self.seconds = seconds
        self._make = make
        self._plan: Plan | None = None

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the matches in a sentence, none of which begins within another."""
        firsts, words, memory, free = self.firsts, reading.padded, reading.memory, 0
        starts = range(len(words) - 1) if firsts is None else _starts(reading, firsts, self.seconds)
        if not starts:
            return
        plan = self._plan
        if plan is None:
            plan = self._plan = self._make()
        for at in starts:
            if at >= free and (found := plan(words, at, memory)):
                yield found
                free = found.last


def _starts(reading: Reading, firsts: frozenset[str], seconds: frozenset[str] | None) -> list[int]:
    """Return the words of a sentence that a pattern can begin with as the next word stands, by number."""
    bag, words = reading.bag, reading.padded
    if firsts.isdisjoint(bag):
        return []
    numbered = NUMBER_KEY in bag
    if numbered and NUMBER_KEY in firsts:
        found = [at for at, word in enumerate(reading.words) if word in firsts or is_number(word)]
    else:
        found = [at for at, word in enumerate(reading.words) if word in firsts]
    if seconds is None or not found:
        return found
    if numbered and NUMBER_KEY in seconds:
        return [at for at in found if words[at + 1] in seconds or is_number(words[at + 1])]
    return [at for at in found if words[at + 1] in seconds]
