"""Patterns ready to be made into steps: every word spelt as sentences show it, options with their beginnings.

Working that out takes longer than all else that a pattern needs, so it is in a form that JSON can keep: nested
lists that begin with what they are (the constants here).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from toolkit.language.beginnings import firsts_of
from toolkit.language.grammar import (
    Choice,
    Edge,
    Ending,
    Gap,
    Listed,
    Mark,
    Maybe,
    NotNext,
    Part,
    PatternError,
    Series,
    parse,
)
from toolkit.language.phrases import Phrase, phrases_of
from toolkit.language.vocabulary import Vocabulary

Node = list[Any]
"""A part of a pattern; what stands behind its first item is told where each is made."""

PHRASES, LISTED, SERIES, CHOICE, MAYBE, NOT_NEXT, ENDING, GAP, START, END, NUMBER, MARKED = range(12)
_PARTS, _LISTS = "parts", "lists"
"""The sections of the index that keep them."""


def resolved(text: str, vocabulary: Vocabulary) -> Node:
    """Return a pattern ready to be made into steps; raises PatternError for one that is not well formed."""
    return _kept(_PARTS, text, vocabulary, lambda: _whole(parse(text), text, vocabulary))


def resolved_list(name: str, vocabulary: Vocabulary) -> Node:
    """Return the entries of a word list as one choice; raises PatternError for one that is not there."""
    return _kept(
        _LISTS, name, vocabulary, lambda: _choice([parse(text) for text in vocabulary.entries(name)], vocabulary)
    )


def _kept(section: str, key: str, vocabulary: Vocabulary, make: Callable[[], Node]) -> Node:
    """Return what a section of the index keeps under a key, made and kept where it is not there."""
    kept = vocabulary.index.sections.setdefault(section, {})
    if key in kept:
        known: Node = json.loads(kept[key])
        return known
    node = make()
    kept[key] = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    vocabulary.index.grown = True
    return node


def _whole(part: Part, text: str, vocabulary: Vocabulary) -> Node:
    """Return a whole pattern, with what stands before, within and after its marks apart, if it has any."""
    parts = part.parts if isinstance(part, Series) else (part,)
    marks = [number for number, one in enumerate(parts) if isinstance(one, Mark)]
    if not marks:
        return _node(part, vocabulary)
    if [parts[number] for number in marks] != [Mark(opens=True), Mark(opens=False)]:
        raise PatternError(f"the marks « and » must stand once each in the pattern {text!r}")
    opens, closes = marks
    runs = (parts[:opens], parts[opens + 1 : closes], parts[closes + 1 :])
    return [MARKED, *([_node(one, vocabulary) for one in run] for run in runs)]


def _node(part: Part, vocabulary: Vocabulary) -> Node:
    phrases = phrases_of(part, vocabulary)
    if phrases is not None:
        return _phrases(phrases)
    match part:
        case Listed(name=name):
            return [LISTED, name]
        case Series(parts=parts):
            return [SERIES, [_node(one, vocabulary) for one in parts]]
        case Choice(options=options):
            return _choice(options, vocabulary)
        case Maybe(part=inner) | NotNext(part=inner):
            return [MAYBE if isinstance(part, Maybe) else NOT_NEXT, _node(inner, vocabulary)]
        case Ending(text=ending):
            return [ENDING, ending]
        case Gap(most=most, commas=commas):
            return [GAP, most, commas]
        case Edge(at_start=at_start):
            return [START if at_start else END]
        case Mark():
            raise PatternError("the marks « and » cannot stand within brackets")
    return [NUMBER]


def _choice(options: Iterable[Part], vocabulary: Vocabulary) -> Node:
    """Return a choice: its options, each with the words (between spaces) that it can begin with, None for any."""
    phrases: list[Phrase] = []
    others: list[Node] = []
    for option in options:
        plain = phrases_of(option, vocabulary)
        if plain is None:
            others.append([_node(option, vocabulary), _words(firsts_of(option, vocabulary))])
        else:
            phrases += plain
    if phrases:
        begins = frozenset(phrase[0] for phrase in phrases) if all(phrases) else None
        others.insert(0, [_phrases(phrases), _words(begins)])
    return [CHOICE, others] if len(others) > 1 else others[0][0]


def _phrases(phrases: Iterable[Phrase]) -> Node:
    """Return plain phrases, one a line; an empty line is a phrase that sentences pass over."""
    return [PHRASES, "\n".join(" ".join(phrase) for phrase in phrases)]


def _words(words: frozenset[str] | None) -> str | None:
    return None if words is None else " ".join(sorted(words))
