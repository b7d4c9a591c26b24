"""What of a message goes to an engine: its paragraphs and list items, and what in them is nobody's prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from toolkit.language import Prose, Role
from toolkit.language.tokens import CLOCK, CODE, EMAIL, MONEY, NUMBER, SLOT, URL
from toolkit.text import Span

_UNREAD = frozenset((Role.QUOTED, Role.TABLE, Role.BLANK))
_LONGEST = 4_000
"""Code points of a passage; a longer paragraph is cut where a sentence ends, or else at a space."""
_SENTENCE_END = re.compile(r"[.!?]\s")
_DATA = frozenset((CLOCK, CODE, EMAIL, MONEY, NUMBER, SLOT, URL))
"""The sorts of token that are no words of a sentence."""
_NAME = re.compile(r"[@#][\w-]+|\b[\w-]+(?:\.[\w-]+)+|\b[A-Z]{2,}(?:-[A-Z0-9]+)*\b|\*+|_{2,}")
"""What is made of words and yet no prose: handles and tags, names of files, abbreviations, marks of Markdown."""


def passages(prose: Prose) -> Iterator[Span]:
    """Yield the stretches of a message's text that are read by themselves, in order of place.

    Quoted mail and tables are left out; a list item, a heading, a greeting and a sign-off stand alone.
    """
    start = end = -1
    for line in prose.lines:
        joins = line.role is Role.TEXT and start >= 0
        if not joins and start >= 0:
            yield from _cut(prose.text, Span(start, end))
            start = -1
        if line.role in _UNREAD or line.begins >= line.end:
            continue
        start, end = (start if joins else line.begins), line.end
        if line.role is not Role.TEXT or line.ends:
            yield from _cut(prose.text, Span(start, end))
            start = -1
    if start >= 0:
        yield from _cut(prose.text, Span(start, end))


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Yield a span in parts that are not too long."""
    start = span.start
    while span.end - start > _LONGEST:
        within = text[start : start + _LONGEST]
        ends = [found.end() for found in _SENTENCE_END.finditer(within)]
        end = start + (ends[-1] if ends else within.rfind(" ") + 1 or _LONGEST)
        yield Span(start, end)
        start = end
    if text[start : span.end].strip():
        yield Span(start, span.end)


def no_prose(prose: Prose) -> tuple[Span, ...]:
    """Return where links, codes, slots, numbers, names and marks of Markdown stand in a message's text."""
    tokens = (Span(token.start, token.end) for token in prose.tokens if token.sort in _DATA)
    return (*tokens, *(Span(*one.span()) for one in _NAME.finditer(prose.text)))


def allowed_words(text: str, allow: Iterable[str]) -> tuple[Span, ...]:
    """Return where words that are right as they are stand in a text, in whatever case."""
    pattern = _allowed(tuple(allow))
    return () if pattern is None else tuple(Span(*one.span()) for one in pattern.finditer(text))


@lru_cache(maxsize=8)
def _allowed(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?:['’]s)?(?!\w)", re.IGNORECASE)
