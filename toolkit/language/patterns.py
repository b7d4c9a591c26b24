"""Patterns over sentences, compiled once: each runs only on sentences that hold a word it cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
from toolkit.language.sentences import Sentence
from toolkit.language.trie import trie_pattern
from toolkit.language.vocabulary import Vocabulary

_COMMON_WEIGHT = 40
_STOPS = ",;:.!?—()…"
_PLAIN = rf"[^ {_STOPS}]"
_UNDERLINED = "u"

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
    """One pattern. Its regular expression is made when a sentence first holds all that it `needs`."""

    __slots__ = ("_expression", "_source", "anchor", "needs", "text")

    def __init__(self, text: str, source: str, needs: Needs, anchor: frozenset[str] | None) -> None:
        self.text = text
        self.needs = needs
        self.anchor = anchor
        self._source = source
        self._expression: re.Pattern[str] | None = None

    def may_match(self, bag: frozenset[str]) -> bool:
        """Tell whether a text with these words could match."""
        for words in self.needs:  # noqa: SIM110 (a plain loop costs half of what `any` does here)
            if bag.isdisjoint(words):
                return False
        return True

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Yield the matches in a sentence that `may_match`."""
        if self._expression is None:
            self._expression = re.compile(self._source)
        for match in self._expression.finditer(sentence.line):
            yield _found(match, sentence)


@dataclass(frozen=True, slots=True)
class PatternSet:
    """Several patterns looked for together. `by_anchor` tells which are worth trying where a word occurs."""

    patterns: tuple[Pattern, ...]
    by_anchor: Mapping[str, tuple[int, ...]]
    always: tuple[int, ...]

    @classmethod
    def of(cls, texts: Iterable[str], vocabulary: Vocabulary) -> Self:
        """Return the compiled patterns; raises PatternError."""
        patterns = tuple(_known_pattern(text, vocabulary) for text in texts)
        by_anchor: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for word in pattern.anchor or ():
                by_anchor.setdefault(word, []).append(number)
        always = tuple(number for number, pattern in enumerate(patterns) if pattern.anchor is None)
        return cls(patterns, {word: tuple(numbers) for word, numbers in by_anchor.items()}, always)

    def may_match(self, bag: frozenset[str]) -> bool:
        """Tell whether a text with these words could match at all."""
        return bool(self.always) or not bag.isdisjoint(self.by_anchor)

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """Yield every match in a sentence, pattern by pattern."""
        for pattern in self.live(sentence.bag):
            yield from pattern.find(sentence)

    def matches(self, sentence: Sentence) -> bool:
        """Tell whether any pattern matches in a sentence."""
        return any(True for _ in self.find(sentence))

    def live(self, bag: frozenset[str]) -> list[Pattern]:
        """Return the patterns that could match in a text with these words."""
        index = self.by_anchor
        numbers = {*self.always}
        for word in bag:
            if word in index:
                numbers.update(index[word])
        patterns = self.patterns
        return [pattern for number in sorted(numbers) if (pattern := patterns[number]).may_match(bag)]


def _found(match: re.Match[str], sentence: Sentence) -> Found:
    first, last = sentence.word_at(match.start()), sentence.word_at(match.end() - 2) + 1
    if _UNDERLINED not in match.re.groupindex:
        return Found(first, last, first, last)
    start, end = match.span(_UNDERLINED)
    return Found(first, last, sentence.word_at(start), sentence.word_at(end - 2) + 1)


def _known_pattern(text: str, vocabulary: Vocabulary) -> Pattern:
    """Return a pattern made once a vocabulary: many runs in one process load the same rules."""
    found = vocabulary.patterns.get(text)
    if found is None:
        found = vocabulary.patterns[text] = _pattern(text, vocabulary)
    return found


def _pattern(text: str, vocabulary: Vocabulary) -> Pattern:
    part = parse(text)
    source, needs = _Maker(vocabulary, ()).make(part)
    if text.count("«") != text.count("»") or text.count("«") > 1:
        raise PatternError(f"the marks « and » must stand once each in the pattern {text!r}")
    by_weight = sorted(needs, key=lambda words: _weight(words, vocabulary))
    return Pattern(text, f"(?<= ){source}", tuple(by_weight), by_weight[0] if by_weight else None)


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
                return (f"(?P<{_UNDERLINED}>" if opens else ")"), ()
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
