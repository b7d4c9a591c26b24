"""Strings that carry their origin while Jinja handles them: each run of theirs knows which source it is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Self, SupportsIndex

from markupsafe import Markup, escape

from toolkit.render.bounds import check_printable, meter
from toolkit.render.message import MappedText, Origin, Segment
from toolkit.text import Span


class Run(NamedTuple):
    """`length` code points of a text, and the source span (`start` to `end` in `path`) that they come from.

    An empty `path` marks data that has not yet reached the output, and so has no place.
    """

    length: int
    path: str
    start: int
    end: int
    origin: Origin


Runs = tuple[Run, ...]
_MANY = 64
"""Runs that are gone through in the time of one step."""


def unplaced(length: int) -> Runs:
    """Return the runs of data that has not reached the output yet."""
    return (Run(length, "", 0, 0, Origin.FILLED),) if length else ()


class Written(str):
    """Text whose `runs` cover it whole, in order."""

    __slots__ = ("runs",)
    runs: Runs

    def __new__(cls, text: str, runs: Runs) -> Self:
        """Return `text` with its runs."""
        made = super().__new__(cls, text)
        made.runs = runs
        return made

    def __getitem__(self, key: SupportsIndex | slice[Any, Any, Any]) -> str:
        return part(self, key)

    def __iter__(self) -> Iterator[str]:
        at, plain, taken = 0, str(self), meter()
        for run in self.runs:
            for offset in range(run.length):
                if (at + offset) % _MANY == 0:
                    taken.step()
                yield Written(plain[at + offset], cut((run,), offset, offset + 1))
            at += run.length

    def __reduce__(self) -> tuple[Any, ...]:
        return Written, (str(self), self.runs)


class WrittenMarkup(Markup):
    """The same for text that is HTML already, and is not escaped again."""

    __slots__ = ("runs",)
    runs: Runs

    def __new__(cls, text: object = "", encoding: str | None = None, errors: str = "strict") -> Self:
        """Return `text` as markup, with its runs where it has any."""
        made = super().__new__(cls, text, encoding, errors)
        found = runs_of(text)
        made.runs = unplaced(len(made)) if found is None else found
        return made

    def __getitem__(self, key: SupportsIndex | slice[Any, Any, Any]) -> Any:
        return part(self, key)


def runs_of(value: object) -> Runs | None:
    """Return the runs of a text that carries them, None for all else."""
    return value.runs if isinstance(value, (Written, WrittenMarkup)) else None


def made(text: str, runs: Runs, *, markup: bool = False) -> str:
    """Return `text` with its runs, as markup or as plain text."""
    written = Written(text, runs)
    return WrittenMarkup(written) if markup else written


def mark(value: object) -> Any:
    """Return a value as markup: what a `safe` filter or a macro of an HTML template does."""
    return WrittenMarkup(value)


def is_written(runs: Runs | None) -> bool:
    """Tell whether any of the runs is the writer's."""
    return runs is not None and any(run.origin is not Origin.FILLED for run in runs)


def hull(runs: Iterable[Run]) -> tuple[str, int, int] | None:
    """Return the path and span that hold the writer's runs: all those in the file of the first of them."""
    written = [run for run in runs if run.origin is not Origin.FILLED]
    if not written:
        return None
    path = written[0].path
    here = [run for run in written if run.path == path]
    return path, min(run.start for run in here), max(run.end for run in here)


def cut(runs: Runs, start: int, end: int) -> Runs:
    """Return the runs of the part from `start` to `end` of their text."""
    if len(runs) > _MANY:
        meter().step(len(runs) // _MANY)
    found: list[Run] = []
    at = 0
    for run in runs:
        first, last = max(start, at), min(end, at + run.length)
        if first < last:
            if run.origin is Origin.LITERAL:
                begins = run.start + first - at
                found.append(Run(last - first, run.path, begins, begins + last - first, run.origin))
            else:
                found.append(run._replace(length=last - first))
        at += run.length
        if at >= end:
            break
    return tuple(found)


def part(text: Written | WrittenMarkup, key: SupportsIndex | slice[Any, Any, Any]) -> str:
    """Return what subscripting a text gives, with its runs."""
    plain = str(text)
    start, end, step = _bounds(key, len(text))
    if step == 1:
        return made(plain[key], cut(text.runs, start, end), markup=isinstance(text, Markup))
    return transformed(plain[key], text.runs, markup=isinstance(text, Markup))


def _bounds(key: SupportsIndex | slice[Any, Any, Any], length: int) -> tuple[int, int, int]:
    if isinstance(key, slice):
        return key.indices(length)
    at = key.__index__()
    at += length if at < 0 else 0
    return at, at + 1, 1


def transformed(text: str, runs: Iterable[Run], *, markup: bool = False) -> str:
    """Return a text that was made from other text: the writer's, on the whole of it, if any of that was."""
    found = hull(runs)
    if not text or found is None:
        return made(text, unplaced(len(text)), markup=markup)
    return made(text, (Run(len(text), *found, Origin.TRANSFORMED),), markup=markup)


def repeated(text: str, runs: Runs, times: int) -> str:
    """Return a text several times over; very often over, it is one stretch."""
    markup = isinstance(text, Markup)
    if times > _MANY:
        return transformed(str(text) * times, runs, markup=markup)
    return made(str(text) * times, runs * max(times, 0), markup=markup)


def joined(pieces: Iterable[object], *, markup: bool = False) -> str:
    """Return pieces one after the other, their runs with them; with `markup`, what is none is escaped.

    Raises BoundsError as soon as the text is longer than a message may be.
    """
    texts: list[str] = []
    runs: list[Run] = []
    taken, length = meter(), 0
    for piece in pieces:
        text, more = shown(piece, markup=markup)
        length += len(text)
        if length > taken.bounds.output:
            taken.wrote(length)
        texts.append(text)
        runs.extend(more)
    return made("".join(texts), tuple(runs), markup=markup)


def shown(value: object, *, markup: bool) -> tuple[str, Runs]:
    """Return how a value reads, and its runs; with `markup`, escaped unless it is markup."""
    runs = runs_of(value)
    if runs is not None and isinstance(value, str):
        if markup and not isinstance(value, Markup):
            return escaped(value, runs)
        return str(value), runs
    check_printable(value)
    text = str(escape(value)) if markup else str(value)
    inner = runs_of(text)
    return text, unplaced(len(text)) if inner is None else inner


_ENTITIES: Mapping[str, str] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"}


def escaped(text: str, runs: Runs) -> tuple[str, Runs]:
    """Return a text as HTML: each entity stands on the one character that it is for."""
    if not any(character in text for character in _ENTITIES):
        return str(text), runs
    texts: list[str] = []
    found: list[Run] = []
    at = 0
    for run in runs:
        piece = str(text)[at : at + run.length]
        at += run.length
        if run.origin is Origin.LITERAL:
            for character, more in _escaped_literal(piece, run):
                texts.append(character)
                found.append(more)
        else:
            html = str(escape(piece))
            texts.append(html)
            found.append(run._replace(length=len(html)))
    return "".join(texts), tuple(found)


def _escaped_literal(piece: str, run: Run) -> Iterator[tuple[str, Run]]:
    start = 0
    for at, character in enumerate(piece):
        entity = _ENTITIES.get(character)
        if entity is None:
            continue
        if start < at:
            yield piece[start:at], Run(at - start, run.path, run.start + start, run.start + at, run.origin)
        yield entity, Run(len(entity), run.path, run.start + at, run.start + at + 1, Origin.TRANSFORMED)
        start = at + 1
    if start < len(piece):
        yield piece[start:], Run(len(piece) - start, run.path, run.start + start, run.end, run.origin)


def mapped(text: str, sources: Mapping[str, str], path: str) -> MappedText:
    """Return a finished text with its segments; data that never got a place is laid to the start of `path`.

    Raises ValueError where a literal segment is not its source's slice, or the runs do not cover the text.
    """
    segments: list[Segment] = []
    plain, at = str(text), 0
    for run in runs_of(text) or unplaced(len(text)):
        span, source = Span(at, at + run.length), Span(run.start, run.end)
        if run.origin is Origin.LITERAL and span.of(plain) != source.of(sources[run.path]):
            raise ValueError(f"{run.path}: the text at {span} is not its source at {source}")
        segments.append(Segment(span, run.path or path, source, run.origin))
        at = span.end
    return MappedText(plain, tuple(segments))
