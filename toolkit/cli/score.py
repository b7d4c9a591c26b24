"""`kindword score`: which helpful behaviours a message shows, and the sentence that earned each."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.options import KIND, OneOf, colour_option, config_option, library_option
from toolkit.cli.setup import library_roots, render_options, source_of
from toolkit.cli.streams import colour_allowed, emit
from toolkit.config import load_config
from toolkit.errors import KindwordError
from toolkit.lint.score import score
from toolkit.reporters.score import score_json, score_text
from toolkit.rules import configured_rules
from toolkit.sources import read_sources


@click.command("score")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--kind", type=KIND, metavar="KIND", help="The kind of what has none.")
@click.option(
    "--format",
    "report_format",
    type=OneOf("format", ("text", "json")),
    default="text",
    metavar="FORMAT",
    help="How to report: text (a page each for a few messages, a table for many) or json.",
)
@colour_option()
@library_option()
@config_option()
def command(
    paths: tuple[str, ...],
    kind: str | None,
    report_format: str,
    no_color: bool,  # noqa: FBT001 - click gives it by name
    library: Path | None,
    config: Path | None,
) -> None:
    """Tell which helpful behaviours a message shows, and the sentence that earned each.

    PATH is what `kindword lint` takes. What is found and what is not is printed as it is: there is no grade, for
    no one behaviour decides, and not every message needs them all.
    """
    settings = load_config(config)
    roots = library_roots(library, settings)
    items = read_sources(paths or map(str, roots), source_of(kind, roots, settings))
    scores = score(items, configured_rules(settings), options=render_options(settings))
    if not scores:
        raise KindwordError("there is nothing to score", hint="Give a template, a folder or a message set.")
    if report_format == "json":
        emit(score_json(scores))
    else:
        emit(score_text(scores, colour=colour_allowed(refused=no_color)))
