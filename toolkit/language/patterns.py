"""Patterns over sentences, compiled once: each runs only on sentences that hold a word it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from typing import Self

from toolkit.language.grammar import (
    Choice,
    Edge,
    Ending,
    Gap,
    Listed,
    Mark,
    Maybe,
    NotNext,
    Number,
    Part,
    PatternError,
    Series,
    Word,
    parse,
)
from toolkit.language.pattern import UNDERLINED, Found, Needs, Pattern, PatternBook
from toolkit.language.sentences import Sentence
from toolkit.language.trie import trie_pattern
from toolkit.language.vocabulary import Vocabulary

_COMMON_WEIGHT = 40
_STOPS = ",;:.!?—()…"
_PLAIN = rf"[^ {_STOPS}]"


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Several patterns of a language's book, looked for together; `mask` has the bit of each."""

    book: PatternBook = field(compare=False, repr=False)
    mask: int

    @classmethod
    def of(cls, texts: Iterable[str], vocabulary: Vocabulary) -> Self:
        """Return the compiled patterns; raises PatternError."""
        mask = 0
        for text in texts:
            mask |= 1 << _number(text, vocabulary)
        return cls(vocabulary.book, mask)

    @property
    def patterns(self) -> list[Pattern]:
        """Return the patterns in the order of the book."""
        return list(self.book.among(self.mask))

    def may_match(self, live: int) -> bool:
        """Tell whether any is among those that a message could match (`Prose.live`)."""
        return bool(self.mask & live)

    def may_match_in(self, sentence: Sentence) -> bool:
        """Tell whether a sentence holds the words that any of them needs."""
        return bool(self.mask & self.book.live_in(sentence))

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Yield every match in a sentence, pattern by pattern."""
        live = self.mask & self.book.live_in(sentence)
        if live:
            for pattern in self.book.among(live):
                yield from pattern.find(sentence)

    def matches(self, sentence: Sentence) -> bool:
        """Tell whether any pattern matches in a sentence."""
        return any(True for _ in self.find(sentence))


def _number(text: str, vocabulary: Vocabulary) -> int:
    """Return a pattern's number in the book: each is made once, however many rules and runs look for it."""
    number = vocabulary.book.numbers.get(text)
    return vocabulary.book.add(_pattern(text, vocabulary)) if number is None else number


def _pattern(text: str, vocabulary: Vocabulary) -> Pattern:
    part = parse(text)
    source, needs = _Maker(vocabulary, ()).make(part)
    if text.count("«") != text.count("»") or text.count("«") > 1:
        raise PatternError(f"the marks « and » must stand once each in the pattern {text!r}")
    by_weight = sorted(needs, key=lambda words: _weight(words, vocabulary))
    return Pattern(text, f"(?<= ){source}", tuple(by_weight))


def _weight(words: frozenset[str], vocabulary: Vocabulary) -> int:
    """Return how often a sentence can be expected to hold one of `words`, on no particular scale."""
    return sum(_COMMON_WEIGHT if word in vocabulary.common else 1 for word in words)


class _Maker:
    """Makes the regular expression of parts, and tells which words they need."""

    def __init__(self, vocabulary: Vocabulary, within: tuple[str, ...]) -> None:
        self.vocabulary = vocabulary
        self.within = within

    def make(self, part: Part) -> tuple[str, Needs]:  # noqa: PLR0911, C901 (one return for each sort of part)
        match part:
            case Word():
                return self._phrases([self._spelt(part)])
            case Ending(text=ending):
                return (f"{_PLAIN}+{re.escape(ending)} " if ending else f"{_PLAIN}+ "), ()
            case Listed(name=name):
                return self._listed(name)
            case Gap(most=most, commas=commas):
                inner = rf"[^ {_STOPS.replace(',', '')}]+" if commas else f"{_PLAIN}+"
                return f"(?:{inner} ){{0,{most}}}?", ()
            case Number():
                return r"\d[\d.,]* ", ()
            case Edge(at_start=at_start):
                return ("(?<![^ ] )" if at_start else "(?=(?:[.!?…)] )*$)"), ()
            case Mark(opens=opens):
                return (f"(?P<{UNDERLINED}>" if opens else ")"), ()
            case Series(parts=parts):
                made = [self.make(one) for one in parts]
                return "".join(source for source, _ in made), tuple(need for _, needs in made for need in needs)
            case Choice(options=options):
                return self._choice(options)
            case Maybe(part=inner):
                return f"(?:{self.make(inner)[0]})?", ()
            case NotNext(part=inner):
                return f"(?!{self.make(inner)[0]})", ()

    def _choice(self, options: Iterable[Part]) -> tuple[str, Needs]:
        phrases: list[tuple[str, ...]] = []
        others: list[tuple[str, Needs]] = []
        for option in options:
            if (words := self._literal(option)) is not None:
                phrases += words
            else:
                others.append(self.make(option))
        made = ([self._phrases(phrases)] if phrases else []) + others
        if len(made) == 1:
            return made[0]
        source = f"(?:{'|'.join(source for source, _ in made)})"
        chosen = [min(needs, key=self._weigh, default=None) for _, needs in made]
        known = [words for words in chosen if words is not None]
        if len(known) < len(chosen):
            return source, ()
        return source, (reduce(frozenset.union, known),)

    def _weigh(self, words: frozenset[str]) -> int:
        return _weight(words, self.vocabulary)

    def _literal(self, part: Part) -> list[tuple[str, ...]] | None:
        """Return the phrases that a part of plain words stands for, None for all other parts."""
        match part:
            case Word():
                return list(self._spelt(part))
            case Series(parts=parts) if parts and all(isinstance(one, Word) for one in parts):
                phrases: list[tuple[str, ...]] = [()]
                for one in parts:
                    forms = self._spelt(one) if isinstance(one, Word) else ()
                    phrases = [(*phrase, *form) for phrase in phrases for form in forms]
                return phrases
        return None

    def _spelt(self, word: Word) -> tuple[tuple[str, ...], ...]:
        """Return the forms of a word as sentences show them."""
        texts = self.vocabulary.forms(word.text) if word.inflected else (word.text,)
        return tuple(dict.fromkeys(tuple(self.vocabulary.words(text)) for text in texts))

    def _phrases(self, phrases: Iterable[tuple[tuple[str, ...], ...] | tuple[str, ...]]) -> tuple[str, Needs]:
        flat: list[tuple[str, ...]] = []
        for phrase in phrases:
            if phrase and isinstance(phrase[0], tuple):
                flat += [one for one in phrase if isinstance(one, tuple)]
            else:
                flat.append(tuple(str(word) for word in phrase))
        weight = self.vocabulary.common
        anchors = frozenset(min(phrase, key=lambda word: (word in weight, -len(word))) for phrase in flat)
        return f"{trie_pattern(' '.join(phrase) + ' ' for phrase in flat)}", (anchors,)

    def _listed(self, name: str) -> tuple[str, Needs]:
        if name in self.within:
            raise PatternError(f"the word list {name!r} leads back to itself")
        made = self.vocabulary.made.get(name)
        if made is None:
            inner = _Maker(self.vocabulary, (*self.within, name))
            made = inner.make(Choice(tuple(parse(text) for text in self.vocabulary.entries(name))))
            self.vocabulary.made[name] = made
        return made
