"""Shows a configuration as TOML, each value with the place that it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from toolkit.config.keys import KEYS
from toolkit.config.model import Config

_DEFAULT = "default"


def shown(config: Config) -> str:
    """Return every key in force as TOML, with the file and line that give it, or that it is the default."""
    flat: list[tuple[str, str]] = []
    tables: list[str] = []
    for key in KEYS:
        value = getattr(config, key)
        if key == "overrides":
            tables += [_override(config, number, one) for number, one in enumerate(value, 1)]
        elif isinstance(value, Mapping) or is_dataclass(value) or key == "kinds":
            tables += [_table(config, key, value)]
        elif value is None:
            flat.append((f"# {key} is not set", _origin(config, key)))
        else:
            flat.append((f"{key} = {_toml(value)}", _origin(config, key)))
    return "\n\n".join(["\n".join(_lines(flat)), *(table for table in tables if table)]) + "\n"


def _lines(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Yield lines with what they come from as comments in one column."""
    widest = max((len(left) for left, _ in rows), default=0)
    for left, origin in rows:
        yield f"{left:<{widest}}  # {origin}"


def _table(config: Config, key: str, value: Any) -> str:
    pairs = dict(_pairs(value))
    if not pairs:
        return f"[{key}]  # {_origin(config, key)}: empty"
    rows = [(f"{_name(name)} = {_toml(one)}", _origin(config, key, name)) for name, one in pairs.items()]
    return "\n".join([f"[{key}]", *_lines(rows)])


def _override(config: Config, number: int, value: Any) -> str:
    keys = ("overrides", str(number))
    rows = [(f"{name} = {_toml(one)}", _origin(config, *keys, name)) for name, one in _pairs(value)]
    return "\n".join(["[[overrides]]", *_lines(rows)])


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names and values of a table, less what is empty."""
    if is_dataclass(value):
        value = {one.name: getattr(value, one.name) for one in fields(value)}
    for name, one in dict(value).items():
        if one or one == 0:
            yield name, one


def _origin(config: Config, *keys: str) -> str:
    line = next(
        (config.lines[keys[:depth]] for depth in range(len(keys), 0, -1) if keys[:depth] in config.lines), 0
    )
    return f"{config.path}:{line}" if line and config.path is not None else _DEFAULT


def _name(key: str) -> str:
    return key if key.replace("_", "").replace("-", "").isalnum() and key.isascii() else json.dumps(key)


def _toml(value: Any) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_name(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, (tuple, list, frozenset)):
        items = sorted(value) if isinstance(value, frozenset) else value
        return "[" + ", ".join(map(_toml, items)) + "]"
    if isinstance(value, Path):
        return json.dumps(value.as_posix(), ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False, default=str)
