"""What outside data must look like for a condition to hold: solved backwards, from the wish to the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from jinja2 import nodes

from toolkit.render.scope import Bound, Condition, NotConstant, Scope, constant, paths_of
from toolkit.render.wants import DEFINED, FALSY, TRUTHY, UNDEFINED, Want, Wishes, merge

MOST = 8
"""Alternatives that are kept of one condition's solutions."""


Answer = tuple[Wishes, ...] | None
"""Alternatives: none at all where no data will do, None where it cannot be told."""

_MOST_ITEMS = 50
"""Items of the longest list that is made up."""

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
            limits = _limits(operator, value)
            return None if limits is None else _for_paths(paths, Want("within", values=limits))
    return None


def _limits(operator: str, value: Any) -> tuple[Any, Any] | None:
    """Return the first and last number for which a comparison with `value` holds."""
    limits = {"gt": (value + 1, None), "gteq": (value, None), "lt": (None, value - 1), "lteq": (None, value)}
    return limits.get(operator)


def _of_length(paths: tuple[str, ...], operator: str, value: Any) -> Answer:
    if not isinstance(value, int) or abs(value) > _MOST_ITEMS:
        return None
    if operator == "ne":
        answers = [_of_length(paths, side, value) for side in ("gt", "lt")]
        return _any(answers)
    low, high = _limits(operator, value) or (value, value)
    if high is not None and high < 0:
        return _NEVER
    return _for_paths(paths, Want("long", values=(max(low or 0, 0), high)))


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
