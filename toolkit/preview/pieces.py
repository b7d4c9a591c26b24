"""A rendered text in pieces: what is written, filled in, a default or missing, and which findings stand on it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jinja2 import Environment, TemplateSyntaxError, nodes

from toolkit.lint import Finding
from toolkit.render import MappedText, Origin, Segment
from toolkit.render.scope import Scope, paths_of
from toolkit.text import LineIndex, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text. `origin` is `written`, `filled`, `default` or `missing`; `findings` are their numbers.

    Where a value is missing, the text is the name of its variable in brackets.
    """

    text: str
    origin: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """The names of the variables without a value, and of those for which their default counts."""

    missing: tuple[str, ...]
    defaulted: tuple[str, ...]


def pieces_of(
    text: MappedText, sources: Mapping[str, str], findings: Sequence[Finding], gaps: Gaps
) -> tuple[Piece, ...]:
    """Return a text in pieces, in order; `gaps` names the variables that were given no value.

    A finding stands on the written words that its place in the source was rendered to.
    """
    marks = [(number, span) for number, one in enumerate(findings) for span in _spans(one, text, sources)]
    edges = {0, *(segment.span.end for segment in text.segments)}
    edges |= {edge for _, span in marks for edge in (span.start, span.end)}
    made = []
    for start, end in pairwise(sorted(edges)):
        here = Span(start, end)
        origin, name = _origin(text.segments_at(here)[0], sources, gaps)
        words = f"[{name}]" if name else here.of(text.text)
        made.append(Piece(words, origin, tuple(n for n, span in marks if span.overlaps(here))))
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


def _origin(segment: Segment, sources: Mapping[str, str], gaps: Gaps) -> tuple[str, str]:
    """Return where a segment's words come from, and the name of what is missing there."""
    if segment.origin is not Origin.FILLED:
        return "written", ""
    paths = _paths(segment.source.of(sources.get(segment.path, "")))
    missing = next((name for name in gaps.missing if _uses(paths, name)), "")
    if missing:
        return "missing", missing
    return ("default" if any(_uses(paths, name) for name in gaps.defaulted) else "filled"), ""


def _uses(paths: Collection[str], name: str) -> bool:
    """Tell whether one of the paths is the variable's, leads into it or to it."""
    return any(f"{path}.".startswith(f"{name}.") or name.startswith(f"{path}.") for path in paths)


@lru_cache(maxsize=1000)
def _paths(expression: str) -> frozenset[str]:
    """Return the dotted paths that an expression takes its value from; none for a part of a larger block."""
    try:
        tree = Environment(autoescape=True).parse(expression)
    except TemplateSyntaxError:
        return frozenset()
    found: set[str] = set()
    left: list[nodes.Node] = [tree]
    while left:
        node = left.pop()
        here = paths_of(node, Scope("")) if isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)) else ()
        found.update(here)
        left += () if here else node.iter_child_nodes()
    return frozenset(found)
