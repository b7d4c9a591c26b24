"""`kindword lint`: what the rules find in templates and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.linting import Asked, Run, run_lint, selection_options
from toolkit.cli.options import OneOf, baseline_option, colour_option, config_option, library_option
from toolkit.cli.reports import Destination, destinations, settled, write_reports
from toolkit.cli.setup import NEVER, baseline_path, folder_of_paths, status_of
from toolkit.config import SEVERITIES, Config, load_config
from toolkit.lint import LintResult
from toolkit.reporters import REPORTERS
from toolkit.sources import STDIN

if TYPE_CHECKING:
    from toolkit.sources.change import Touched


@click.command("lint")
@selection_options()
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
@baseline_option(
    "Leave out the findings that this baseline holds; by default, those of the one beside the config."
)
@click.option("--no-baseline", is_flag=True, help="Report also what a baseline holds.")
@click.option(
    "--diff-base",
    metavar="REV",
    help="Check only what has changed since the branch left REV, committed or not (asks git).",
)
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
    baseline: Path | None,
    no_baseline: bool,  # noqa: FBT001
    diff_base: str | None,
    no_color: bool,  # noqa: FBT001
    library: Path | None,
    config: Path | None,
) -> int:
    """Find what a customer should not have to read.

    PATH is a template, a folder, a .txt or .md message, a .jsonl message set (one message a line), or - for
    standard input; with none, the library is checked. The status is 0 where all is well, 1 where something is
    found, 2 where the command could not do its work.
    """
    wanted = settled(formats, output_file)
    if baseline is not None and no_baseline:
        raise click.UsageError("--baseline and --no-baseline exclude each other.")
    settings = load_config(config, folder_of_paths(paths))
    touched = None if diff_base is None else _touched(diff_base, paths)
    run = run_lint(Asked(paths, kind, only_kind, select, ignore, library, cached=not no_cache), settings, touched)
    file = None if no_baseline else baseline_path(baseline, settings)
    result = _new(run, file, touched, settings, asked=baseline is not None)
    write_reports(result, wanted, no_colour=no_color)
    return status_of(result, fail_on or settings.fail_on)


def _touched(revision: str, paths: tuple[str, ...]) -> Touched:
    """Return what the change since a revision touches."""
    from toolkit.sources.change import Touched  # noqa: PLC0415 - most runs do not ask git
    from toolkit.sources.git import change_since  # noqa: PLC0415

    if STDIN in paths:
        raise click.UsageError("--diff-base is for files: git does not know standard input.")
    return Touched(change_since(revision))


def _new(run: Run, file: Path | None, touched: Touched | None, settings: Config, *, asked: bool) -> LintResult:
    """Return what was found, less what a baseline holds and what a change does not touch."""
    if file is not None and (asked or settings.baseline or file.exists()):
        from toolkit.cli.baseline import without_known  # noqa: PLC0415 - not every team has a baseline

        return without_known(run, file, touched, asked=asked)
    return run.result if touched is None else run.result.keeping(filter(touched.finding, run.result.findings))
