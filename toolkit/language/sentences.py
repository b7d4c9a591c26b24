"""Cuts tokens into sentences and shows each as a line of plain words that patterns can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from toolkit.language.lines import Line, Role
from toolkit.language.reading import Reading, Readings
from toolkit.language.tokens import BREAK, MARK, QUOTE, WORD, Token
from toolkit.text import Span

_DASHES = "–—―"
_OPENING, _CLOSING = "“„«", "”»"
_QUOTING = re.compile(rf"""[{_OPENING}"]|(?<!\w)['‘]""")
_LONGEST_QUOTE = 400
LONGEST = 400
"""Tokens of one sentence; a text that goes on for longer is cut there, so that no pattern works without bound."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as patterns read it.

    `words` are lower-case, contractions taken apart, marks among them; what is no prose shows as `<url>`,
    `<code>`, `<quote>` and so on. `starts` and `ends` are the words' places in the prose's text (code points).
    `reading` is what it shares with every sentence of the same words, `bag` each of its words once.
    """

    role: Role
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    bag: frozenset[str]
    reading: Reading = field(compare=False, repr=False)

    @property
    def span(self) -> Span:
        """Return where its words stand in the prose's text."""
        return Span(self.starts[0], self.ends[-1])

    @property
    def question(self) -> bool:
        """Tell whether it ends as a question does."""
        return "?" in self.words[-2:]

    def span_of(self, first: int, last: int) -> Span:
        """Return where words `first` up to but not `last` stand in the prose's text."""
        return Span(self.starts[first], self.ends[last - 1])


class Speller(Protocol):
    """What a language knows of spelling."""

    @property
    def asides(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """Return what patterns do not see between commas, by first word."""
        ...

    @property
    def readings(self) -> Readings:
        """Return the readings of the sentences met so far."""
        ...

    def abbreviation(self, word: str, after: str) -> bool:
        """Tell whether a full stop after `word` ends no sentence where `after` follows it."""
        ...


def quotations(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return the tokens with each quotation as one; a mark that is never closed quotes nothing."""
    if _QUOTING.search(text) is None:
        return list(tokens)
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = _quote_end(tokens, at, text) if token.sort is MARK else None
        if end is None:
            out.append(token)
            at += 1
        else:
            length = tokens[end].end - token.start
            out.append(Token(QUOTE, token.start, tokens[end].end, (("<quote>", 0, length),)))
            at = end + 1
    return out


def _quote_end(tokens: Sequence[Token], at: int, text: str) -> int | None:
    """Return the number of the token that closes the quotation opened by token `at`."""
    opened = text[tokens[at].start]
    if opened in _OPENING:
        closing = _CLOSING
    elif opened == '"':
        closing = '"”'
    elif opened in "‘'" and _opens_word(tokens[at], text):
        closing = "’'"
    else:
        return None
    for number in range(at + 1, len(tokens)):
        token = tokens[number]
        if token.start - tokens[at].start > _LONGEST_QUOTE or text.startswith("\n\n", token.start):
            return None
        if token.sort is MARK and text[token.start] in closing and number > at + 1:
            after = text[token.end : token.end + 1]
            if opened not in "‘'" or not after.isalnum():
                return number
    return None


def _opens_word(token: Token, text: str) -> bool:
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    return (not before or not before.isalnum()) and bool(after) and not after.isspace()


def cut(text: str, tokens: Sequence[Token], lines: Sequence[Line], speller: Speller) -> Iterator[Sentence]:
    """Yield the sentences of `text` in order. `lines` cover all of it."""
    number, begun = 0, 0
    line = lines[0]
    for at, (sort, start, _, _) in enumerate(tokens):
        while start > line.end:
            number += 1
            line = lines[number]
        if sort is BREAK:
            if line.ends:
                yield from _sentence(tokens[begun:at], line.role, speller)
                begun = at + 1
        elif start < line.begins:
            begun = at + 1  # the marker of a list item or a heading
        elif ((sort is MARK or sort is QUOTE) and _stops(text, tokens, at, speller)) or at - begun >= LONGEST:
            yield from _sentence(tokens[begun : at + 1], line.role, speller)
            begun = at + 1
    yield from _sentence(tokens[begun:], line.role, speller)


def _stops(text: str, tokens: Sequence[Token], at: int, speller: Speller) -> bool:
    """Tell whether a sentence ends with the mark or quotation `at`."""
    token = tokens[at]
    last = text[token.end - 2] if token.sort is QUOTE else text[token.end - 1]
    if at + 1 >= len(tokens) or last not in ".!?…)":
        return False
    follows = tokens[at + 1]
    if follows.sort is MARK and follows.start == token.end and text[follows.start] not in _DASHES + "(":
        return False  # a bracket or a quotation mark closes after it, and the sentence with that
    capital = text[follows.start].isupper()
    if last == ")":
        return capital and text[token.start - 1 : token.start] in (".", "!", "?", "…")
    if token.sort is QUOTE or token.end - token.start > 1 or last == "…":
        return (last in "!?" and token.sort is MARK) or capital or follows.sort is BREAK
    return last != "." or _full_stop(text, tokens, at, speller)


def _full_stop(text: str, tokens: Sequence[Token], at: int, speller: Speller) -> bool:
    """Tell whether a single full stop ends a sentence: it may shorten a word, or stand within a name."""
    token, follows, before = tokens[at], tokens[at + 1], tokens[at - 1] if at else None
    after = text[follows.start : follows.end]
    if follows.start == token.end and follows.sort is not BREAK:
        return after[:1].isupper() and len(after) > 1
    if before is None or before.sort is not WORD or before.end != token.start:
        return True
    return not speller.abbreviation(text[before.start : before.end], after)


def _sentence(tokens: Sequence[Token], role: Role, speller: Speller) -> Iterator[Sentence]:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for _, start, _, pieces in tokens:
        for word, begins, stops in pieces:
            words.append(word)
            starts.append(start + begins)
            ends.append(start + stops)
    if not words or all(word in ".,;:!?—-()…" for word in words):
        return
    if words.count(",") > 1 and speller.asides:
        _drop_asides(words, starts, ends, speller.asides)
    reading = speller.readings.of(words)
    yield Sentence(role, reading.words, tuple(starts), tuple(ends), reading.bag, reading)


def _drop_asides(
    words: list[str], starts: list[int], ends: list[int], asides: Mapping[str, tuple[tuple[str, ...], ...]]
) -> None:
    """Take out `, of course ,` and its like: both commas and what is between them."""
    at = 0
    while at < len(words):
        if words[at] == ",":
            for aside in asides.get(words[at + 1] if at + 1 < len(words) else "", ()):
                stop = at + 1 + len(aside)
                if tuple(words[at + 1 : stop]) == aside and stop < len(words) and words[stop] == ",":
                    for column in (words, starts, ends):
                        del column[at : stop + 1]
                    break
        at += 1
