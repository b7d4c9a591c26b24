"""Where the reports of a run go, as `--format` and `--output-file` ask, and what the run comes to with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from toolkit.cli.options import OneOf
from toolkit.cli.replay import Outcome
from toolkit.cli.setup import status_of
from toolkit.cli.streams import colour_allowed
from toolkit.config import Config
from toolkit.lint import LintResult
from toolkit.reporters import REPORTERS, summary_line

DEFAULT = "text"
_FORMAT = OneOf("format", REPORTERS)


@dataclass(frozen=True, slots=True)
class Destination:
    """One report: its format, and the file it goes to, None for stdout."""

    name: str
    file: Path | None = None


def destinations(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[Destination, ...]:
    """Return what the values of `--format` ask for: `NAME`, to stdout, or `NAME:FILE`."""
    return tuple(_destination(value, param, ctx) for value in values)


def _destination(value: str, param: click.Parameter, ctx: click.Context) -> Destination:
    name, colon, file = value.partition(":")
    known = _FORMAT.convert(name, param, ctx)
    if colon and not file:
        raise click.BadParameter(f"A file must follow the colon: {name}:FILE.", ctx, param)
    return Destination(known, Path(file) if colon else None)


def settled(asked: Sequence[Destination], output_file: Path | None) -> tuple[Destination, ...]:
    """Return where each report goes; raises UsageError where two would go to one place."""
    wanted = tuple(asked) or (Destination(DEFAULT),)
    if output_file is not None:
        if len(wanted) > 1 or wanted[0].file is not None:
            raise click.UsageError("--output-file is for a single format: write --format NAME:FILE for each file.")
        wanted = (Destination(wanted[0].name, output_file),)
    printed = [one.name for one in wanted if one.file is None]
    if len(printed) > 1:
        raise click.UsageError(
            f"Only one report can be printed, not {' and '.join(printed)}: give the others a file, "
            f"as in --format {printed[-1]}:FILE."
        )
    files = [one.file.resolve() for one in wanted if one.file is not None]
    for number, file in enumerate(files):
        if file in files[:number]:
            raise click.UsageError(f"Two reports cannot go to one file: {click.format_filename(file.name)}.")
    return wanted


@dataclass(frozen=True, slots=True)
class Reporting:
    """How a run is reported: where to, and the least severity that fails it, None for the configured one."""

    wanted: tuple[Destination, ...]
    fail_on: str | None = None
    no_colour: bool = False

    def outcome(self, result: LintResult, settings: Config) -> Outcome:
        """Return what a run comes to: every report, its notes, and its summary where that is not printed."""
        files = tuple((str(one.file), REPORTERS[one.name](result)) for one in self.wanted if one.file is not None)
        name = next((one.name for one in self.wanted if one.file is None), None)
        colour = colour_allowed(refused=self.no_colour)
        printed = None if name is None else REPORTERS[name](result, colour=colour)
        summary = () if name == DEFAULT else (summary_line(result.summary),)
        fault = () if result.fault is None else (f"Error: {result.fault}",)
        status = status_of(result, self.fail_on or settings.fail_on)
        return Outcome(printed, files, (*result.notes, *summary, *fault), status)
