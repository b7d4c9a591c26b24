"""Finds words in capitals: runs of them within a sentence, each with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.language.lines import Line, Role
from toolkit.language.prose import Prose
from toolkit.language.tokens import BREAK, CLOCK, CODE, MARK, MONEY, NUMBER, SLOT, URL, WORD, Token
from toolkit.text import Span

_ANY = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]{2,}(?![^\W\d_])")
_JOINING = frozenset((NUMBER, MONEY, CLOCK, CODE, SLOT, URL))
_PASSED_OVER = frozenset(",;:-–—―&/'’()*_#+\"“”")
_UNJUDGED = frozenset((Role.QUOTED, Role.TABLE, Role.BLANK))
_AROUND = 8


@dataclass(frozen=True, slots=True)
class CapitalRun:
    """Words in capitals one after the other, marks and numbers between them passed over.

    `words` are tokens of two letters or more, the lone I and A among them. `before` and `after` are the nearest words
    of its sentence in lower case, nearest first; a mark stands among them as itself. `line` is its first.
    """

    words: tuple[Token, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    line: Line

    @property
    def span(self) -> Span:
        """Return where it stands in the prose's text."""
        return Span(self.words[0].start, self.words[-1].end)


def capital_runs(prose: Prose) -> Iterator[CapitalRun]:
    """Yield the runs of capitals in the order of the text; quotations, tables and quoted messages hold none."""
    if not _ANY.search(prose.text):
        return
    tokens, lines = prose.unquoted, prose.lines
    begun: list[int] = []
    number = line_of_run = 0
    for at, token in enumerate(tokens):
        while token.start > lines[number].end:
            number += 1
        if not _goes_on(token, prose.text, lines[number]):
            yield from _run(prose, begun, lines[line_of_run])
            begun = []
        elif _capital(token, prose.text) and lines[number].role not in _UNJUDGED:
            if not begun:
                line_of_run = number
            begun.append(at)
    yield from _run(prose, begun, lines[line_of_run])


def _capital(token: Token, text: str) -> bool:
    if token.sort is not WORD:
        return False
    raw = text[token.start : token.end]
    return raw.isupper() and (len(raw) > 1 or raw in "IA")


def _goes_on(token: Token, text: str, line: Line) -> bool:
    """Tell whether a run may go on past a token."""
    if token.sort is BREAK:
        return not line.ends
    if token.sort is MARK:
        return text[token.start] in _PASSED_OVER or line.role is Role.SUBJECT
    return token.sort in _JOINING or _capital(token, text)


def _run(prose: Prose, numbers: Sequence[int], line: Line) -> Iterator[CapitalRun]:
    """Yield the run made of the tokens `numbers`, less a lone I or A at either end."""
    tokens, text = prose.unquoted, prose.text
    kept = list(numbers)
    while kept and tokens[kept[-1]].end - tokens[kept[-1]].start == 1:
        kept.pop()
    while kept and tokens[kept[0]].end - tokens[kept[0]].start == 1:
        kept.pop(0)
    if kept:
        before = _around(text, tokens[max(0, kept[0] - _AROUND) : kept[0]][::-1])
        after = _around(text, tokens[kept[-1] + 1 : kept[-1] + 1 + _AROUND])
        yield CapitalRun(tuple(tokens[number] for number in kept), before, after, line)


def _around(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words on the way to the sentence's edge, in lower case."""
    words: list[str] = []
    for sort, start, end, _ in tokens:
        if sort is BREAK or (sort is MARK and text[start] in ".!?…"):
            break
        words.append(text[start:end].lower() if sort in (WORD, MARK) else f"<{sort}>")
    return tuple(words)
