"""The nodes of a parsed template in the order of its text, in one quick pass."""

from __future__ import annotations

from jinja2 import nodes

_LEAVES = frozenset((nodes.Const, nodes.Name, nodes.NSRef, nodes.TemplateData))
"""Sorts of nodes, the most frequent ones, that hold no others."""


def nodes_in(tree: nodes.Node) -> list[nodes.Node]:
    """Return a node and all nodes below it, each before those below it, as they stand in the text."""
    found: list[nodes.Node] = []
    left = [tree]
    while left:
        node = left.pop()
        found.append(node)
        if type(node) in _LEAVES:
            continue
        below: list[nodes.Node] = []
        for name in node.fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                below += [one for one in value if isinstance(one, nodes.Node)]
            elif isinstance(value, nodes.Node):
                below.append(value)
        left += reversed(below)
    return found
