"""Trees that go a certain way whatever the data: tests replaced by what they are to be, one macro called alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import nodes

from toolkit.render.analysis import branching

ITEMS = "stand_in_items"
"""The environment's attribute that holds what a loop runs over when it is made to run."""


def force(tree: nodes.Template, ways: Mapping[int, bool]) -> nodes.Template:
    """Return `tree` (changed in place) going the given way at each of its branches, by their number."""
    if ways:
        for number, node in enumerate(list(branching(tree))):
            if number in ways:
                _force(node, held=ways[number])
    return tree


def _force(node: nodes.Node, *, held: bool) -> None:
    outcome = nodes.Const(held, lineno=node.lineno)
    match node:
        case nodes.If() | nodes.CondExpr():
            node.test = outcome
        case nodes.And() | nodes.Or():
            node.left = outcome
        case nodes.For():
            node.iter = nodes.EnvironmentAttribute(ITEMS) if held else nodes.Tuple([], "load")
            node.test = None
        case nodes.Filter():
            node.node = nodes.Const("", lineno=node.lineno)
            node.args = [node.args[0], nodes.Const(True, lineno=node.lineno)]  # noqa: FBT003
            node.kwargs = []


def only_macro(tree: nodes.Template, name: str, parameters: Sequence[str]) -> nodes.Template:
    """Return `tree` (changed in place) as a template that shows what one of its macros makes of its parameters.

    What the file sets and imports by itself stays; `caller`, where the macro uses it, is passed as well.
    """
    macro = next(found for found in tree.find_all(nodes.Macro) if found.name == name)
    keeps = (nodes.Assign, nodes.AssignBlock, nodes.Macro, nodes.Import, nodes.FromImport)
    kept = [node for node in tree.body if isinstance(node, keeps)]
    if macro not in kept:
        kept.append(macro)
    arguments = [nodes.Name(parameter, "load") for parameter in parameters]
    given: list[nodes.Keyword] = []
    if any(found.name == "caller" for found in macro.find_all(nodes.Name)):
        given = [nodes.Keyword("caller", nodes.Name("caller", "load"))]
    call = nodes.Call(nodes.Name(name, "load"), arguments, given, None, None)
    tree.body = [*kept, nodes.Output([call])]
    return tree.set_lineno(macro.lineno, override=False)  # type: ignore[return-value]
