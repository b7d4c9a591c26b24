"""Rendering for the linter: a template with each of its samples, and as many ways besides as its words need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from toolkit.library import Sample, Template
from toolkit.render.analysis import Analysis, Piece, Use
from toolkit.render.coverage import Coverage, shows, stretches_of
from toolkit.render.declared import strange_names, unused_names
from toolkit.render.engine import Engine
from toolkit.render.explain import problem_of
from toolkit.render.finish import message_of
from toolkit.render.lenient import Forced, Lenient
from toolkit.render.message import RenderedMessage
from toolkit.render.options import Rendering, RenderOptions
from toolkit.render.scope import Guards
from toolkit.render.solve import solve, solve_all
from toolkit.render.stage import Stage, merged, nested
from toolkit.render.standins import Cast

_ALTERNATIVES = 3
"""Sets of data that are tried for one way to a piece."""
STAND_INS = "stand-ins"
"""The name of a rendering for which no sample gave the data."""


def render_every(template: Template, *, options: RenderOptions | None = None) -> Rendering:
    """Return a template rendered with each of its samples, and with what data its other words need to show.

    Nothing that is wrong with the template raises: it is among the problems, and hides as little as can be.
    """
    return _Every(template, options or RenderOptions()).rendering()


class _Every:
    """The renderings of one template so far, and the words that they show."""

    def __init__(self, template: Template, options: RenderOptions) -> None:
        self.template = template
        self.options = options
        self.lenient = Lenient(template, options)
        self.program = self.lenient.program
        self.messages: list[RenderedMessage] = []
        self.coverage = Coverage(())
        self.left = options.most_variants

    def rendering(self) -> Rendering:
        analyses = self._analyses()
        self.coverage = Coverage(piece for analysis in analyses for piece in analysis.pieces)
        if analyses:
            stages = self._stages(analyses)
            for stage in stages:
                self._render(self.program.engine, stage)
            self._reach(stages)
            self._macros(analyses)
            self._names(analyses)
        unrendered = tuple((piece.path, piece.span) for piece in self.coverage.missing())
        problems = sorted(self.lenient.problems, key=lambda problem: (problem.path, problem.line))
        files = self.program.engine.files
        asked = (files.included(), frozenset(files.missing))
        uses = tuple(self._uses(analyses))
        return Rendering(tuple(self.messages), tuple(problems), unrendered, self.program.texts, *asked, uses)

    def _uses(self, analyses: Iterable[Analysis]) -> Iterator[Use]:
        """Yield what the template uses, that of its subject by the line of the file that the subject stands on."""
        for name, analysis in zip(self.program.names, analyses, strict=False):
            text = self.program.engine.files.read(name)
            for use in analysis.uses:
                own = use.path == self.template.path
                yield replace(use, line=text.origins.line(use.line, text.source)) if own else use

    def _analyses(self) -> tuple[Analysis, ...]:
        """Return what the template is made of; nothing, and a problem, where it cannot be parsed."""
        program = self.program
        for name in program.names:
            if fault := self.lenient.fault(name):
                self.lenient.problems.setdefault(fault)
        if self.lenient.faults[program.names[0]] is not None:
            return ()
        program.names = tuple(name for name in program.names if self.lenient.faults[name] is None)
        try:
            return program.analyses
        except Exception as error:  # noqa: BLE001 (whatever goes wrong is a problem of the template's)
            self.lenient.problems.setdefault(problem_of(error, program.engine, program.names[0]))
            return ()

    # --- the data to begin with

    def _stages(self, analyses: Iterable[Analysis]) -> list[Stage]:
        """Return a stage for each sample, or one of stand-ins."""
        template = self.template
        widths = {path: width for analysis in analyses for path, width in analysis.widths.items()}
        cast = Cast(dict(self.options.values), widths)
        declared = {variable.name: variable for variable in template.variables}
        defaults = nested((one.name, one.default) for one in template.variables if one.default is not None)
        undeclared = self.program.roots - {name.partition(".")[0] for name in declared}
        samples = template.samples or (self._examples(),)
        return [self._stage(sample, defaults, cast, tuple(sorted(undeclared))) for sample in samples]

    def _stage(
        self, sample: Sample, defaults: Mapping[str, Any], cast: Cast, undeclared: tuple[str, ...]
    ) -> Stage:
        declared = {variable.name: variable for variable in self.template.variables}
        values = merged(defaults, sample.values)
        roots = undeclared
        if not self.template.samples:
            lacking = {name.partition(".")[0] for name, one in declared.items() if one.required} - values.keys()
            roots = tuple(sorted({*undeclared, *lacking}))
        return Stage(sample.name, values, cast, declared, roots)

    def _examples(self) -> Sample:
        examples = nested((one.name, one.example) for one in self.template.variables if one.example is not None)
        return Sample(STAND_INS, examples)

    # --- one rendering

    def _render(self, engine: Engine, stage: Stage, piece: Piece | None = None, *, alone: bool = False) -> bool:
        """Render a stage and keep its message, if it shows the given piece; tell whether it is kept."""
        names = self.program.names[:1] if alone else self.program.names
        texts = self.lenient.rendered(engine, names, stage)
        if texts is None:
            return False
        shown = stretches_of(texts.values())
        if piece is not None and not shows(shown, piece):
            return False
        self.coverage.show(shown)
        message = message_of(self.program, texts, stage.name)
        self.messages.append(replace(message, kind="any") if alone else message)
        return True

    # --- variants, for the pieces that no sample shows

    def _reach(self, stages: list[Stage]) -> None:
        for piece in self.coverage.missing():
            for way in piece.ways if piece.macro is None else ():
                if self.left <= 0:
                    return
                if self._go(piece, way, stages):
                    break

    def _go(self, piece: Piece, way: Guards, stages: list[Stage]) -> bool:
        """Render so that a piece shows, if that can be; by data where that is known, else by force."""
        answers = [
            (condition, solve(condition.test, condition.scope, wanted=condition.wanted)) for condition in way
        ]
        wishes = solve_all(condition for condition, answer in answers if answer is not None)
        if not wishes:
            return False
        untold = tuple(condition for condition, answer in answers if answer is None)
        for wanted in wishes[:_ALTERNATIVES]:
            for stage in stages:
                varied = stage.fulfilling(wanted)
                if varied is not None and (untold or varied is not stage) and self._try(varied, untold, piece):
                    return True
        return self._try(stages[0], way, piece)

    def _try(self, stage: Stage, forced: Guards, piece: Piece) -> bool:
        if self.left <= 0:
            return False
        self.left -= 1
        engine = self.lenient.varied(_ways(forced)) if forced else self.program.engine
        return self._render(engine, _named(stage, forced), piece)

    # --- macros that nothing calls

    def _macros(self, analyses: Iterable[Analysis]) -> None:
        for callee in (callee for analysis in analyses for callee in analysis.loose):
            waiting = [piece for piece in self.coverage.missing() if piece.macro == callee.name]
            parameters = tuple(argument.name for argument in callee.node.args)
            roots = tuple(sorted({*self.program.roots, *parameters, "caller"}))
            stage = Stage(f"macro {callee.name}", {}, Cast(dict(self.options.values)), roots=roots)
            macro = (callee.name, parameters)
            if waiting and self.left > 0:
                self.left -= 1
                self._render(self.lenient.varied({}, macro), stage, alone=True)
            for piece in waiting:
                for way in piece.ways:
                    if self.coverage.has(piece) or self.left <= 0 or solve_all(way) == ():
                        break
                    self.left -= 1
                    self._render(self.lenient.varied(_ways(way), macro), _named(stage, way), piece, alone=True)

    # --- names

    def _names(self, analyses: Iterable[Analysis]) -> None:
        uses = [use for analysis in analyses for use in analysis.uses]
        functions = self.lenient.known.functions | self.lenient.imported
        strange = strange_names(self.template, uses, self.options, functions, orphan=self.lenient.orphan)
        unused: Iterator[Any] = iter(())
        if self.template.has_header:
            unused = unused_names(self.template, uses, self.lenient.mentioned, partly=self.lenient.left_out)
        for problem in (*strange, *unused):
            self.lenient.problems.setdefault(problem)


def _named(stage: Stage, forced: Guards) -> Stage:
    """Return a stage named for the conditions that are taken to hold, or not to, whatever the data."""
    lines = dict.fromkeys(f"line {one.line} {'true' if one.wanted else 'false'}" for one in forced)
    return replace(stage, name=", ".join([stage.name, *lines])) if lines else stage


def _ways(conditions: Guards) -> Forced:
    ways: dict[str, dict[int, bool]] = {}
    for condition in conditions:
        if condition.branch.number >= 0:
            ways.setdefault(condition.branch.path, {})[condition.branch.number] = condition.wanted
    return ways
