"""`kindword lint`: what the rules find in templates and messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from toolkit.cli.options import KIND, OneOf, colour_option, config_option, library_option, names
from toolkit.cli.setup import NEVER, library_root, render_options, source_of, status_of
from toolkit.cli.streams import colour_allowed, emit, say
from toolkit.config import SEVERITIES, Config, load_config
from toolkit.errors import KindwordError
from toolkit.library import KINDS
from toolkit.lint import Item, LintResult, lint
from toolkit.reporters import REPORTERS, summary_line
from toolkit.resources import write_text
from toolkit.rules import configured_rules
from toolkit.sources import STDIN, read_sources


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
    "report_format",
    type=OneOf("format", REPORTERS),
    default="text",
    metavar="FORMAT",
    help=f"How to report: {', '.join(REPORTERS)}.",
)
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the report there."
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
    report_format: str,
    output_file: Path | None,
    no_color: bool,  # noqa: FBT001
    library: Path | None,
    config: Path | None,
) -> int:
    """Find what a customer should not have to read.

    PATH is a template, a folder, a .txt or .md message, a .jsonl message set (one message a line), or - for
    standard input; with none, the library is checked. The status is 0 where all is well, 1 where something is
    found, 2 where the command could not do its work.
    """
    settings = load_config(config)
    run = Run(paths, kind, only_kind, library_root(library, settings), settings, select, ignore)
    reporting = output_file is not None or report_format != "text"
    asked = _asked(run, reason, fix=fix, diff=diff, reporting=reporting)
    result = run.result()
    if asked:
        from toolkit.cli import change  # noqa: PLC0415 - most runs change nothing

        if diff:
            return change.show_fixes(run, result)
        result = change.write_fixes(run, result) if fix else change.write_suppressions(run, result, reason or "")
    _report(result, report_format, output_file, colour=colour_allowed(refused=no_color or output_file is not None))
    return status_of(result, fail_on or settings.fail_on)


@dataclass(frozen=True, slots=True)
class Run:
    """What to lint and how: paths as given, kinds, the library's folder, and the rules chosen and left out."""

    paths: tuple[str, ...]
    kind: str | None
    only_kind: str | None
    root: Path
    settings: Config
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def items(self) -> Iterator[Item]:
        """Read what to lint, each time anew; what could not be read is of any kind."""
        every = read_sources(self.paths or [str(self.root)], source_of(self.kind, self.root, self.settings))
        return (
            item for item in every if self.only_kind in (None, _kind_of(item)) or isinstance(item, KindwordError)
        )

    def result(self) -> LintResult:
        """Lint; raises KindwordError where there is nothing of the kind."""
        result = lint(
            self.items(),
            configured_rules(self.settings),
            select=self.chosen,
            ignore=self.left_out,
            options=render_options(self.settings),
        )
        if not result.summary.files:
            message = f"there is nothing of kind {self.only_kind!r} to lint"
            raise KindwordError(message, hint="Leave --only-kind out.")
        return result

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the names of the rules chosen, none where all are."""
        return self.select or self.settings.select

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of the rules left out."""
        return (*self.ignore, *self.settings.ignore)


def _kind_of(item: Item) -> str:
    return "" if isinstance(item, KindwordError) else item.kind


def _asked(run: Run, reason: str | None, *, fix: bool, diff: bool, reporting: bool) -> bool:
    """Tell whether files are to be changed; raises UsageError for what does not go together."""
    if reason is not None and (fix or diff):
        raise click.UsageError("--add-suppressions allows what --fix would mend: give one of them.")
    if diff and reporting:
        raise click.UsageError("--diff stands in place of the report: leave out --format and -o.")
    if not (fix or diff or reason is not None):
        return False
    if STDIN in run.paths:
        raise click.UsageError("Standard input cannot be changed: name the files.")
    if reason is not None:
        from toolkit.lint.allowing import reason_of  # noqa: PLC0415 - most runs change nothing

        reason_of(reason)
    return True


def _report(result: LintResult, name: str, file: Path | None, *, colour: bool) -> None:
    report = REPORTERS[name](result, colour=colour)
    if file is None:
        emit(report)
    else:
        write_text(file, report)
    if file is not None or name != "text":
        say(summary_line(result.summary))
