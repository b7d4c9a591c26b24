"""What the form asks for: one field for each variable of a template, and the data that its values make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.render import RenderOptions, variables_of
from toolkit.sources.data import by_name


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `sort` is `text`, `number`, `boolean`, `date` (dates and times) or `json` (lists and tables)."""

    name: str
    description: str
    example: Any
    default: Any
    required: bool
    sort: str


def fields_of(template: Template, options: RenderOptions | None = None) -> tuple[Field, ...]:
    """Return a template's fields: as its header declares them, else a text for each name that it uses.

    Raises KindwordError for a template without a header that does not parse.
    """
    if template.variables:
        return tuple(
            Field(
                one.name, one.description, one.example, one.default, one.required, _sort(one.example, one.default)
            )
            for one in template.variables
        )
    names = sorted(variables_of(template, options))
    return tuple(Field(name, "", None, None, required=True, sort="text") for name in names)


def samples_by_field(template: Template, fields: Iterable[Field]) -> dict[str, dict[str, Any]]:
    """Return each sample's values by the name of their field; what a sample leaves out is not there."""
    names = [field.name for field in fields]
    return {
        sample.name: {name: value for name in names if (value := _inner(sample.values, name)) is not None}
        for sample in template.samples
    }


def missing_of(fields: Iterable[Field], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields that need a value and have none, neither given nor by default."""
    return tuple(
        field.name
        for field in fields
        if field.required and field.default is None and _inner(by_name(values.items()), field.name) in (None, "")
    )


def data_of(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the nested data that values by dotted name make; for a missing one, its name in brackets stands in.

    Raises KindwordError for names that clash, and for a date that is none.
    """
    listed = tuple(fields)
    given = {name: value for name, value in values.items() if value not in (None, "")}
    dated = {field.name: field for field in listed if field.sort == "date"}
    read = {name: _dated(dated[name], value) if name in dated else value for name, value in given.items()}
    gaps = set(missing_of(listed, given))
    stood_in = {field.name: _stand_in(field) for field in listed if field.name in gaps}
    return by_name({**read, **stood_in}.items())


def _sort(*values: Any) -> str:
    value = next((value for value in values if value is not None), "")
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, (date, time)):
        return "date"
    return "json" if isinstance(value, (list, dict)) else "text"


def _stand_in(field: Field) -> Any:
    """Return what shows a gap; a list or a number is the example's, for the template may count with it."""
    return f"[{field.name}]" if field.sort == "text" or field.example is None else field.example


def _dated(field: Field, value: Any) -> Any:
    model = field.default if field.example is None else field.example
    try:
        return type(model).fromisoformat(str(value))
    except ValueError as error:
        raise KindwordError(
            f"{field.name}: {value!r} is no date or time", hint=f"Write it like {model}."
        ) from error


def _inner(values: Mapping[str, Any], name: str) -> Any:
    found: Any = values
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
