"""How text shows in a terminal: characters made safe, how many columns each takes, and lines cut to fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

TAB = " " * 4
ELLIPSIS = "…"

_LEAST_CONTEXT = 20
_FIRST_UNUSUAL = "\u0300"
"""No printable character before this one takes more than a column, or none."""
_JOINERS = frozenset("\u200c\u200d")
_HIDDEN = frozenset(("Cc", "Cs", "Zl", "Zp", "Cf"))
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def visible(text: str) -> str:
    r"""Return `text` on one line and safe for a terminal: controls and hidden marks as `\x1b`, a tab as spaces."""
    return text if text.isprintable() else "".join(map(_shown, text))


def visible_lines(text: str) -> str:
    """Return `text` safe for a terminal, its own line feeds and tabs kept."""
    return "".join(character if character in "\n\t" else _shown(character) for character in text)


def width(text: str) -> int:
    """Return how many terminal columns `text` takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


class Underlined(NamedTuple):
    """A line as shown, and what stands below it: so many columns of spaces, then so many carets."""

    line: str
    lead: int
    marks: int


def underline(line: str, start: int, end: int, limit: int) -> Underlined:
    """Return `line`, cut to about `limit` columns around code points `start` to `end`, with those underlined.

    `limit` is 20 or more. An empty stretch is underlined by one caret where it stands.
    """
    cut = max(start - limit, 0)
    near = line[cut : min(end, start + limit) + limit]  # a line of megabytes must not cost more than a short one
    if near.isprintable() and max(near, default="") < _FIRST_UNUSUAL:
        return _underlined(line, near, cut, (start, end), limit)
    if near.isprintable():
        shown = list(near)
        widths = [1 if character < _FIRST_UNUSUAL else _columns(character) for character in near]
    else:
        shown = [_shown(character) for character in near]
        widths = [width(piece) for piece in shown]
    first, last = _window(widths, start - cut, end - cut, limit)
    before = ELLIPSIS if cut + first > 0 else ""
    after = ELLIPSIS if cut + last < len(line) else ""
    lead = len(before) + sum(widths[first : start - cut])
    marked = sum(widths[start - cut : min(end - cut, last)])
    return Underlined(before + "".join(shown[first:last]) + after, lead, max(marked, 1))


def _underlined(line: str, near: str, cut: int, marked: tuple[int, int], limit: int) -> Underlined:
    """Return what `underline` does where every character of `near`, which begins at `cut`, takes one column."""
    start, end = marked[0] - cut, marked[1] - cut
    room = max(limit - (end - start), _LEAST_CONTEXT)
    before = min(start, room // 2)
    after = min(len(near) - start, max(limit - before, 0))
    before = min(start, max(limit - after, before))
    first, last = start - before, start + after
    opening = ELLIPSIS if cut + first > 0 else ""
    closing = ELLIPSIS if cut + last < len(line) else ""
    lead = len(opening) + start - first
    return Underlined(opening + near[first:last] + closing, lead, max(min(end, last) - start, 1))


def _window(widths: Sequence[int], start: int, end: int, limit: int) -> tuple[int, int]:
    """Return the half-open stretch to show: the underlined words first, then as much on either side as fits."""
    room = max(limit - sum(widths[start:end]), _LEAST_CONTEXT)
    back = widths[:start][::-1]
    before = _fitting(back, room // 2)
    after = _fitting(widths[start:], limit - sum(back[:before]))
    before = _fitting(back, max(limit - sum(widths[start : start + after]), sum(back[:before])))
    return start - before, start + after


def _fitting(widths: Sequence[int], columns: int) -> int:
    """Return how many of the first characters fit into so many columns."""
    return bisect_right(list(accumulate(widths)), columns)


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if unicodedata.category(character) not in _HIDDEN or character in _JOINERS or _is_tag(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _is_tag(character: str) -> bool:
    """Tell whether a character is one of those that spell a region's flag."""
    return 0xE0020 <= ord(character) <= 0xE007F


def _columns(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
