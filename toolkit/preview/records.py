"""Reads pasted or loaded records (JSON, JSON Lines, CSV) as values for the form; nothing of them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.errors import KindwordError
from toolkit.preview.fields import Field
from toolkit.render.rows import Row, value_of
from toolkit.resources.json import parse_json
from toolkit.sources.data import by_name, check_depth
from toolkit.sources.rows import parse_rows

MAX_ROWS = 2_000
"""Rows to pick from."""

_SHOWN = "the record"
_YES = frozenset(("yes", "y", "true", "t", "1"))
_NO = frozenset(("no", "n", "false", "f", "0"))


@dataclass(frozen=True, slots=True)
class Record:
    """One customer: the 1-based number of the row, and the values by the name of their field."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Records:
    """What a text holds. `unused` are names that no field has, `faults` tell why a row could not be read.

    `cut` tells that there are more rows than are read.
    """

    records: tuple[Record, ...]
    unused: tuple[str, ...]
    faults: tuple[str, ...]
    cut: bool


def read_records(text: str, fields: Iterable[Field]) -> Records:
    """Return the records in a text: a JSON object, a list of them, one object a line, or a CSV table.

    A value is read as its field has it: `3` of a table is a number for a field that is one. Raises KindwordError
    for a text that holds none.
    """
    listed = tuple(fields)
    records: list[Record] = []
    faults: list[str] = []
    unused: dict[str, None] = {}
    cut = False
    for row in _rows(text):
        if isinstance(row, KindwordError):
            faults.append(row.message)
            continue
        if len(records) == MAX_ROWS:
            cut = True
            break
        given = {field.name: value_of(row.values, field.name) for field in listed}
        values = {one.name: _fitted(one, given[one.name]) for one in listed if given[one.name] is not None}
        records.append(Record(row.number, values))
        unused.update(dict.fromkeys(_strange(row.values, frozenset(given))))
    if not records:
        reason = faults[0] if faults else "there is no row"
        raise KindwordError(
            reason, hint='Paste {"first_name": "Sam"}, or a table whose first line names the columns.'
        )
    return Records(tuple(records), tuple(unused), tuple(faults), cut)


def _rows(text: str) -> Iterator[Row | KindwordError]:
    if text.lstrip()[:1] in ("{", "["):
        try:
            data = parse_json(text, _SHOWN)
        except KindwordError:
            if text.lstrip().startswith("["):
                raise
        else:
            check_depth(data, _SHOWN)
            yield from _objects(data if isinstance(data, list) else [data])
            return
    yield from parse_rows(text, _SHOWN)


def _objects(data: list[Any]) -> Iterator[Row | KindwordError]:
    for number, one in enumerate(data, 1):
        if isinstance(one, dict):
            yield Row(number, 1, _SHOWN, by_name(one.items()))
        else:
            yield KindwordError(f"row {number}: it is no JSON object")


def _strange(values: Mapping[str, Any], known: frozenset[str], above: str = "") -> Iterator[str]:
    """Yield the dotted names of values that no field has, whole tables by their own name."""
    for key, value in values.items():
        name = f"{above}{key}"
        if name in known:
            continue
        if isinstance(value, Mapping) and any(one.startswith(f"{name}.") for one in known):
            yield from _strange(value, known, f"{name}.")
        else:
            yield name


def _fitted(field: Field, value: Any) -> Any:
    """Return a value as its field has it; a text that does not fit stays as it is, to be seen and mended."""
    if not isinstance(value, str):
        return value
    match field.sort:
        case "number":
            return _number(value)
        case "boolean" if value.strip().lower() in _YES | _NO:
            return value.strip().lower() in _YES
        case "choice":
            return next((one for one in field.choices if str(one) == value.strip()), value)
        case "texts":
            return [line for line in value.splitlines() if line.strip()]
        case "json":
            return _json(value)
    return value


def _number(text: str) -> Any:
    for read in (int, float):
        try:
            return read(text)
        except ValueError:
            continue
    return text


def _json(text: str) -> Any:
    try:
        return parse_json(text, _SHOWN)
    except KindwordError:
        return text
