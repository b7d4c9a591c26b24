"""Which words a sentence must hold for a pattern to match in it: told from the pattern, before it is tried."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from toolkit.language.grammar import (
    Choice,
    Listed,
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


def needs_of(part: Part, vocabulary: Vocabulary) -> Needs:
    """Return sets of words, the rarest first; a sentence that matches holds one of each.

    Raises PatternError where the part, or a word list that it names, leads to a list that is not there.
    """
    for name in listed(part):
        _needs_of_list(name, vocabulary)
    return tuple(sorted(_needs(part, vocabulary), key=lambda words: _weight(words, vocabulary)))


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
