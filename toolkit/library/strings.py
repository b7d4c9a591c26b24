"""Where each code point of a TOML string's value stands in the text, escapes and line ends taken into account."""

from __future__ import annotations

import re

_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_WIDTHS = {"u": 4, "U": 8}
_LINE_ENDING = re.compile(r"\\[ \t]*\n[ \t\n]*")
_VALUE = re.compile(r"[^=]*=[ \t]*")


def value_after(text: str, line_start: int) -> int:
    """Return where the value of the key that begins on the line at `line_start` begins (its opening quote)."""
    found = _VALUE.match(text, line_start)
    return line_start if found is None else found.end()


def string_offsets(text: str, at: int) -> tuple[str, tuple[int, ...]]:
    """Return the value of the valid TOML string whose opening quote is at `at`, and its code points' offsets.

    There is one offset more than code points: where the value ends, at the closing quotes.
    """
    quote = text[at]
    fence = quote * 3 if text.startswith(quote * 3, at) else quote
    at += len(fence)
    if len(fence) == 3 and text.startswith("\n", at):
        at += 1
    characters: list[str] = []
    offsets: list[int] = []
    while not _closes(text, at, fence):
        character, after = (text[at], at + 1) if quote == "'" else _basic(text, at)
        if character:
            characters.append(character)
            offsets.append(at)
        at = after
    return "".join(characters), (*offsets, at)


def _closes(text: str, at: int, fence: str) -> bool:
    """Tell whether the string ends at `at`; up to two quotes may stand right before the closing three."""
    return text.startswith(fence, at) and (len(fence) == 1 or not text.startswith(fence[0], at + 3))


def _basic(text: str, at: int) -> tuple[str, int]:
    """Return the character of a basic string at `at`, empty for a hidden line end, and where the next begins."""
    if text[at] != "\\":
        return text[at], at + 1
    if hidden := _LINE_ENDING.match(text, at):
        return "", hidden.end()
    letter = text[at + 1]
    if letter in _WIDTHS:
        end = at + 2 + _WIDTHS[letter]
        return chr(int(text[at + 2 : end], 16)), end
    return _ESCAPES[letter], at + 2
