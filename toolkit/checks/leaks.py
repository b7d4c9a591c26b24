"""The check for what a broken merge leaves behind: slots never filled, empty places, the word that stands for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks import leak_shapes as shapes
from toolkit.checks.base import Match, OptionError
from toolkit.language import Prose, Role, Vocabulary
from toolkit.text import Span

_WORDS = re.compile(r"[A-Z]?[a-z]+(?:['’-][a-z]+)*|[A-Z]+(?![a-z])|\d+")
_AFTER_GREETING = re.compile(
    r"[ \t]*(?i:hi|hello|hey|dear|good morning|good afternoon|good evening|welcome back|greetings)"
    r"(?:[ \t]+(?i:mr|mrs|ms|miss|dr)\.?)?(?:[ \t]+(?P<empty>(?:\.{3}|…|_{2,}|\?{2,}|-{2,})?[ \t]*[,.:;!])(?=\s|$)"
    r"|[ \t]+(?P<word>[#\w/]+(?:[ ][\w/]+){0,3}?)[ \t]*(?:[,:;!]|[.]?[ \t]*$))"
)
_VALUE = re.compile(
    r"([\w#]+|[£$€¥₹#])([ \t]*)\b(None|NULL|[Nn]ull|[Uu]ndefined|NaN|N/A|nil)\b(?!['’-])[ \t]*([\w]+|[^\w\s]|$)?"
)
_GAP = re.compile(r"\b([A-Za-z]+)[ \t]+(?:([,.;])(?=\s|\Z)|(?=\)))")
_WIDE = re.compile(r"\b([A-Za-z]+)[ \t]{2,}([a-z]+)\b")
_NO_NUMBER = re.compile(
    r"\b(?i:order|booking|ticket|case|reference|ref|number|no|invoice)\.?:? #(?=[\s,.!?;)]|\Z)"
)
_NO_SUM = re.compile(
    r"\b(?i:of|for|refunded|paid|charged|cost|costs|is|was|total|back|a|the|your|by|refund|credit|plus|pay|owe|than)[ ][£$€¥₹]"
    r"(?=[.,;!?)](?!\d)|[ ]{1,2}[a-z]|[ ]*$)",
    re.MULTILINE,
)
_HOLLOW = re.compile(r"(?<!\w)\([ \t]*\)|(?<![\w\"])\"[ \t]*\"(?![\w\"])|“[ \t]*”|(?<=\w), ,(?=\s)")
_CHOICE = re.compile(
    r"(?i:he/she|she/he|his/her|him/her|her/him|they/them|mr/mrs|mr/ms|sir/madam|a/an|is/are|was/were|has/have|day/days|am/pm)"
)


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
        """Yield each leak in order."""
        for span in leaks(prose, self.words):
            if span.of(prose.text).lower() not in self.allow:
                yield Match(span)


def leaks(prose: Prose, words: LeakWords) -> list[Span]:
    """Return what a merge left behind in a message, in order; of leaks that touch, the whole."""
    text = prose.text
    if not shapes.MIGHT_LEAK.search(text):
        return []
    out = [Span(*found.span()) for found in shapes.NO_TEXT.finditer(text)]
    found: list[Span] = []
    for spans in (
        (Span(*match.span()) for match in shapes.SYNTAX.finditer(text)),
        _framed(prose, words),
        (Span(*match.span()) for match in shapes.BARE.finditer(text)),
        _crosses(prose),
        (Span(*match.span()) for match in shapes.BLANKS.finditer(text)),
        _in_greeting(prose, words),
        _values(prose, words),
        _empty(prose, words),
        _labels(text),
    ):
        found += (span for span in spans if not any(code.overlaps(span) for code in out))
    return _joined(sorted(found))


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
    for match in shapes.FRAMED.finditer(prose.text):
        content = match[match.lastindex or 0]
        starts_line = match.start() == 0 or prose.text[match.start() - 1] == "\n"
        if match[0].startswith("(") and not match[0].startswith("(("):
            slot = content.lower().startswith(("insert ", "placeholder", "fill in ")) and len(content.split()) > 1
        else:
            slot = _CHOICE.fullmatch(content) is not None or _is_slot(content, words, tag=starts_line)
        if slot:
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
    known = all(word in words.slot_words or word in words.slot_joiners for word in found)
    if not known or not any(word in words.slot_words for word in found):
        return False
    return not (tag and len(found) == 1 and found[0] in words.slot_tags)


def _crosses(prose: Prose) -> Iterator[Span]:
    """Yield crosses where a value belongs, unless they mask one or are kisses."""
    text = prose.text
    for match in shapes.CROSSES.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        if shapes.MASK_AFTER.match(text, match.end()):
            continue
        if shapes.MASK_BEFORE.search(text[max(line_start, match.start() - 40) : match.start()]):
            continue
        if match[0].isalpha() and _role_at(prose, match.start()) is Role.SIGN_OFF:
            continue
        yield Span(*match.span())


def _role_at(prose: Prose, offset: int) -> Role:
    return next(line.role for line in prose.lines if offset <= line.end)


def _in_greeting(prose: Prose, words: LeakWords) -> Iterator[Span]:
    """Yield a greeting whose name is missing, or is the word that a missing name prints."""
    text, body = prose.text, prose.body
    start = body.start + len(body.of(text)) - len(body.of(text).lstrip())
    end = text.find("\n", start)
    line = text[start : len(text) if end < 0 else end]
    match = _AFTER_GREETING.match(line)
    if match is None:
        return
    if (word := match["word"]) is None:
        if not (match["empty"] == "!" and prose.channel != "email"):
            yield Span(start, start + match.end("empty"))
        return
    named = [one.lower() for one in _WORDS.findall(word)]
    missing = [one for one in word.split() if one.lower() in words.missing_values]
    slot = named[-1:] in (["name"], ["firstname"], ["surname"], ["lastname"]) and all(
        one in words.slot_words or one in words.slot_joiners for one in named
    )
    if missing or slot:
        yield Span(start + match.start("word"), start + match.end("word"))


def _values(prose: Prose, words: LeakWords) -> Iterator[Span]:
    """Yield the words that a missing value prints, where a value belongs."""
    for match in _VALUE.finditer(prose.text):
        before, gap, value, after = match[1].lower(), match[2], match[3], (match[4] or "").lower()
        fits = not after or not after[0].isalnum() or after in words.value_after
        if before in "£$€¥₹#" or (value == "NaN" and fits):
            leaked = not gap or before == "#"
        elif value == "None":
            leaked = bool(gap) and (before in words.value_before or match[1].islower()) and fits
        else:
            leaked = bool(gap) and before in words.value_before and fits and value != "N/A"
        if leaked:
            start = match.start(1) if before in "£$€¥₹" else match.start(3)
            yield Span(start, match.end(3))


def _empty(prose: Prose, words: LeakWords) -> Iterator[Span]:
    """Yield places that stand empty: "your order ." and "arrives on  at"."""
    text = prose.text
    for match in _GAP.finditer(text):
        if match[1].lower() in words.never_last and text[match.end() : match.end() + 1] != match[2]:
            yield Span(*match.span())
    for match in _WIDE.finditer(text):
        if match[1].lower() in words.value_before and match[2] in words.value_after:
            yield Span(*match.span())
    for pattern in (_NO_NUMBER, _NO_SUM, _HOLLOW):
        for match in pattern.finditer(text):
            yield Span(*match.span())


def _labels(text: str) -> Iterator[Span]:
    """Yield labels without a value beside labels that have one."""
    for match in shapes.LABEL_EMPTY.finditer(text):
        above = text[: match.start()].rstrip("\n").rpartition("\n")[2]
        below = text[match.end() + 1 :].partition("\n")[0]
        if shapes.LABEL_FILLED.match(above) or shapes.LABEL_FILLED.match(below):
            yield Span(
                match.start() + len(match[0]) - len(match[0].lstrip("-*• \t")),
                match.start() + len(match[0].rstrip()),
            )
