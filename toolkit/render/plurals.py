"""Counted messages as the choice that they are, so that both the singular and the plural are known to be shown."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from toolkit.render.parse import give_span, span_of
from toolkit.render.tree import Nodes

_PLACES = {"ngettext": 0, "npgettext": 1}
"""Functions that count, and which of their arguments is the singular; the plural and the count come after it."""


class _Choices(NodeTransformer):
    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802 (Jinja's naming)
        """Return a choice between the call with the singular alone and that with the plural alone."""
        self.generic_visit(node)
        at = _PLACES.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        count = None if at is None else _count(node, at + 2)
        if at is None or count is None or len(node.args) < at + 2:
            return node
        one = nodes.Compare(count, [nodes.Operand("eq", nodes.Const(1))])
        choice = nodes.CondExpr(one, _with(node, at, node.args[at]), _with(node, at, node.args[at + 1]))
        choice.set_lineno(node.lineno)
        if (span := span_of(node)) is not None:
            give_span(choice, span)
        return choice


def _count(node: nodes.Call, at: int) -> nodes.Expr | None:
    if len(node.args) > at:
        return node.args[at]
    return next((given.value for given in node.kwargs if given.key == "n"), None)


def _with(node: nodes.Call, at: int, text: nodes.Expr) -> nodes.Call:
    arguments = [*node.args[:at], text, text, *node.args[at + 2 :]]
    return nodes.Call(node.node, arguments, node.kwargs, node.dyn_args, node.dyn_kwargs, lineno=node.lineno)


def choices(tree: nodes.Template, every: Nodes) -> None:
    """Change `tree`, whose nodes are `every`: each counted message becomes a choice between its two texts."""
    if any(name.name in _PLACES for name in every.of(nodes.Name)):
        _Choices().visit(tree)
