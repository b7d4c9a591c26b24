"""Follows a template's expressions down every branch at once, and notes what it meets on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from jinja2 import nodes

from toolkit.render.analysis import DEFAULT_FILTERS, MOST_WAYS, Parsed, Use, branch_of, undefined_test
from toolkit.render.bindings import callee_of, names_of, parameters_of
from toolkit.render.scope import LOCAL, OPAQUE, Bound, Callee, Condition, Guards, Meaning, Scope, paths_of
from toolkit.text import Span

MAX_STEPS = 40_000
"""Nodes that are visited; a template that calls macros within macros without end is followed no further."""
MAX_DEPTH = 24
"""Macros, blocks and files within each other."""

GETTEXT = frozenset(("_", "gettext", "ngettext", "pgettext", "npgettext"))
_WITH_CONTEXT = frozenset(("pgettext", "npgettext"))
"""Those whose first argument tells translators what is meant, and does not show."""
_SHOWING = frozenset(("join", "format"))
"""Filters whose arguments show in the output."""

Place = Callable[[nodes.Node], Span | None]
"""Returns where a node's words stand in its file, None where it has none to read."""


class Follower(ABC):
    """One walk: what it has met so far, and how it follows expressions."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.files: dict[str, Parsed] = {}
        self.uses: dict[Use, None] = {}
        self.pieces: dict[tuple[str, Span], tuple[list[Guards], str | None]] = {}
        self.called: set[int] = set()
        self.macro: str | None = None
        self.muted = False
        self.steps = self.depth = 0

    @abstractmethod
    def statements(self, body: Iterable[nodes.Node], scope: Scope, guards: Guards) -> Scope:
        """Follow statements in order and return the scope after them."""

    @abstractmethod
    def super_block(self, scope: Scope, guards: Guards) -> None:
        """Follow what `super()` shows."""

    @contextmanager
    def silently(self) -> Iterator[None]:
        """Take what is met for something that is never shown."""
        before, self.muted = self.muted, True
        yield
        self.muted = before

    @contextmanager
    def deeper(self) -> Iterator[bool]:
        """Go one level down; tells whether there is still room."""
        self.depth += 1
        yield self.depth <= MAX_DEPTH and self.steps <= MAX_STEPS
        self.depth -= 1

    def test(self, node: nodes.Node, test: nodes.Node, scope: Scope, *, wanted: bool) -> Condition:
        """Return the condition on which rendering goes one way at a branching node."""
        return Condition(test, wanted, scope, branch_of(self.files[scope.path], node), node.lineno)

    def expression(  # noqa: C901, PLR0912 (one case for each sort)
        self, node: nodes.Node, scope: Scope, guards: Guards, *, shown: bool = False
    ) -> None:
        """Follow an expression; `shown` tells that its value reaches the output."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            return
        match node:
            case nodes.TemplateData() | nodes.Const():
                if shown:
                    self._piece(node, scope, guards)
            case nodes.Name():
                self._name(node, scope, guards, shown=shown)
            case nodes.Getitem(node=nodes.Dict(items=pairs), arg=key):
                self.expression(key, scope, guards)
                for pair in pairs:
                    chosen = nodes.Compare(key, [nodes.Operand("eq", pair.key)], lineno=pair.lineno)
                    held = self.test(pair, chosen, scope, wanted=True)
                    self.expression(pair.value, scope, (*guards, held), shown=shown)
            case nodes.Pair():
                self.expression(node.key, scope, guards)
                self.expression(node.value, scope, guards, shown=shown)
            case nodes.Getattr() | nodes.Getitem():
                paths = paths_of(node, scope)
                self._used(paths, scope, node.lineno)
                self._owner(node, scope, guards, shown=shown and not paths)
            case nodes.Call():
                self.call(node, scope, guards, shown=shown)
            case nodes.Filter():
                self._filter(node, scope, guards, shown=shown)
            case nodes.CondExpr() | nodes.And() | nodes.Or():
                self._choice(node, scope, guards, shown=shown)
            case _:
                judged = isinstance(node, (nodes.Test, nodes.Compare, nodes.Not))
                for child in node.iter_child_nodes():
                    self.expression(child, scope, guards, shown=shown and not judged)

    def _choice(
        self, node: nodes.CondExpr | nodes.And | nodes.Or, scope: Scope, guards: Guards, *, shown: bool
    ) -> None:
        """Follow an expression whose value is that of one of its parts."""
        if isinstance(node, nodes.CondExpr):
            self.expression(node.test, scope, guards)
            for arm, wanted in ((node.expr1, True), (node.expr2, False)):
                if arm is not None:
                    held = self.test(node, node.test, scope, wanted=wanted)
                    self.expression(arm, scope, (*guards, held), shown=shown)
            return
        held = self.test(node, node.left, scope, wanted=isinstance(node, nodes.And))
        self.expression(node.left, scope, guards, shown=shown and isinstance(node, nodes.Or))
        self.expression(node.right, scope, (*guards, held), shown=shown)

    def _piece(self, node: nodes.Node, scope: Scope, guards: Guards) -> None:
        span = self.place(node)
        if span is None:
            return
        ways, _ = self.pieces.setdefault((scope.path, span), ([], self.macro))
        if not self.muted and len(ways) < MOST_WAYS:
            ways.append(guards)

    def _name(self, node: nodes.Name, scope: Scope, guards: Guards, *, shown: bool) -> None:
        meaning = scope.get(node.name)
        if meaning is None:
            self._used((node.name,), scope, node.lineno)
        elif isinstance(meaning, Bound) and shown:
            with self.deeper() as deep:
                for way in meaning.ways if deep else ():
                    self.expression(way.value, way.scope, (*guards, *way.guards), shown=True)

    def _owner(self, node: nodes.Node, scope: Scope, guards: Guards, *, shown: bool = False) -> None:
        """Follow what an attribute's chain starts from; a plain variable there is used by the chain's own name."""
        while isinstance(node, (nodes.Getattr, nodes.Getitem)):
            if isinstance(node, nodes.Getitem):
                self.expression(node.arg, scope, guards)
            node = node.node
        if not isinstance(node, nodes.Name) or scope.get(node.name) is not None:
            self.expression(node, scope, guards, shown=shown)

    def _used(self, variables: Iterable[str], scope: Scope, line: int, *, called: bool = False) -> None:
        for variable in variables:
            self.uses.setdefault(Use(variable, scope.path, line, called))

    def _filter(self, node: nodes.Filter, scope: Scope, guards: Guards, *, shown: bool) -> None:
        if node.node is not None:
            self.expression(node.node, scope, guards, shown=shown)
        arguments = [*node.args, *(keyword.value for keyword in node.kwargs)]
        if node.name in DEFAULT_FILTERS and node.args and node.node is not None:
            held = self.test(node, undefined_test(node), scope, wanted=True)
            self.expression(node.args[0], scope, (*guards, held), shown=shown)
            arguments = arguments[1:]
        for argument in arguments:
            self.expression(argument, scope, guards, shown=shown and node.name in _SHOWING)

    def call(
        self,
        node: nodes.Call,
        scope: Scope,
        guards: Guards,
        *,
        shown: bool,
        block: nodes.CallBlock | None = None,
    ) -> None:
        """Follow a call, of a macro into its body; `block` is the call block it heads."""
        callee = callee_of(node.node, scope)
        name = node.node.name if isinstance(node.node, nodes.Name) else None
        if name == "super":
            self.super_block(scope, guards)
        elif callee is None and name not in LOCAL:
            self._used(paths_of(node.node, scope), scope, node.lineno, called=True)
            self._owner(node.node, scope, guards)
        for number, argument in enumerate((*node.args, *(keyword.value for keyword in node.kwargs))):
            context = number == 0 and name in _WITH_CONTEXT
            self.expression(argument, scope, guards, shown=shown and name in GETTEXT and not context)
        if callee is not None:
            self.called.add(id(callee.node))
        if shown and callee is not None:
            self.run(callee, parameters_of(callee, node, scope, block), guards)
        elif block is not None:
            self.statements(block.body, scope.having(dict.fromkeys(names_of(block.args), OPAQUE)), guards)

    def run(self, callee: Callee, parameters: Mapping[str, Meaning], guards: Guards) -> None:
        """Follow a macro's body with its parameters."""
        with self.deeper() as deep:
            if deep:
                self.statements(callee.node.body, callee.scope.having(parameters), guards)
