"""A rendered text in pieces: what is written, filled in, a default or missing, and which findings stand on it."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
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
    within = _Places(text, sources)
    marks = sorted((span, number) for number, one in enumerate(findings) for span in within.spans(one))
    edges = {0, *(segment.span.end for segment in text.segments)}
    edges |= {edge for span, _ in marks for edge in (span.start, span.end)}
    made = []
    left, over = deque(marks), list[tuple[Span, int]]()
    for start, end in pairwise(sorted(edges)):
        here = Span(start, end)
        while left and left[0][0].start <= start:
            over.append(left.popleft())
        over = [one for one in over if one[0].end > start]
        origin, name = _origin(text.segments_at(here)[0], sources, gaps)
        words = f"[{name}]" if name else here.of(text.text)
        made.append(Piece(words, origin, tuple(sorted(number for _, number in over))))
    return tuple(made)


class _Places:
    """Where the writer's words of each file were rendered to."""

    def __init__(self, text: MappedText, sources: Mapping[str, str]) -> None:
        self._lines = {path: LineIndex(source) for path, source in sources.items()}
        self._segments: dict[str, list[Segment]] = {path: [] for path in sources}
        for segment in text.segments:
            if segment.origin is not Origin.FILLED and segment.path in self._segments:
                self._segments[segment.path].append(segment)
        for listed in self._segments.values():
            listed.sort(key=_begins)
        self._longest = {
            path: max((len(one.source) for one in of), default=0) for path, of in self._segments.items()
        }

    def spans(self, finding: Finding) -> Iterator[Span]:
        """Yield the spans of the text that were rendered from the words that a finding stands on."""
        place = finding.location
        if place is None or place.path not in self._lines:
            return
        index = self._lines[place.path]
        source = Span(index.offset(place.start), index.offset(place.end))
        listed = self._segments[place.path]
        first = bisect_left(listed, source.start - self._longest[place.path], key=_begins)
        for at in range(first, bisect_left(listed, source.end, key=_begins)):
            segment = listed[at]
            if not segment.source.overlaps(source):
                continue
            if segment.origin is Origin.TRANSFORMED:
                yield segment.span
                continue
            by = segment.span.start - segment.source.start
            start, end = max(source.start, segment.source.start), min(source.end, segment.source.end)
            yield Span(start + by, end + by)


def _begins(segment: Segment) -> int:
    return segment.source.start


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
