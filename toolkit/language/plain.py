"""A body's prose as a reader counts it: sentences of words, less links, codes, slots, greeting and sign-off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.language.lines import Role
from toolkit.language.prose import Prose
from toolkit.language.tokens import CLOCK, MONEY, NUMBER, WORD
from toolkit.text import Span

PROSE_ROLES = frozenset((Role.TEXT, Role.ITEM))
"""The roles of sentences that are prose."""
_COUNTED = frozenset((WORD, NUMBER, MONEY, CLOCK))
_NO_LETTER = re.compile(r"[^\w]|_")


@dataclass(frozen=True, slots=True)
class PlainSentence:
    """A sentence's words without their marks, as written else; `span` reaches from its first word to its last."""

    words: tuple[str, ...]
    span: Span


def plain_sentences(prose: Prose) -> list[PlainSentence]:
    """Return the sentences of the body that are prose, in order. A list item is a sentence; a heading is none."""
    tokens = prose.unquoted
    found: list[PlainSentence] = []
    at = 0
    for sentence in prose.sentences:
        if sentence.role not in PROSE_ROLES:
            continue
        span = sentence.span
        while at < len(tokens) and tokens[at].end <= span.start:
            at += 1
        stop = at
        while stop < len(tokens) and tokens[stop].start < span.end:
            stop += 1
        counted = [token for token in tokens[at:stop] if token.sort in _COUNTED]
        if counted:
            words = tuple(_word(prose.text[token.start : token.end]) for token in counted)
            found.append(PlainSentence(words, Span(counted[0].start, counted[-1].end)))
        at = stop
    return found


def _word(raw: str) -> str:
    """Return a word, a number, a price or a time without its marks."""
    return raw if raw.isalpha() else _NO_LETTER.sub("", raw)
