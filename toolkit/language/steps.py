"""Patterns as steps over a sentence's words: from a place, the places at which a part of a pattern can end.

Each step gives its ends in the order of preference: a longer phrase before a shorter one, a part before none, a
short gap before a long one. What a word list matches at a place is worked out once for a sentence, however many
patterns name the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from toolkit.language import resolved as kinds
from toolkit.language.beginnings import firsts_of
from toolkit.language.grammar import Listed
from toolkit.language.pattern import Plan
from toolkit.language.reading import NUMBER_KEY, Found, is_number
from toolkit.language.resolved import Node, resolved, resolved_list
from toolkit.language.vocabulary import Vocabulary

Phrase = tuple[str, ...]
Words = tuple[str, ...]
"""A sentence's words and, after the last of them, an empty one."""
Ends = tuple[int, ...]
Memory = dict[tuple[int, int], Ends]
Step = Callable[[Words, int, Memory], Ends]
"""From a sentence's words, the number of one and what is known already: the numbers of words it can end before."""

_NONE: Ends = ()
_STOPS = frozenset(",;:.!?—()…")
_CLOSING = frozenset(".!?…)")


def step_of(node: Node, vocabulary: Vocabulary) -> Step:
    """Return the step that a part of a pattern is."""
    return _MAKERS[node[0]](node, vocabulary)


def plan_of(text: str, vocabulary: Vocabulary) -> Plan:
    """Return the plan of a whole pattern, which marks at most one stretch of its words."""
    node = resolved(text, vocabulary)
    if node[0] != kinds.MARKED:
        whole = step_of(node, vocabulary)

        def plain(words: Words, at: int, memory: Memory) -> Found | None:
            ends = whole(words, at, memory)
            return Found(at, ends[0], at, ends[0]) if ends and ends[0] > at else None

        return plain
    before, marked, after = (series([step_of(one, vocabulary) for one in run]) for run in node[1:])

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
    single = frozenset(phrase[0] for phrase in kept if len(phrase) == 1)
    table: dict[Phrase, list[Phrase]] = {}
    for phrase in sorted((phrase for phrase in kept if len(phrase) > 1), key=len, reverse=True):
        table.setdefault(phrase[:2], []).append(phrase[2:])

    def one(words: Words, at: int, _memory: Memory) -> Ends:
        return (at + 1,) if words[at] in single else _NONE

    def any_of(words: Words, at: int, _memory: Memory) -> Ends:
        alone = (at + 1,) if words[at] in single else _NONE
        rests = table.get(words[at : at + 2])
        if rests is None:
            return alone
        after = at + 2
        found = [after + len(rest) for rest in rests if words[after : after + len(rest)] == rest]
        return (*found, *alone)

    step = any_of if table else one
    return step if all(kept) else _maybe(step)


def _choice(nodes: Sequence[Node], vocabulary: Vocabulary) -> Step:
    """Return the step over one of several parts: those are tried that can begin with the word at hand."""
    options = [
        (_Late(node, vocabulary), None if begins is None else frozenset(begins.split())) for node, begins in nodes
    ]
    table = _Table(options)
    known, numbers = table.known, NUMBER_KEY in table.known

    def choose(words: Words, at: int, memory: Memory) -> Ends:
        word = words[at]
        if word not in known:
            word = NUMBER_KEY if numbers and is_number(word) else ""
        steps = table[word]
        if len(steps) < 2:
            return steps[0](words, at, memory) if steps else _NONE
        return tuple(dict.fromkeys([end for step in steps for end in step(words, at, memory)]))

    return choose


class _Late:
    """A step that is made when a text first has a word that it can begin with: most never are."""

    __slots__ = ("made", "node", "vocabulary")

    def __init__(self, node: Node, vocabulary: Vocabulary) -> None:
        self.node = node
        self.vocabulary = vocabulary
        self.made: Step | None = None

    def step(self) -> Step:
        """Return the step, made on first use."""
        if self.made is None:
            self.made = step_of(self.node, self.vocabulary)
        return self.made


class _Table(dict[str, tuple[Step, ...]]):
    """By the first word, the steps that can begin with it; those of words that no step names stand under none."""

    def __init__(self, options: Sequence[tuple[_Late, frozenset[str] | None]]) -> None:
        super().__init__()
        self.options = options
        self.known = frozenset().union(*(begins for _, begins in options if begins is not None))

    def __missing__(self, word: str) -> tuple[Step, ...]:
        fitting = [late.step() for late, begins in self.options if begins is None or word in begins]
        self[word] = made = tuple(fitting)
        return made


def _listed(name: str, vocabulary: Vocabulary) -> Step:
    """Return the step over a word list; made once for all the patterns that name the list."""
    if name not in vocabulary.steps:
        inner, number = step_of(resolved_list(name, vocabulary), vocabulary), len(vocabulary.steps)
        begins = firsts_of(Listed(name), vocabulary)
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


_MAKERS: dict[int, Callable[[Node, Vocabulary], Step]] = {
    kinds.PHRASES: lambda node, _: _phrases([tuple(line.split()) for line in node[1].split("\n")]),
    kinds.LISTED: lambda node, vocabulary: _listed(node[1], vocabulary),
    kinds.SERIES: lambda node, vocabulary: series([step_of(one, vocabulary) for one in node[1]]),
    kinds.CHOICE: lambda node, vocabulary: _choice(node[1], vocabulary),
    kinds.MAYBE: lambda node, vocabulary: _maybe(step_of(node[1], vocabulary)),
    kinds.NOT_NEXT: lambda node, vocabulary: _not_next(step_of(node[1], vocabulary)),
    kinds.ENDING: lambda node, _: _ending(node[1]),
    kinds.GAP: lambda node, _: _gap(node[1], frozenset(",") if node[2] else frozenset()),
    kinds.START: lambda _node, _: _starts,
    kinds.END: lambda _node, _: _closes,
    kinds.NUMBER: lambda _node, _: _number,
}
