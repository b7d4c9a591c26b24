"""Finds the times that a message names: hours, days, dates, spans, deadlines, events, and placeholders for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from toolkit.language.lines import Role
from toolkit.language.patterns import PatternSet
from toolkit.language.prose import Prose
from toolkit.language.sentences import Sentence
from toolkit.language.vocabulary import load_vocabulary
from toolkit.text import Span


class Sort(StrEnum):
    """What kind of time it is, the surest first."""

    AHEAD = "ahead"
    ANCHORED = "anchored"
    SLOT = "slot"
    TODAY = "today"
    DATED = "dated"
    LENGTH = "length"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a message names: words `first` up to `last` of sentence `sentence` (its number), and where that stands in the text.

    `ahead` lies ahead wherever it stands ("within two days"), `today` may be a deed already done, `dated` is ahead or
    behind as the verb has it ("on Friday"), `anchored` hangs on an event that both know, `slot` is a placeholder that
    names a time, `length` a bare length of time ("3–5 working days"), `behind` a day that is past ("yesterday").
    """

    sentence: int
    first: int
    last: int
    sort: Sort
    span: Span
    lead: str = ""


_SLOT_NAME = re.compile(
    r"(?:^|[^a-z])(?:eta|etd|etr|date|day|days|time|when|hour|hours|hrs|minutes|mins|deadline|weekday|tomorrow|today|tonight|timeframe|timescale|window|arrival|sla|duration|turnaround|noon|week|month|until|slot|timeslot|datetime|timestamp)(?![a-z])"
    r"|(?:_at|_on|_by)(?![a-z])"
)
_SLOT_NOT = re.compile(
    r"birth|order(?:ed)?[ _.]?(?:date|time|on)|purchase|sign(?:ed)?[ _-]?up|created|expir|invoice|today's|times|last|opened|received|placed|incident|start(?:ed)?[_ ]|event|trial|delay|since|joined|member"
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_OPENINGS = "[<{%(#$"
_SLOT_LEADS = frozenset(
    (
        "by",
        "on",
        "before",
        "within",
        "in",
        "at",
        "until",
        "between",
        "from",
        "for",
        "is",
        "arrives",
        "arriving",
        "is:",
        ":",
        "eta",
        "tomorrow",
        "around",
        "about",
        "and",
        "to",
        "—",
        "-",
        "latest",
        "than",
    )
)
_SKIPPED_ROLES = (Role.GREETING, Role.SIGN_OFF, Role.QUOTED)


@lru_cache(maxsize=8)
def _sets(language: str) -> tuple[tuple[Sort, PatternSet], ...]:
    vocabulary = load_vocabulary(language)
    named = (sort for sort in Sort if sort is not Sort.SLOT)
    return tuple((sort, PatternSet.of(vocabulary.entries(f"times_{sort}"), vocabulary)) for sort in named)


@lru_cache(maxsize=8)
def _no_times(language: str) -> PatternSet:
    vocabulary = load_vocabulary(language)
    return PatternSet.of(vocabulary.entries("times_not"), vocabulary)


def times(prose: Prose) -> tuple[Time, ...]:
    """Return every time that a message names, in order; worked out once.

    Whose times they are is for `promises` to say. Greetings, sign-offs and quoted text are left out.
    """
    found = prose.memory.get("times")
    if not isinstance(found, tuple):
        found = prose.memory["times"] = tuple(_all(prose))
    return found


def _all(prose: Prose) -> Iterable[Time]:
    for number, sentence in enumerate(prose.sentences):
        if sentence.role not in _SKIPPED_ROLES:
            yield from _in_sentence(prose, number, sentence)


def _in_sentence(prose: Prose, number: int, sentence: Sentence) -> list[Time]:
    language = prose.vocabulary.language
    hits = [
        (found.first, found.last, sort) for sort, patterns in _sets(language) for found in patterns.find(sentence)
    ]
    hits += [(first, last, Sort.SLOT) for first, last in _slots(prose, sentence)]
    if not hits:
        return []
    off = [(found.first, found.last) for found in _no_times(language).find(sentence)]
    kept: list[Time] = []
    order = list(Sort)
    for first, last, sort in sorted(hits, key=lambda hit: (order.index(hit[2]), hit[0], -hit[1])):
        shared = any(first < end and begin < last for begin, end in off) and not _stronger(
            sentence, first, last, sort, off
        )
        if (sort is Sort.BEHIND or not shared) and not any(
            first < time.last and time.first < last for time in kept
        ):
            lead = sentence.words[first - 1] if first else ""
            kept.append(Time(number, first, last, sort, sentence.span_of(first, last), lead))
    return sorted(kept, key=lambda time: time.first)


def _stronger(sentence: Sentence, first: int, last: int, sort: Sort, off: list[tuple[int, int]]) -> bool:
    """Tell whether a time that lies ahead holds what only looks like none: "within a 24-hour window"."""
    if sort is not Sort.AHEAD:
        return False
    return all(first <= begin and end <= last for begin, end in off if first < end and begin < last)


def _slots(prose: Prose, sentence: Sentence) -> Iterable[tuple[int, int]]:
    """Yield where a placeholder stands that names a time."""
    for at, word in enumerate(sentence.words):
        start, end = sentence.starts[at], sentence.ends[at]
        if word == "<slot>":
            named = names_a_time(prose.text[start:end])
        elif word in ("date", "time", "day", "eta", "deadline", "weekday", "timeframe"):
            named = prose.text[max(0, start - 12) : start].rstrip("abcdefghijklmnopqrstuvwxyz _-")[-1:] in tuple(
                _OPENINGS
            )
        else:
            continue
        if named:
            lead = sentence.words[at - 1] if at else ""
            yield (at - 1 if lead in ("by", "on", "before", "within", "at") else at), at + 1


def names_a_time(slot: str) -> bool:
    """Tell whether a placeholder's name is that of a time: `{{ eta }}`, `[DELIVERY DATE]`, `{{ts.replyBy}}`."""
    name = _CAMEL.sub("_", slot).lower()
    return _SLOT_NAME.search(name) is not None and _SLOT_NOT.search(name) is None
