"""Mistakes in templates as people should read them: what is wrong, in which file and line, what to do next."""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator, Mapping
from types import FrameType

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from toolkit.errors import KindwordError, did_you_mean
from toolkit.render.bounds import BoundsError
from toolkit.render.degrade import Unknown
from toolkit.render.engine import Engine
from toolkit.render.files import INSIDE, SUBJECT
from toolkit.render.options import RenderProblem
from toolkit.render.undefined import NoValueError

_ENDLESS = "Look for a loop over too much, or for macros and includes that call each other without end."


def problem_of(error: Exception, engine: Engine, name: str) -> RenderProblem:
    """Return what to tell of an error that came up while the file `name` was parsed or rendered."""
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error, engine, name)
    path, line = place_of(error, engine) or (engine.files.path(name), 1)
    match error:
        case KindwordError():
            known = error.path or path
            return RenderProblem(known, error.line or (line if known == path else 1), error.message, error.hint)
        case BoundsError():
            return RenderProblem(path, line, str(error), _ENDLESS)
        case RecursionError():
            return RenderProblem(path, line, "the template is nested too deeply, or calls itself", _ENDLESS)
        case NoValueError():
            return RenderProblem(path, line, *no_value(error, error.name, ()))
        case SecurityError() | UndefinedError():
            return RenderProblem(path, line, error.message or "this is not allowed in a template")
        case TemplateNotFound():
            hint = "Its path is resolved from the library's folder, not from this file's."
            return RenderProblem(path, line, f"there is no template {error.name!r}", hint)
    return RenderProblem(
        path, line, f"this cannot be rendered: {error}" if str(error) else "this cannot be rendered"
    )


def _syntax(error: TemplateSyntaxError, engine: Engine, name: str) -> RenderProblem:
    text = engine.files.read(name)
    path = error.filename or text.origins.path
    line = text.origins.line(error.lineno, text.source) if name == SUBJECT else error.lineno
    message = error.message or "this is not valid Jinja"
    first = message.split()[0]
    return RenderProblem(path, line, message if first.isupper() else message[:1].lower() + message[1:].rstrip("."))


def no_value(error: NoValueError, variable: str, known: Collection[str]) -> tuple[str, str]:
    """Return the message and the hint for a variable without a value; `known` are the names that have one."""
    if error.optional:
        return (
            f"the variable {variable!r} is optional and has no value here",
            f"Print it only where it is there: {{% if {variable} %}}…{{% endif %}}, or give it a value.",
        )
    if error.owner is not missing:
        known = list(map(str, error.owner)) if isinstance(error.owner, Mapping) else []
    last = variable.rsplit(".", 1)[-1]
    return f"the variable {variable!r} has no value", did_you_mean(
        last if error.owner is not missing else variable, known
    )


def unknown_problem(unknown: Unknown, engine: Engine, name: str) -> RenderProblem:
    """Return what to tell of a filter, test or file that nobody knows."""
    text = engine.files.read(name)
    line = text.origins.line(unknown.line, text.source)
    if unknown.sort in ("filter", "test", "function", "tag"):
        message = f"there is no {unknown.sort} {unknown.name!r}"
    elif not unknown.name:
        message = f"the {unknown.sort} is named by a variable"
    elif reason := engine.files.refusal(unknown.name):
        return RenderProblem(text.origins.path, line, f"the {unknown.sort} {unknown.name!r} {reason}", INSIDE)
    else:
        message = f"there is no {unknown.sort} {unknown.name!r}"
    return RenderProblem(text.origins.path, line, message, unknown.hint)


def place_of(error: BaseException, engine: Engine) -> tuple[str, int] | None:
    """Return the path and line of the innermost template that an error went through."""
    found: tuple[str, int] | None = None
    for frame, number in _frames(error):
        template = frame.f_globals.get("__jinja_template__")
        if template is not None and template.name in engine.files.texts:
            text = engine.files.texts[template.name]
            found = text.origins.path, text.origins.line(template.get_corresponding_lineno(number), text.source)
    return found


def _frames(error: BaseException) -> Iterator[tuple[FrameType, int]]:
    return iter(traceback.walk_tb(error.__traceback__))
