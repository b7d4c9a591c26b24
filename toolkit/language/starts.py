"""Which of a language's patterns can start somewhere in a sentence, told by each word and the one after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from toolkit.language.reading import NUMBER_KEY, Reading, is_number


class Starts:
    """The patterns, as bits, by the words that they can begin with and by those that can come second.

    `firsts` and `seconds` tell for each pattern which of `sets` (words between spaces) that is, None for any word.
    """

    def __init__(self, firsts: Sequence[int | None], seconds: Sequence[int | None], sets: Sequence[str]) -> None:
        self.count = len(firsts)
        self._sets: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(sets):
            for word in words.split():
                self._sets[word].append(number)
        self._first = _by_set(firsts)
        self._second = _by_set(seconds)
        self._firsts: dict[str, int] = {}
        self._seconds: dict[str, int] = {"": self._second.get(None, 0)}

    def within(self, reading: Reading) -> int:
        """Return the patterns that can start at some word of a sentence, as bits."""
        firsts, seconds = self._firsts, self._seconds
        numbered = NUMBER_KEY in reading.bag
        found, after = self._first.get(None, 0), ""
        for word in reversed(reading.words):
            first, second = firsts.get(word), seconds.get(after)
            if first is None:
                first = firsts[word] = self._of(word, self._first, numbered=numbered)
            if second is None:
                second = seconds[after] = self._of(after, self._second, numbered=numbered)
            found |= first & second
            after = word
        return found

    def _of(self, word: str, by_set: dict[int | None, int], *, numbered: bool) -> int:
        """Return the patterns that have a word in their set; those for which any will do are second to all."""
        found = by_set.get(None, 0) if by_set is self._second else 0
        keys = (word, NUMBER_KEY) if numbered and is_number(word) else (word,)
        for key in keys:
            for number in self._sets.get(key, ()):
                found |= by_set.get(number, 0)
        return found


def _by_set(numbers: Sequence[int | None]) -> dict[int | None, int]:
    """Return the patterns of each set, as bits."""
    by_set: dict[int | None, int] = defaultdict(int)
    for pattern, number in enumerate(numbers):
        by_set[number] |= 1 << pattern
    return by_set
