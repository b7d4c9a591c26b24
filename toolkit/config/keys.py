"""Every key of the configuration: how its value is read, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toolkit.config.model import Config, Declared
from toolkit.errors import did_you_mean
from toolkit.library import KINDS

SEVERITIES = ("error", "warning", "suggestion")
"""The severities by name, the gravest first."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value as it stands in the file: under which keys, and the configuration that tells its line and folder."""

    value: Any
    keys: tuple[str, ...]
    file: Config
    folder: Path

    def below(self, key: str) -> Given:
        """Return the value of a key of this table."""
        return Given(self.value[key], (*self.keys, key), self.file, self.folder)


Reader = Callable[[Given], Any]
"""Returns the value for the configuration; raises KindwordError where the given one does not fit."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how it is read, and in a sentence what it is for."""

    read: Reader
    about: str


def known_only(given: Given, known: Collection[str]) -> None:
    """Raise KindwordError for the first key of a table that is not known, with the nearest that is."""
    for key in given.value:
        if key not in known:
            raise given.file.error(f"unknown key {key!r}", *given.keys, key, hint=did_you_mean(key, known))


def _of(kind: type | tuple[type, ...], what: str, hint: str) -> Reader:
    def read(given: Given) -> Any:
        if not isinstance(given.value, kind) or (isinstance(given.value, bool) and kind is not bool):
            raise given.file.error(f"{given.keys[-1]} must be {what}", *given.keys, hint=hint)
        return given.value

    return read


_text = _of(str, "a text", "Put it in quotes.")
_table = _of(dict, "a table", "Write it as key = value lines below a heading in [brackets].")
_list = _of(list, "a list of texts", 'Write it as ["one", "two"].')
_number = _of((int, float), "a number", "")


def _texts(given: Given) -> tuple[str, ...]:
    for one in _list(given):
        if not isinstance(one, str):
            raise given.file.error(
                f"{given.keys[-1]} must be a list of texts", *given.keys, hint="Put each in quotes."
            )
    return tuple(given.value)


def _path(given: Given) -> Path:
    return Path(given.folder, _text(given))


def _folders(given: Given) -> tuple[Path, ...]:
    return tuple(given.folder / one for one in _texts(given))


def _rule_folders(given: Given) -> tuple[Path, ...]:
    if isinstance(given.value, dict):
        hint = 'Write rules = ["FOLDER"], and change a rule in a file of its name there: extends = "all-caps".'
        raise given.file.error("rules must be a list of folders", *given.keys, hint=hint)
    return _folders(given)


def _one_of(noun: str, known: Collection[str]) -> Reader:
    def read(given: Given) -> str:
        value = _text(given)
        if value not in known:
            message = f"there is no {noun} {value!r}"
            raise given.file.error(message, *given.keys, hint=did_you_mean(value, known))
        return str(value)

    return read


def _each(read: Reader) -> Callable[[Given], Mapping[str, Any]]:
    """Return what reads a table in which every key may be chosen freely."""

    def read_each(given: Given) -> Mapping[str, Any]:
        return {key: read(given.below(key)) for key in _table(given)}

    return read_each


def _named(readers: Mapping[str, Reader]) -> Callable[[Given], dict[str, Any]]:
    """Return what reads a table of certain keys."""

    def read(given: Given) -> dict[str, Any]:
        _table(given)
        known_only(given, readers)
        return {key: readers[key](given.below(key)) for key in given.value}

    return read


def _kinds(given: Given) -> tuple[tuple[str, str], ...]:
    return tuple(_each(_one_of("kind", KINDS))(given).items())


def _declared(given: Given) -> Declared:
    read = _named({"filters": _texts, "tests": _texts, "globals": _texts})
    return Declared(**{sort: frozenset(names) for sort, names in read(given).items()})


def _limits(given: Given) -> Mapping[str, Any]:
    return _named({"limit": _number, "sentence_words": _number, "least_words": _number, "metric": _text})(given)


def _stand_ins(given: Given) -> Mapping[str, Any]:
    return MappingProxyType(_flat(_table(given)))


def _flat(table: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Return nested values by their dotted names."""
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return flat


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "library": Key(_path, "The folder of your templates."),
        "rules": Key(_rule_folders, "Folders of your own rules, which extend, override or switch off ours."),
        "select": Key(_texts, "The only rules to check."),
        "ignore": Key(_texts, "Rules to leave out."),
        "baseline": Key(_path, "The file of the findings that are known, and do not count."),
        "fail_on": Key(_one_of("severity", (*SEVERITIES, "never")), "The least severity that makes a run fail."),
        "severity": Key(_each(_one_of("severity", SEVERITIES)), "The severity of a rule, by its name."),
        "allow": Key(_texts, "Your own words: names, products and acronyms that no rule is to mind."),
        "kinds": Key(_kinds, "The kind of the files that a pattern fits: 'mail/sorry/*' = 'apology'."),
        "declare": Key(_declared, "Filters, tests and globals that your application gives its templates."),
        "stand_ins": Key(_stand_ins, "The value of a variable that no sample gives, by its name."),
        "readability": Key(_limits, "The limits of the rule `readability`."),
    }
)
"""Every key by its name, as it stands in `kindword.toml` and below `[tool.kindword]`."""
