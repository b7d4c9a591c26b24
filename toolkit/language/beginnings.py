"""Which words a part of a pattern can begin with, and which can follow as its second: told before it is tried."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

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
    Series,
    Word,
    parse,
)
from toolkit.language.phrases import phrases_of
from toolkit.language.reading import NUMBER_KEY
from toolkit.language.vocabulary import Vocabulary

Words = frozenset[str] | None
"""Some words, or any word at all (None)."""

_NO_WORDS: Words = frozenset()
_BEGINNINGS = "beginnings"
"""The section of the index that keeps what word lists can begin with."""


class Beginning(NamedTuple):
    """The first and second words that a part can have; whether it can match no word, and whether just one."""

    firsts: Words
    seconds: Words
    none: bool
    one: bool


_EMPTY = Beginning(_NO_WORDS, _NO_WORDS, none=True, one=False)
_ANY_WORD = Beginning(None, _NO_WORDS, none=False, one=True)


def firsts_of(part: Part, vocabulary: Vocabulary) -> Words:
    """Return the words that a part can begin with, None where any will do, or none at all."""
    begins = beginning(part, vocabulary)
    return None if begins.none else begins.firsts


def seconds_of(part: Part, vocabulary: Vocabulary) -> Words:
    """Return the words that can come second in all that a part matches, None where any will do, or none at all."""
    begins = beginning(part, vocabulary)
    return None if begins.none or begins.one else begins.seconds


def beginning(part: Part, vocabulary: Vocabulary) -> Beginning:
    """Return how what a part matches can begin."""
    match part:
        case Word():
            return _of_phrases(phrases_of(part, vocabulary) or ())
        case Listed(name=name):
            return _of_list(name, vocabulary)
        case Series(parts=parts):
            return reduce(_then, (beginning(one, vocabulary) for one in parts), _EMPTY)
        case Choice(options=options):
            return _of_choice(options, vocabulary)
        case Maybe(part=inner):
            return beginning(inner, vocabulary)._replace(none=True)
        case Mark() | NotNext() | Edge():
            return _EMPTY
        case Gap(most=most):
            return Beginning(None, None if most > 1 else _NO_WORDS, none=True, one=True) if most else _EMPTY
        case Number():
            return Beginning(frozenset((NUMBER_KEY,)), _NO_WORDS, none=False, one=True)
        case Ending():
            return _ANY_WORD


def _then(begun: Beginning, more: Beginning) -> Beginning:
    """Return how one part after another can begin."""
    firsts = _either(begun.firsts, more.firsts if begun.none else _NO_WORDS)
    after_one = more.firsts if begun.one else _NO_WORDS
    after_none = more.seconds if begun.none else _NO_WORDS
    one = (begun.one and more.none) or (begun.none and more.one)
    return Beginning(
        firsts, _either(_either(begun.seconds, after_one), after_none), none=begun.none and more.none, one=one
    )


def _either(some: Words, others: Words) -> Words:
    return None if some is None or others is None else some | others


def _of_phrases(phrases: Iterable[tuple[str, ...]]) -> Beginning:
    kept = list(phrases)
    return Beginning(
        frozenset([phrase[0] for phrase in kept if phrase]),
        frozenset([phrase[1] for phrase in kept if len(phrase) > 1]),
        none=not all(kept),
        one=any(len(phrase) == 1 for phrase in kept),
    )


def _of_choice(options: Iterable[Part], vocabulary: Vocabulary) -> Beginning:
    found = [beginning(option, vocabulary) for option in options]
    return Beginning(
        reduce(_either, [one.firsts for one in found], _NO_WORDS),
        reduce(_either, [one.seconds for one in found], _NO_WORDS),
        none=any(one.none for one in found),
        one=any(one.one for one in found),
    )


def _of_list(name: str, vocabulary: Vocabulary) -> Beginning:
    if name not in vocabulary.beginnings:
        kept = vocabulary.index.sections.setdefault(_BEGINNINGS, {})
        if name not in kept:
            options = tuple(parse(text) for text in vocabulary.entries(name))
            made = _of_choice(options, vocabulary)
            kept[name] = [_packed(made.firsts), _packed(made.seconds), made.none, made.one]
            vocabulary.index.grown = True
        firsts, seconds, none, one = kept[name]
        vocabulary.beginnings[name] = Beginning(_unpacked(firsts), _unpacked(seconds), none=none, one=one)
    found: Beginning = vocabulary.beginnings[name]
    return found


def _packed(words: Words) -> str | None:
    return None if words is None else " ".join(sorted(words))


def _unpacked(text: str | None) -> Words:
    return None if text is None else frozenset(text.split())
