"""How names come by their meaning: targets of a loop or a `set`, branches that join, parameters of a macro."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes

from toolkit.render.scope import OPAQUE, Bound, Callee, Guards, Meaning, Module, Scope, Way


def callee_of(node: nodes.Node, scope: Scope) -> Callee | None:
    """Return the macro or caller's body that is called."""
    match node:
        case nodes.Name(name=name):
            found = scope.get(name)
        case nodes.Getattr(node=nodes.Name(name=module), attr=name) if isinstance(scope.get(module), Module):
            names = scope.get(module)
            found = (names.names or {}).get(name) if isinstance(names, Module) else None
        case _:
            found = None
    return found if isinstance(found, Callee) else None


def names_of(targets: Iterable[nodes.Node]) -> list[str]:
    """Return the names among targets."""
    return [target.name for target in targets if isinstance(target, nodes.Name)]


def targets_of(target: nodes.Node) -> list[str]:
    """Return every name that a target sets, unpacked ones as well."""
    return [name.name for name in (target, *target.find_all(nodes.Name)) if isinstance(name, nodes.Name)]


def assigned(target: nodes.Node, value: nodes.Node, scope: Scope, guards: Guards) -> Mapping[str, Meaning]:
    """Return what names mean once `target` is set to `value`."""
    match target, value:
        case nodes.Name(name=name), _:
            return {name: Bound((Way(value, scope, guards),))}
        case nodes.Tuple(items=names), nodes.Tuple(items=values) if len(names) == len(values):
            pairs = [assigned(one, other, scope, guards) for one, other in zip(names, values, strict=True)]
            return {name: meaning for pair in pairs for name, meaning in pair.items()}
    return dict.fromkeys(targets_of(target), OPAQUE)


def merged(before: Scope, ends: Sequence[Scope]) -> Mapping[str, Meaning]:
    """Return the names that branches change: one set in some of them may have any of its values."""
    found = (pair for end in ends for pair in end.names.items())
    changed = {name for name, meaning in found if before.names.get(name) is not meaning}
    return {name: _either(name, before, [end.names.get(name) for end in ends]) for name in changed}


def _either(name: str, before: Scope, meanings: Sequence[Meaning | None]) -> Meaning:
    ways: dict[int, Way] = {}
    told = (way.value.lineno for one in meanings if isinstance(one, Bound) for way in one.ways)
    line = next(filter(None, told), 1)
    for meaning in meanings:
        match meaning:
            case None:
                way = Way(nodes.Name(name, "load", lineno=line), before)
                ways.setdefault(0, way)
            case Bound(ways=more):
                ways.update((id(way), way) for way in more)
            case Callee():
                return meaning
            case _:
                return OPAQUE
    return Bound(tuple(ways.values()))


def parameters_of(
    callee: Callee, call: nodes.Call, scope: Scope, block: nodes.CallBlock | None
) -> Mapping[str, Meaning]:
    """Return what a macro's parameters mean in one call of it."""
    names = names_of(callee.node.args)
    given = dict(zip(names, call.args, strict=False))
    given.update((keyword.key, keyword.value) for keyword in call.kwargs)
    defaults = dict(zip(names[::-1], callee.node.defaults[::-1], strict=False))
    bound: dict[str, Meaning] = {}
    for name in names:
        if name in given:
            bound[name] = Bound((Way(given[name], scope),))
        else:
            bound[name] = Bound((Way(defaults[name], callee.scope),)) if name in defaults else OPAQUE
    if block is not None:
        bound["caller"] = Callee("caller", block, scope)
    return bound


def from_outside(callee: Callee) -> Mapping[str, Meaning]:
    """Return a macro's parameters as variables from outside, or as their defaults."""
    names = names_of(callee.node.args)
    defaults = dict(zip(names[::-1], callee.node.defaults[::-1], strict=False))
    bound: dict[str, Meaning] = {}
    for name in names:
        ways = [Way(defaults[name], callee.scope)] if name in defaults else []
        outside = nodes.Name(name, "load", lineno=callee.node.lineno)
        bound[name] = Bound((Way(outside, Scope(callee.scope.path)), *ways))
    return bound
