"""Mail merge on the command line: the form of each message, progress on a terminal, and what to say at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from toolkit.cli.streams import say
from toolkit.errors import KindwordError, did_you_mean
from toolkit.render import RenderedMessage, variables_of
from toolkit.render.output import as_eml, as_html, as_json, as_text
from toolkit.render.rows import (
    Merge,
    Row,
    as_line,
    check_merge,
    is_lines,
    render_rows,
    row_writer,
    value_of,
)
from toolkit.sources.rows import count_lines, read_rows

ENDINGS = {"text": "txt", "html": "html", "json": "json", "eml": "eml"}
"""How files end, by format."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a message is written: the format's name and, of an e-mail, its addresses.

    For rows, `to` may also be the column that holds each one's address.
    """

    name: str
    to: str | None = None
    sender: str | None = None

    def text(self, message: RenderedMessage, to: str | None) -> str:
        """Return the message as it is written, an e-mail to the address `to`."""
        if self.name == "eml":
            return as_eml(message, to=to, sender=self.sender)
        return {"text": as_text, "html": as_html, "json": as_json}[self.name](message)

    def text_of_row(self, row: Row, message: RenderedMessage) -> str:
        """Return the message of a row as it is written; raises KindwordError where the row has no address."""
        if self.column is None:
            return self.text(message, self.to)
        address = value_of(row.values, self.column)
        if not isinstance(address, str):
            raise KindwordError(f"there is no address in {self.column!r}")
        return self.text(message, address)

    @property
    def column(self) -> str | None:
        """The column that tells whom each e-mail is to."""
        return None if self.to is None or "@" in self.to else self.to


def merge_rows(merge: Merge, file: Path, form: Form, target: Path) -> int:
    """Write the message of each row to a folder or `.jsonl` file; return 1 where some rows have none, else 0."""
    column = form.column
    if column is not None and merge.columns is not None and column not in merge.columns:
        raise KindwordError(f"--to: there is no column {column!r}", hint=did_you_mean(column, merge.columns))
    check_merge(merge, str(file))
    text_of = as_line if is_lines(target) else form.text_of_row
    known = variables_of(merge.template, merge.options)
    failed: list[KindwordError] = []
    ignored: dict[str, None] = {}
    done = 0
    with row_writer(target, merge.parts.body.name, ENDINGS[form.name]) as write, _watched(file) as rows:
        for result in render_rows(merge, rows, text_of):
            if isinstance(result, KindwordError):
                failed.append(result)
                continue
            write(*result)
            done += 1
            ignored.update(dict.fromkeys(name for name in result[0].values if name not in known))
        if not done and not failed:
            raise KindwordError("there are no rows", path=str(file))
    for error in failed:
        say(str(error))
    ignored.pop((column or "").partition(".")[0], None)
    if ignored:
        say(f"Not in the template, and so left out: {', '.join(ignored)}.")
    rest = f"; {_count(len(failed))} could not be rendered" if failed else ""
    say(f"Wrote the {'message' if done == 1 else 'messages'} of {_count(done)} to {target}{rest}.")
    return 1 if failed else 0


def _count(number: int) -> str:
    return f"{number:,} row" + ("" if number == 1 else "s")


@contextmanager
def _watched(file: Path) -> Iterator[Iterable[Row | KindwordError]]:
    """Give the rows of a file, with a progress bar where a person watches."""
    rows = read_rows(file)
    if not sys.stderr.isatty():
        yield rows
        return
    with click.progressbar(length=count_lines(file), label="Rendering", file=sys.stderr) as bar:
        yield _counted(rows, bar.update)


def _counted(rows: Iterable[Row | KindwordError], update: Callable[[int], None]) -> Iterator[Row | KindwordError]:
    told = 0
    for row in rows:
        line = row.line or told
        update(line - told)
        told = line
        yield row
