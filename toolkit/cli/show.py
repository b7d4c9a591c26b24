"""`kindword show`: what one template is for, what it needs and how to try it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from textwrap import wrap

import click

from toolkit.cli.options import config_option, library_option
from toolkit.cli.setup import template_of
from toolkit.cli.streams import emit
from toolkit.library import Template, Variable
from toolkit.reporters.columns import visible

_COLUMNS = 88


@click.command("show")
@click.argument("name")
@library_option()
@config_option()
def command(name: str, library: Path | None, config: Path | None) -> None:
    """Show the template NAME (or the one in a file): when to use it, its variables and its samples."""
    emit("\n".join(_page(template_of(name, library, config), name)) + "\n")


def _page(template: Template, asked: str) -> Iterator[str]:
    yield visible(f"{template.name}: {template.title}" if template.title else template.name)
    yield f"{template.kind}, for {template.channel}, in {visible(template.locale)} ({visible(template.path)})"
    if template.use_when:
        yield from ("", "When to use it", *_lines(template.use_when))
    if template.situation:
        yield from ("", "Situation", *_lines(template.situation))
    if template.tags:
        yield from ("", "Tags", *_lines(", ".join(template.tags)))
    if template.variables:
        yield from ("", "Variables")
        for variable in template.variables:
            yield from _variable(variable)
    if template.samples:
        yield from ("", "Samples")
        yield from (f"  {visible(sample.name)}" for sample in template.samples)
    yield from ("", "Try it", f"  kindword render {quote(asked)}{_sample(template)}")


def _variable(variable: Variable) -> Iterator[str]:
    yield f"  {visible(variable.name)}" + ("" if variable.required else " (may be left out)")
    yield from _lines(variable.description, "    ")
    if variable.choices:
        yield from _lines(f"One of: {', '.join(map(_value, variable.choices))}", "    ")
    elif variable.example is not None:
        yield from _lines(f"Example: {_value(variable.example)}", "    ")
    if variable.default is not None:
        yield from _lines(f"Where none is given: {_value(variable.default)}", "    ")


def _sample(template: Template) -> str:
    return f" --sample {quote(visible(template.samples[0].name))}" if template.samples else ""


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _lines(text: str, indent: str = "  ") -> list[str]:
    return wrap(visible(" ".join(text.split())), _COLUMNS, initial_indent=indent, subsequent_indent=indent)
