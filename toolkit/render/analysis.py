"""What a template is made of: the variables it uses, its literal pieces, and what must hold for each to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import nodes

from toolkit.render.scope import Branch, Callee, Guards
from toolkit.render.tree import nodes_in
from toolkit.text import Span

MOST_WAYS = 6
"""Ways to reach one piece that are looked at."""

MOST_CONDITIONS = 60
"""Conditions of one `if` with all its `elif`s that are looked at together: the last ones."""

DEFAULT_FILTERS = frozenset(("default", "d"))
_BRANCHING = (nodes.If, nodes.CondExpr, nodes.For, nodes.And, nodes.Or)


@dataclass(frozen=True, slots=True)
class Use:
    """A variable from outside where a template uses it: its dotted path, the file and the 1-based line."""

    variable: str
    path: str
    line: int
    called: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """Words of the writer's: where they stand, trimmed of whitespace, and the ways in which they can show.

    `macro` names the macro that has to be called from outside for it, where nothing in the template does.
    """

    path: str
    span: Span
    ways: tuple[Guards, ...]
    macro: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """One parsed file: its name for the loader, its path as shown, and its branching nodes numbered."""

    name: str
    path: str
    tree: nodes.Template
    numbers: Mapping[int, int]

    @classmethod
    def of(cls, name: str, path: str, tree: nodes.Template) -> Parsed:
        """Return the file with its branching nodes numbered in the order of the tree."""
        return cls(name, path, tree, {id(node): number for number, node in enumerate(branching(tree))})


Load = Callable[[str, str], Parsed | None]
"""Returns the file of a name, as asked for by the template of the second name; None where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """All that is known of a template without rendering it.

    `loose` are its macros that nothing calls, `widths` tells how many values an item of a path is unpacked into.
    """

    uses: tuple[Use, ...]
    pieces: tuple[Piece, ...]
    loose: tuple[Callee, ...]
    widths: Mapping[str, int]


def branching(tree: nodes.Template) -> Iterator[nodes.Node]:
    """Yield the nodes at which rendering can go several ways, always in the same order."""
    for node in nodes_in(tree).of(*_BRANCHING, nodes.Filter):
        if not isinstance(node, nodes.Filter) or node.name in DEFAULT_FILTERS:
            yield node


def undefined_test(filtered: nodes.Filter) -> nodes.Node:
    """Return the condition under which a `default` filter shows its argument."""
    inner = filtered.node
    boolean = filtered.args[1] if len(filtered.args) > 1 else None
    for keyword in filtered.kwargs:
        boolean = keyword.value if keyword.key == "boolean" else boolean
    if isinstance(boolean, nodes.Const) and boolean.value:
        return nodes.Not(inner, lineno=filtered.lineno)
    return nodes.Test(inner, "undefined", [], [], None, None, lineno=filtered.lineno)


def branch_of(file: Parsed, node: nodes.Node) -> Branch:
    """Return the branch that a branching node of `file` is; -1 numbers a node made up after parsing."""
    return Branch(file.path, file.numbers.get(id(node), -1))


def with_letters(text: str) -> bool:
    """Tell whether a text has a letter, and so something to read."""
    return any(map(str.isalpha, text))


def trimmed(text: str, span: Span) -> Span:
    """Return the part of `span` that is left when whitespace at both ends of its text is not counted."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
