"""What the form asks for: one field for each variable of a message, and the data that its values make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.render import Parts, RenderOptions, variables_of
from toolkit.render.rows import value_of
from toolkit.render.stage import merged
from toolkit.sources.data import by_name

_DATED = frozenset(("date", "time", "datetime", "instant"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    `sort` is `text`, `number`, `boolean`, `choice` (one of `choices`), `texts` (a list of them), `json` (other
    lists and tables), `date`, `time`, `datetime`, or `instant` for a date and time with its zone.
    """

    name: str
    description: str
    example: Any
    default: Any
    required: bool
    sort: str
    choices: tuple[str | int | float, ...] = ()

    @property
    def must(self) -> bool:
        """Whether a value must be given: it is required, and there is no default."""
        return self.required and self.default is None


def fields_of(whole: Template | Parts, options: RenderOptions | None = None) -> tuple[Field, ...]:
    """Return the fields of a message, the body's first: what a header declares, else a text for each name in use.

    What several parts use is one field, as the first of them describes it; it must be filled in where one of them
    needs it. Raises KindwordError for a template without a header that does not parse.
    """
    found: dict[str, Field] = {}
    for part in parts_of(whole):
        for field in _fields(part, options):
            before = found.get(field.name)
            found[field.name] = field if before is None else _shared(before, field)
    return tuple(found.values())


def parts_of(whole: Template | Parts) -> tuple[Template, ...]:
    """Return the templates of a message, the body first."""
    if isinstance(whole, Template):
        return (whole,)
    return tuple(part for part in (whole.body, whole.subject, whole.closing) if part is not None)


def samples_by_field(whole: Template | Parts, fields: Iterable[Field]) -> dict[str, dict[str, Any]]:
    """Return each sample's values by the name of their field; what a sample leaves out is not there.

    The body's samples count. Another part adds its own sample of that name, or else its first, and the body's
    value counts where both have one.
    """
    names = [field.name for field in fields]
    body, *others = parts_of(whole)
    given = {sample.name: sample.values for sample in body.samples}
    if not given:
        given = {sample.name: {} for part in others[:1] for sample in part.samples}
    return {
        name: {
            field: value
            for field in names
            if (value := value_of(merged(*(_sample(one, name) for one in others), values), field)) is not None
        }
        for name, values in given.items()
    }


def missing_of(fields: Iterable[Field], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields that need a value and have none, neither given nor by default."""
    return tuple(field.name for field in fields if field.must and not _given(field, values))


def defaulted_of(fields: Iterable[Field], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of the fields whose default counts, for no value is given."""
    return tuple(field.name for field in fields if field.default is not None and not _given(field, values))


def data_of(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the nested data that values by dotted name make; for a missing one, its name in brackets stands in.

    Raises KindwordError for names that clash, and for a date that is none.
    """
    listed = tuple(fields)
    given = {name: value for name, value in values.items() if value not in (None, "")}
    dated = {field.name: field for field in listed if field.sort in _DATED}
    read = {name: _dated(dated[name], value) if name in dated else value for name, value in given.items()}
    gaps = set(missing_of(listed, given))
    stood_in = {field.name: _stand_in(field) for field in listed if field.name in gaps}
    return by_name({**read, **stood_in}.items())


def _fields(part: Template, options: RenderOptions | None) -> tuple[Field, ...]:
    if part.variables:
        return tuple(
            Field(
                name=one.name,
                description=one.description,
                example=one.example,
                default=one.default,
                required=one.required,
                sort="choice" if one.choices else _sort(one.example, one.default),
                choices=one.choices,
            )
            for one in part.variables
        )
    names = sorted(variables_of(part, options))
    return tuple(Field(name, "", None, None, required=True, sort="text") for name in names)


def _shared(first: Field, second: Field) -> Field:
    """Return the field of a variable that two parts use."""
    if first.must or not second.must:
        return first
    return replace(first, required=True, default=None)


def _sample(part: Template, name: str) -> Mapping[str, Any]:
    """Return the values of a part's sample of a name, else of its first."""
    named = {sample.name: sample.values for sample in part.samples}
    return named.get(name, next(iter(named.values()), {}))


def _given(field: Field, values: Mapping[str, Any]) -> bool:
    return value_of(by_name(values.items()), field.name) not in (None, "")


def _sort(*values: Any) -> str:
    value = next((value for value in values if value is not None), "")
    match value:
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case datetime():
            return "datetime" if value.tzinfo is None else "instant"
        case date():
            return "date"
        case time():
            return "time"
        case [_, *_] if all(isinstance(one, str) for one in value):
            return "texts"
        case list() | dict():
            return "json"
    return "text"


def _stand_in(field: Field) -> Any:
    """Return what shows a gap; a list, a number or a choice is the example's, for the template may go by it."""
    if field.sort == "choice":
        return field.choices[0] if field.example is None else field.example
    return f"[{field.name}]" if field.sort == "text" or field.example is None else field.example


def _dated(field: Field, value: Any) -> Any:
    model = field.default if field.example is None else field.example
    try:
        return type(model).fromisoformat(str(value))
    except ValueError as error:
        raise KindwordError(
            f"{field.name}: {value!r} is no date or time", hint=f"Write it like {model}."
        ) from error
