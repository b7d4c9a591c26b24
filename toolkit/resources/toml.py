"""TOML whose errors and keys know their line, which the standard library's parser does not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from toolkit.errors import KindwordError

_ERROR_PLACE = re.compile(r"^(?P<what>.*?) \(at (?:line (?P<line>\d+), column \d+|end of document)\)$", re.DOTALL)
_KEY_PART = r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_DOTTED = rf"(?:{_KEY_PART})(?:[ \t]*\.[ \t]*(?:{_KEY_PART}))*"
_HEADER = re.compile(rf"[ \t]*\[(?P<array>\[)?[ \t]*(?P<key>{_DOTTED})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*(?P<key>{_DOTTED})[ \t]*=")
_PART = re.compile(_KEY_PART)
_INSIDE = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n')
_ENDS = {
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"{3,5}', re.DOTALL),
    "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}"),
}


def parse_toml(text: str, name: str, *, first_line: int = 1) -> dict[str, Any]:
    """Return the tables of a TOML text that begins on line `first_line` (1-based) of the file `name`.

    Raises KindwordError with the file's line.
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        found = _ERROR_PLACE.match(str(error))
        what = found["what"] if found else "too deeply nested or too large a number"
        within = int(found["line"]) if found and found["line"] else text.count("\n") + 1
        raise KindwordError(
            f"this is not valid TOML: {what[:1].lower()}{what[1:]}",
            path=name,
            line=first_line + within - 1,
            hint="Texts stand in quotes, each key on a line of its own.",
        ) from error


def key_lines(text: str) -> Mapping[tuple[str, ...], int]:
    """Return the 1-based line of every table header and key of a valid TOML text, by its whole path.

    Keys inside inline tables are not listed: they stand on the line of the key that holds them. Each table of an
    array has its number, from "1" on, at the end of its path.
    """
    lines: dict[tuple[str, ...], int] = {}
    counts: Counter[tuple[str, ...]] = Counter()
    table: tuple[str, ...] = ()
    for line, statement in _statements(text):
        if header := _HEADER.match(statement):
            table = _parts(header["key"])
            for depth in range(1, len(table) + 1):
                lines.setdefault(table[:depth], line)
            if header["array"]:
                counts[table] += 1
                table = (*table, str(counts[table]))
                lines[table] = line
        elif key := _ASSIGNMENT.match(statement):
            path = (*table, *_parts(key["key"]))
            for depth in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:depth], line)
    return lines


def line_of(lines: Mapping[tuple[str, ...], int], path: Sequence[str]) -> int | None:
    """Return the line of a key, or of the nearest table above it that stands on a line of its own."""
    for depth in range(len(path), 0, -1):
        if found := lines.get(tuple(path[:depth])):
            return found
    return None


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part if part[0] not in "\"'" else _unquoted(part) for part in _PART.findall(dotted))


def _unquoted(part: str) -> str:
    return next(iter(tomllib.loads(f"{part} = 0")))


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Yield each statement's first line number and first line; a value may run over many lines."""
    at, line = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        first = text[at:] if end < 0 else text[at:end]
        yield line, first
        after = _statement_end(text, at)
        line += text.count("\n", at, after)
        at = after


def _statement_end(text: str, at: int) -> int:
    """Return where the statement that begins at `at` ends: past its line end, outside brackets and strings."""
    depth = 0
    while found := _INSIDE.search(text, at):
        at, piece = found.end(), found[0]
        if piece in _ENDS:
            closing = _ENDS[piece].match(text, at)
            at = closing.end() if closing else len(text)
        elif piece in ("[", "{"):
            depth += 1
        elif piece in ("]", "}"):
            depth -= 1
        elif piece == "\n" and depth <= 0:
            return at
    return len(text)
