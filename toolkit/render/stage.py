"""The data of one rendering, and the same data changed just so far that certain wishes come true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from jinja2 import Undefined

from toolkit.library import Variable
from toolkit.render.standins import EMPTY, UNDEFINED, Cast, StandIn
from toolkit.render.undefined import Optional
from toolkit.render.wants import Want, Wishes

_MISSING: Any = object()
_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Stage:
    """One set of data by name: a sample's values, and stand-ins for the `roots` that have none.

    `declared` are the header's variables by their (dotted) name.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    cast: Cast = field(default_factory=Cast)
    declared: Mapping[str, Variable] = field(default_factory=lambda: _NONE)
    roots: tuple[str, ...] = ()

    def context(self) -> dict[str, Any]:
        """Return what the template is to see."""
        context: dict[str, Any] = {root: self.cast.of(root) for root in self.roots if root not in self.values}
        context.update(copied(self.values))
        for name, variable in self.declared.items():
            if not variable.required and name.split(".")[0] not in self.roots:
                _put(context, name.split("."), Optional(name=name), replacing=False)
        return context

    def find(self, path: str) -> tuple[Any, ...]:
        """Return the values at a path: several where it goes through the items of a list, perhaps none."""
        root, *steps = path.split(".")
        if root in self.values:
            return tuple(_found(self.values[root], steps))
        return (self.cast.of(path),) if root in self.roots else ()

    def fulfils(self, path: str, want: Want) -> bool:
        """Tell whether the data at `path` is as wanted already."""
        values = self.find(path)
        return all(_fulfils(value, want) for value in values) if values else _fulfils(_MISSING, want)

    def fulfilling(self, wishes: Wishes) -> Stage | None:
        """Return this stage changed as far as the wishes need, None where its data cannot be changed so."""
        values, given, said = copied(self.values), dict(self.cast.given), []
        for path, want in sorted(wishes.items(), key=lambda wish: wish[0].count(".")):
            if self.fulfils(path, want):
                continue
            said.append(_said(path, want))
            root, *steps = path.split(".")
            if root in self.roots and root not in self.values:
                given.update(_given(path, want))
            elif any("()" in step for step in (root, *steps)) or not _change(
                values, (root, *steps), want, self._spare(path)
            ):
                return None
        if not said:
            return self
        return replace(
            self, name=", ".join([self.name, *said]), values=values, cast=replace(self.cast, given=given)
        )

    def _spare(self, path: str) -> Any:
        """Return a value that a variable may have: its example, else a stand-in."""
        variable = self.declared.get(path)
        if variable is not None and (found := variable.example or variable.default):
            return found
        return StandIn(self.cast, path)


def copied(value: Any) -> Any:
    """Return a copy of nested data in which any mapping or list may be changed."""
    if isinstance(value, Mapping):
        return {key: copied(one) for key, one in value.items()}
    return [copied(one) for one in value] if isinstance(value, (list, tuple)) else value


def _found(value: Any, steps: list[str]) -> Iterator[Any]:
    """Yield the values that steps lead to within nested data."""
    if not steps or isinstance(value, StandIn):
        if not steps:
            yield value
        elif isinstance(value, StandIn):
            yield from _found(_stepped(value, steps[0]), steps[1:])
        return
    if steps[0] == "*" and isinstance(value, (list, tuple)):
        for one in value:
            yield from _found(one, steps[1:])
    elif isinstance(value, Mapping) and steps[0] in value:
        yield from _found(value[steps[0]], steps[1:])


def _stepped(value: StandIn, step: str) -> Any:
    if step == "*":
        return value[0]
    return getattr(value, step.removesuffix("()"))() if step.endswith("()") else getattr(value, step)


def _fulfils(value: Any, want: Want) -> bool:
    there = value is not _MISSING and not isinstance(value, Undefined)
    try:
        match want.sort:
            case "truthy":
                return there and bool(value)
            case "falsy":
                return not there or not value
            case "undefined" | "defined":
                return there is (want.sort == "defined")
            case "equal":
                return (
                    there and bool(value == want.value) and isinstance(value, bool) is isinstance(want.value, bool)
                )
            case "other":
                return there and not any(value == one for one in want.values)
            case "within":
                return there and not isinstance(value, bool) and want.admits(value)
            case "long":
                return there and want.admits(len(value))
            case _:
                return there and want.value in value
    except TypeError:
        return False


def _given(path: str, want: Want) -> Mapping[str, Any]:
    """Return what a cast must be given for a stand-in to be as wanted."""
    match want.sort:
        case "falsy":
            return {path: EMPTY}
        case "undefined":
            return {path: UNDEFINED}
        case "equal":
            return {path: want.value}
        case "within":
            return {path: want.number}
        case "long":
            return {f"{path}#": want.number}
        case "holding":
            return {path: (want.value,)}
    return {}


def _change(data: Any, steps: tuple[str, ...], want: Want, spare: Any) -> bool:
    """Change nested data so that the value at `steps` is as wanted; tell whether that could be done."""
    step, *rest = steps
    if step == "*":
        if not isinstance(data, list) or not data:
            return False
        if not rest:
            data[:] = [_wanted(one, want, spare) for one in data]
            return True
        return all(_change(one, tuple(rest), want, spare) for one in data)
    if not isinstance(data, dict):
        return False
    if rest:
        return _change(data.setdefault(step, {}), tuple(rest), want, spare)
    value = _wanted(data.get(step, _MISSING), want, spare)
    if value is _MISSING:
        data.pop(step, None)
    else:
        data[step] = value
    return True


def _wanted(value: Any, want: Want, spare: Any) -> Any:
    """Return a value as wanted, as like the present one as can be; _MISSING where there is to be none."""
    match want.sort:
        case "truthy" | "defined":
            return True if isinstance(value, bool) else 2 if isinstance(value, (int, float)) else spare
        case "falsy":
            return type(value)() if isinstance(value, (bool, int, float, str, list, dict)) else _MISSING
        case "undefined":
            return _MISSING
        case "equal":
            return want.value
        case "other":
            numbers = [one for one in want.values if isinstance(one, (int, float))]
            return (not value) if isinstance(value, bool) else max(numbers) + 1 if numbers else spare
        case "within":
            return want.number
        case "long":
            return _of_length(value, want.number, spare)
    return [want.value, *value] if isinstance(value, list) else want.value


def _of_length(value: Any, length: int, spare: Any) -> Any:
    items = list(value) if isinstance(value, (list, tuple)) else []
    items = items or (spare if isinstance(spare, list) else [spare])
    return [items[number % len(items)] for number in range(length)]


def _put(data: dict[str, Any], steps: list[str], value: Any, *, replacing: bool = True) -> None:
    """Put a value into nested mappings, where all on the way there are mappings."""
    for step in steps[:-1]:
        below = data.setdefault(step, {})
        if not isinstance(below, dict):
            return
        data = below
    if replacing or steps[-1] not in data:
        data[steps[-1]] = value


def _said(path: str, want: Want) -> str:
    """Return how a variant is named for what was changed: `without eta`, `status = "late"`."""
    name = path.replace(".*", "").replace("()", "")
    match want.sort:
        case "truthy" | "defined":
            return f"with {name}"
        case "falsy" | "undefined":
            return f"without {name}"
        case "equal":
            return f'{name} = "{want.value}"' if isinstance(want.value, str) else f"{name} = {want.value}"
        case "other":
            return f"another {name}"
        case "within":
            return f"{name} = {want.number}"
        case "long":
            return f"{want.number} in {name}"
    return f"{name} with {want.value}"


def merged(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return nested data put together; later parts win, mapping by mapping."""
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            before = whole.get(key)
            if isinstance(before, dict) and isinstance(value, Mapping):
                whole[key] = merged(before, value)
            else:
                whole[key] = copied(value)
    return whole


def nested(names: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return nested data from values by dotted name."""
    whole: dict[str, Any] = {}
    for name, value in names:
        _put(whole, name.split("."), copied(value))
    return whole
