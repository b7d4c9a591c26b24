"""Where things are in a text: spans of code points, and the one place that turns them into lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile(r"\r\n?")
_NEWLINE = re.compile(r"\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: half-open, in code points, 0-based."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the part of `text` that this span covers."""
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """Return the same stretch `by` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file as people name it: (line, column) pairs, 1-based code points, the end exclusive."""

    path: str
    start: tuple[int, int]
    end: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.path}:{self.start[0]}:{self.start[1]}"


class LineIndex:
    r"""Turns offsets of one text (line ends already `\n`) into 1-based lines and columns."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _NEWLINE.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the (line, column) of a code-point offset; the text's length is a valid offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, position: tuple[int, int]) -> int:
        """Return the code-point offset of a (line, column) position of this text."""
        line, column = position
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its end."""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def location(self, path: str, span: Span) -> Location:
        """Return the place of `span` in the file `path`."""
        return Location(path, self.position(span.start), self.position(span.end))


def normalise_newlines(text: str) -> str:
    r"""Return `text` with `\r\n` and a lone `\r` as `\n`; lines and columns stay what an editor shows."""
    return _LINE_END.sub("\n", text) if "\r" in text else text
