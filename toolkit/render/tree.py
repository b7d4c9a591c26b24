"""The nodes of a parsed template in the order of its text, and by their sort, in one quick pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

_LEAVES = frozenset((nodes.Const, nodes.Name, nodes.NSRef, nodes.TemplateData))
"""Sorts of nodes, the most frequent ones, that hold no others."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """A node and all below it, each before those below it, as they stand in the text; and those of a sort."""

    every: Sequence[nodes.Node]
    by_sort: Mapping[type[nodes.Node], Sequence[nodes.Node]]

    def of(self, *sorts: type[nodes.Node]) -> Sequence[Any]:
        """Return the nodes of these very sorts, in order."""
        found = [self.by_sort[sort] for sort in sorts if sort in self.by_sort]
        if len(found) < 2:
            return found[0] if found else ()
        return [node for node in self.every if type(node) in sorts]


def nodes_in(tree: nodes.Node) -> Nodes:
    """Return the nodes of a tree as it is now."""
    found: list[nodes.Node] = []
    by_sort: defaultdict[type[nodes.Node], list[nodes.Node]] = defaultdict(list)
    left = [tree]
    while left:
        node = left.pop()
        found.append(node)
        by_sort[type(node)].append(node)
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
    return Nodes(found, dict(by_sort))
