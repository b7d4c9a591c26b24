"""Reads the rows of a mail merge, one after the other, from a `.csv` or a `.jsonl` file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

from toolkit.errors import KindwordError
from toolkit.render.rows import Row
from toolkit.resources import MAX_FILE_BYTES, decode, unreadable
from toolkit.resources.json import parse_json
from toolkit.sources.data import by_name, check_depth

_DELIMITERS = ",;\t"
_LONGEST_LINE = MAX_FILE_BYTES
"""Code points."""


def read_columns(path: Path) -> tuple[str, ...] | None:
    """Return the names in the first line of a `.csv` file; None for `.jsonl`, where each row names its own values.

    Raises KindwordError for a file of another sort, one that cannot be read, and names that clash.
    """
    with _opened(path) as stream:
        if _is_json(path):
            return None
        columns = _header(stream, path)[0]
    _check_columns(columns, path)
    return tuple(filter(None, columns))


def _check_columns(columns: Iterable[str], path: Path) -> None:
    """Raise KindwordError where the first line of a CSV names no columns, or names that clash."""
    names = tuple(filter(None, columns))
    by_name(((name, None) for name in names), path=str(path), line=1)
    if not names:
        raise KindwordError(
            "the first line must name the columns", path=str(path), line=1, hint="Write first_name,eta."
        )


def read_rows(path: Path) -> Iterator[Row | KindwordError]:
    """Yield each row, and for one that cannot be read the reason, which names its number and line.

    A cell without text counts as absent, as does null; so does a row without any. Raises KindwordError where the
    file itself cannot be read.
    """
    with _opened(path) as stream:
        yield from _json_rows(stream, path) if _is_json(path) else _csv_rows(stream, path)


def parse_rows(text: str, shown: str) -> Iterator[Row | KindwordError]:
    """Yield the rows of a text as `read_rows` does those of a file: JSON Lines where it begins with a brace.

    `shown` names the text in errors. Raises KindwordError where its first line names no columns.
    """
    if text.lstrip().startswith("{"):
        yield from _json_rows(StringIO(text, newline=""), Path(shown))
        return
    columns, _ = _header(StringIO(text, newline=""), Path(shown))
    _check_columns(columns, Path(shown))
    yield from _csv_rows(StringIO(text, newline=""), Path(shown))


def count_lines(path: Path) -> int:
    """Return the number of lines of a file, read in passing."""
    with path.open("rb") as stream:
        return sum(piece.count(b"\n") for piece in iter(partial(stream.read, 1 << 20), b""))


def _is_json(path: Path) -> bool:
    return path.suffix.lower() == ".jsonl"


@contextmanager
def _opened(path: Path) -> Iterator[TextIOWrapper]:
    """Open a file as UTF-8 whose bytes that are none can be told from what is."""
    if path.suffix.lower() not in (".csv", ".jsonl"):
        raise KindwordError(
            "rows are read from .csv and .jsonl files", path=str(path), hint="Save it as CSV, UTF-8."
        )
    try:
        if path.exists() and not path.is_file():
            raise KindwordError("this is no regular file", path=str(path))
        with path.open("rb") as raw:
            if (start := raw.read(2)) in (b"\xff\xfe", b"\xfe\xff"):
                decode(start, str(path))
            raw.seek(0)
            with TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
                yield stream
    except OSError as error:
        raise unreadable(str(path), error) from error


def _lines(stream: TextIO, path: Path) -> Iterator[str]:
    for number, line in enumerate(iter(partial(stream.readline, _LONGEST_LINE + 1), ""), 1):
        if len(line) > _LONGEST_LINE:
            raise KindwordError(f"this line is over {_LONGEST_LINE // 1_000_000} MB", path=str(path), line=number)
        yield line


def _header(stream: TextIO, path: Path) -> tuple[list[str], Any]:
    """Return the names of the columns, empty for one without, and what reads the rows below them."""
    lines = _lines(stream, path)
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)

    def every() -> Iterator[str]:
        yield first
        yield from lines

    reader = csv.reader(every(), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise KindwordError(f"this is not valid CSV: {error}", path=str(path), line=1) from error
    if fault := _fault(columns):
        raise KindwordError(fault, path=str(path), line=1)
    return columns, reader


def _csv_rows(stream: TextIO, path: Path) -> Iterator[Row | KindwordError]:
    columns, reader = _header(stream, path)
    number = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield _bad(f"this is not valid CSV: {error}", path, number, line)
            continue
        if not any(cells):
            continue
        number += 1
        fault = _fault(cells)
        if len(cells) > len(columns):
            fault = f"it has {len(cells)} cells, and there are {len(columns)} columns"
        if fault:
            yield _bad(fault, path, number, line)
        else:
            given = ((name, cell) for name, cell in zip(columns, cells, strict=False) if name and cell.strip())
            yield Row(number, line, str(path), by_name(given))


def _json_rows(stream: TextIO, path: Path) -> Iterator[Row | KindwordError]:
    number = 0
    for line, text in enumerate(_lines(stream, path), 1):
        if not text.strip():
            continue
        number += 1
        try:
            yield Row(number, line, str(path), _json_values(text, str(path), line))
        except KindwordError as error:
            yield _bad(error.message, path, number, line, error.hint)


def _json_values(text: str, path: str, line: int) -> Mapping[str, Any]:
    if fault := _fault([text]):
        raise KindwordError(fault)
    data = parse_json(text, path, line=line)
    if not isinstance(data, dict):
        raise KindwordError("it is no JSON object", hint='Write {"first_name": "Sam"}, one row a line.')
    check_depth(data, path)
    return by_name((name, value) for name, value in data.items() if value is not None and value != "")


def _fault(texts: Iterable[str]) -> str:
    """Return what is wrong with texts that are no text, an empty string where nothing is."""
    for text in texts:
        if "\0" in text:
            return "a NUL byte: this is no text"
        byte = next((ord(character) - 0xDC00 for character in text if 0xDC80 <= ord(character) <= 0xDCFF), None)
        if byte is not None:
            return f"byte 0x{byte:02x} is not UTF-8: save the file as UTF-8"
    return ""


def _bad(reason: str, path: Path, number: int, line: int, hint: str = "") -> KindwordError:
    return KindwordError(f"row {number}: {reason}", path=str(path), line=line, hint=hint)
