"""Slots such as `{username}` that an application fills once Jinja is done: data, where a template has several.

One alone is taken for a slip of the pen: `{name}` where `{{ name }}` was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from toolkit.render.messages import stand_in
from toolkit.render.parse import give_span
from toolkit.render.tree import Nodes
from toolkit.render.written import hull, runs_of
from toolkit.text import Span

_SLOT = re.compile(r"(?<![{$%])\{(?P<name>[A-Za-z_]\w*|\d)\}(?!\})")
_FEWEST = 2
"""Different slots in a file from which on they are no slip."""


class _Filled(NodeTransformer):
    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 (Jinja's naming)
        """Return what is printed, with a constant for each slot."""
        self.generic_visit(node)
        node.nodes = [piece for part in node.nodes for piece in _pieces(part)]
        return node


def _pieces(part: nodes.Expr) -> Iterator[nodes.Expr]:
    if not isinstance(part, nodes.TemplateData):
        yield part
        return
    at = 0
    for slot in _SLOT.finditer(str(part.data)):
        yield nodes.TemplateData(part.data[at : slot.start()], lineno=part.lineno)
        filled = nodes.Const(stand_in(slot["name"]), lineno=part.lineno)
        if place := hull(runs_of(part.data[slot.start() : slot.end()]) or ()):
            give_span(filled, Span(*place[1:]))
        yield filled
        at = slot.end()
    yield nodes.TemplateData(part.data[at:], lineno=part.lineno)


def fill_slots(tree: nodes.Template, every: Nodes) -> None:
    """Change `tree`, whose nodes are `every`: something plausible comes into each slot, if there are several."""
    texts = (str(data.data) for data in every.of(nodes.TemplateData))
    found = {slot["name"] for text in texts if "{" in text for slot in _SLOT.finditer(text)}
    if len(found) >= _FEWEST:
        _Filled().visit(tree)
