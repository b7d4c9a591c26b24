"""Where decoded words of a JSON line stand in that line: found only when a finding asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from json import JSONDecoder

from toolkit.text import Location, Span

_UNIT = re.compile(
    r"""(?:\\r|\\u000[dD])(?:\\n|\\u000[aA])  # one line end
    |\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}  # two halves of one code point
    |\\u[0-9a-fA-F]{4}|\\.|[^\\]""",
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
        edges = _edges(self.text, part)
        last = len(edges) - 1
        start, end = edges[min(span.start, last)], edges[min(span.end, last)]
        return Location(self.path, (self.number, start + 1), (self.number, end + 1))


@lru_cache(maxsize=2)
def _edges(text: str, part: str) -> tuple[int, ...]:
    """Return where each code point of a part begins in its line, and where the last one ends."""
    opening = [at for key, at in _members(text) if key == part][
        -1
    ]  # of a repeated key the last counts, as in JSON
    _, after = _DECODER.raw_decode(text, opening)
    units = (len(unit[0]) for unit in _UNIT.finditer(text, opening + 1, after - 1))
    return tuple(accumulate(units, initial=opening + 1))


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
