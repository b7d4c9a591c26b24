"""Finds the times that a message names: hours, days, dates, spans, deadlines, events, placeholders for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.lines import Role
from toolkit.language.patterns import PatternSet
from toolkit.language.prose import Prose
from toolkit.language.sentences import Sentence
from toolkit.language.vocabulary import load_vocabulary
from toolkit.text import Span


class Sort(StrEnum):
    """What kind of time it is, the surest first."""

    AHEAD = "ahead"
    SINCE = "since"
    ANCHORED = "anchored"
    SLOT = "slot"
    TODAY = "today"
    DATED = "dated"
    LENGTH = "length"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a message names: words `first` up to `last` of sentence `sentence` (its number).

    `span` is where they stand in the text. By `sort`, it lies ahead wherever it stands ("within two days"); tells
    from when on something is as it is ("since 11:30"); hangs on an event that both know ("before you land",
    anchored); is a placeholder that names a time; may be a deed already done (today); is ahead or behind as the
    verb has it ("on Friday", dated); is a bare length of time ("3–5 working days"); or is past ("yesterday",
    behind).
    """

    sentence: int
    first: int
    last: int
    sort: Sort
    span: Span


_SORTS = tuple(Sort)
_NO_PROSE = (Role.GREETING, Role.SIGN_OFF, Role.QUOTED)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LETTERS = re.compile(r"[a-z]+")
_BRACKETED = re.compile(r"[\[<{%(#$][\w -]{0,12}\Z")
_LEADS = frozenset(("by", "on", "before", "within", "at"))


@lru_cache(maxsize=8)
def time_patterns(language: str) -> tuple[tuple[tuple[Sort, PatternSet], ...], PatternSet]:
    """Return the patterns of each sort of time that has any, and those of what looks like a time and is none."""
    vocabulary = load_vocabulary(language)
    named = (sort for sort in Sort if sort is not Sort.SLOT)
    of_sorts = tuple((sort, PatternSet.of(vocabulary.entries(f"times_{sort}"), vocabulary)) for sort in named)
    return of_sorts, PatternSet.of(vocabulary.entries("times_not"), vocabulary)


def times(prose: Prose) -> tuple[Time, ...]:
    """Return every time that a message names, in order; each worked out once.

    Whose times they are is for `promises` to say. Greetings, sign-offs and quoted text are left out.
    """
    return tuple(time for number in range(len(prose.sentences)) for time in times_in(prose, number))


def times_in(prose: Prose, number: int) -> tuple[Time, ...]:
    """Return every time that sentence `number` of a message names, in order; worked out once."""
    key = ("times", number)
    found = prose.memory.get(key)
    if not isinstance(found, tuple):
        said = prose.sentences[number].role not in _NO_PROSE
        found = prose.memory[key] = tuple(_in_sentence(prose, number)) if said else ()
    return found


def _in_sentence(prose: Prose, number: int) -> list[Time]:
    sentence = prose.sentences[number]
    of_sorts, no_times = time_patterns(prose.vocabulary.language)
    hits = [(sort, found.first, found.last) for sort, patterns in of_sorts for found in patterns.find(sentence)]
    hits += [(Sort.SLOT, first, last) for first, last in _slots(prose, sentence)]
    if not hits:
        return []
    off = [(found.first, found.last) for found in no_times.find(sentence)]
    kept: list[Time] = []
    for sort, first, last in sorted(hits, key=lambda hit: (_SORTS.index(hit[0]), hit[1], -hit[2])):
        taken = any(first < time.last and time.first < last for time in kept)
        if not taken and not _let_off(sort, first, last, off):
            kept.append(Time(number, first, last, sort, sentence.span_of(first, last)))
    return sorted(kept, key=lambda time: time.first)


def _let_off(sort: Sort, first: int, last: int, off: list[tuple[int, int]]) -> bool:
    """Tell whether words are no time, for they share one with what only looks like it: "a 24-hour helpline".

    What lies ahead may hold such words: "within a 24-hour window". What is past, or lasts since then, is part of
    them.
    """
    shared = [(begin, end) for begin, end in off if first < end and begin < last]
    if sort in (Sort.BEHIND, Sort.SINCE) or not shared:
        return False
    return sort not in (Sort.AHEAD, Sort.ANCHORED) or not all(
        first <= begin and end <= last for begin, end in shared
    )


def _slots(prose: Prose, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where a placeholder stands that names a time, with the preposition before it."""
    lexicon = lexicon_of(prose.vocabulary)
    stand_ins = lexicon["slot_stand_ins"]
    if "<slot>" not in sentence.bag and stand_ins.isdisjoint(sentence.bag):
        return
    for at, word in enumerate(sentence.words):
        start, end = sentence.places[at]
        if word == "<slot>":
            named = names_a_time(prose.text[start:end], lexicon)
        else:
            named = word in stand_ins and _BRACKETED.search(prose.text, max(0, start - 14), start) is not None
        if named:
            yield (at - 1 if at and sentence.words[at - 1] in _LEADS else at), at + 1


def names_a_time(slot: str, lexicon: Lexicon) -> bool:
    """Tell whether a placeholder's name is that of a time: `{{ eta }}`, `[DELIVERY DATE]`, `{{ts.replyBy}}`."""
    words = frozenset(_LETTERS.findall(_CAMEL.sub("_", slot).lower()))
    return not words.isdisjoint(lexicon["time_slots"]) and words.isdisjoint(lexicon["no_time_slots"])
