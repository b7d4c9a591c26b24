"""Rendering for the linter: what can be shown is shown, what cannot is a problem that hides nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from jinja2 import nodes

from toolkit.library import Template
from toolkit.render.bounds import BoundsError, metered
from toolkit.render.degrade import Known, Unknown, degrade, drops_any, imported_names, near, unknown_names
from toolkit.render.engine import Engine
from toolkit.render.explain import no_value, place_of, problem_of, unknown_problem
from toolkit.render.force import ITEMS, force, only_macro
from toolkit.render.mend import mend
from toolkit.render.options import RenderOptions, RenderProblem
from toolkit.render.parse import TAGS
from toolkit.render.plurals import choices
from toolkit.render.prepared import Prepared
from toolkit.render.program import known_names, new_program
from toolkit.render.slots import fill_slots
from toolkit.render.stage import Stage
from toolkit.render.standins import LENGTH, Cast
from toolkit.render.tree import Nodes, nodes_in
from toolkit.render.undefined import NoValueError
from toolkit.render.wants import DEFINED

_MOST_MENDS = 8
"""Faults of one rendering that are left out one by one; with more, the template is given up."""

_MOST_OVERRUNS = 2
"""Renderings of a template that may go beyond the bounds before it is given up."""

Forced = Mapping[str, Mapping[int, bool]]
"""The way to go at branches, by file and number."""


class Lenient:
    """A template that is rendered as far as can be. `problems` are those met so far, each once.

    `left_out` tells that something was left out, so that not all that the template uses is known; `orphan` that a
    parent was, whose macros the template may call.
    """

    def __init__(self, template: Template, options: RenderOptions) -> None:
        self.options = options
        self.problems: dict[RenderProblem, None] = {}
        self.broken: dict[str, set[int]] = defaultdict(set)
        self.faults: dict[str, RenderProblem | None] = {}
        self.fresh: dict[str, nodes.Template] = {}
        self.trees: dict[str, Prepared] = {}
        self.imported: set[str] = set()
        self.mentioned: set[str] = set()
        self.left_out = self.orphan = False
        self.overruns = 0
        self.program = new_program(template, options, lenient=True)
        self.known: Known = known_names(self.program.engine, options)
        self._ready(self.program.engine, {}, None)

    def _ready(self, engine: Engine, forced: Forced, macro: tuple[str, tuple[str, ...]] | None) -> None:
        setattr(engine, ITEMS, Cast().items("item", LENGTH))

        def prepare(name: str) -> Prepared:
            path = engine.files.read(name).origins.path
            alone = macro is not None and name == engine.files.main
            if not (alone or forced.get(path) or self.broken[path]):
                if name not in self.trees:
                    self.trees[name] = self._as_it_is(name, engine)
                return self.trees[name]
            tree = mend(force(self._degraded(name, engine), forced.get(path, {})), self.broken[path])
            return Prepared(only_macro(tree, *macro) if alone and macro is not None else tree)

        engine.prepare = prepare

    def _as_it_is(self, name: str, engine: Engine) -> Prepared:
        """Return a file that goes its own ways; one of several templates is the same for all that lack nothing."""
        if name not in self.program.names:
            shared = engine.shared_part(name, partial(_finish, foreign=engine.foreign))
            if not drops_any(shared.every, self.known, self.exists, strict=False):
                self._note(name, shared.every, shared.unknown_tags)
                return shared.prepared
        return Prepared(self._degraded(name, engine))

    def _degraded(self, name: str, engine: Engine) -> nodes.Template:
        """Return a tree of its own, without what cannot be had."""
        tree = self.fresh.pop(name, None) or engine.parsed(name)
        tags = engine.unknown_tags.get(name, self.program.engine.unknown_tags.get(name, []))
        every = nodes_in(tree)
        self._note(name, every, tags)
        left = degrade(tree, every, self.known, self.exists, strict=False)
        _finish(tree, left, foreign=engine.foreign)
        return tree

    def _note(self, name: str, every: Nodes, unknown_tags: list[tuple[str, int]]) -> None:
        """Note what the nodes of a tree ask for and nobody knows, before it is left out."""
        self.mentioned.update(found.name for found in every.of(nodes.Name))
        self.imported.update(imported_names(every, self.exists))
        first = dict(reversed(unknown_tags))
        tags = (Unknown("tag", tag, line, near(tag, TAGS)) for tag, line in first.items())
        for unknown in (*tags, *unknown_names(every, self.known, self.exists, strict=False)):
            self.left_out = True
            self.orphan |= unknown.sort == "parent"
            fault = self.faults.get(unknown.name)
            self.problems.setdefault(fault or unknown_problem(unknown, self.program.engine, name))
        declared = self.known.declared_filters | self.known.declared_tests
        self.left_out |= any(one.name in declared for one in every.of(nodes.Filter, nodes.Test))

    def exists(self, name: str) -> bool:
        """Tell whether a file is there and can be parsed; its own fault is a problem if it cannot."""
        if name not in self.program.engine.files.texts and not self.program.engine.files.exists(name):
            return False
        return self.fault(name) is None

    def fault(self, name: str) -> RenderProblem | None:
        """Return why a file cannot be parsed, None where it can."""
        if name not in self.faults:
            engine = self.program.engine
            try:
                with metered(self.options.bounds):
                    if name in self.program.names:
                        self.fresh[name] = engine.parsed(name)
                    else:
                        engine.shared_part(name, partial(_finish, foreign=engine.foreign))
                self.faults[name] = None
            except Exception as error:  # noqa: BLE001 (a template may make any function raise anything)
                self.faults[name] = problem_of(error, engine, name)
        return self.faults[name]

    def varied(self, forced: Forced, macro: tuple[str, tuple[str, ...]] | None = None) -> Engine:
        """Return an engine that goes the given ways, or shows one macro of the template alone."""
        before = self.program.engine
        escape = bool(before.autoescape)
        engine = Engine(before.files, self.options.settings, escape=escape, lenient=True, foreign=before.foreign)
        self._ready(engine, forced, macro)
        return engine

    def rendered(self, engine: Engine, names: tuple[str, ...], stage: Stage) -> dict[str, str] | None:
        """Return the texts that a stage's data gives, by name; None where nothing can be rendered."""
        texts: dict[str, str] = {}
        for name in names:
            text = self._rendered(engine, name, stage)
            if text is None:
                return None
            texts[name] = text
        return texts

    def _rendered(self, engine: Engine, name: str, stage: Stage) -> str | None:
        for _ in range(_MOST_MENDS):
            if self.overruns > _MOST_OVERRUNS:
                return None
            try:
                with metered(self.options.bounds):
                    return engine.render(name, stage.context())
            except NoValueError as error:
                filled = self._without(error, engine, name, stage)
                if filled is not None:
                    stage = filled
                    continue
                problem = problem_of(error, engine, name)
            except Exception as error:  # noqa: BLE001 (a template may make any function raise anything)
                problem = problem_of(error, engine, name)
                self.overruns += isinstance(error, (BoundsError, RecursionError))
            self.problems.setdefault(problem)
            if problem.line in self.broken[problem.path]:
                return None
            self.broken[problem.path].add(problem.line)
            if engine.cache is not None:
                engine.cache.clear()
        return None

    def _without(self, error: NoValueError, engine: Engine, name: str, stage: Stage) -> Stage | None:
        """Return the stage with a value for the variable that lacks one, a problem; None if that is no help."""
        path, line = place_of(error, engine) or (engine.files.path(name), 1)
        variable = self.program.variable_at(path, line, error.name)
        message, hint = no_value(error, variable, self.program.roots - {variable})
        of = f" in the sample {stage.name!r}" if stage.name and not error.optional else ""
        self.problems.setdefault(RenderProblem(path, line, f"{message}{of}", hint))
        filled = stage.fulfilling({variable: DEFINED})
        return None if filled is None or filled is stage else replace(filled, name=stage.name)


def _finish(tree: nodes.Template, every: Nodes, *, foreign: bool) -> None:
    """Make a tree, in place, one in which all that can be said is seen to be."""
    choices(tree, every)
    if foreign:
        fill_slots(tree, every)
