"""`kindword lint`: what the rules find in templates and messages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.linting import Asked, run_lint, selection_options
from toolkit.cli.options import OneOf, baseline_option, colour_option, config_option, library_option
from toolkit.cli.setup import NEVER, baseline_path, status_of
from toolkit.cli.streams import colour_allowed, emit, say
from toolkit.config import SEVERITIES, load_config
from toolkit.lint import LintResult
from toolkit.reporters import REPORTERS, summary_line
from toolkit.resources import write_text
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
    "report_format",
    type=OneOf("format", REPORTERS),
    default="text",
    metavar="FORMAT",
    help=f"How to report: {', '.join(REPORTERS)}.",
)
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the report there."
)
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
    report_format: str,
    output_file: Path | None,
    baseline: Path | None,
    no_baseline: bool,  # noqa: FBT001 - click gives it by name
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
    if baseline is not None and no_baseline:
        raise click.UsageError("--baseline and --no-baseline exclude each other.")
    settings = load_config(config)
    touched = None if diff_base is None else _touched(diff_base, paths)
    run = run_lint(Asked(paths, kind, only_kind, select, ignore, library), settings, touched)
    result = run.result
    file = None if no_baseline else baseline_path(baseline, settings)
    if file is not None and (baseline or settings.baseline or file.exists()):
        from toolkit.cli.baseline import without_known  # noqa: PLC0415 - not every team has a baseline

        result = without_known(run, file, touched, asked=baseline is not None)
    elif touched is not None:
        result = result.keeping(filter(touched.finding, result.findings))
    _report(result, report_format, output_file, colour=colour_allowed(refused=no_color or output_file is not None))
    return status_of(result, fail_on or settings.fail_on)


def _touched(revision: str, paths: tuple[str, ...]) -> Touched:
    """Return what the change since a revision touches."""
    from toolkit.sources.change import Touched  # noqa: PLC0415 - most runs do not ask git
    from toolkit.sources.git import change_since  # noqa: PLC0415

    if STDIN in paths:
        raise click.UsageError("--diff-base is for files: git does not know standard input.")
    return Touched(change_since(revision))


def _report(result: LintResult, name: str, file: Path | None, *, colour: bool) -> None:
    report = REPORTERS[name](result, colour=colour)
    if file is None:
        emit(report)
    else:
        write_text(file, report)
    if file is not None or name != "text":
        say(summary_line(result.summary))
