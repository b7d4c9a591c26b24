"""Where decoded words of a JSON line stand in that line: found only when a finding asks for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from json import JSONDecoder
from typing import NamedTuple

from toolkit.text import Location, Span

_ESCAPED = re.compile(
    r"""(?:\\r|\\u000[dD])(?:\\n|\\u000[aA])  # one line end
    |\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}  # two halves of one code point
    |\\u[0-9a-fA-F]{4}|\\.""",
    re.VERBOSE | re.DOTALL,
)
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = JSONDecoder()


@dataclass(frozen=True, slots=True)
class JsonLine:
    """One line of a message set: called with a part (`subject`, `body`) and a span of it, it returns the place."""

    path: str
    number: int
    text: str

    def __call__(self, part: str, span: Span) -> Location:
        """Return the place of a span of the part's text (code points, line ends as one), in the file."""
        value = _value(self.text, part)
        start, end = value.edge(span.start), value.edge(span.end)
        return Location(self.path, (self.number, start + 1), (self.number, end + 1))


class _Value(NamedTuple):
    """A text in a line: its edges, which of its code points are escapes, the surplus before each."""

    first: int
    last: int
    escapes: list[int]
    surplus: list[int]

    def edge(self, number: int) -> int:
        """Return where code point `number` of the text begins in the line; the end for one past the last."""
        return min(self.first + number + self.surplus[bisect_left(self.escapes, number)], self.last)


@lru_cache(maxsize=2)
def _value(text: str, part: str) -> _Value:
    """Return where the text of a part stands in its line; of a repeated key the last counts, as in JSON."""
    first = [at for key, at in _members(text) if key == part][-1] + 1
    _, after = _DECODER.raw_decode(text, first - 1)
    escapes: list[int] = []
    surplus = [0]
    for escape in _ESCAPED.finditer(text, first, after - 1):
        escapes.append(escape.start() - first - surplus[-1])
        surplus.append(surplus[-1] + len(escape[0]) - 1)
    return _Value(first, after - 1, escapes, surplus)


def _members(text: str) -> Iterator[tuple[str, int]]:
    """Yield each key of a line's object, and where its value begins."""
    at = _past_space(text, _past_space(text, 0) + 1)
    while text.startswith('"', at):
        key, at = _DECODER.raw_decode(text, at)
        value = _past_space(text, _past_space(text, at) + 1)
        yield key, value
        _, at = _DECODER.raw_decode(text, value)
        at = _past_space(text, _past_space(text, at) + 1)


def _past_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()
