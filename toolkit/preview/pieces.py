"""A rendered text in pieces: what is written, filled in or missing, and which findings stand on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jinja2 import Environment, TemplateSyntaxError, meta

from toolkit.lint import Finding
from toolkit.render import MappedText, Origin, Segment
from toolkit.text import LineIndex, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `origin` is `written`, `filled` or `missing`; `findings` are numbers of findings."""

    text: str
    origin: str
    findings: tuple[int, ...]


def pieces_of(
    text: MappedText, sources: Mapping[str, str], findings: Sequence[Finding], missing: Collection[str]
) -> tuple[Piece, ...]:
    """Return a text in pieces, in order; `missing` names the variables without a value.

    A finding stands on the written words that its place in the source was rendered to.
    """
    marks = [(number, span) for number, one in enumerate(findings) for span in _spans(one, text, sources)]
    edges = {0, *(segment.span.end for segment in text.segments)}
    edges |= {edge for _, span in marks for edge in (span.start, span.end)}
    roots = frozenset(name.partition(".")[0] for name in missing)
    made = []
    for start, end in pairwise(sorted(edges)):
        here = Span(start, end)
        origin = _origin(text.segments_at(here)[0], sources, roots)
        made.append(Piece(here.of(text.text), origin, tuple(n for n, span in marks if span.overlaps(here))))
    return tuple(made)


def _spans(finding: Finding, text: MappedText, sources: Mapping[str, str]) -> Iterator[Span]:
    place = finding.location
    if place is None or place.path not in sources:
        return
    index = LineIndex(sources[place.path])
    source = Span(index.offset(place.start), index.offset(place.end))
    for segment in text.segments:
        if segment.path != place.path or segment.origin is Origin.FILLED or not segment.source.overlaps(source):
            continue
        if segment.origin is Origin.TRANSFORMED:
            yield segment.span
            continue
        by = segment.span.start - segment.source.start
        start, end = max(source.start, segment.source.start), min(source.end, segment.source.end)
        yield Span(start + by, end + by)


def _origin(segment: Segment, sources: Mapping[str, str], missing: frozenset[str]) -> str:
    if segment.origin is not Origin.FILLED:
        return "written"
    return "missing" if missing & _names(segment.source.of(sources.get(segment.path, ""))) else "filled"


@lru_cache(maxsize=1000)
def _names(expression: str) -> frozenset[str]:
    """Return the names that an expression takes its value from; none for a part of a larger block."""
    try:
        return frozenset(meta.find_undeclared_variables(Environment(autoescape=True).parse(expression)))
    except TemplateSyntaxError:
        return frozenset()
