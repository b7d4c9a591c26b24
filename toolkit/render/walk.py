"""Follows a template's statements and files as rendering would: what it is made of, without rendering it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from toolkit.render.analysis import MOST_CONDITIONS, Analysis, Load, Parsed, Piece
from toolkit.render.bindings import assigned, from_outside, merged, targets_of
from toolkit.render.follow import MAX_STEPS, Follower, Place
from toolkit.render.scope import (
    OPAQUE,
    Callee,
    Guards,
    Item,
    Meaning,
    Module,
    NotConstant,
    Scope,
    constant,
    paths_of,
)
from toolkit.render.tree import nodes_in


class _Walk(Follower):
    """One walk through a template and the files it is put together from."""

    def __init__(self, load: Load, place: Place) -> None:
        super().__init__(place)
        self.load = load
        self.widths: dict[str, int] = {}
        self.macros: list[Callee] = []
        self.loose: list[Callee] = []
        self.blocks: dict[str, list[tuple[nodes.Block, str]]] = {}
        self.shown_blocks: set[int] = set()
        self.inside: list[tuple[str, int]] = []

    # --- files: what one shows by itself, or its parent with its blocks

    def template(self, file: Parsed, scope: Scope, guards: Guards) -> None:
        self.files.setdefault(file.path, file)
        every = nodes_in(file.tree)
        blocks = every.of(nodes.Block)
        for block in blocks:
            self.blocks.setdefault(block.name, []).append((block, file.path))
        extends = next(iter(every.of(nodes.Extends)), None)
        parent = None if extends is None else self._file(extends.template, file.path)
        if parent is None:
            self.statements(file.tree.body, scope, guards)
            return
        with self.silently():
            after = self.statements(file.tree.body, scope, guards)
        with self.deeper() as deep:
            if deep:
                self.template(parent, Scope(parent.path, after.names), guards)
        with self.silently():
            for block in blocks:
                if id(block) not in self.shown_blocks:
                    self._block_body(block, file.path, after, guards)

    def _file(self, name: nodes.Expr, path: str) -> Parsed | None:
        """Return the first file there is of those that an expression names outright."""
        try:
            named = constant(name)
        except NotConstant:
            self.expression(name, Scope(path), ())
            return None
        for one in named if isinstance(named, tuple) else (named,):
            if isinstance(one, str) and (found := self.load(one, self.files[path].name)):
                return self.files.setdefault(found.path, found)
        return None

    # --- statements

    def statements(self, body: Iterable[nodes.Node], scope: Scope, guards: Guards) -> Scope:
        for node in body:
            self.steps += 1
            if self.steps > MAX_STEPS:
                break
            names = self._naming(node, scope, guards)
            if names is None:
                self._showing(node, scope, guards)
            else:
                scope = scope.having(names)
        return scope

    def _naming(self, node: nodes.Node, scope: Scope, guards: Guards) -> Mapping[str, Meaning] | None:
        """Follow a statement that gives names a meaning and return these; None for all others."""
        match node:
            case nodes.If():
                return self._if(node, scope, guards)
            case nodes.Assign():
                self.expression(node.node, scope, guards)
                return assigned(node.target, node.node, scope, guards)
            case nodes.AssignBlock():
                self.statements(node.body, scope, guards)
                return dict.fromkeys(targets_of(node.target), OPAQUE)
            case nodes.Macro():
                return self._define(node, scope)
            case nodes.Import() | nodes.FromImport():
                return self._imported(node, scope)
        return None

    def _showing(self, node: nodes.Node, scope: Scope, guards: Guards) -> None:  # noqa: C901 (one case each)
        match node:
            case nodes.Output():
                for part in node.nodes:
                    self.expression(part, scope, guards, shown=True)
            case nodes.For():
                self._for(node, scope, guards)
            case nodes.Block():
                self._block(node, scope, guards)
            case nodes.Include():
                self._include(node, scope, guards)
            case nodes.CallBlock():
                self.call(node.call, scope, guards, shown=True, block=node)
            case nodes.With():
                self._with(node, scope, guards)
            case nodes.FilterBlock():
                self.expression(node.filter, scope, guards)
                self.statements(node.body, scope, guards)
            case nodes.Scope() | nodes.ScopedEvalContextModifier():
                self.statements(node.body, scope, guards)
            case nodes.ExprStmt():
                self.expression(node.node, scope, guards)

    def _if(self, node: nodes.If, scope: Scope, guards: Guards) -> Mapping[str, Meaning]:
        ends: list[Scope] = []
        before = guards
        for arm in (node, *node.elif_):
            self.expression(arm.test, scope, before)
            held = self.test(arm, arm.test, scope, wanted=True)
            ends.append(self.statements(arm.body, scope, (*before, held)))
            before = (*before, self.test(arm, arm.test, scope, wanted=False))[-MOST_CONDITIONS:]
        ends.append(self.statements(node.else_, scope, before))
        return merged(scope, ends)

    def _for(self, node: nodes.For, scope: Scope, guards: Guards) -> None:
        self.expression(node.iter, scope, guards)
        unpacked = isinstance(node.target, nodes.Tuple)
        item = Item(node.iter, scope, 2 if unpacked else 1)
        within = scope.having(dict.fromkeys(targets_of(node.target), item))
        if isinstance(node.target, nodes.Tuple):
            for path in paths_of(node.iter, scope):
                self.widths[f"{path}.*"] = len(node.target.items)
        held = (*guards, self.test(node, node.iter, scope, wanted=True))
        if node.test is not None:
            self.expression(node.test, within, guards)
            held = (*held, self.test(node, node.test, within, wanted=True))
        self.statements(node.body, within, held)
        self.statements(node.else_, scope, (*guards, self.test(node, node.iter, scope, wanted=False)))

    def _with(self, node: nodes.With, scope: Scope, guards: Guards) -> None:
        within = scope
        for target, value in zip(node.targets, node.values, strict=True):
            self.expression(value, scope, guards)
            within = within.having(assigned(target, value, scope, guards))
        self.statements(node.body, within, guards)

    def _define(self, node: nodes.Macro, scope: Scope) -> Mapping[str, Meaning]:
        """Name a macro; it sees itself, and what was set before it."""
        names: dict[str, Meaning] = dict(scope.names)
        names[node.name] = callee = Callee(node.name, node, Scope(scope.path, names))
        self.macros.append(callee)
        return {node.name: callee}

    def _imported(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> Mapping[str, Meaning]:
        file = self._file(node.template, scope.path)
        names: Mapping[str, Meaning] | None = None
        if file is not None:
            with self.deeper() as deep, self.silently():
                body = [one for one in file.tree.body if not isinstance(one, (nodes.Output, nodes.Block))]
                names = self.statements(body, Scope(file.path), ()).names if deep else None
        if isinstance(node, nodes.Import):
            return {node.target: Module(names)}
        pairs = [(name, name) if isinstance(name, str) else name for name in node.names]
        return {alias: (names or {}).get(name, OPAQUE) for name, alias in pairs}

    # --- blocks, includes, and macros that nobody calls

    def _block(self, node: nodes.Block, scope: Scope, guards: Guards) -> None:
        if self.muted and not self.inside:
            return  # a child's blocks show where its parent puts them
        first, path = self.blocks.get(node.name, [(node, scope.path)])[0]
        self.inside.append((node.name, 0))
        self._block_body(first, path, scope, guards)
        self.inside.pop()

    def _block_body(self, block: nodes.Block, path: str, scope: Scope, guards: Guards) -> None:
        if not self.muted:
            self.shown_blocks.add(id(block))
        with self.deeper() as deep:
            if deep:
                self.statements(block.body, Scope(path, scope.names), guards)

    def super_block(self, scope: Scope, guards: Guards) -> None:
        name, level = self.inside[-1] if self.inside else ("", 0)
        chain = self.blocks.get(name, [])
        if level + 1 < len(chain):
            block, path = chain[level + 1]
            self.inside.append((name, level + 1))
            self._block_body(block, path, scope, guards)
            self.inside.pop()

    def _include(self, node: nodes.Include, scope: Scope, guards: Guards) -> None:
        file = self._file(node.template, scope.path)
        outer, self.blocks = self.blocks, {}
        with self.deeper() as deep:
            if file is not None and deep:
                self.template(file, Scope(file.path, scope.names if node.with_context else {}), guards)
        self.blocks = outer

    def loose_macros(self, path: str, *, every: bool) -> None:
        """Follow the macros of a file that nothing called (or all of them), as if called from outside."""
        for callee in self.macros:
            if callee.scope.path == path and (every or id(callee.node) not in self.called):
                self.loose.append(callee)
                self.macro = callee.name
                self.run(callee, from_outside(callee), ())
        self.macro = None


def analyse(file: Parsed, load: Load, place: Place, *, library: bool = False) -> Analysis:
    """Return what a template is made of; `library` tells that its macros are there for other files."""
    walk = _Walk(load, place)
    walk.template(file, Scope(file.path), ())
    walk.loose_macros(file.path, every=library)
    return Analysis(
        tuple(walk.uses),
        tuple(Piece(path, span, tuple(ways), macro) for (path, span), (ways, macro) in walk.pieces.items()),
        tuple(walk.loose),
        walk.widths,
    )
