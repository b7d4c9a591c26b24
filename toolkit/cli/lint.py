"""`kindword lint`: what the rules find in templates and messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.grounds import grounds_of, worth_keeping
from toolkit.cli.linting import Asked, Run, items_of, run_lint, selection_options
from toolkit.cli.options import OneOf, baseline_option, colour_option, config_option, library_option
from toolkit.cli.replay import Outcome, keep
from toolkit.cli.reports import Destination, Reporting, destinations, settled
from toolkit.cli.setup import NEVER, baseline_path, cache_place, folder_of_paths
from toolkit.cli.streams import colour_allowed
from toolkit.config import SEVERITIES, Config, load_config
from toolkit.lint import Item, LintResult
from toolkit.reporters import REPORTERS
from toolkit.resources import unreadable
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
@click.option("--fix", is_flag=True, help="Fix in the files what needs no person to look at; report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--add-suppressions",
    "reason",
    metavar="REASON",
    help="Allow all that is found in templates, with a comment that gives this reason.",
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
@click.option(
    "--grammar/--no-grammar",
    default=None,
    help="Check grammar and spelling too, by LanguageTool (see kindword grammar), or do not.",
)
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes, until Ctrl-C.")
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
    fix: bool,  # noqa: FBT001 - click gives it by name
    diff: bool,  # noqa: FBT001
    reason: str | None,
    formats: tuple[Destination, ...],
    output_file: Path | None,
    grammar: bool | None,  # noqa: FBT001
    watch: bool,  # noqa: FBT001
    no_cache: bool,  # noqa: FBT001
    baseline: Path | None,
    no_baseline: bool,  # noqa: FBT001
    diff_base: str | None,
    no_color: bool,  # noqa: FBT001
    library: Path | None,
    config: Path | None,
) -> int:
    """Find what a customer should not have to read.

    PATH is a template, a folder, a .txt or .md message, a .jsonl message set (one message a line), or - for
    standard input; with none, the library. The status is 0 where all is well, 1 for findings, 2 for no result.
    """
    wanted = settled(formats, output_file)
    changing = _changing(paths, reason, fix=fix, diff=diff, reporting=bool(formats) or output_file is not None)
    asked = Asked(paths, kind, only_kind, select, ignore, library, not no_cache, grammar)
    order = Order(asked, config, diff_base, baseline, no_baseline=no_baseline)
    reporting = Reporting(wanted, fail_on, no_colour=no_color)
    if watch:
        return _watch(order, reporting, changing=changing)
    job = order.job()
    if diff:
        return _show_fixes(job)
    outcome = _changed(job, reporting, reason, fix=fix) if changing else _linted(order, job, reporting)
    outcome.tell()
    return outcome.status


@dataclass(frozen=True, slots=True)
class Order:
    """What the user asks for, before any file is read: `config` and `baseline` are None where none is named.

    Raises UsageError where a baseline is both named and left out.
    """

    asked: Asked
    config: Path | None
    diff_base: str | None
    baseline: Path | None
    no_baseline: bool

    def __post_init__(self) -> None:
        if self.baseline is not None and self.no_baseline:
            raise click.UsageError("--baseline and --no-baseline exclude each other.")

    def job(self) -> Job:
        """Read the configuration, and ask git where that is wanted; raises KindwordError for what does not fit."""
        paths = self.asked.paths
        settings = load_config(self.config, folder_of_paths(paths))
        touched = None if self.diff_base is None else _touched(self.diff_base, paths)
        file = None if self.no_baseline else baseline_path(self.baseline, settings)
        return Job(self.asked, settings, touched, file, insists=self.baseline is not None)


@dataclass(frozen=True, slots=True)
class Job:
    """What to lint, how, and which of its findings count.

    `baseline` is the file of those that do not, None for none; `insists` tells that the user asked for it.
    """

    asked: Asked
    settings: Config
    touched: Touched | None
    baseline: Path | None
    insists: bool

    def items(self) -> Iterator[Item]:
        """Read what to lint, each time anew; what could not be read is of any kind."""
        return items_of(self.asked, self.settings, self.touched)

    def result(self) -> LintResult:
        """Lint; raises KindwordError where there is nothing to lint."""
        run = run_lint(self.asked, self.settings, self.touched)
        if self.baseline is not None and self._compares:
            from toolkit.cli.baseline import without_known  # noqa: PLC0415 - not every team has a baseline

            return without_known(run, self.baseline, self.touched, asked=self.insists)
        return _touching(run, self.touched)

    @property
    def partial(self) -> bool:
        """Tell whether there may be findings that do not count: known ones, or such as a change does not touch."""
        return self.touched is not None or self._compares

    @property
    def _compares(self) -> bool:
        file = self.baseline
        return file is not None and (self.insists or self.settings.baseline is not None or file.exists())

    @property
    def paths(self) -> tuple[str, ...]:
        """Return what was named: paths, or the library."""
        return self.asked.named(self.settings)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of the rules left out."""
        return self.asked.ignored(self.settings)


def _watch(order: Order, reporting: Reporting, *, changing: bool) -> int:
    """Lint again and again; raises UsageError for what does not go with that, KindwordError for no such path."""
    if changing:
        raise click.UsageError("--watch changes no files: leave out --fix, --diff and --add-suppressions.")
    if STDIN in order.asked.paths:
        raise click.UsageError("Standard input cannot be watched: name the files.")
    if any(one.file is not None for one in reporting.wanted):
        raise click.UsageError("--watch prints its report: leave out -o and the FILE of --format.")
    for path in order.asked.paths:
        if not Path(path).exists():
            raise unreadable(path, FileNotFoundError())
    from toolkit.cli.watch import watch  # noqa: PLC0415 - most runs are over when they have reported

    def report(result: LintResult) -> bool:
        return reporting.outcome(result, Config()).tell()

    return watch(order, report, clear=colour_allowed(refused=reporting.no_colour))


def _linted(order: Order, job: Job, reporting: Reporting) -> Outcome:
    """Return what a run comes to, and keep that for the same run later where it can be told what it rests on."""
    grounds = grounds_of(order, job)
    before = None if grounds is None else grounds.state()
    result = job.result()
    outcome = reporting.outcome(result, job.settings)
    if grounds is not None and before is not None and worth_keeping(result, grounds) and grounds.state() == before:
        keep(click.get_current_context().obj, cache_place(job.settings), grounds, before, outcome)
    return outcome


def _show_fixes(job: Job) -> int:
    from toolkit.cli.change import show_fixes  # noqa: PLC0415 - most runs change nothing

    return show_fixes(job, job.result())


def _changed(job: Job, reporting: Reporting, reason: str | None, *, fix: bool) -> Outcome:
    """Change the files as is asked for; return what a run comes to after that."""
    from toolkit.cli.change import write_fixes, write_suppressions  # noqa: PLC0415 - most runs change nothing

    found = job.result()
    left = write_fixes(job, found) if fix else write_suppressions(job, found, reason or "")
    return reporting.outcome(left, job.settings)


def _touching(run: Run, touched: Touched | None) -> LintResult:
    return run.result if touched is None else run.result.where(touched.finding)


def _touched(revision: str, paths: tuple[str, ...]) -> Touched:
    """Return what the change since a revision touches."""
    from toolkit.sources.change import Touched  # noqa: PLC0415 - most runs do not ask git
    from toolkit.sources.git import change_since  # noqa: PLC0415

    if STDIN in paths:
        raise click.UsageError("--diff-base is for files: git does not know standard input.")
    return Touched(change_since(revision))


def _changing(paths: tuple[str, ...], reason: str | None, *, fix: bool, diff: bool, reporting: bool) -> bool:
    """Tell whether files are to be changed; raises UsageError for what does not go together."""
    if reason is not None and (fix or diff):
        raise click.UsageError("--add-suppressions allows what --fix would mend: give one of them.")
    if diff and reporting:
        raise click.UsageError("--diff stands in place of the report: leave out --format and -o.")
    if not (fix or diff or reason is not None):
        return False
    if STDIN in paths:
        raise click.UsageError("Standard input cannot be changed: name the files.")
    if reason is not None:
        from toolkit.lint.allowing import reason_of  # noqa: PLC0415 - most runs change nothing

        reason_of(reason)
    return True
