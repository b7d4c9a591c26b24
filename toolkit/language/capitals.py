"""Finds words in capitals: runs of them within a sentence, each with what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.lines import Line, Role
from toolkit.language.prose import Prose
from toolkit.language.tokens import BREAK, CLOCK, CODE, MARK, MONEY, NUMBER, SLOT, URL, WORD, Token
from toolkit.text import Span

_ANY = re.compile(r"(?<![A-Za-z])[A-Z]{2,}(?![A-Za-z]|-?\d)")
_JOINING = frozenset((NUMBER, MONEY, CLOCK, CODE, SLOT, URL))
_PASSED_OVER = frozenset(",;:-–—―&/'’()*_#+\"“”")
_UNJUDGED = frozenset((Role.QUOTED, Role.TABLE, Role.BLANK))
_AROUND = 8


@dataclass(frozen=True, slots=True)
class CapitalRun:
    """Words in capitals one after the other, marks and numbers between them passed over.

    `words` have two letters or more each; `raws` are they in lower case. `before` and `after` are the nearest
    words of its sentence in lower case, nearest first; a mark stands among them as itself. It begins in `line`.
    """

    words: tuple[Token, ...]
    raws: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    line: Line

    @property
    def span(self) -> Span:
        """Return where it stands in the prose's text."""
        return Span(self.words[0].start, self.words[-1].end)

    def part(self, first: int, last: int) -> CapitalRun:
        """Return words `first` up to but not `last` as a run of their own."""
        raws = self.raws
        before = (*raws[:first][::-1], *self.before)
        return CapitalRun(self.words[first:last], raws[first:last], before, (*raws[last:], *self.after), self.line)


def capital_runs(prose: Prose) -> Iterator[CapitalRun]:
    """Yield the runs of capitals in the order of the text; quotations, tables and quoted messages hold none."""
    hits = [match.start() for match in _ANY.finditer(prose.text)]
    if not hits:
        return
    tokens = prose.unquoted
    starts = [token.start for token in tokens]
    begun: list[int] = []
    for number in sorted({bisect_right(starts, hit) - 1 for hit in hits}):
        if not _capital(tokens[number], prose.text) or _line_of(prose, number).role in _UNJUDGED:
            continue
        if begun and not all(_goes_on(prose, between) for between in range(begun[-1] + 1, number)):
            yield _run(prose, begun)
            begun = []
        begun.append(number)
    if begun:
        yield _run(prose, begun)


def _capital(token: Token, text: str) -> bool:
    if token.sort is not WORD:
        return False
    raw = text[token.start : token.end]
    return raw.isupper()


def _line_of(prose: Prose, number: int) -> Line:
    """Return the line that token `number` stands on."""
    lines = prose.lines
    return lines[bisect_right(lines, prose.unquoted[number].start, key=lambda line: line.start) - 1]


def _goes_on(prose: Prose, number: int) -> bool:
    """Tell whether a run may go on past token `number`."""
    token = prose.unquoted[number]
    if token.sort is BREAK:
        return not _line_of(prose, number).ends
    if token.sort is MARK:
        return prose.text[token.start] in _PASSED_OVER or _line_of(prose, number).role is Role.SUBJECT
    return token.sort in _JOINING or _capital(token, prose.text)


def _run(prose: Prose, numbers: Sequence[int]) -> CapitalRun:
    tokens, text = prose.unquoted, prose.text
    before = _around(text, tokens[max(0, numbers[0] - _AROUND) : numbers[0]][::-1])
    after = _around(text, tokens[numbers[-1] + 1 : numbers[-1] + 1 + _AROUND])
    words = tuple(tokens[number] for number in numbers)
    raws = tuple(text[word.start : word.end].lower() for word in words)
    return CapitalRun(words, raws, before, after, _line_of(prose, numbers[0]))


def _around(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words on the way to the sentence's edge, in lower case."""
    words: list[str] = []
    for sort, start, end, _ in tokens:
        if sort is BREAK or (sort is MARK and text[start] in ".!?…"):
            break
        words.append(text[start:end].lower() if sort in (WORD, MARK) else f"<{sort}>")
    return tuple(words)
