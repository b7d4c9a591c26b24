"""Every key of the configuration: how its value is read, and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toolkit.config.model import Config, Declared, Override
from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import KINDS, LOCALE

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
    """One key: how it is read, in a sentence what it is for, and what fits it as JSON Schema."""

    read: Reader
    about: str
    schema: Mapping[str, Any]


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
_flag = _of(bool, "true or false", "Write it without quotes.")
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


def _libraries(given: Given) -> tuple[Path, ...]:
    """Return one folder or several, none of which is within another: its templates would be read twice."""
    named = (_text(given),) if isinstance(given.value, str) else _texts(given)
    folders = [Path(given.folder, name).resolve() for name in named]
    for number, inner in enumerate(folders):
        for other, outer in enumerate(folders):
            if number != other and inner.is_relative_to(outer):
                problem = f"the library {named[number]!r} is within {named[other]!r}"
                raise given.file.error(problem, *given.keys, hint="Name the outer one alone.")
    return tuple(Path(given.folder, name) for name in named)


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


def _some_kinds(given: Given) -> tuple[str, ...]:
    for one in _texts(given):
        if one not in KINDS:
            message = f"there is no kind {one!r}"
            raise given.file.error(message, *given.keys, hint=did_you_mean(one, KINDS))
    return tuple(given.value)


def _overrides(given: Given) -> tuple[Override, ...]:
    hint = "Write each as [[overrides]], and its keys below that."
    if not isinstance(given.value, list) or not all(isinstance(one, dict) for one in given.value):
        raise given.file.error("overrides must be tables", *given.keys, hint=hint)
    every = (
        Given(table, (*given.keys, str(number)), given.file, given.folder)
        for number, table in enumerate(given.value, 1)
    )
    return tuple(_override(one) for one in every)


def _override(given: Given) -> Override:
    severity = _each(_one_of("severity", SEVERITIES))
    made = Override(
        **_named({"files": _texts, "kinds": _some_kinds, "ignore": _texts, "severity": severity})(given)
    )
    if not (made.files or made.kinds) or not (made.ignore or made.severity):
        hint = "Say for which `files` or `kinds` it is, and what to `ignore` or which `severity` a rule has there."
        raise given.file.error("this override changes nothing", *given.keys, hint=hint)
    return made


def _locale(given: Given) -> str:
    value = _text(given)
    if not LOCALE.fullmatch(value):
        raise given.file.error(f"{value!r} is no locale", *given.keys, hint="Write it as en or en-GB.")
    return str(value)


def _timeframe(given: Given) -> Mapping[str, Any]:
    return _named({"kinds": _some_kinds})(given)


def _declared(given: Given) -> Declared:
    read = _named({"filters": _texts, "tests": _texts, "globals": _texts})
    return Declared(**{sort: frozenset(names) for sort, names in read(given).items()})


def _limits(given: Given) -> Mapping[str, Any]:
    return _named({"limit": _number, "sentence_words": _number, "least_words": _number, "metric": _text})(given)


def _server(given: Given) -> str:
    from toolkit.grammar.source import server_url  # noqa: PLC0415 - few teams have a server of their own

    try:
        return server_url(_text(given))
    except KindwordError as error:
        raise given.file.error(error.message, *given.keys, hint=error.hint) from error


def _stand_ins(given: Given) -> Mapping[str, Any]:
    return MappingProxyType(flat(_table(given)))


def flat(table: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Return nested values by their dotted names."""
    made: dict[str, Any] = {}
    for key, value in table.items():
        made |= flat(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return made


_A_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXTS_SHAPE: Mapping[str, Any] = {"type": "array", "items": _A_TEXT}
_SOME_KINDS: Mapping[str, Any] = {"type": "array", "items": {"enum": list(KINDS)}}
_GRADES: Mapping[str, Any] = {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}}


def _shape(**properties: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the JSON Schema of a table of certain keys."""
    return {"type": "object", "properties": properties, "additionalProperties": False}


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "library": Key(
            _libraries, "The folder of your templates, or a list of several.", {"anyOf": [_A_TEXT, _TEXTS_SHAPE]}
        ),
        "rules": Key(
            _rule_folders, "Folders of your own rules, which extend, override or switch off ours.", _TEXTS_SHAPE
        ),
        "select": Key(_texts, "The only rules to check.", _TEXTS_SHAPE),
        "ignore": Key(_texts, "Rules to leave out.", _TEXTS_SHAPE),
        "baseline": Key(_path, "The file of the findings that are known, and do not count.", _A_TEXT),
        "fail_on": Key(
            _one_of("severity", (*SEVERITIES, "never")),
            "The least severity that makes a run fail.",
            {"enum": [*SEVERITIES, "never"]},
        ),
        "severity": Key(_each(_one_of("severity", SEVERITIES)), "The severity of a rule, by its name.", _GRADES),
        "allow": Key(
            _texts, "Your own words: names, products and acronyms that no rule is to mind.", _TEXTS_SHAPE
        ),
        "kinds": Key(
            _kinds,
            "The kind of the files that a pattern fits: 'mail/sorry/*' = 'apology'.",
            {"type": "object", "additionalProperties": {"enum": list(KINDS)}},
        ),
        "declare": Key(
            _declared,
            "Filters, tests and globals that your application gives its templates.",
            _shape(filters=_TEXTS_SHAPE, tests=_TEXTS_SHAPE, globals=_TEXTS_SHAPE),
        ),
        "stand_ins": Key(
            _stand_ins, "The value of a variable that no sample gives, by its name.", {"type": "object"}
        ),
        "sample_data": Key(
            _path, "A file (JSON, YAML or TOML) of values for variables that no sample gives.", _A_TEXT
        ),
        "locale": Key(
            _locale,
            "The locale of what names none, for example 'en-GB'.",
            {"type": "string", "pattern": f"^{LOCALE.pattern}$"},
        ),
        "overrides": Key(
            _overrides,
            "What is otherwise for the files of some patterns or kinds.",
            {
                "type": "array",
                "items": _shape(files=_TEXTS_SHAPE, kinds=_SOME_KINDS, ignore=_TEXTS_SHAPE, severity=_GRADES),
            },
        ),
        "timeframe": Key(
            _timeframe, "Which kinds the rule `missing-timeframe` judges.", _shape(kinds=_SOME_KINDS)
        ),
        "readability": Key(
            _limits,
            "The limits of the rule `readability`.",
            _shape(
                limit={"type": "number"},
                sentence_words={"type": "integer"},
                least_words={"type": "integer"},
                metric=_A_TEXT,
            ),
        ),
        "promises": Key(
            _each(_text),
            "By when you promise what: refund = '5 business days'. No message may say otherwise.",
            {"type": "object", "additionalProperties": _A_TEXT},
        ),
        "grammar": Key(
            _flag, "Whether grammar and spelling are checked too, as with --grammar.", {"type": "boolean"}
        ),
        "languagetool": Key(
            _named({"url": _server, "path": _path}),
            "The `url` of your LanguageTool server, or the `path` of an unpacked LanguageTool.",
            _shape(url=_A_TEXT, path=_A_TEXT),
        ),
    }
)
"""Every key by its name, as it stands in `kindword.toml` and below `[tool.kindword]`."""
