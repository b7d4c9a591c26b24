"""Counts a text message as networks do: in which alphabet, and in how many segments it is sent.

The sizes are those of 3GPP TS 23.040: 160 septets or 140 bytes, less a header of six bytes in each of several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import gsm0338

_GSM = gsm0338.Codec()
_MOST_ODD = 10


@dataclass(frozen=True, slots=True)
class Segments:
    """A text in segments. `encoding` is `GSM-7` or `UCS-2`; `units` are septets or pairs of bytes.

    `room` is how many units the last segment has left, `odd` the characters that GSM-7 lacks, the first of them.
    """

    encoding: str
    parts: tuple[str, ...]
    units: int
    room: int
    odd: tuple[str, ...]


def segments_of(text: str) -> Segments:
    """Return a text in segments; no character is torn in two. An empty text has none."""
    odd = tuple(dict.fromkeys(character for character in text if not _septets(character)))
    size, alone, several = (_pairs, 70, 67) if odd else (_septets, 160, 153)
    encoding, shown, units = "UCS-2" if odd else "GSM-7", odd[:_MOST_ODD], sum(map(size, text))
    if units <= alone:
        return Segments(encoding, (text,) if text else (), units, alone - units, shown)
    parts = tuple(_cut(text, size, several))
    return Segments(encoding, parts, units, several - sum(map(size, parts[-1])), shown)


def _cut(text: str, size: Callable[[str], int], most: int) -> Iterator[str]:
    start = filled = 0
    for at, character in enumerate(text):
        if filled + size(character) > most:
            yield text[start:at]
            start, filled = at, 0
        filled += size(character)
    yield text[start:]


@lru_cache(maxsize=1_000)
def _septets(character: str) -> int:
    """Return how many septets a character takes: two where it needs the escape, none where GSM-7 lacks it."""
    try:
        return len(_GSM.encode(character)[0])
    except UnicodeEncodeError:
        return 0


def _pairs(character: str) -> int:
    return len(character.encode("utf-16-be", "surrogatepass")) // 2
