"""Patterns over sentences: each is tried only in sentences that hold the words it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from toolkit.language.beginnings import firsts_of, seconds_of
from toolkit.language.book import numbers_in
from toolkit.language.grammar import PatternError, grouped, parse
from toolkit.language.needs import needs_of
from toolkit.language.pattern import Pattern
from toolkit.language.reading import Found
from toolkit.language.sentences import Sentence
from toolkit.language.steps import plan_of
from toolkit.language.vocabulary import Vocabulary

_LIST_ALONE = re.compile(r"«?\{(?P<name>[\w-]+)\}»?")


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Several patterns of a language's book, looked for together; `mask` has the bit of each.

    `number` is that of the set: two with the same patterns share it.
    """

    vocabulary: Vocabulary = field(compare=False, repr=False)
    mask: int
    number: int

    @classmethod
    def of(cls, texts: Iterable[str], vocabulary: Vocabulary) -> Self:
        """Return the patterns that texts describe; raises PatternError."""
        mask = 0
        for text in texts:
            mask |= _mask(text, vocabulary)
        together = vocabulary.book.together
        return cls(vocabulary, mask, together.setdefault(mask, len(together)))

    def may_match(self, live: int) -> bool:
        """Tell whether any is among those that a message could match (`Prose.live`)."""
        return bool(self.mask & live)

    def find(self, sentence: Sentence) -> tuple[Found, ...]:
        """Return every match in a sentence in order of place; looked for once, wherever the sentence stands."""
        reading = sentence.reading
        found = reading.found.get(self.number)
        if found is None:
            live = self.mask & self.vocabulary.book.live_in(reading)
            found = reading.found[self.number] = self._look(sentence, live) if live else ()
        return found

    def _look(self, sentence: Sentence, live: int) -> tuple[Found, ...]:
        vocabulary, reading = self.vocabulary, sentence.reading
        found = [one for number in numbers_in(live) for one in _pattern(number, vocabulary).find(reading)]
        return tuple(sorted(found) if len(found) > 1 else found)

    def matches(self, sentence: Sentence) -> bool:
        """Tell whether any pattern matches in a sentence."""
        return bool(self.find(sentence))


def _mask(text: str, vocabulary: Vocabulary) -> int:
    """Return a pattern as bits of the book; a word list by itself is the patterns of its entries.

    So each entry is made only where it could match.
    """
    alone = _list_alone(text)
    if alone is None:
        return 1 << _number(text, vocabulary)
    known = vocabulary.masks.get(text)
    if known is None:
        known, marked = 0, text.startswith("«")
        with vocabulary.following(alone):
            for entry in vocabulary.entries(alone):
                one = f"«{grouped(entry)}»" if marked else entry
                known |= _mask(one, vocabulary)
        vocabulary.masks[text] = known
    return known


def _list_alone(text: str) -> str | None:
    """Return the name of the word list that a pattern is all of, None for other patterns."""
    found = _LIST_ALONE.fullmatch(text) if text.startswith(("{", "«{")) else None
    return found["name"] if found else None


def _number(text: str, vocabulary: Vocabulary) -> int:
    """Return a pattern's number in the book: each is made once, however many rules and runs look for it."""
    number = vocabulary.book.numbers.get(text)
    if number is not None:
        return number
    part = parse(text)
    if text.count("«") != text.count("»") or text.count("«") > 1:
        raise PatternError(f"the marks « and » must stand once each in the pattern {text!r}")
    vocabulary.index.grown = True
    begins = (firsts_of(part, vocabulary), seconds_of(part, vocabulary))
    return vocabulary.book.add(text, needs_of(part, vocabulary), *begins)


def _pattern(number: int, vocabulary: Vocabulary) -> Pattern:
    book = vocabulary.book
    made = book.made.get(number)
    if made is None:
        text = book.texts[number]
        made = book.made[number] = Pattern(text, lambda: plan_of(text, vocabulary), *book.begins(number))
    return made
