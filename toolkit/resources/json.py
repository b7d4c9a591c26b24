"""JSON whose values know their line, which the standard library's parser does not tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Never

from toolkit.errors import KindwordError

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|[{}\[\],:\n]|[^\s{}\[\],:"]+')


def parse_json(text: str, path: str, *, line: int = 1) -> Any:
    """Return the value of a JSON text that begins on `line` (1-based) of the file `path`.

    Raises KindwordError with the line where it does not parse, repeats a name, or holds a number that is none.
    """
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        problem = f"this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        raise KindwordError(problem, path=path, line=line + error.lineno - 1) from error
    except RecursionError as error:
        raise KindwordError("this JSON nests too deeply", path=path, line=line) from error
    except _TwiceError as error:
        place = line + _repeated(text) - 1
        raise KindwordError(f"this is not valid JSON: {error}", path=path, line=place) from error
    except ValueError as error:
        raise KindwordError(f"this is not valid JSON: {error}", path=path, line=line) from error


def value_lines(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield the keys that lead to each value of a JSON text, and the 1-based line on which it begins.

    The items of a list are named by their number, from "0" on. A text that is broken is told as far as it goes.
    """
    line, due = 1, False
    within: list[str] = []
    keys: list[str] = []
    for found in _TOKEN.finditer(text):
        mark = found[0]
        if mark == "\n":
            line += 1
        elif mark == ",":
            due = bool(within)
        elif mark in ("]", "}"):
            if not within:
                return
            within.pop()
            keys.pop()
            due = False
        elif mark != ":":
            is_key = due and within[-1] == "{"
            if due:
                name = _text(mark) if is_key else str(int(keys[-1] or -1) + 1)
                if name is None:
                    return
                keys[-1] = name
                yield tuple(keys), line
                due = False
            if mark in ("{", "[") and not is_key:
                within.append(mark)
                keys.append("")
                due = True


def _text(mark: str) -> str | None:
    """Return the text that a mark in quotes stands for, None for one that is broken."""
    try:
        return str(json.loads(mark)) if mark.startswith('"') else None
    except ValueError:
        return None


class _TwiceError(ValueError):
    """A name that one object has twice."""


def _repeated(text: str) -> int:
    seen: set[tuple[str, ...]] = set()
    for keys, line in value_lines(text):
        if keys in seen:
            return line
        seen.add(keys)
    return 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _TwiceError(f"{twice!r} is given twice")
    return found


def _no_number(constant: str) -> Never:
    raise ValueError(f"{constant} is no number")
