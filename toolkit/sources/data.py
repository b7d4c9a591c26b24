"""Reads the data of a message: a JSON, YAML or TOML file, and `key=value` pairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import KindwordError
from toolkit.render.stage import copied
from toolkit.resources import parse_toml, read_text
from toolkit.resources.json import parse_json

MAX_DATA_LENGTH = 1_000_000
"""Code points of a data file, which holds what one message needs."""
MAX_DEPTH = 50
"""Levels of values within values."""

_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_PAIR_HINT = "Write key=value for a text, key:=3 for a number, true, false or a list as JSON has them."


def read_data(path: Path) -> dict[str, Any]:
    """Return the data in a `.json`, `.yaml`, `.yml` or `.toml` file; a dotted name at its top leads inwards.

    Raises KindwordError with the line, where the format tells it, for a file that does not parse or is too large,
    repeats a name, nests too deeply, or holds something other than names and values.
    """
    parse = _FORMATS.get(path.suffix.lower())
    if parse is None:
        endings = ", ".join(_FORMATS)
        raise KindwordError(
            f"data files end in {endings}", path=str(path), hint="Rename it, or use --set key=value."
        )
    text = read_text(path)
    if len(text) > MAX_DATA_LENGTH:
        raise KindwordError(
            f"data for one message may have {MAX_DATA_LENGTH:,} characters, not {len(text):,}",
            path=str(path),
            hint="For many messages use --rows.",
        )
    data = parse(text, str(path))
    check_depth(data, str(path))
    return by_name(data.items(), path=str(path))


def read_pairs(pairs: Iterable[str]) -> dict[str, Any]:
    """Return the data that pairs such as `order.id=ORD-7` or `total:=3` give; the last of one name counts.

    After `=` stands a text, after `:=` a value as JSON writes it. Raises KindwordError for a pair that is none.
    """
    return by_name(dict(_pair(pair) for pair in pairs).items())


def by_name(
    pairs: Iterable[tuple[str, Any]], *, path: str | None = None, line: int | None = None
) -> dict[str, Any]:
    """Return nested data from values by dotted name; raises KindwordError where two of the names clash."""
    whole: dict[str, Any] = {}
    for name, value in pairs:
        *folders, last = name.split(".")
        within = whole
        for folder in folders:
            within = within.setdefault(folder, {})
            if not isinstance(within, dict):
                raise KindwordError(
                    f"{name!r} lies within {folder!r}, which has a value of its own",
                    path=path,
                    line=line,
                    hint="Give one of the two.",
                )
        if last in within:
            raise KindwordError(f"{name!r} is given twice", path=path, line=line, hint="Give it once.")
        within[last] = copied(value)
    return whole


def check_depth(data: Any, path: str) -> None:
    """Raise KindwordError for data that nests too deeply to be copied and shown."""
    left = [(data, 0)]
    while left:
        value, depth = left.pop()
        if depth > MAX_DEPTH:
            raise KindwordError(f"the data nests over {MAX_DEPTH} levels deep", path=path)
        if isinstance(value, (dict, list)):
            left += [(one, depth + 1) for one in (value.values() if isinstance(value, dict) else value)]


def _pair(pair: str) -> tuple[str, Any]:
    key, sign, value = pair.partition("=")
    name = key.removesuffix(":").strip()
    if not sign or not _NAME.fullmatch(name):
        raise KindwordError(f"--set: {pair!r} is no key=value", hint=_PAIR_HINT)
    if not key.endswith(":"):
        return name, value
    try:
        return name, parse_json(value, "")
    except KindwordError as error:
        raise KindwordError(f"--set: {pair!r} has no JSON after :=", hint=_PAIR_HINT) from error


def _from_json(text: str, path: str) -> dict[str, Any]:
    return _names_and_values(parse_json(text, path), path, '{"first_name": "Sam"}')


def _from_yaml(text: str, path: str) -> dict[str, Any]:
    from toolkit.sources.yaml_data import parse_yaml  # noqa: PLC0415 - most runs read no YAML

    return _names_and_values(parse_yaml(text, path), path, "first_name: Sam")


def _names_and_values(data: Any, path: str, example: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise KindwordError("this file holds no names with values", path=path, hint=f"Write {example} and so on.")
    return data


_FORMATS: Mapping[str, Callable[[str, str], dict[str, Any]]] = {
    ".json": _from_json,
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
    ".toml": parse_toml,
}
