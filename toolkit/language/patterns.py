"""Patterns over sentences: each is tried only in sentences that hold the words it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from toolkit.language.grammar import PatternError, parse
from toolkit.language.needs import beginnings, needs_of
from toolkit.language.pattern import Pattern, PatternBook
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

    book: PatternBook = field(compare=False, repr=False)
    mask: int
    number: int

    @classmethod
    def of(cls, texts: Iterable[str], vocabulary: Vocabulary) -> Self:
        """Return the patterns that texts describe; raises PatternError."""
        mask = 0
        for text in texts:
            for one in _apart(text, vocabulary):
                mask |= 1 << _number(one, vocabulary)
        sets = vocabulary.book.sets
        return cls(vocabulary.book, mask, sets.setdefault(mask, len(sets)))

    @property
    def patterns(self) -> list[Pattern]:
        """Return the patterns in the order of the book."""
        return list(self.book.among(self.mask))

    def may_match(self, live: int) -> bool:
        """Tell whether any is among those that a message could match (`Prose.live`)."""
        return bool(self.mask & live)

    def find(self, sentence: Sentence) -> tuple[Found, ...]:
        """Return every match in a sentence, pattern by pattern; looked for once, wherever the sentence stands."""
        reading = sentence.reading
        found = reading.found.get(self.number)
        if found is None:
            live = self.mask & self.book.live_in(reading)
            every = [one for pattern in self.book.among(live) for one in pattern.find(reading)] if live else ()
            found = reading.found[self.number] = tuple(every)
        return found

    def matches(self, sentence: Sentence) -> bool:
        """Tell whether any pattern matches in a sentence."""
        return bool(self.find(sentence))


def _apart(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the entries of a word list that is a pattern by itself: each is made only where it could match."""
    alone = _LIST_ALONE.fullmatch(text)
    if alone is None:
        yield text
        return
    name, marked = alone["name"], text.startswith("«")
    with vocabulary.following(name):
        for entry in vocabulary.entries(name):
            if _LIST_ALONE.fullmatch(entry):
                yield from _apart(f"«{entry}»" if marked else entry, vocabulary)
            else:
                yield f"«({entry})»" if marked else entry


def _number(text: str, vocabulary: Vocabulary) -> int:
    """Return a pattern's number in the book: each is made once, however many rules and runs look for it."""
    number = vocabulary.book.numbers.get(text)
    return vocabulary.book.add(_pattern(text, vocabulary)) if number is None else number


def _pattern(text: str, vocabulary: Vocabulary) -> Pattern:
    index = vocabulary.index.known
    if text not in index:
        part = parse(text)
        if text.count("«") != text.count("»") or text.count("«") > 1:
            raise PatternError(f"the marks « and » must stand once each in the pattern {text!r}")
        index[text] = (needs_of(part, vocabulary), beginnings(part, vocabulary))
    return Pattern(text, lambda: plan_of(parse(text), vocabulary), *index[text])
