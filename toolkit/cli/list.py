"""`kindword list`: the templates of the library by kind."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from toolkit.cli.options import KIND, config_option, library_option
from toolkit.cli.setup import library_of
from toolkit.cli.streams import emit
from toolkit.errors import KindwordError
from toolkit.library import KINDS, Template
from toolkit.reporters.columns import visible


@click.command("list")
@click.option("--kind", type=KIND, metavar="KIND", help=f"Only templates of this kind: {', '.join(KINDS)}.")
@library_option()
@config_option()
def command(kind: str | None, library: Path | None, config: Path | None) -> None:
    """List the templates of the library, by kind."""
    found = library_of(library, config)
    chosen = sorted(
        (template for template in found.templates if kind in (None, template.kind)),
        key=lambda template: (KINDS.index(template.kind), template.name),
    )
    if not chosen:
        what = "no templates" if kind is None else f"no template of kind {kind!r}"
        raise KindwordError(f"the library holds {what}", path=found.shown, hint="See `kindword new --help`.")
    emit(_overview(chosen))


def _overview(templates: list[Template]) -> str:
    longest = max(len(template.name) for template in templates)
    sections = [
        "\n".join(
            [kind, *(f"  {visible(template.name):<{longest}}  {_title(template)}".rstrip() for template in group)]
        )
        for kind, group in groupby(templates, key=lambda template: template.kind)
    ]
    return "\n\n".join(sections) + "\n"


def _title(template: Template) -> str:
    channel = "" if template.channel == "email" else f" ({template.channel})"
    return visible(template.title + channel)
