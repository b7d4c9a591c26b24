"""A tree without the statements that failed: what is broken is left out, so that the rest can be read."""

from __future__ import annotations

from collections.abc import Collection

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from toolkit.render.force import ITEMS


class _Mender(NodeTransformer):
    """Takes the place of what stands on the broken lines."""

    def __init__(self, lines: Collection[int]) -> None:
        self.lines = lines

    def _broken(self, node: nodes.Node) -> bool:
        return node.lineno in self.lines

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 (Jinja's naming)
        node.nodes = [
            nodes.Const("…", lineno=part.lineno)
            if self._broken(part) and not isinstance(part, (nodes.TemplateData, nodes.Const))
            else part
            for part in node.nodes
        ]
        return node

    def visit_If(self, node: nodes.If) -> nodes.Node:  # noqa: N802
        if self._broken(node):
            node.test = nodes.Const(True, lineno=node.lineno)  # noqa: FBT003
        return self.generic_visit(node)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        if self._broken(node):
            node.iter, node.test = nodes.EnvironmentAttribute(ITEMS, lineno=node.lineno), None
        return self.generic_visit(node)

    def _set(self, node: nodes.Assign) -> nodes.Node:
        if self._broken(node) and isinstance(node.target, nodes.Name):
            node.node = nodes.Const("…", lineno=node.lineno)
        return node

    def _body(self, node: nodes.CallBlock | nodes.FilterBlock) -> nodes.Node:
        inner = nodes.Scope(node.body, lineno=node.lineno) if self._broken(node) else node
        return self.generic_visit(inner)

    def _left_out(self, node: nodes.Stmt) -> nodes.Node | None:
        return None if self._broken(node) else node

    visit_Assign = _set  # noqa: N815
    visit_CallBlock = visit_FilterBlock = _body  # noqa: N815
    visit_Extends = visit_Include = visit_Import = visit_FromImport = visit_ExprStmt = _left_out  # noqa: N815


def mend(tree: nodes.Template, lines: Collection[int]) -> nodes.Template:
    """Return `tree` (changed in place) without what stands on the given lines of its source, 1-based."""
    if lines:
        _Mender(lines).visit(tree)
    return tree
