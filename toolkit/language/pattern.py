"""One compiled pattern, and the book of all that a language has: which of them a text could match, told in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    """One pattern. Its regular expression is made when a sentence first holds all that it `needs`, rarest first."""

    __slots__ = ("_expression", "_source", "needs", "text")

    def __init__(self, text: str, source: str, needs: Needs) -> None:
        self.text = text
        self.needs = needs
        self._source = source
        self._expression: re.Pattern[str] | None = None

    @property
    def anchor(self) -> frozenset[str]:
        """Return the rarest words of which a text that matches holds one; none where it needs no word."""
        return self.needs[0] if self.needs else frozenset()

    def may_match(self, bag: frozenset[str]) -> bool:
        """Tell whether a text with these words could match."""
        for words in self.needs:  # noqa: SIM110 (a plain loop costs half of what `any` does here)
            if bag.isdisjoint(words):
                return False
        return True

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Yield the matches in a sentence."""
        if self._expression is None:
            self._expression = re.compile(self._source)
        for match in self._expression.finditer(sentence.line):
            yield _found(match, sentence)


def _found(match: re.Match[str], sentence: Sentence) -> Found:
    first, last = sentence.word_at(match.start()), sentence.word_at(match.end() - 2) + 1
    if UNDERLINED not in match.re.groupindex:
        return Found(first, last, first, last)
    start, end = match.span(UNDERLINED)
    return Found(first, last, sentence.word_at(start), sentence.word_at(end - 2) + 1)


@dataclass(slots=True)
class PatternBook:
    """Every pattern made for a language, each once, numbered in the order of making.

    `by_word` tells which are worth trying where a word occurs: under the rarest that each cannot do without.
    """

    patterns: list[Pattern] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    always: list[int] = field(default_factory=list)

    def add(self, pattern: Pattern) -> int:
        """Return the number of a pattern that was not in the book before."""
        number = self.numbers[pattern.text] = len(self.patterns)
        self.patterns.append(pattern)
        if not pattern.needs:
            self.always.append(number)
        for word in pattern.anchor:
            self.by_word.setdefault(word, []).append(number)
        return number

    def live(self, bag: frozenset[str]) -> frozenset[int]:
        """Return the numbers of the patterns that could match in a text with these words."""
        numbers = {*self.always}
        by_word, patterns = self.by_word, self.patterns
        for word in bag:
            if word in by_word:
                numbers.update(by_word[word])
        return frozenset(number for number in numbers if patterns[number].may_match(bag))
