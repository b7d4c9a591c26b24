"""Mail merge: one message a row, a reason for each row that has none, and where the messages are written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2.utils import missing

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import Template
from toolkit.render.compose import Parts, shared_sample
from toolkit.render.message import RenderedMessage
from toolkit.render.options import RenderOptions
from toolkit.render.output import as_data
from toolkit.render.stage import merged
from toolkit.render.strict import render, variables_of
from toolkit.render.undefined import NoValueError
from toolkit.resources import write_text, writing

_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: its number and its line in the file `path` (both 1-based), its values nested by name."""

    number: int
    line: int
    path: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """What rows are rendered with: a template or parts, and the data that they share.

    `sample` names the sample whose values stand in for what a row lacks. `columns` are the (dotted) names of the
    file's columns, None where each row names its own values.
    """

    template: Template | Parts
    data: Mapping[str, Any]
    sample: str | None = None
    options: RenderOptions | None = None
    columns: Collection[str] | None = None

    @property
    def parts(self) -> Parts:
        """The template as parts."""
        return self.template if isinstance(self.template, Parts) else Parts(self.template)


def check_merge(merge: Merge, path: str) -> None:
    """Raise KindwordError for what no row of the file `path` could mend.

    That is shared data that no header knows, a sample that there is not, and a lack of columns for variables that
    must have a value.
    """
    known = variables_of(merge.template, merge.options)
    for name in merge.data:
        if name not in known and any(part.has_header for part in merge.parts):
            hint = did_you_mean(name, known)
            raise KindwordError(f"the template has no variable {name!r}", path=merge.parts.body.path, hint=hint)
    sample = {} if merge.sample is None else shared_sample(merge.parts, merge.sample).values
    if merge.columns is None:
        return
    shared = merged(sample, merge.data)
    needed = dict.fromkeys(
        variable.name
        for part in merge.parts
        for variable in part.variables
        if variable.required and variable.default is None
    )
    lacking = [name for name in needed if not _given(name, merge.columns, shared)]
    if lacking:
        raise _no_column(lacking, merge.columns, path)


TextOf = Callable[[Row, RenderedMessage], str]
"""Returns what the message of a row is written as; raises KindwordError where it cannot be."""


def render_rows(
    merge: Merge, rows: Iterable[Row | KindwordError], text_of: TextOf
) -> Iterator[tuple[Row, str] | KindwordError]:
    """Yield each row with what its message is written as, or the reason why not, with the row's number and line.

    Values that the template has no variable for are left out. Raises KindwordError where the first message cannot
    be rendered for want of a column.
    """
    known = variables_of(merge.template, merge.options)
    begun = False
    for row in rows:
        if isinstance(row, KindwordError):
            yield row
            continue
        data = merged(merge.data, {name: value for name, value in row.values.items() if name in known})
        try:
            text = text_of(row, render(merge.template, data, sample=merge.sample, options=merge.options))
        except KindwordError as error:
            if not begun and (column := _lacking_column(error, merge)):
                raise _no_column([column], merge.columns or (), row.path) from error
            yield _of_row(error, row)
            continue
        begun = True
        yield row, text


def value_of(values: Mapping[str, Any], name: str) -> Any:
    """Return the value at a dotted name, None where there is none."""
    value: Any = values
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


Write = Callable[[Row, str], None]
"""Writes what the message of a row has become."""


def as_line(row: Row, message: RenderedMessage) -> str:
    """Return a row's message as one line of a `.jsonl` file, its number with it."""
    return json.dumps({"row": row.number, **as_data(message)}, ensure_ascii=False) + "\n"


@contextmanager
def row_writer(target: Path, name: str, ending: str) -> Iterator[Write]:
    """Give what writes rows to `target`: a `.jsonl` file, one after the other, or else a folder, a file each.

    A file in the folder is named by the template's `name`, the row's number and `ending`, the same in each run.
    The `.jsonl` file is there once all of it is. Raises KindwordError where nothing can be written.
    """
    if is_lines(target):
        with writing(target) as out:
            yield lambda _row, text: out.writelines((text,))
        return
    stem = _UNSAFE.sub("-", PurePosixPath(name).name.partition(".")[0]).strip("-") or "message"

    def write(row: Row, text: str) -> None:
        _make_folder(target)
        write_text(target / f"{stem}-{row.number:04}.{ending}", text)

    yield write


def is_lines(target: Path) -> bool:
    """Tell whether rows that go to `target` are lines of one file."""
    return target.suffix.lower() == ".jsonl"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        hint = "Rows are written to a folder, or to a file that ends in .jsonl."
        raise KindwordError("this is no folder", path=str(folder), hint=hint) from error
    except OSError as error:
        raise KindwordError(f"cannot be made: {error.strerror or error}", path=str(folder)) from error


def _given(name: str, columns: Collection[str], shared: Mapping[str, Any]) -> bool:
    """Tell whether a variable's value, or some of what is in it, can come from a column or the shared data."""
    within = (column == name or column.startswith(f"{name}.") for column in columns)
    return any(within) or value_of(shared, name) is not None


def _lacking_column(error: KindwordError, merge: Merge) -> str:
    """Return the variable that no column could give a value, where that is what went wrong."""
    cause = error.__cause__
    if (
        merge.columns is None
        or not isinstance(cause, NoValueError)
        or cause.optional
        or cause.owner is not missing
    ):
        return ""
    return "" if _given(cause.name, merge.columns, {}) else cause.name


def _no_column(names: list[str], columns: Collection[str], path: str) -> KindwordError:
    shown = ", ".join(map(repr, names))
    one = len(names) == 1
    near = did_you_mean(names[0], columns) if one else f"The columns are: {', '.join(columns)}."
    hint = f"{near} A value for all rows may come from --set or --data."
    return KindwordError(
        f"there is no column {shown}" if one else f"there are no columns {shown}", path=path, line=1, hint=hint
    )


def _of_row(error: KindwordError, row: Row) -> KindwordError:
    where = f" ({error.path}:{error.line})" if error.path and error.line else ""
    hint = "" if isinstance(error.__cause__, NoValueError) else error.hint  # an empty cell explains itself
    return KindwordError(f"row {row.number}: {error.message}{where}", path=row.path, line=row.line, hint=hint)
