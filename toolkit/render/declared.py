"""What a header declares, against what the template uses: names that only one of the two knows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from toolkit.library import Template
from toolkit.render.analysis import Use
from toolkit.render.degrade import near, near_or_declare
from toolkit.render.options import RenderOptions, RenderProblem


def plain_name(variable: str) -> str:
    """Return a variable's dotted name without calls and steps into lists: `a.items.*.name` → `a.items.name`."""
    return ".".join(part for part in variable.replace("()", "").split(".") if part != "*")


def strange_names(
    template: Template,
    uses: Iterable[Use],
    options: RenderOptions,
    functions: Collection[str],
    *,
    orphan: bool,
) -> Iterator[RenderProblem]:
    """Yield each name, once, that is used and that nobody knows.

    A function is one that neither Jinja nor the configuration (`functions`) has; a variable, in a template with a
    header, one that this does not declare. Where the template's parent is missing (`orphan`), which is told
    already, a function may be a macro of that, and is left alone.
    """
    declared = {variable.name for variable in template.variables}
    known = declared | set(options.values)
    seen: set[str] = set()
    for use in uses:
        name = plain_name(use.variable)
        root = name.partition(".")[0]
        if root in functions or name in seen or any(_covers(one, name) for one in known):
            continue
        if use.called and use.variable == root:
            seen.add(name)
            if orphan:
                continue
            hint = near_or_declare(root, functions)
            yield RenderProblem(use.path, use.line, f"there is no function {root!r}", hint)
        elif template.has_header:
            seen.add(name)
            hint = near(name, declared) or f"Describe it in the header: [variables.{name}]."
            yield RenderProblem(use.path, use.line, f"the header does not declare the variable {name!r}", hint)


def unused_names(
    template: Template, uses: Iterable[Use], mentioned: Collection[str], *, partly: bool
) -> Iterator[RenderProblem]:
    """Yield each declared variable that the template does not use.

    Where it is known only in part what the template does, any mention of the variable's name counts as a use.
    """
    used = {plain_name(use.variable) for use in uses}
    declared = {variable.name for variable in template.variables}
    strange = {name for name in used if not any(_covers(one, name) for one in declared)}
    for variable in template.variables:
        if any(_covers(variable.name, name) for name in used):
            continue
        if partly and variable.name.partition(".")[0] in mentioned:
            continue
        hint = near(variable.name, strange) or "Use it, or delete it from the header."
        yield RenderProblem(
            template.path, variable.line, f"the template does not use the variable {variable.name!r}", hint
        )


def _covers(declared: str, used: str) -> bool:
    """Tell whether a declaration is of what is used, of a part of it or of the whole that it is in."""
    return declared == used or used.startswith(f"{declared}.") or declared.startswith(f"{used}.")
