"""From rendered texts to a message: its subject, its prose, its HTML, each with its source map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.render.files import SUBJECT
from toolkit.render.message import EMPTY, MappedText, RenderedMessage
from toolkit.render.program import Program
from toolkit.render.written import mapped
from toolkit.text import Span


def message_of(program: Program, texts: Mapping[str, str], sample: str) -> RenderedMessage:
    """Return the message of a template's rendered texts, by name. A `subject` has no body: it is one line."""
    template, sources = program.template, program.texts
    text = mapped(texts[program.engine.files.main], sources, template.path)
    subject = mapped(texts[SUBJECT], sources, template.path) if SUBJECT in texts else None
    html = None
    if template.is_html:
        from toolkit.render.html_text import html_to_text  # noqa: PLC0415 (only HTML needs it)

        html, text = text.text, html_to_text(text)
    if template.kind == "subject":
        subject, text, html = text, EMPTY, None
    return RenderedMessage(
        kind=template.kind,
        channel=template.channel,
        locale=template.locale,
        template=template.name,
        path=template.path,
        sample=sample,
        body=text,
        sources=sources,
        subject=None if subject is None else without_edges(subject),
        html=html,
    )


def without_edges(text: MappedText) -> MappedText:
    """Return a text without the whitespace at its ends, its source map with it."""
    start = len(text.text) - len(text.text.lstrip())
    end = max(start, len(text.text.rstrip()))
    kept = Span(start, end)
    segments = tuple(
        replace(
            segment,
            span=Span(max(segment.span.start, start) - start, min(segment.span.end, end) - start),
            source=segment.source_of(kept),
        )
        for segment in text.segments_at(kept)
    )
    return MappedText(kept.of(text.text), segments)
