"""A template made ready to be rendered: its engine, what it is made of, and the names that it may use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from jinja2 import nodes

from toolkit.library import Template
from toolkit.render.analysis import Analysis, Parsed, trimmed, with_letters
from toolkit.render.degrade import Known
from toolkit.render.engine import Engine
from toolkit.render.files import SUBJECT, Files
from toolkit.render.options import RenderOptions
from toolkit.render.walk import analyse
from toolkit.render.written import hull, runs_of
from toolkit.resources.recent import Recent
from toolkit.text import Span

_DIRECTIVE = re.compile(r"%(?:\(\w+\))?[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*(?:[.:!][^{}]*)?\}")
"""What stands for a value in a text that is formatted: no words of its own."""


@dataclass(eq=False)
class Program:
    """A template's engine. `names` are what it renders: the template, and its subject where it has one."""

    template: Template
    engine: Engine
    names: tuple[str, ...]

    @cached_property
    def analyses(self) -> tuple[Analysis, ...]:
        """What the template and its subject are made of."""
        return tuple(analyse(self._parsed(name, name), self._load, self._words) for name in self.names)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The names of variables from outside, without what comes after their first dot."""
        uses = (use.variable for analysis in self.analyses for use in analysis.uses)
        found = (variable.partition(".")[0].removesuffix("()") for variable in uses)
        return frozenset(name for name in found if name not in self.engine.globals)

    def variable_at(self, path: str, line: int, last: str) -> str:
        """Return the whole name of the variable used on a line whose last part is `last`."""
        uses = (use for analysis in self.analyses for use in analysis.uses)
        here = (use.variable for use in uses if (use.path, use.line) == (path, line))
        return next((name for name in here if name.split(".")[-1] == last), last)

    def _parsed(self, name: str, asked: str) -> Parsed:
        tree = self.engine.prepare(name).tree
        return Parsed.of(asked, self.engine.files.read(name).origins.path, tree)

    def _load(self, name: str, _parent: str) -> Parsed | None:
        return self._parsed(name, name) if self.engine.files.exists(name) else None

    def _words(self, node: nodes.Node) -> Span | None:
        """Return where a node's words stand in their file, None where there are none to read."""
        found = hull(runs_of(getattr(node, "data", getattr(node, "value", None))) or ())
        if found is None:
            return None
        path, start, end = found
        text = self.texts[path]
        span = trimmed(text, Span(start, end))
        words = span.of(text)
        if isinstance(node, nodes.Const):
            words = _DIRECTIVE.sub("", words)
        return span if with_letters(words) else None

    @property
    def texts(self) -> dict[str, str]:
        """The text of each file, by its path as shown."""
        return dict(self.engine.files.sources())


def known_names(engine: Engine, options: RenderOptions) -> Known:
    """Return the names that a template may use."""
    return Known(
        frozenset(engine.filters),
        frozenset(engine.tests),
        frozenset(engine.globals) | options.functions,
        options.filters,
        options.tests,
    )


def new_program(template: Template, options: RenderOptions, *, lenient: bool = False) -> Program:
    """Return a program for a template, nothing of it parsed yet."""
    foreign = lenient and not template.has_header
    files = Files.of(template, options.texts)
    engine = Engine(files, options.settings, escape=template.is_html, lenient=lenient, foreign=foreign)
    names = (engine.files.main,) if template.subject is None else (engine.files.main, SUBJECT)
    return Program(template, engine, names)


_programs: Recent[Program] = Recent(64)
"""Programs, kept for the next rendering of the same template."""


def kept_program(template: Template, options: RenderOptions, make: Callable[[], Program]) -> Program:
    """Return the program of an earlier rendering of the same template, or a new one if anything has changed."""
    key = (
        template.path,
        template.name,
        template.root,
        template.source,
        template.subject,
        template.is_html,
        options.settings,
        options.filters,
        options.tests,
        options.functions,
        tuple(options.texts.items()),
    )
    return _programs.found(key, make, lambda known: known.engine.files.fresh())
