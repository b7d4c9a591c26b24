"""Composition: one message made from a subject, a body and a closing that share one set of data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import Template
from toolkit.render.message import EMPTY, MappedText, Origin, RenderedMessage, Segment
from toolkit.text import Span

_BETWEEN = "\n\n"
_EDGE = "\n"


@dataclass(frozen=True, slots=True)
class Parts:
    """The templates of one message. The body gives the whole its kind, channel and locale."""

    body: Template
    subject: Template | None = None
    closing: Template | None = None

    def __post_init__(self) -> None:
        _fits("--subject", self.subject, "subject")
        _fits("--closing", self.closing, "closing")
        if self.body.kind == "subject" and (self.subject or self.closing):
            raise KindwordError("--body: this is a subject, and no message by itself", path=self.body.path)

    def __iter__(self) -> Iterator[Template]:
        """Yield the parts that there are, in the order in which a customer reads them."""
        return (part for part in (self.subject, self.body, self.closing) if part is not None)


def join(texts: tuple[MappedText, ...]) -> MappedText:
    """Return texts one after the other with an empty line between, each without the empty lines at its edges."""
    kept = [trimmed for text in texts if (trimmed := strip(text)).text]
    pieces: list[str] = []
    segments: list[Segment] = []
    at = 0
    for number, text in enumerate(kept):
        if number:
            last = segments[-1]
            end = Span(last.source.end, last.source.end)
            segments.append(Segment(Span(at, at + len(_BETWEEN)), last.path, end, Origin.FILLED))
            pieces.append(_BETWEEN)
            at += len(_BETWEEN)
        segments += [replace(segment, span=segment.span.shift(at)) for segment in text.segments]
        pieces.append(text.text)
        at += len(text.text)
    return MappedText("".join(pieces), tuple(segments))


def strip(text: MappedText) -> MappedText:
    """Return a text without the line feeds at its edges, its source map with it."""
    start = len(text.text) - len(text.text.lstrip(_EDGE))
    end = len(text.text.rstrip(_EDGE))
    if start >= end:
        return EMPTY
    kept = Span(start, end)
    segments = []
    for segment in text.segments_at(kept):
        span = Span(max(segment.span.start, start) - start, min(segment.span.end, end) - start)
        segments.append(replace(segment, span=span, source=segment.source_of(kept)))
    return MappedText(kept.of(text.text), tuple(segments))
