"""Names that a template asks for and nobody knows: one problem each, and a tree that renders without them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from toolkit.render.scope import NotConstant, constant
from toolkit.render.tree import Nodes, nodes_in

_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
"""The statements that name another file."""

DECLARE = "If your application provides it, declare it in the configuration."


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a template may use: what Jinja has, and what the configuration declares besides.

    `declared` are those of the configuration alone: they are known, but there is nothing to run.
    """

    filters: frozenset[str]
    tests: frozenset[str]
    functions: frozenset[str]
    declared_filters: frozenset[str] = frozenset()
    declared_tests: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name nobody knows: what it names (filter, test, parent, …), the name, the 1-based line, what to do."""

    sort: str
    name: str
    line: int
    hint: str


Exists = Callable[[str], bool]
"""Tells whether the loader finds a template of that name, as asked for by the template at hand."""


def near(word: str, known: Iterable[str]) -> str:
    """Return 'Did you mean X?' for the nearest of `known`, else an empty string."""
    return _near(word, frozenset(known))


@lru_cache(maxsize=1_000)
def _near(word: str, known: frozenset[str]) -> str:
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f"Did you mean {found[0]!r}?" if found else ""


def near_or_declare(word: str, known: Iterable[str]) -> str:
    """Return what to do about a name that nobody knows: the nearest of `known`, and that it can be declared."""
    return f"{near(word, known)} {DECLARE}".strip()


def unknown_names(every: Nodes, known: Known, exists: Exists, *, strict: bool) -> Iterator[Unknown]:
    """Yield each unknown filter, test and file of a tree's nodes, once, on the line where it is first used.

    A file named by a variable is unknown unless `strict`: then there is data to tell its name.
    """
    seen: set[tuple[str, str]] = set()
    for found in sorted(_unknown(every, known, exists, strict=strict), key=lambda one: one.line):
        if (found.sort, found.name) not in seen:
            seen.add((found.sort, found.name))
            yield found


def _unknown(every: Nodes, known: Known, exists: Exists, *, strict: bool) -> Iterator[Unknown]:
    filters, tests = known.filters | known.declared_filters, known.tests | known.declared_tests
    for used in every.of(nodes.Filter, nodes.Test):
        sort, names = ("filter", filters) if isinstance(used, nodes.Filter) else ("test", tests)
        if used.name not in names:
            yield Unknown(sort, used.name, used.lineno, near_or_declare(used.name, names))
    for reference in every.of(*_REFERENCES):
        if getattr(reference, "ignore_missing", False):
            continue
        sort = {"Extends": "parent", "Include": "include"}.get(type(reference).__name__, "import")
        names_of = file_names(reference.template)
        if names_of is None and not strict:
            hint = "Its text is left out: name the file outright to have it linted."
            yield Unknown(sort, "", reference.lineno, hint)
        elif names_of is not None and not any(map(exists, names_of)):
            hint = "Its path is resolved from the library's folder, not from this file's."
            yield Unknown(sort, names_of[0] if names_of else "", reference.lineno, hint)


def file_names(name: nodes.Expr) -> tuple[str, ...] | None:
    """Return the names an `extends`, `include` or `import` may mean, None where a variable tells."""
    try:
        value = constant(name)
    except NotConstant:
        return None
    return tuple(str(one) for one in (value if isinstance(value, tuple) else (value,)))


class _Degrader(NodeTransformer):
    """Takes out of a tree what cannot be had."""

    def __init__(self, known: Known, exists: Exists, *, strict: bool) -> None:
        self.known = known
        self.exists = exists
        self.strict = strict

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node | None:  # noqa: N802 (Jinja's naming)
        inner, node.node = node.node, None
        self.generic_visit(node)
        node.node = None if inner is None else self.visit(inner)
        return node.node if self.drops(node) else node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802
        left = self.visit(node.filter)
        if left is None:
            return self.visit(nodes.Scope(node.body, lineno=node.lineno))  # type: ignore[no-any-return]
        node.body = [self.visit(child) for child in node.body]
        node.filter = left
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return nodes.Const(True, lineno=node.lineno) if self.drops(node) else node  # noqa: FBT003

    def drops(self, node: nodes.Node) -> bool:
        """Tell whether a node by itself is something that cannot be had."""
        match node:
            case nodes.Filter():
                return node.name not in self.known.filters
            case nodes.Test():
                return node.name not in self.known.tests
            case nodes.Extends() | nodes.Include() | nodes.Import() | nodes.FromImport():
                names = file_names(node.template)
                return not (self.strict if names is None else any(map(self.exists, names)))
        return False

    def _reference(self, node: nodes.Node) -> nodes.Node | None:
        return None if self.drops(node) else node

    visit_Extends = visit_Include = visit_Import = visit_FromImport = _reference  # noqa: N815


def drops_any(every: Nodes, known: Known, exists: Exists, *, strict: bool) -> bool:
    """Tell whether `degrade` would leave anything out of a tree with these nodes."""
    degrader = _Degrader(known, exists, strict=strict)
    return any(map(degrader.drops, every.of(nodes.Filter, nodes.Test, *_REFERENCES)))


def degrade(tree: nodes.Template, every: Nodes, known: Known, exists: Exists, *, strict: bool) -> Nodes:
    """Leave unknown filters, tests and files out of `tree` (in place), whose nodes are `every`; return the rest.

    An unknown filter leaves its value as it is, an unknown test holds, a missing parent lets the blocks show in
    place, after all else as they would there; a missing include shows nothing; what a missing import would have
    named is left undefined.
    """
    if not drops_any(every, known, exists, strict=strict):
        return every
    parents = [node for node in tree.body if isinstance(node, nodes.Extends)]
    _Degrader(known, exists, strict=strict).visit(tree)
    if any(parent not in tree.body for parent in parents):
        tree.body.sort(key=lambda node: isinstance(node, nodes.Block))
    return nodes_in(tree)


def imported_names(every: Nodes, exists: Exists) -> Collection[str]:
    """Return the names that imports of missing files would have given."""
    found: dict[str, None] = {}
    for node in every.of(nodes.Import, nodes.FromImport):
        names = file_names(node.template)
        if names is not None and any(map(exists, names)):
            continue
        if isinstance(node, nodes.Import):
            found[node.target] = None
        else:
            found.update((pair if isinstance(pair, str) else pair[1], None) for pair in node.names)
    return tuple(found)
