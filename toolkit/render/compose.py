"""Composition: one message made from a subject, a body and a closing that share one set of data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import Sample, Template
from toolkit.render.html_tokens import read_tokens
from toolkit.render.message import EMPTY, MappedText, Origin, RenderedMessage, Segment
from toolkit.render.stage import merged
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


def _fits(option: str, part: Template | None, kind: str) -> None:
    if part is not None and part.kind != kind:
        hint = f"See `kindword list --kind {kind}`."
        raise KindwordError(f"{option}: this is of kind {part.kind!r}, not {kind!r}", path=part.path, hint=hint)


def shared_sample(parts: Parts, name: str) -> Sample:
    """Return what the parts' samples of a name say together; where they differ, the body's counts.

    Raises KindwordError where no part has such a sample.
    """
    order = [part for part in (parts.closing, parts.subject, parts.body) if part is not None]
    values = [sample.values for part in order for sample in part.samples if sample.name == name]
    if not values:
        hint = did_you_mean(name, {sample.name for part in order for sample in part.samples})
        raise KindwordError(
            f"there is no sample {name!r}", path=parts.body.path, hint=hint or "There are no samples."
        )
    return Sample(name, merged(*values))


def composed(parts: Parts, messages: Sequence[RenderedMessage]) -> RenderedMessage:
    """Return as one message, of the body's kind, what each of the parts was rendered to, in their order."""
    subject, read = None, list(messages)
    if parts.subject is not None:
        subject = read.pop(0).subject
    body, html = read[0], _html(read)
    texts = tuple(message.body for message in read)
    if len(texts) > 1 and html is None:
        texts = _said_once(*texts)
    return replace(
        body,
        subject=body.subject if subject is None else subject,
        body=join(texts) if len(texts) > 1 else body.body,
        html=html,
        sources={path: text for message in messages for path, text in message.sources.items()},
    )


def _said_once(body: MappedText, closing: MappedText) -> tuple[MappedText, MappedText]:
    """Return both without what the whole would say twice: the body's sign-off, the closing's greeting."""
    body, closing = strip(body), strip(closing)
    told, gap, sign_off = body.text.rpartition(_BETWEEN)
    if gap and f"{_BETWEEN}{closing.text}".endswith(gap + sign_off):
        body = cut(body, Span(0, len(told)))
    greeting, gap, told = closing.text.partition(_BETWEEN)
    if gap and f"{body.text}{_BETWEEN}".startswith(greeting + gap):
        closing = cut(closing, Span(len(greeting), len(closing.text)))
    return body, closing


def _html(messages: Sequence[RenderedMessage]) -> str | None:
    """Return the messages' HTML, one after the other within the first one's page; None where all are plain."""
    if all(message.html is None for message in messages):
        return None
    from toolkit.render.output import body_html  # noqa: PLC0415 (most messages are plain)

    first, *rest = (body_html(message) for message in messages)
    _, end = _inside(first)
    return first[:end] + "".join(html[slice(*_inside(html))] for html in rest) + first[end:]


def _inside(html: str) -> tuple[int, int]:
    """Return where the content of an HTML page starts and ends; a fragment is content as a whole."""
    start, end = 0, len(html)
    for token in read_tokens(html):
        if token.name == "body":
            start = token.end
        elif token.name in ("/body", "/html"):
            return start, token.start
    return start, end


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
    return cut(text, Span(start, end))


def cut(text: MappedText, kept: Span) -> MappedText:
    """Return the part of a text that a span covers, its source map with it."""
    segments = []
    for segment in text.segments_at(kept):
        span = Span(max(segment.span.start, kept.start), min(segment.span.end, kept.end)).shift(-kept.start)
        segments.append(replace(segment, span=span, source=segment.source_of(kept)))
    return MappedText(kept.of(text.text), tuple(segments))
