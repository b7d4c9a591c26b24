"""Where a match stands: from a span of the prose, through the source map, to a place in a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from toolkit.language import Prose
from toolkit.render import MappedText, RenderedMessage
from toolkit.text import LineIndex, Location, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, the source slice that stands there, and the first line it stands on.

    `marked` is the part of that line which the slice covers, in its code points.
    """

    location: Location
    excerpt: str
    line: str
    marked: Span


def place_of(message: RenderedMessage, prose: Prose, span: Span) -> Place | None:
    """Return where a span of the prose's text stands, None where it is filled-in data and nobody's words."""
    part, text, within = _part(message, prose, span)
    found = text.source_of(within)
    if found is None:
        return None
    path, source = found
    if message.locate is not None:
        shown = place_in(text.text, path, within)
        return Place(message.locate(part, within), shown.excerpt, shown.line, shown.marked)
    return place_in(message.sources[path], path, source)


def place_in(text: str, path: str, span: Span) -> Place:
    """Return the place of `span` in the file `path`, whose whole text is `text`."""
    index = _index(text)
    location = index.location(path, span)
    line = index.line(location.start[0])
    start = location.start[1] - 1
    return Place(location, span.of(text), line, Span(start, min(start + len(span), len(line))))


def place_of_line(text: str, path: str, number: int) -> Place:
    """Return the place of the words on line `number` (1-based) of `path`."""
    index = _index(text)
    line = index.line(number)
    indent = len(line) - len(line.lstrip())
    location = Location(path, (number, indent + 1), (number, max(indent, len(line.rstrip())) + 1))
    return Place(location, line.strip(), line, Span(indent, max(indent, len(line.rstrip()))))


@lru_cache(maxsize=4)
def _index(text: str) -> LineIndex:
    return LineIndex(text)


def parts_at(message: RenderedMessage, prose: Prose, span: Span) -> tuple[MappedText, Span]:
    """Return the text of the part in which a span of the prose begins, and the span within it."""
    _, text, within = _part(message, prose, span)
    return text, within


def _part(message: RenderedMessage, prose: Prose, span: Span) -> tuple[str, MappedText, Span]:
    """Return the name and text of the part in which a span begins, and the span within that part."""
    part, text, whole = "body", message.body, prose.body
    if message.subject is not None and prose.subject is not None and span.start < prose.subject.end:
        part, text, whole = "subject", message.subject, prose.subject
    return part, text, Span(span.start - whole.start, min(span.end, whole.end) - whole.start)
