"""Cuts tokens into sentences and shows each as a line of plain words that patterns can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from toolkit.language.lines import Line, Role
from toolkit.language.reading import Reading, Readings
from toolkit.language.tokens import BREAK, MARK, QUOTE, WORD, Token
from toolkit.text import Span

_DASHES = "–—―"
_OPENING, _CLOSING = "“„«", "”»"
_QUOTING = re.compile(rf"""[{_OPENING}"]|(?<!\w)['‘]""")
_LONGEST_QUOTE = 400
_ENDING = frozenset((BREAK, MARK, QUOTE))
_MARKS = frozenset(".,;:!?—-()…")
LONGEST = 400
"""Tokens of one sentence; a text that goes on for longer is cut there, so that no pattern works without bound."""

Place = tuple[int, int]
"""Where a word stands in the prose's text: its start and end in code points."""


class Sentence:
    """One sentence as patterns read it. It is never changed once it is made.

    `words` are lower-case, contractions taken apart, marks among them; what is no prose shows as `<url>`,
    `<code>`, `<quote>` and so on. `reading` is what it shares with every sentence of the same words, `bag` each of
    its words once. Where its words stand in the prose's text is worked out on first use.
    """

    __slots__ = ("_places", "_tokens", "bag", "reading", "role", "words")

    def __init__(
        self, role: Role, reading: Reading, tokens: Sequence[Token], places: Sequence[Place] | None = None
    ) -> None:
        self.role = role
        self.words = reading.words
        self.bag = reading.bag
        self.reading = reading
        self._tokens = tokens
        self._places = places

    @property
    def places(self) -> Sequence[Place]:
        """Return where each word stands in the prose's text: its start and end in code points."""
        if self._places is None:
            self._places = _places(self._tokens)
        return self._places

    @property
    def span(self) -> Span:
        """Return where its words stand in the prose's text."""
        return self.span_of(0, len(self.words))

    @property
    def question(self) -> bool:
        """Tell whether it ends as a question does."""
        return "?" in self.words[-2:]

    def span_of(self, first: int, last: int) -> Span:
        """Return where words `first` up to but not `last` stand in the prose's text."""
        return Span(self.places[first][0], self.places[last - 1][1])


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


def quotations(tokens: Sequence[Token], text: str) -> Sequence[Token]:
    """Return the tokens with each quotation as one; a mark that is never closed quotes nothing."""
    if _QUOTING.search(text) is None:
        return tokens
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
    number, line = 0, lines[0]
    begun = _after_marker(tokens, 0, line)
    for at in [at for at, (sort, _, _, _) in enumerate(tokens) if sort in _ENDING]:
        if at < begun:
            continue
        sort, start, _, _ = tokens[at]
        while start > line.end:
            number += 1
            line = lines[number]
        while at - begun > LONGEST:
            yield from _sentence(tokens[begun : begun + LONGEST + 1], line.role, speller)
            begun += LONGEST + 1
        if sort is not BREAK:
            if _stops(text, tokens, at, speller):
                yield from _sentence(tokens[begun : at + 1], line.role, speller)
                begun = at + 1
            continue
        if line.ends:
            yield from _sentence(tokens[begun:at], line.role, speller)
            begun = at + 1
        if number + 1 < len(lines) and (after := _after_marker(tokens, at + 1, lines[number + 1])) > at + 1:
            begun = after
    for first in range(begun, len(tokens), LONGEST + 1):
        yield from _sentence(tokens[first : first + LONGEST + 1], lines[-1].role, speller)


def _after_marker(tokens: Sequence[Token], at: int, line: Line) -> int:
    """Return the first token from `at` on that is no part of a list item's or a heading's marker."""
    if line.begins > line.start:
        while at < len(tokens) and tokens[at].start < line.begins:
            at += 1
    return at


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
    words = [word for _, _, _, pieces in tokens for word, _, _ in pieces]
    if _MARKS.issuperset(words):
        return
    places = None
    if words.count(",") > 1 and speller.asides:
        places = _places(tokens)
        _drop_asides(words, places, speller.asides)
    yield Sentence(role, speller.readings.of(words), tokens, places)


def _places(tokens: Sequence[Token]) -> list[Place]:
    return [(start + begins, start + ends) for _, start, _, pieces in tokens for _, begins, ends in pieces]


def _drop_asides(words: list[str], places: list[Place], asides: Mapping[str, tuple[tuple[str, ...], ...]]) -> None:
    """Take out `, of course ,` and its like: both commas and what is between them."""
    at = 0
    while at < len(words):
        if words[at] == ",":
            for aside in asides.get(words[at + 1] if at + 1 < len(words) else "", ()):
                stop = at + 1 + len(aside)
                if tuple(words[at + 1 : stop]) == aside and stop < len(words) and words[stop] == ",":
                    del words[at : stop + 1], places[at : stop + 1]
                    break
        at += 1
