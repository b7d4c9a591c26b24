"""Where decoded words of a JSON line stand in that line: found only when a finding asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
        opening = self._opening_quote(part)
        _, after = _DECODER.raw_decode(self.text, opening)
        units = (len(unit[0]) for unit in _UNIT.finditer(self.text, opening + 1, after - 1))
        edges = list(accumulate(units, initial=opening + 1))
        last = len(edges) - 1
        start, end = edges[min(span.start, last)], edges[min(span.end, last)]
        return Location(self.path, (self.number, start + 1), (self.number, end + 1))

    def _opening_quote(self, part: str) -> int:
        """Return where the value of the key `part` begins; of a repeated key the last one counts, as in JSON."""
        return [at for key, at in self._members() if key == part][-1]

    def _members(self) -> Iterator[tuple[str, int]]:
        """Yield each key of the line's object, and where its value begins."""
        at = self._past_space(self._past_space(0) + 1)
        while self.text.startswith('"', at):
            key, at = _DECODER.raw_decode(self.text, at)
            value = self._past_space(self._past_space(at) + 1)
            yield key, value
            _, at = _DECODER.raw_decode(self.text, value)
            at = self._past_space(self._past_space(at) + 1)

    def _past_space(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return at if found is None else found.end()
