"""What a name means where a template uses it: a variable from outside, a set value, a loop's item, a macro."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from jinja2 import nodes

LOCAL = frozenset(("loop", "self", "super", "caller", "varargs", "kwargs"))
"""Names that Jinja itself gives a meaning to, in the places where they make sense."""

_SAME_VALUE = frozenset(
    ("trim", "lower", "upper", "capitalize", "title", "string", "safe", "e", "escape", "forceescape", "striptags",
     "list", "sort", "unique", "reverse", "default", "d", "int", "float", "round", "abs")
)  # fmt: skip
"""Filters after which a value is still as true, as equal and as long as before, near enough to choose data by."""
_ONE_ITEM = frozenset(("first", "last", "random", "min", "max"))

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Branch:
    """One place where rendering goes one way or another: the `number`-th branching node of the file `path`."""

    path: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """What must hold to go a certain way at a branch; the names in `test` mean what `scope` says."""

    test: nodes.Node
    wanted: bool
    scope: Scope
    branch: Branch
    line: int


Guards = tuple[Condition, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One value that a name may have, and under which conditions it was set."""

    value: nodes.Node
    scope: Scope
    guards: Guards = ()


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A name that was set in one or several ways."""

    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A loop's variable: `depth` steps into what is iterated over (2 where an item is unpacked)."""

    iterable: nodes.Node
    scope: Scope
    depth: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Callee:
    """A macro, or the body of a call block: what it holds, and the scope where it was written."""

    name: str
    node: nodes.Macro | nodes.CallBlock
    scope: Scope


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """An imported file's names; None where the file is missing."""

    names: Mapping[str, Meaning] | None


class Opaque:
    """A name that means something here, but nothing that can be followed."""


Meaning = Bound | Item | Callee | Module | Opaque
OPAQUE = Opaque()


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What the names mean that are set in the file `path`; all others are variables from outside."""

    path: str
    names: Mapping[str, Meaning] = field(default_factory=lambda: NOTHING)

    def having(self, names: Mapping[str, Meaning]) -> Scope:
        """Return this scope with further names."""
        return Scope(self.path, {**self.names, **names}) if names else self

    def get(self, name: str) -> Meaning | None:
        """Return what `name` means, None for a variable from outside."""
        found = self.names.get(name)
        return OPAQUE if found is None and name in LOCAL else found


def paths_of(expression: nodes.Node, scope: Scope, depth: int = 0) -> tuple[str, ...]:
    """Return the dotted paths of outside data that an expression may stand for; none where it is computed.

    `*` in a path is any item of a list, `()` the result of a call.
    """
    if depth > 12:
        return ()
    match expression:
        case nodes.Name():
            return _paths_of_name(expression.name, scope, depth)
        case nodes.Getattr():
            return tuple(f"{base}.{expression.attr}" for base in paths_of(expression.node, scope, depth + 1))
        case nodes.Getitem(arg=nodes.Const(value=key)):
            step = key if isinstance(key, str) else "*"
            return tuple(f"{base}.{step}" for base in paths_of(expression.node, scope, depth + 1))
        case nodes.Getitem(arg=nodes.Slice()):
            return paths_of(expression.node, scope, depth + 1)
        case nodes.Call():
            return tuple(f"{base}()" for base in paths_of(expression.node, scope, depth + 1))
        case nodes.Filter(name=name, node=nodes.Expr() as inner) if name in _SAME_VALUE:
            return paths_of(inner, scope, depth + 1)
        case nodes.Filter(name=name, node=nodes.Expr() as inner) if name in _ONE_ITEM:
            return tuple(f"{base}.*" for base in paths_of(inner, scope, depth + 1))
    return ()


def _paths_of_name(name: str, scope: Scope, depth: int) -> tuple[str, ...]:
    match scope.get(name):
        case None:
            return (name,)
        case Bound(ways=ways):
            return tuple(path for way in ways for path in paths_of(way.value, way.scope, depth + 1))
        case Item() as item:
            found = paths_of(item.iterable, item.scope, depth + 1)
            return tuple(base + ".*" * item.depth for base in found)
    return ()


class NotConstant(Exception):  # noqa: N818 (a signal between two functions, not an error)
    """The expression depends on something."""


def constant(expression: nodes.Node | None) -> Any:
    """Return the value of an expression written out as such; raises NotConstant for all others.

    Nothing is computed: a template may ask for a sum that takes for ever.
    """
    match expression:
        case nodes.Const(value=value):
            return value
        case nodes.List(items=items) | nodes.Tuple(items=items):
            return tuple(constant(item) for item in items)
        case nodes.Neg(node=nodes.Const(value=int() | float() as value)):
            return -value
    raise NotConstant
