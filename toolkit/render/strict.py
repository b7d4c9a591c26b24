"""Rendering for people: one message from the data given for it, or one error that says what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import Sample, Template
from toolkit.library.declared import choices_hint, unfit
from toolkit.render.bounds import metered
from toolkit.render.compose import Parts, composed, shared_sample
from toolkit.render.degrade import degrade, unknown_names
from toolkit.render.explain import no_value, place_of, problem_of, unknown_problem
from toolkit.render.finish import message_of
from toolkit.render.message import RenderedMessage
from toolkit.render.options import RenderOptions, RenderProblem
from toolkit.render.prepared import Prepared
from toolkit.render.program import Program, kept_program, known_names, new_program
from toolkit.render.stage import Stage, merged, nested
from toolkit.render.tree import nodes_in
from toolkit.render.undefined import NoValueError


def render(
    template: Template | Parts,
    data: Mapping[str, Any] | None = None,
    *,
    sample: str | None = None,
    options: RenderOptions | None = None,
) -> RenderedMessage:
    """Return the message that a template, or a message in parts, becomes with its data.

    A variable's value is that in `data` (nested by name), else in the sample of the given name, else the default
    in the header. Raises KindwordError, with the file and line, for a variable without a value or one that the
    template does not know, and for a template that cannot be rendered.
    """
    chosen, values = options or RenderOptions(), dict(data or {})
    parts = tuple(template) if isinstance(template, Parts) else (template,)
    programs = [_program(part, chosen) for part in parts]
    _check_names(programs, values, chosen)
    _check_choices(programs, values)
    said = Sample("", {}) if sample is None else _sample(template, sample)
    messages = [_rendered(program, values, said, chosen) for program in programs]
    return composed(template, messages) if isinstance(template, Parts) else messages[0]


def variables_of(template: Template | Parts, options: RenderOptions | None = None) -> frozenset[str]:
    """Return the names, without what comes after their first dot, that data for a template may have."""
    parts = tuple(template) if isinstance(template, Parts) else (template,)
    return frozenset(name for part in parts for name in _known(_program(part, options or RenderOptions())))


def _program(template: Template, options: RenderOptions) -> Program:
    return kept_program(template, options, lambda: _new(template, options))


def _new(template: Template, options: RenderOptions) -> Program:
    program = new_program(template, options)
    engine = program.engine
    known = known_names(engine, options)

    def prepare(name: str) -> Prepared:
        tree = engine.parsed(name)
        every = nodes_in(tree)
        for unknown in unknown_names(every, known, engine.files.exists, strict=True):
            raise _error(unknown_problem(unknown, engine, name))
        degrade(tree, every, known, engine.files.exists, strict=True)
        return Prepared(tree)

    engine.prepare = prepare
    return program


def _known(program: Program) -> frozenset[str]:
    declared = {variable.name.partition(".")[0] for variable in program.template.variables}
    with _explained(program, program.names[0]), metered(RenderOptions().bounds):
        return program.roots | declared


def _check_names(programs: list[Program], data: Mapping[str, Any], options: RenderOptions) -> None:
    """Raise KindwordError for data that none of the parts has a variable for, where a header says which."""
    if not any(part.template.has_header for part in programs):
        return
    declared = {variable.name.partition(".")[0] for part in programs for variable in part.template.variables}
    strange = [name for name in data if name not in declared and name not in options.functions]
    known = frozenset(name for part in programs for name in _known(part)) if strange else frozenset()
    for name in strange:
        if name not in known:
            path = programs[0].template.path
            raise KindwordError(
                f"the template has no variable {name!r}", path=path, hint=did_you_mean(name, known)
            )


def _check_choices(programs: list[Program], data: Mapping[str, Any]) -> None:
    """Raise KindwordError for a value that is none of the choices which its variable has."""
    for template in (program.template for program in programs):
        for variable in template.variables:
            if unfit(variable, data):
                message = f"the value of {variable.name!r} is none of its choices"
                hint = choices_hint(variable.choices)
                raise KindwordError(message, path=template.path, line=variable.line, hint=hint)


def _rendered(
    program: Program, data: Mapping[str, Any], sample: Sample, options: RenderOptions
) -> RenderedMessage:
    template = program.template
    defaults = nested((one.name, one.default) for one in template.variables if one.default is not None)
    declared = {variable.name: variable for variable in template.variables}
    functions = tuple(name for name in options.functions if name not in data)
    values = merged(defaults, sample.values, data)
    context = Stage(sample.name, values, declared=declared, roots=functions).context()
    texts: dict[str, str] = {}
    with metered(options.bounds):
        for name in program.names:
            with _explained(program, name, context):
                texts[name] = program.engine.render(name, context)
    return message_of(program, texts, sample.name)


def _sample(template: Template | Parts, name: str) -> Sample:
    if isinstance(template, Parts):
        return shared_sample(template, name)
    for sample in template.samples:
        if sample.name == name:
            return sample
    hint = did_you_mean(name, [sample.name for sample in template.samples]) or "The template has no samples."
    raise KindwordError(f"there is no sample {name!r}", path=template.path, hint=hint)


@contextmanager
def _explained(program: Program, name: str, context: Mapping[str, Any] | None = None) -> Iterator[None]:
    """Turn whatever goes wrong in a template into one error that names its file and line."""
    try:
        yield
    except NoValueError as error:
        raise _no_value(program, error, context or {}) from error
    except Exception as error:
        raise _error(problem_of(error, program.engine, name)) from error


def _no_value(program: Program, error: NoValueError, context: Mapping[str, Any]) -> KindwordError:
    path, line = place_of(error, program.engine) or (program.template.path, 1)
    variable = program.variable_at(path, line, error.name)
    declared = {one.name for one in program.template.variables}
    known = {*context, *(one for one in declared if "." not in one)} - {error.name}
    message, hint = no_value(error, variable, () if variable in declared else known)
    if not error.optional:
        hint = f"{hint} Give it with --set {variable}=… or in --data.".strip()
    if samples := [sample.name for sample in program.template.samples]:
        hint = f"{hint} Its samples have values: {', '.join(samples)}.".strip()
    return KindwordError(message, path=path, line=line, hint=hint)


def _error(problem: RenderProblem) -> KindwordError:
    return KindwordError(problem.message, path=problem.path, line=problem.line, hint=problem.hint)
