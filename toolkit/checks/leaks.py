"""The check for what a broken merge leaves behind: slots never filled, empty places, the word for nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks import leak_shapes as shapes
from toolkit.checks.base import Match, OptionError
from toolkit.language import Prose, Role, Vocabulary
from toolkit.text import Span

_WORDS = re.compile(r"[A-Z]?[a-z]+(?:['’-][a-z]+)*|[A-Z]+(?![a-z])|\d+")
_LOOK_BACK = 40
_LONGEST_LABEL = 200
_CHOICE = re.compile(
    r"(?!and/or$|dd/mm|mm/dd|w/)[a-z]{1,20}(?:/[a-z]{1,20})+"
    r"|(?i:he/she|she/he|his/her|him/her|her/him|mr/mrs|mr/ms|mr/mrs/ms|sir/madam|day/days)"
)

_IDENTIFIER = re.compile(r"[A-Za-z][a-z]+(?:_?[A-Z][a-z]+|_[a-z]+)+")
_LONGEST_NAMED = 4
_NAMED = (["first", "name"], ["last", "name"], ["full", "name"])


@dataclass(frozen=True, slots=True)
class LeakWords:
    """What a language's word lists say of slots and of the places of values; all in lower case."""

    slot_words: frozenset[str]
    slot_joiners: frozenset[str]
    slot_orders: frozenset[str]
    slot_tags: frozenset[str]
    missing_values: frozenset[str]
    value_before: frozenset[str]
    never_last: frozenset[str]
    value_after: frozenset[str]
    valued: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> LeakWords:
        """Return the lists of a vocabulary."""
        return cls(**{name: frozenset(vocabulary.entries(name)) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Leaks:
    """Underlines each leak once; `allow` holds texts that only look like one."""

    sort: ClassVar[str] = "leaks"
    options: ClassVar[frozenset[str]] = frozenset(("allow",))

    words: LeakWords
    allow: frozenset[str]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        allow = options.get("allow", [])
        if not isinstance(allow, list) or not all(isinstance(word, str) for word in allow):
            raise OptionError("allow", "allow must be a list of texts")
        return cls(LeakWords.of(vocabulary), frozenset(text.lower() for text in allow))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield each leak in order; the slots of a raw macro are to be filled yet, and leak nothing."""
        unfilled = _slots(prose, self.words) if prose.raw else []
        for span in leaks(prose, self.words):
            if span.of(prose.text).lower() not in self.allow and not any_overlaps(unfilled, span):
                yield Match(span)


def leaks(prose: Prose, words: LeakWords) -> list[Span]:
    """Return what a merge left behind in a message, in order; of leaks that touch, the whole."""
    found = prose.memory.get(LeakWords)
    if not isinstance(found, list):
        found = prose.memory[LeakWords] = _leaks(prose, words) if shapes.may_leak(prose) else []
    return found


def _leaks(prose: Prose, words: LeakWords) -> list[Span]:
    text = prose.text
    found = [
        *shapes.SLOT_SYNTAX.spans(text),
        *(span for shape in (*shapes.STAND_INS, *shapes.HOLLOW) for span in shape.spans(text)),
        *_framed(prose, words),
        *_crosses(prose),
        *_in_greeting(prose, words),
        *_values(text, words),
        *_empty(text, words),
        *_sums(text),
        *_labels(text),
    ]
    if not found:
        return found
    out = [Span(*match.span()) for match in shapes.NO_TEXT.finditer(text)]
    out += [Span(line.start, line.end) for line in prose.lines if line.role is Role.QUOTED]
    apart = _joined(sorted(out))
    return _joined(sorted(span for span in found if not any_overlaps(apart, span)))


def _slots(prose: Prose, words: LeakWords) -> list[Span]:
    """Return the slots of a text, in order and apart: by their syntax, and brackets that hold a slot's words."""
    return _joined(sorted((*shapes.SLOT_SYNTAX.spans(prose.text), *_framed(prose, words))))


def any_overlaps(spans: Sequence[Span], span: Span) -> bool:
    """Tell whether one of `spans`, which are in order and apart, shares a code point with `span`."""
    at = bisect_right(spans, span.start, key=lambda one: one.end)
    return at < len(spans) and spans[at].start < span.end


def _joined(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def _framed(prose: Prose, words: LeakWords) -> Iterator[Span]:
    """Yield brackets that hold a slot's words."""
    for match in shapes.FRAMED.matches(prose.text):
        content = match[match.lastindex or 0]
        starts_line = match.start() == 0 or prose.text[match.start() - 1] == "\n"
        if _CHOICE.fullmatch(content) or _is_slot(content, words, tag=starts_line):
            yield Span(*match.span())


def _is_slot(content: str, words: LeakWords, *, tag: bool) -> bool:
    """Tell whether the content of brackets is a slot; a `tag` opens its line, as "[Ticket] …" does."""
    if re.search(r"\d{2}|[@:#]|^/", content) and not content[:1].isalpha():
        return False
    found = [word.lower().removesuffix("'s").removesuffix("’s") for word in _WORDS.findall(content)]
    if not found or any(mark in content for mark in '@#="') or "://" in content:
        return False
    if found[0] in words.slot_orders and len(found) > 1:
        return True
    if _IDENTIFIER.fullmatch(content) and found[-1] in words.slot_words:
        return True
    if len(found) <= _LONGEST_NAMED and found[-2:] in _NAMED:
        return True
    known = all(word in words.slot_words or word in words.slot_joiners for word in found)
    if not known or not any(word in words.slot_words for word in found):
        return False
    return not (tag and len(found) == 1 and found[0] in words.slot_tags)


def _crosses(prose: Prose) -> Iterator[Span]:
    """Yield crosses where a value belongs, unless they mask one or are kisses."""
    text = prose.text
    for match in shapes.CROSSES.matches(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if shapes.MASK_AFTER.match(text, match.end()):
            continue
        if shapes.MASK_BEFORE.search(text[max(line_start, match.start() - 40) : match.start()]):
            continue
        if match[0].isalpha() and _role_at(prose, match.start()) is Role.SIGN_OFF:
            continue
        yield Span(*match.span())


def _role_at(prose: Prose, offset: int) -> Role:
    return prose.lines[bisect_right(prose.lines, offset, key=lambda line: line.start) - 1].role


def _in_greeting(prose: Prose, words: LeakWords) -> Iterator[Span]:
    """Yield a greeting whose name is missing, or is the word that a missing name prints."""
    start = next((line.start for line in prose.lines if line.role not in (Role.SUBJECT, Role.BLANK)), None)
    if start is None:
        return
    end = prose.text.find("\n", start)
    line = prose.text[start : len(prose.text) if end < 0 else end]
    match = shapes.GREETING.match(line)
    if match is None:
        return
    if (word := match["word"]) is None:
        if not (match["empty"] == "!" and prose.channel != "email"):
            yield Span(start, start + match.end("empty"))
        return
    named = [one.lower() for one in _WORDS.findall(word)]
    missing = word.split()[-1].lower() in words.missing_values
    slot = named[-1:] in (["name"], ["firstname"], ["surname"], ["lastname"]) and all(
        one in words.slot_words or one in words.slot_joiners for one in named
    )
    if missing or slot:
        yield Span(start + match.start("word"), start + match.end("word"))


def _values(text: str, words: LeakWords) -> Iterator[Span]:
    """Yield the words that a missing value prints, where a value belongs."""
    for match in shapes.MISSING.matches(text):
        before = shapes.MISSING_BEFORE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        after = shapes.NEXT_WORD.match(text, match.end())
        if before is None or text.startswith(" and void", match.end()):
            continue
        follows = after[1].lower() if after else ""
        fits = not follows[:1].isalnum() or follows in words.value_after
        apposed = before[2] == "," and follows != ","
        addressed = (
            not follows[:1].isalnum()
            and follows != '"'
            and shapes.ADDRESSED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        )
        if (
            before[3]
            or match[0] == "NaN"
            or addressed
            or (fits and not apposed and _value_due(before, match[0], words))
        ):
            start = match.start() - len(before[0]) if before[3] else match.start()
            yield Span(start, match.end())


def _value_due(before: re.Match[str], value: str, words: LeakWords) -> bool:
    """Tell whether the words before a missing value ask for one: "order undefined", "your name is null"."""
    word = before[1].lower()
    if before[0].split()[1:] or before[2]:
        return word in words.valued and value not in ("nil", "N/A") and (value != "None" or not before[2])
    if value == "None":
        return word in words.value_before or before[1].islower()
    return word in words.value_before and value != "N/A"


def _empty(text: str, words: LeakWords) -> Iterator[Span]:
    """Yield places that stand empty: "your order ." and "arrives on  at"."""
    for match in shapes.GAP.matches(text):
        last = shapes.LAST_WORD.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        if last and last[0].lower() in words.never_last and not text.startswith("..", match.end() - 1):
            yield Span(match.start() - len(last[0]), match.end())
    for match in shapes.WIDE_GAP.matches(text):
        last = shapes.LAST_WORD.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        if last and last[0].lower() in words.value_before and match[1] in words.value_after:
            yield Span(match.start() - len(last[0]), match.end(1))


def _sums(text: str) -> Iterator[Span]:
    """Yield currency signs that a sum should follow: "a refund of £ is on its way"."""
    for match in shapes.SUM_DUE.matches(text):
        before = shapes.SUM_BEFORE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
        if before:
            yield Span(match.start() - len(before[0]), match.end())


def _labels(text: str) -> Iterator[Span]:
    """Yield labels without a value beside labels that have one."""
    for match in shapes.EMPTY_LABEL.matches(text):
        above = text[max(0, match.start() - _LONGEST_LABEL) : match.start()].rstrip("\n").rpartition("\n")[2]
        below = text[match.end() + 1 : match.end() + _LONGEST_LABEL].partition("\n")[0]
        if shapes.FILLED_LABEL.match(above) or shapes.FILLED_LABEL.match(below):
            yield Span(
                match.start() + len(match[0]) - len(match[0].lstrip("-*• \t")),
                match.start() + len(match[0].rstrip()),
            )
