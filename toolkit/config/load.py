"""Finds the configuration that counts for a folder, and reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from toolkit.config.keys import KEYS, Given, known_only
from toolkit.config.model import Config
from toolkit.errors import KindwordError
from toolkit.resources import key_lines, parse_toml, read_text

_OWN = "kindword.toml"
_SHARED = "pyproject.toml"
_TABLE = ("tool", "kindword")


def find_config(folder: Path) -> Path | None:
    """Return the nearest configuration in `folder` or above it, None where there is none.

    In one folder, `kindword.toml` comes before a `pyproject.toml` with `[tool.kindword]`.
    """
    for file in config_places(folder):
        if file.is_file() and (file.name == _OWN or _speaks_of_us(file)):
            return file
    return None


def config_places(folder: Path) -> Iterator[Path]:
    """Yield where a configuration for `folder` may stand, there or not, the one that would count first."""
    for above in (folder, *folder.parents):
        yield above / _OWN
        yield above / _SHARED


def load_config(path: Path | None = None, folder: Path | None = None) -> Config:
    """Return the configuration in a file, by default the nearest to `folder`, else the defaults.

    `folder` is the current one where none is given. Raises KindwordError with the file and the line for a key that
    there is not and a value that does not fit.
    """
    file = find_config((folder or Path.cwd()).resolve()) if path is None else path
    if file is None:
        return Config()
    shown = _near(file)
    text = read_text(file, shown=str(shown))
    data: Mapping[str, Any] = parse_toml(text, str(shown))
    table = _TABLE if file.name == _SHARED else ()
    for key in table:
        if not isinstance(data.get(key), dict):
            raise KindwordError(
                "this file has no [tool.kindword]", path=str(shown), hint="Add it, or name another file."
            )
        data = data[key]
    return _config(data, shown, _lines(text, table))


def _config(data: Mapping[str, Any], path: Path, lines: Mapping[tuple[str, ...], int]) -> Config:
    given = Given(data, (), Config(path=path, lines=lines), path.parent)
    known_only(given, KEYS)
    try:
        return Config(path=path, lines=lines, **{key: KEYS[key].read(given.below(key)) for key in data})
    except RecursionError as error:
        raise KindwordError("the configuration is nested too deeply", path=str(path)) from error


def _lines(text: str, table: tuple[str, ...]) -> Mapping[tuple[str, ...], int]:
    """Return the line of each key below a table."""
    depth = len(table)
    return {
        keys[depth:]: line for keys, line in key_lines(text).items() if keys[:depth] == table and keys != table
    }


def _speaks_of_us(file: Path) -> bool:
    """Tell whether a project's file configures kindword, or means to and is broken."""
    try:
        text = read_text(file)
    except KindwordError:
        return False
    if _TABLE[1] not in text:
        return False
    try:
        tool = parse_toml(text, str(file)).get(_TABLE[0], {})
    except KindwordError:
        return f"[{'.'.join(_TABLE)}" in text
    return isinstance(tool, dict) and _TABLE[1] in tool


def _near(file: Path) -> Path:
    """Return a path as seen from the current folder, where it is below it."""
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file
