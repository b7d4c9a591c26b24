"""What a header declares of its data: the variables, and the samples that give them values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Protocol

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library.model import Sample, Variable

_KEYS = frozenset(("description", "example", "default", "required", "optional", "choices"))
_NAME = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")

LineOf = Callable[[tuple[str, ...]], int]
"""Returns the 1-based line of a key in the file, by its whole path."""


class Mistake(Protocol):
    """Makes the error for a key of the header."""

    def __call__(self, message: str, *keys: str, hint: str = "") -> KindwordError:
        """Return the error, with the line of `keys`."""
        ...


def variables_of(table: Mapping[str, Any], line_of: LineOf, mistake: Mistake) -> tuple[Variable, ...]:
    """Return the variables of the `[variables.*]` tables; raises what `mistake` makes of one that does not fit."""
    found: dict[str, Variable] = {}
    for keys, value in _tables(table, ("variables",), mistake):
        variable = _variable(keys, value, line_of, mistake)
        if variable.name in found:
            raise mistake(f"the variable {variable.name!r} is declared twice", *keys, hint="Keep one of the two.")
        found[variable.name] = variable
    return tuple(found.values())


def _tables(
    table: Mapping[str, Any], above: tuple[str, ...], mistake: Mistake
) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    """Yield each variable's own table with its whole path; `[variables.order.id]` lies within one for `order`."""
    for key, value in table.items():
        keys = (*above, key)
        if not isinstance(value, dict):
            hint = f'Write [{".".join(keys)}] and below it description = "…".'
            raise mistake(f"the variable {key!r} is no table", *keys, hint=hint)
        inner = {name: below for name, below in value.items() if isinstance(below, dict) and name not in _KEYS}
        own = {name: below for name, below in value.items() if name not in inner}
        if own or not inner:
            yield keys, own
        yield from _tables(inner, keys, mistake)


def _variable(keys: tuple[str, ...], table: Mapping[str, Any], line_of: LineOf, mistake: Mistake) -> Variable:
    name = ".".join(keys[1:])
    if not _NAME.fullmatch(name):
        near = re.sub(r"\W+", "_", name).strip("_")
        raise mistake(
            f"{name!r} is no name for a variable", *keys, hint=f"Write it as {near}, here and in the text."
        )
    for key, value in table.items():
        if key not in _KEYS:
            raise mistake(
                f"unknown key {key!r} of the variable {name!r}", *keys, key, hint=did_you_mean(key, _KEYS)
            )
        if key in ("required", "optional") and not isinstance(value, bool):
            raise mistake(f"{key} must be true or false", *keys, key)
    description = table.get("description", "")
    if not isinstance(description, str):
        raise mistake("description must be a text", *keys, "description", hint="Put it in quotes.")
    if "required" in table and table["required"] == table.get("optional"):
        raise mistake(f"the variable {name!r} is both required and optional, or neither", *keys, "optional")
    optional = table.get("optional", "default" in table)
    choices = _choices(name, keys, table, mistake)
    return Variable(
        name=name,
        description=description.strip(),
        example=table.get("example"),
        default=table.get("default"),
        required=table.get("required", not optional),
        line=line_of(keys),
        choices=choices,
    )


def _choices(
    name: str, keys: tuple[str, ...], table: Mapping[str, Any], mistake: Mistake
) -> tuple[str | int | float, ...]:
    """Return the choices of a variable, of which its example and its default must be."""
    choices = table.get("choices")
    if choices is None:
        return ()
    fit = isinstance(choices, list) and all(
        isinstance(one, (str, int, float)) and not isinstance(one, bool) and one != "" for one in choices
    )
    if not fit or len(choices) < 2:
        hint = 'Write choices = ["plain", "formal"].'
        raise mistake("choices must be a list of two or more texts or numbers", *keys, "choices", hint=hint)
    for at, one in enumerate(choices):
        if one in choices[:at]:
            raise mistake(f"the choice {one!r} is there twice", *keys, "choices", hint="Keep one of the two.")
    for key in ("example", "default"):
        if key in table and table[key] not in choices:
            raise mistake(f"the {key} of {name!r} is none of its choices", *keys, key, hint=choices_hint(choices))
    return tuple(choices)


def choices_hint(choices: Iterable[str | int | float]) -> str:
    """Return what to tell somebody whose value is none of the choices."""
    return f"The choices are: {', '.join(map(str, choices))}."


def samples_of(table: Mapping[str, Any], variables: tuple[Variable, ...], mistake: Mistake) -> tuple[Sample, ...]:
    """Return the samples of the `[samples.*]` tables; each value must be one of a declared variable."""
    declared = {variable.name for variable in variables}
    tables = {name[:dot] for name in declared for dot in range(len(name)) if name[dot] == "."}
    for name, values in table.items():
        if not isinstance(values, dict):
            hint = f"Write [samples.{name}] and the values of the variables below it."
            raise mistake(f"the sample {name!r} is no table", "samples", name, hint=hint)
        if declared:
            _declared_only(values, declared, tables, ("samples", name), mistake)
    samples = tuple(Sample(name, _nested(values)) for name, values in table.items())
    for sample in samples:
        for variable in variables:
            if unfit(variable, sample.values):
                message = f"the sample {sample.name!r} gives {variable.name!r} a value that is none of its choices"
                hint = choices_hint(variable.choices)
                raise mistake(message, "samples", sample.name, *variable.name.split("."), hint=hint)
    return samples


def unfit(variable: Variable, values: Mapping[str, Any]) -> bool:
    """Tell whether a variable has a value in nested data that is none of its choices."""
    if not variable.choices:
        return False
    found: Any = values
    for step in variable.name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found is not None and found not in variable.choices


def _declared_only(
    values: Mapping[str, Any], declared: set[str], tables: set[str], keys: tuple[str, ...], mistake: Mistake
) -> None:
    """Raise for a value that is of no declared variable; `tables` are the names that only hold variables."""
    for key, value in values.items():
        path = ".".join((*keys[2:], key))
        if path in declared:
            continue
        if path not in tables:
            message = f"the sample {keys[1]!r} gives {path!r}, which the header does not declare"
            raise mistake(message, *keys, key, hint=did_you_mean(path, declared))
        if isinstance(value, dict):
            _declared_only(value, declared, tables, (*keys, key), mistake)


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by their first name: a key in quotes, `"order.id"`, means what `order.id` does."""
    whole: dict[str, Any] = {}
    for key, value in values.items():
        *folders, last = key.split(".")
        within = whole
        for folder in folders:
            within = within.setdefault(folder, {})
        within[last] = value
    return whole
