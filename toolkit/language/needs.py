"""Which words a sentence must hold for a pattern to match in it: told from the pattern, before it is tried."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from toolkit.language.grammar import (
    Choice,
    Edge,
    Gap,
    Listed,
    Mark,
    Maybe,
    NotNext,
    Number,
    Part,
    Series,
    Word,
    listed,
    parse,
)
from toolkit.language.pattern import Needs
from toolkit.language.phrases import Phrase, phrases_of
from toolkit.language.reading import NUMBER_KEY
from toolkit.language.vocabulary import Vocabulary

_COMMON_WEIGHT = 40
_FIRSTS = "firsts"
"""The section of the index that keeps what word lists can begin with."""


def needs_of(part: Part, vocabulary: Vocabulary) -> Needs:
    """Return sets of words, the rarest first; a sentence that matches holds one of each.

    Raises PatternError where the part, or a word list that it names, leads to a list that is not there.
    """
    for name in listed(part):
        _needs_of_list(name, vocabulary)
    return tuple(sorted(_needs(part, vocabulary), key=lambda words: _weight(words, vocabulary)))


def beginnings(part: Part, vocabulary: Vocabulary) -> frozenset[str] | None:
    """Return the words that a part can begin with, None where any will do, or none at all."""
    firsts, empty = _firsts(part, vocabulary)
    return None if empty else firsts


def _firsts(part: Part, vocabulary: Vocabulary) -> tuple[frozenset[str] | None, bool]:
    """Return the words a part can begin with, None for any; and whether it can match no word at all."""
    match part:
        case Word():
            phrases = phrases_of(part, vocabulary) or ()
            return frozenset(phrase[0] for phrase in phrases if phrase), not all(phrases)
        case Listed(name=name):
            return _firsts_of_list(name, vocabulary)
        case Series(parts=parts):
            return _firsts_of_series(parts, vocabulary)
        case Choice(options=options):
            return _firsts_of_choice(options, vocabulary)
        case Maybe(part=inner):
            return _firsts(inner, vocabulary)[0], True
        case Mark() | NotNext() | Edge():
            return frozenset(), True
        case Gap():
            return None, True
        case Number():
            return frozenset((NUMBER_KEY,)), False
    return None, False


def _firsts_of_series(parts: Iterable[Part], vocabulary: Vocabulary) -> tuple[frozenset[str] | None, bool]:
    firsts: frozenset[str] = frozenset()
    for part in parts:
        more, empty = _firsts(part, vocabulary)
        if more is None:
            return None, empty
        firsts |= more
        if not empty:
            return firsts, False
    return firsts, True


def _firsts_of_choice(options: Iterable[Part], vocabulary: Vocabulary) -> tuple[frozenset[str] | None, bool]:
    found = [_firsts(option, vocabulary) for option in options]
    known = [firsts for firsts, _ in found if firsts is not None]
    firsts = frozenset().union(*known) if len(known) == len(found) else None
    return firsts, any(empty for _, empty in found)


def _firsts_of_list(name: str, vocabulary: Vocabulary) -> tuple[frozenset[str] | None, bool]:
    if name not in vocabulary.firsts:
        kept = vocabulary.index.sections.setdefault(_FIRSTS, {})
        if name not in kept:
            options = tuple(parse(text) for text in vocabulary.entries(name))
            firsts, empty = _firsts_of_choice(options, vocabulary)
            kept[name] = [firsts if firsts is None else " ".join(sorted(firsts)), empty]
            vocabulary.index.grown = True
        words, empty = kept[name]
        vocabulary.firsts[name] = (words if words is None else frozenset(words.split()), empty)
    return vocabulary.firsts[name]


def _needs(part: Part, vocabulary: Vocabulary) -> Needs:
    match part:
        case Word():
            return _of_phrases(phrases_of(part, vocabulary) or (), vocabulary)
        case Listed(name=name):
            return _needs_of_list(name, vocabulary)
        case Series(parts=parts):
            return tuple(need for one in parts for need in _needs(one, vocabulary))
        case Choice(options=options):
            return _of_choice(options, vocabulary)
        case Number():
            return (frozenset((NUMBER_KEY,)),)
    return ()


def _of_choice(options: Iterable[Part], vocabulary: Vocabulary) -> Needs:
    """Return one set with the rarest of each option's words; nothing where an option needs none."""
    chosen: list[frozenset[str]] = []
    for option in options:
        needs = _needs(option, vocabulary)
        if not needs:
            return ()
        chosen.append(min(needs, key=lambda words: _weight(words, vocabulary)))
    return (reduce(frozenset.union, chosen),)


def _of_phrases(phrases: Iterable[Phrase], vocabulary: Vocabulary) -> Needs:
    kept = list(phrases)
    if not all(kept):
        return ()
    return (frozenset(min(phrase, key=lambda word: (word in vocabulary.common, -len(word))) for phrase in kept),)


def _needs_of_list(name: str, vocabulary: Vocabulary) -> Needs:
    known = vocabulary.needs.get(name)
    if known is None:
        with vocabulary.following(name):
            options = tuple(parse(text) for text in vocabulary.entries(name))
            for option in options:
                for inner in listed(option):
                    _needs_of_list(inner, vocabulary)
            known = vocabulary.needs[name] = _of_choice(options, vocabulary)
    return known


def _weight(words: frozenset[str], vocabulary: Vocabulary) -> int:
    """Return how often a sentence can be expected to hold one of `words`, on no particular scale."""
    return sum(_COMMON_WEIGHT if word in vocabulary.common else 1 for word in words)
