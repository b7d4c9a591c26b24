"""`kindword lint`: what the rules find in templates and messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from toolkit.cli.options import KIND, OneOf, colour_option, config_option, library_option, names
from toolkit.cli.reports import Destination, destinations, settled, write_reports
from toolkit.cli.setup import NEVER, cache_of, folder_of_paths, library_root, render_options, source_of, status_of
from toolkit.cli.streams import say
from toolkit.config import SEVERITIES, load_config
from toolkit.errors import KindwordError
from toolkit.library import KINDS
from toolkit.lint import Cache, Item, LintResult, lint
from toolkit.reporters import REPORTERS
from toolkit.rules import configured_rules
from toolkit.sources import read_sources


@click.command("lint")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--kind", type=KIND, metavar="KIND", help=f"The kind of what has none: {', '.join(KINDS)}.")
@click.option("--only-kind", type=KIND, metavar="KIND", help="Check only what is of this kind.")
@click.option("--select", multiple=True, callback=names, metavar="RULE,…", help="Check only these rules.")
@click.option("--ignore", multiple=True, callback=names, metavar="RULE,…", help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=OneOf("severity", (*SEVERITIES, NEVER)),
    metavar="SEVERITY",
    help="The least severity that makes the status 1: error (the default), warning, suggestion; or never.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=destinations,
    metavar="FORMAT[:FILE]",
    help=f"How to report: {', '.join(REPORTERS)}. May be repeated; all but one then need a FILE.",
)
@click.option(
    "-o",
    "--output-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report there, where there is one format.",
)
@click.option("--no-cache", is_flag=True, help="Judge every template anew, and keep nothing for later runs.")
@colour_option()
@library_option()
@config_option()
def command(  # noqa: PLR0913, PLR0917 - one argument per option
    paths: tuple[str, ...],
    kind: str | None,
    only_kind: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    formats: tuple[Destination, ...],
    output_file: Path | None,
    no_cache: bool,  # noqa: FBT001 - click gives it by name
    no_color: bool,  # noqa: FBT001 - click gives it by name
    library: Path | None,
    config: Path | None,
) -> int:
    """Find what a customer should not have to read.

    PATH is a template, a folder, a .txt or .md message, a .jsonl message set (one message a line), or - for
    standard input; with none, the library is checked. The status is 0 where all is well, 1 where something is
    found, 2 where the command could not do its work.
    """
    wanted = settled(formats, output_file)
    settings = load_config(config, folder_of_paths(paths))
    root = library_root(library, settings)
    items = read_sources(paths or [str(root)], source_of(kind, root, settings))
    rules, options = configured_rules(settings), render_options(settings)
    chosen = (select or settings.select, (*ignore, *settings.ignore))
    cache = None if no_cache else cache_of(settings, rules, options, chosen)
    result = lint(
        _only(items, only_kind),
        rules,
        select=chosen[0],
        ignore=chosen[1],
        options=options,
        cache=cache,
        overriding=settings.overriding if settings.overrides else None,
    )
    _reject_empty(result, only_kind)
    _warn_of(cache)
    write_reports(result, wanted, no_colour=no_color)
    return status_of(result, fail_on or settings.fail_on)


def _only(items: Iterable[Item], kind: str | None) -> Iterator[Item]:
    """Return what is of a kind; what could not be read is of any."""
    return (item for item in items if kind is None or isinstance(item, KindwordError) or item.kind == kind)


def _reject_empty(result: LintResult, kind: str | None) -> None:
    if not result.summary.files:
        raise KindwordError(f"there is nothing of kind {kind!r} to lint", hint="Leave --only-kind out.")


def _warn_of(cache: Cache | None) -> None:
    if cache is not None and cache.failed:
        say(f"What was found cannot be kept for later runs: {cache.file.parent} cannot be written.")
