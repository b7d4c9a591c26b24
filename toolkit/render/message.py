"""A rendered message and its source map: which stretch of the text came from where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from toolkit.text import Location, Span


class Origin(Enum):
    """Where a stretch of rendered text comes from."""

    LITERAL = "literal"
    """The writer's words, code point for code point as in the source."""
    TRANSFORMED = "transformed"
    """The writer's words after a filter or an escape; the source span is the whole construct."""
    FILLED = "filled"
    """Data: a sample's value, a stand-in, a number. Not the writer's words."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of rendered text and the stretch of the source `path` that it came from."""

    span: Span
    path: str
    source: Span
    origin: Origin

    def source_of(self, span: Span) -> Span:
        """Return where the part of `span` within this segment stands in the source."""
        if self.origin is not Origin.LITERAL:
            return self.source
        start, end = max(span.start, self.span.start), min(span.end, self.span.end)
        by = self.source.start - self.span.start
        return Span(start + by, end + by)


@dataclass(frozen=True, slots=True)
class MappedText:
    """Text whose segments are in order, touch each other and cover it whole."""

    text: str
    segments: tuple[Segment, ...]

    def __post_init__(self) -> None:
        at = 0
        for segment in self.segments:
            if segment.span.start != at:
                raise ValueError(f"segments leave a hole at {at}")
            at = segment.span.end
        if at != len(self.text):
            raise ValueError(f"segments end at {at}, the text at {len(self.text)}")

    def segments_at(self, span: Span) -> tuple[Segment, ...]:
        """Return the segments that share at least one code point with `span`, in order."""
        first = bisect_right(self.segments, span.start, key=lambda segment: segment.span.end)
        found = []
        for at in range(first, len(self.segments)):  # no slice: its copy would make a whole text quadratic
            segment = self.segments[at]
            if segment.span.start >= span.end:
                break
            if segment.span.overlaps(span):
                found.append(segment)
        return tuple(found)

    def source_of(self, span: Span) -> tuple[str, Span] | None:
        """Return the path and the source span that a span of the text stands on, None where it is all data.

        A span that crosses files stands where its first written word stands, and reaches as far as the source
        runs on from there.
        """
        written = [found for found in self.segments_at(span) if found.origin is not Origin.FILLED]
        if not written:
            return None
        place = written[0].source_of(span)
        for segment in written[1:]:
            after = segment.source_of(span)
            if segment.path != written[0].path or after.start < place.end:
                break
            place = Span(place.start, after.end)
        return written[0].path, place


EMPTY = MappedText("", ())


def plain(text: str, path: str, start: int = 0) -> MappedText:
    """Return text that stands in `path` just as it is, from code point `start` on."""
    if not text:
        return EMPTY
    whole = Span(0, len(text))
    return MappedText(text, (Segment(whole, path, whole.shift(start), Origin.LITERAL),))


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """One message as the customer would read it.

    `subject` and `body` are prose to judge (for HTML: its text); `html` is the HTML body where the template is
    HTML. `sample` names the data it was made from, `sources` holds each path's text as read. `locate` tells where
    a span of a part (`subject`, `body`) stands in the file, for text that its file holds in another spelling.
    `raw` tells that it is a macro as its helpdesk keeps it, whose slots are to be filled yet; `numbered` that it
    has no id of its own, and `message_id` is the number of its line.
    """

    kind: str
    channel: str
    locale: str
    template: str | None
    path: str
    sample: str
    body: MappedText
    sources: Mapping[str, str]
    subject: MappedText | None = None
    html: str | None = None
    message_id: str | None = None
    locate: Callable[[str, Span], Location] | None = None
    raw: bool = False
    numbered: bool = False
