"""Where the reports of a run go: what `--format` and `--output-file` ask for, checked, and the writing of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from toolkit.cli.options import OneOf
from toolkit.cli.streams import colour_allowed, emit, say
from toolkit.lint import LintResult
from toolkit.reporters import REPORTERS, summary_line
from toolkit.resources import write_texts

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


def write_reports(result: LintResult, wanted: Sequence[Destination], *, no_colour: bool) -> bool:
    """Write every report: the files first, for stdout cannot be taken back; the summary to stderr if not printed.

    Tells whether somebody reads. Raises KindwordError where a file cannot be written; then none is.
    """
    write_texts([(one.file, REPORTERS[one.name](result)) for one in wanted if one.file is not None])
    printed = next((one.name for one in wanted if one.file is None), None)
    read = True
    if printed is not None:
        read = emit(REPORTERS[printed](result, colour=colour_allowed(refused=no_colour)))
    if printed != DEFAULT:
        say(summary_line(result.summary))
    return read
