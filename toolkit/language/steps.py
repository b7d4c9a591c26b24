"""Patterns as steps over a sentence's words: from a place, the places at which a part of a pattern can end.

Each step gives its ends in the order of preference: a longer phrase before a shorter one, a part before none, a
short gap before a long one. What a word list matches at a place is worked out once for a sentence, however many
patterns name the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

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
    Series,
    Word,
    parse,
)
from toolkit.language.needs import beginnings
from toolkit.language.pattern import Plan
from toolkit.language.phrases import Phrase, phrases_of
from toolkit.language.reading import NUMBER_KEY, Found, is_number
from toolkit.language.vocabulary import Vocabulary

Words = tuple[str, ...]
"""A sentence's words and, after the last of them, an empty one."""
Ends = tuple[int, ...]
Memory = dict[tuple[int, int], Ends]
Step = Callable[[Words, int, Memory], Ends]
"""From a sentence's words, the number of one and what is known already: the numbers of words it can end before."""

_NONE: Ends = ()
_STOPS = frozenset(",;:.!?—()…")
_CLOSING = frozenset(".!?…)")


def step_of(part: Part, vocabulary: Vocabulary) -> Step:
    """Return the step that a part of a pattern is."""
    match part:
        case Word():
            return _phrases(phrases_of(part, vocabulary) or ())
        case Listed(name=name):
            return _listed(name, vocabulary)
        case Series(parts=parts):
            return series([step_of(one, vocabulary) for one in parts])
        case Choice(options=options):
            return _choice(options, vocabulary)
        case Maybe(part=inner):
            return _maybe(step_of(inner, vocabulary))
        case NotNext(part=inner):
            return _not_next(step_of(inner, vocabulary))
        case Ending(text=ending):
            return _ending(ending)
        case Gap(most=most, commas=commas):
            return _gap(most, frozenset(",") if commas else frozenset())
        case Edge(at_start=at_start):
            return _starts if at_start else _closes
    return _number


def plan_of(part: Part, vocabulary: Vocabulary) -> Plan:
    """Return the plan of a whole pattern, which marks at most one stretch of its words."""
    parts = part.parts if isinstance(part, Series) else (part,)
    marks = [number for number, one in enumerate(parts) if isinstance(one, Mark)]
    if not marks:
        whole = step_of(part, vocabulary)

        def plain(words: Words, at: int, memory: Memory) -> Found | None:
            ends = whole(words, at, memory)
            return Found(at, ends[0], at, ends[0]) if ends and ends[0] > at else None

        return plain
    opens, closes = marks
    before, marked, after = (
        series([step_of(one, vocabulary) for one in some])
        for some in (parts[:opens], parts[opens + 1 : closes], parts[closes + 1 :])
    )

    def underlining(words: Words, at: int, memory: Memory) -> Found | None:
        for first in before(words, at, memory):
            for last in marked(words, first, memory):
                if last > first and (ends := after(words, last, memory)):
                    return Found(at, ends[0], first, last)
        return None

    return underlining


def series(steps: Sequence[Step]) -> Step:
    """Return the step that takes steps one after the other."""

    def take(words: Words, at: int, memory: Memory) -> Ends:
        ends: Ends = (at,)
        for step in steps:
            if len(ends) == 1:
                ends = step(words, ends[0], memory)
            else:
                ends = tuple(dict.fromkeys([end for start in ends for end in step(words, start, memory)]))
            if not ends:
                return _NONE
        return ends

    return take


def _phrases(phrases: Iterable[Phrase]) -> Step:
    """Return the step over any of some phrases; one without words can be passed by."""
    kept = tuple(dict.fromkeys(phrases))
    table: dict[str, list[Phrase]] = {}
    for phrase in sorted((phrase for phrase in kept if phrase), key=len, reverse=True):
        table.setdefault(phrase[0], []).append(phrase[1:])
    single = frozenset(word for word, rests in table.items() if rests == [()])

    def one(words: Words, at: int, _memory: Memory) -> Ends:
        return (at + 1,) if words[at] in single else _NONE

    def any_of(words: Words, at: int, _memory: Memory) -> Ends:
        word = words[at]
        if word in single:
            return (at + 1,)
        after = at + 1
        return tuple(
            [after + len(rest) for rest in table.get(word, ()) if words[after : after + len(rest)] == rest]
        )

    step = one if len(single) == len(table) else any_of
    return step if all(kept) else _maybe(step)


def _choice(options: Iterable[Part], vocabulary: Vocabulary) -> Step:
    """Return the step over one of several parts: those are tried that can begin with the word at hand."""
    phrases: list[Phrase] = []
    others: list[tuple[Step, frozenset[str] | None]] = []
    for option in options:
        plain = phrases_of(option, vocabulary)
        if plain is None:
            others.append((step_of(option, vocabulary), beginnings(option, vocabulary)))
        else:
            phrases += plain
    if phrases:
        first = _phrases(phrases)
        begins = frozenset(phrase[0] for phrase in phrases if phrase) if all(phrases) else None
        others.insert(0, (first, begins))
    if len(others) == 1:
        return others[0][0]
    known = frozenset().union(*(begins for _, begins in others if begins is not None))
    numbers = NUMBER_KEY in known
    table = {word: tuple([step for step, begins in others if begins is None or word in begins]) for word in known}
    always = tuple(step for step, begins in others if begins is None)

    def choose(words: Words, at: int, memory: Memory) -> Ends:
        word = words[at]
        steps = table.get(word if word in table or not numbers or not is_number(word) else NUMBER_KEY, always)
        if len(steps) < 2:
            return steps[0](words, at, memory) if steps else _NONE
        return tuple(dict.fromkeys([end for step in steps for end in step(words, at, memory)]))

    return choose


def _listed(name: str, vocabulary: Vocabulary) -> Step:
    """Return the step over a word list; made once for all the patterns that name the list."""
    if name not in vocabulary.steps:
        options = tuple(parse(text) for text in vocabulary.entries(name))
        inner, number = _choice(options, vocabulary), len(vocabulary.steps)
        begins = beginnings(Listed(name), vocabulary)
        numbers = begins is not None and NUMBER_KEY in begins

        def remembered(words: Words, at: int, memory: Memory) -> Ends:
            if begins is not None and (word := words[at]) not in begins and not (numbers and is_number(word)):
                return _NONE
            ends = memory.get((number, at))
            if ends is None:
                ends = memory[number, at] = inner(words, at, memory)
            return ends

        vocabulary.steps[name] = remembered
    return vocabulary.steps[name]


def _maybe(inner: Step) -> Step:
    def perhaps(words: Words, at: int, memory: Memory) -> Ends:
        ends = inner(words, at, memory)
        return (*ends, at) if ends and at not in ends else ends or (at,)

    return perhaps


def _not_next(inner: Step) -> Step:
    def unless(words: Words, at: int, memory: Memory) -> Ends:
        return _NONE if inner(words, at, memory) else (at,)

    return unless


def _ending(ending: str) -> Step:
    def ends_so(words: Words, at: int, _memory: Memory) -> Ends:
        word = words[at]
        return (at + 1,) if word.endswith(ending) and len(word) > len(ending) and is_plain(word) else _NONE

    return ends_so


def _gap(most: int, allowed: frozenset[str]) -> Step:
    stops = _STOPS - allowed

    def pass_over(words: Words, at: int, _memory: Memory) -> Ends:
        end, last = at, at + most
        while end < last and (word := words[end]) and stops.isdisjoint(word):
            end += 1
        return tuple(range(at, end + 1))

    return pass_over


@lru_cache(maxsize=50_000)
def is_plain(word: str) -> bool:
    """Tell whether a word is one, and no mark or number with a mark in it."""
    return not _STOPS.intersection(word)


def _starts(_words: Words, at: int, _memory: Memory) -> Ends:
    return _NONE if at else (0,)


def _closes(words: Words, at: int, _memory: Memory) -> Ends:
    return (at,) if all(word in _CLOSING for word in words[at:-1]) else _NONE


def _number(words: Words, at: int, _memory: Memory) -> Ends:
    return (at + 1,) if is_number(words[at]) else _NONE
