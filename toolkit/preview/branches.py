"""Which of a template's conditional passages a message shows, by the conditions as they are written.

The template is rendered once more with a mark at the start of each passage: so Jinja itself tells which it took.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.library import Template
from toolkit.lint.pieces import pieces
from toolkit.preview.fields import parts_of
from toolkit.render import Parts, RenderOptions, render, variables_of
from toolkit.text import LineIndex, Span

_FIRST_MARK = 0x100000
"""A code point of the last plane for private use, which no customer's text has."""
_MOST = 1_000
_EXCERPT = 60
_TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that show only where `condition` holds; `otherwise` tells that they show where none before it did.

    `line` is 1-based, in the file `path`; None for a passage of the subject.
    """

    condition: str
    otherwise: bool
    words: str
    path: str
    line: int | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a source a passage begins, behind its tag, and up to where it goes."""

    condition: str
    otherwise: bool
    start: int
    end: int


def passages_of(whole: Template | Parts) -> tuple[Passage, ...]:
    """Return the conditional passages of a message's templates, in the order of `taken_of`."""
    found = []
    for part in parts_of(whole):
        for source, in_subject in _sources(part):
            lines = LineIndex(source)
            found += [
                Passage(
                    place.condition,
                    place.otherwise,
                    _excerpt(Span(place.start, place.end).of(source)),
                    part.path,
                    None if in_subject else lines.position(place.start)[0],
                )
                for place in _places(source)
            ]
    return tuple(found)


def taken_of(
    whole: Template | Parts, data: Mapping[str, Any], options: RenderOptions | None = None
) -> tuple[bool, ...]:
    """Return for each passage whether a message with the given data shows it.

    Raises KindwordError for a template that cannot be rendered.
    """
    taken: list[bool] = []
    for part in parts_of(whole):
        known = variables_of(part, options)
        own = {name: value for name, value in data.items() if name in known}
        for source, in_subject in _sources(part):
            places = _places(source)
            if places:
                shown = _shown(part, source, places, in_subject=in_subject)
                message = render(shown, own, options=options)
                text = f"{message.subject.text if message.subject else ''}{message.body.text}{message.html or ''}"
                taken += [chr(_FIRST_MARK + number) in text for number in range(len(places))]
    return tuple(taken)


def _sources(part: Template) -> Iterator[tuple[str, bool]]:
    """Yield what a template renders: its file, and its subject, which is told apart."""
    yield part.source, False
    if part.subject is not None:
        yield part.subject.source, True


def _shown(part: Template, source: str, places: Iterable[_Place], *, in_subject: bool) -> Template:
    """Return a template whose passages begin with their marks, without its subject; or of the subject alone."""
    made, at = [], 0
    for number, place in enumerate(places):
        made += [source[at : place.start], chr(_FIRST_MARK + number)]
        at = place.start
    marked = "".join([*made, source[at:]])
    if in_subject:
        return replace(part, source=marked, subject=None, is_html=False, kind="any")
    return replace(part, source=marked, subject=None)


def _places(source: str) -> tuple[_Place, ...]:
    """Return the passages of all `if` blocks, in the order of their tags."""
    found: list[_Place] = []
    blocks: list[_Block] = []
    opened, name = 0, Span(0, 0)
    for kind, span in pieces(source):
        if kind == "block_begin":
            opened, name = span.start, Span(0, 0)
        elif kind == "name" and name.end == 0:
            name = span
        elif kind == "block_end":
            code = source[name.end : span.start].strip()
            behind = span.start + len(span.of(source).rstrip())
            _follow(blocks, found, name.of(source), code, Span(opened, behind))
    return tuple(sorted(found, key=lambda place: place.start)[:_MOST])


def _follow(blocks: list[_Block], found: list[_Place], tag: str, code: str, at: Span) -> None:
    """Take one tag into account: note the passage that it ends, and open the one that it begins."""
    top = blocks[-1] if blocks else None
    if tag in ("if", "for"):
        blocks.append(_Block(tag, code, otherwise=False, start=at.end))
    elif top is not None and tag == f"end{top.tag}":
        blocks.pop()
        found += top.passage(at.start)
    elif top is not None and top.tag == "if" and tag in ("elif", "else"):
        found += top.passage(at.start)
        condition = code if tag == "elif" else top.condition
        blocks[-1] = _Block("if", condition, otherwise=tag == "else", start=at.end)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that is open: its tag, and the passage in it that has begun."""

    tag: str
    condition: str
    otherwise: bool
    start: int

    def passage(self, end: int) -> tuple[_Place, ...]:
        """Return the passage that ends at an offset; a loop has none."""
        return (_Place(self.condition, self.otherwise, self.start, end),) if self.tag == "if" else ()


def _excerpt(passage: str) -> str:
    words = " ".join(_TAG.sub(" ", passage).split())
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rstrip()}…"
