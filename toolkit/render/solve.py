"""What outside data must look like for a condition to hold: conditions solved backwards, from the wish to the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from jinja2 import nodes

from toolkit.render.scope import Bound, Condition, NotConstant, Scope, constant, paths_of

MOST = 8
"""Alternatives that are kept of one condition's solutions."""


@dataclass(frozen=True, slots=True)
class Want:
    """What one variable must be.

    `sort` is truthy, falsy, undefined, defined, equal (to `value`), other (than any of `values`), long (`value`
    items) or holding (`value`).
    """

    sort: str
    value: Any = None
    values: tuple[Any, ...] = ()


TRUTHY, FALSY = Want("truthy"), Want("falsy")
UNDEFINED, DEFINED = Want("undefined"), Want("defined")

Wishes = Mapping[str, Want]
"""What each variable must be, by its path."""

Answer = tuple[Wishes, ...] | None
"""Alternatives: none at all where no data will do, None where it cannot be told."""

_ALWAYS: Answer = ({},)
_NEVER: Answer = ()
_FLIPPED = {"gt": "lt", "lt": "gt", "gteq": "lteq", "lteq": "gteq"}
_OPPOSITE = {
    "eq": "ne",
    "ne": "eq",
    "gt": "lteq",
    "lteq": "gt",
    "lt": "gteq",
    "gteq": "lt",
    "in": "notin",
    "notin": "in",
}
_OPERATOR_TESTS = {
    "eq": "eq", "equalto": "eq", "==": "eq", "ne": "ne", "!=": "ne", "gt": "gt", "greaterthan": "gt", ">": "gt",
    "lt": "lt", "lessthan": "lt", "<": "lt", "ge": "gteq", ">=": "gteq", "le": "lteq", "<=": "lteq", "in": "in",
    "sameas": "eq",
}  # fmt: skip
_EXAMPLES: Mapping[str, tuple[Any, Any]] = {
    "none": (None, TRUTHY),
    "true": (True, False),
    "false": (False, True),
    "boolean": (True, "yes"),
    "string": ("text", 2),
    "number": (2, "text"),
    "integer": (2, "text"),
    "float": (2.5, "text"),
    "mapping": ({}, "text"),
    "iterable": ((), 2),
    "sequence": ((), 2),
    "odd": (3, 2),
    "even": (2, 3),
    "upper": ("TEXT", "text"),
    "lower": ("text", "TEXT"),
}
"""For each of Jinja's tests a value that passes and one that does not."""


def solve_all(conditions: Iterable[Condition]) -> Answer:
    """Return alternative wishes under each of which all the conditions hold."""
    return _every(solve(condition.test, condition.scope, wanted=condition.wanted) for condition in conditions)


def solve(test: nodes.Node, scope: Scope, *, wanted: bool, depth: int = 0) -> Answer:
    """Return alternative wishes under each of which `test` is as wanted."""
    if depth > 12:
        return None
    try:
        return _ALWAYS if bool(constant(test)) is wanted else _NEVER
    except NotConstant:
        pass
    match test:
        case nodes.Not(node=inner):
            return solve(inner, scope, wanted=not wanted, depth=depth + 1)
        case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
            sides = [solve(side, scope, wanted=wanted, depth=depth + 1) for side in (left, right)]
            return _every(sides) if isinstance(test, nodes.And) is wanted else _any(sides)
        case nodes.Compare(expr=left, ops=[nodes.Operand(op=operator, expr=right)]):
            return _compare(left, operator if wanted else _OPPOSITE[operator], right, scope)
        case nodes.Test():
            return _tested(test, scope, wanted=wanted)
        case nodes.Name(name=name) if isinstance(bound := scope.get(name), Bound):
            ways = [_set_way(way.value, way.scope, way.guards, wanted=wanted, depth=depth) for way in bound.ways]
            return _any(ways)
        case nodes.CondExpr(test=inner, expr1=yes, expr2=no):
            arms = [
                _every(
                    [
                        solve(inner, scope, wanted=held, depth=depth + 1),
                        _arm(arm, scope, wanted=wanted, depth=depth),
                    ]
                )
                for arm, held in ((yes, True), (no, False))
            ]
            return _any(arms)
    if (measured := _measured(test)) is not None:
        return _for_paths(paths_of(measured, scope), TRUTHY if wanted else FALSY)
    return _for_paths(paths_of(test, scope), TRUTHY if wanted else FALSY)


def _arm(arm: nodes.Node | None, scope: Scope, *, wanted: bool, depth: int) -> Answer:
    if arm is None:
        return _NEVER if wanted else _ALWAYS
    return solve(arm, scope, wanted=wanted, depth=depth + 1)


def _set_way(value: nodes.Node, scope: Scope, guards: Iterable[Condition], *, wanted: bool, depth: int) -> Answer:
    """Return what makes a set value as wanted; how it came to be set is no concern where that cannot be told."""
    found = solve(value, scope, wanted=wanted, depth=depth + 1)
    return found if found is None else _every([found, solve_all(guards) or _ALWAYS])


def _for_paths(paths: tuple[str, ...], want: Want) -> Answer:
    return tuple({path: want} for path in paths) or None


def _every(answers: Iterable[Answer]) -> Answer:
    """Return what satisfies all of the answers at once."""
    together: list[Wishes] = [{}]
    for answer in answers:
        if answer is None:
            return None
        merged = (merge(first, second) for first, second in product(together, answer))
        together = [wishes for wishes in merged if wishes is not None][:MOST]
    return tuple(together)


def _any(answers: Iterable[Answer]) -> Answer:
    known = [answer for answer in answers if answer is not None]
    return tuple(wishes for answer in known for wishes in answer)[:MOST] if known else None


def merge(first: Wishes, second: Wishes) -> Wishes | None:
    """Return wishes that fulfil both, None where they contradict each other."""
    merged = dict(first)
    for path, want in second.items():
        both = _both(merged[path], want) if path in merged else want
        if both is None:
            return None
        merged[path] = both
    return merged


def _both(first: Want, second: Want) -> Want | None:
    """Return the want that fulfils both."""
    if first == second:
        return first
    for one, two in ((first, second), (second, first)):
        match one.sort, two.sort:
            case "defined", sort:
                return None if sort == "undefined" else two
            case "truthy", "equal" | "long":
                return two if two.value else None
            case "truthy", "other" | "holding":
                return two
            case "falsy", "equal" | "long":
                return None if two.value else two
            case "falsy", "undefined":
                return two
            case "falsy", "other":
                return one
            case "other", "other":
                return Want("other", values=tuple(dict.fromkeys((*one.values, *two.values))))
            case "other", "equal":
                return None if two.value in one.values else two
    return None


def _compare(left: nodes.Node, operator: str, right: nodes.Node, scope: Scope) -> Answer:
    """Return what makes `left operator right` hold, where one side is written out."""
    try:
        value = constant(right)
    except NotConstant:
        if operator in ("in", "notin"):
            return _contained(left, operator, right, scope)
        try:
            value, left, operator = constant(left), right, _FLIPPED.get(operator, operator)
        except NotConstant:
            return None
    if (measured := _measured(left)) is not None:
        return _of_length(paths_of(measured, scope), operator, value)
    return _of_value(paths_of(left, scope), operator, value)


def _contained(left: nodes.Node, operator: str, right: nodes.Node, scope: Scope) -> Answer:
    """Return what makes a constant stand, or not, in outside data."""
    try:
        value = constant(left)
    except NotConstant:
        return None
    want = Want("holding", value) if operator == "in" else FALSY
    return _for_paths(paths_of(right, scope), want)


def _of_value(paths: tuple[str, ...], operator: str, value: Any) -> Answer:
    match operator, value:
        case "eq", _:
            return _for_paths(paths, Want("equal", value))
        case "ne", "" | None | False | 0:
            return _for_paths(paths, TRUTHY)
        case "ne", _:
            return _for_paths(paths, Want("other", values=(value,)))
        case "in", tuple():
            return tuple({path: Want("equal", one)} for path in paths for one in value)[:MOST] or None
        case "notin", tuple():
            return _for_paths(paths, Want("other", values=value))
        case "in" | "notin", str() if value:
            return _for_paths(paths, Want("equal", value) if operator == "in" else Want("other", values=(value,)))
        case _, int() | float():
            step = {"gt": 1, "gteq": 0, "lt": -1, "lteq": 0}.get(operator)
            return None if step is None else _for_paths(paths, Want("equal", value + step))
    return None


def _of_length(paths: tuple[str, ...], operator: str, value: Any) -> Answer:
    if not isinstance(value, int):
        return None
    lengths = {"eq": value, "ne": value + 1, "gt": value + 1, "gteq": value, "lt": value - 1, "lteq": value}
    length = lengths.get(operator, -1)
    if not 0 <= length <= 50:
        return None
    return _for_paths(paths, Want("long", length))


def _measured(expression: nodes.Node) -> nodes.Node | None:
    """Return what an expression takes the length of, None where it takes none."""
    match expression:
        case nodes.Filter(name="length" | "count", node=nodes.Expr() as inner):
            return inner
        case nodes.Call(node=nodes.Name(name="len"), args=[inner]):
            return inner
    return None


def _tested(test: nodes.Test, scope: Scope, *, wanted: bool) -> Answer:
    paths = paths_of(test.node, scope)
    if test.name in ("defined", "undefined"):
        there = (test.name == "defined") is wanted
        if isinstance(test.node, nodes.Name) and scope.get(test.node.name) is not None and not paths:
            return _ALWAYS if there else _NEVER
        return _for_paths(paths, DEFINED if there else UNDEFINED)
    if (operator := _OPERATOR_TESTS.get(test.name)) is not None and len(test.args) == 1:
        return _compare(test.node, operator if wanted else _OPPOSITE[operator], test.args[0], scope)
    if test.name in _EXAMPLES:
        example = _EXAMPLES[test.name][0 if wanted else 1]
        return _for_paths(paths, example if isinstance(example, Want) else Want("equal", example))
    return None
