"""The gist of a template: what is kept of its rendering for comparing it with the other templates of a library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.library import Template
from toolkit.render import Origin, RenderedMessage, Rendering, Segment
from toolkit.text import Span

DATA = "_"
"""What stands for a stretch of data among the words."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Name:
    """A variable from outside: its dotted path, and the file and 1-based line where that file first uses it."""

    variable: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Gist:
    """The variables that a template uses, and the words of its own that its first sample shows.

    `words` are in lower case with single spaces, `_` in place of data; those of other files are left out.
    `start` is where in the template's source the first line of them stands, None where there are none.
    """

    names: tuple[Name, ...] = ()
    words: str = ""
    start: Span | None = None


def gist_of(template: Template, rendering: Rendering) -> Gist:
    """Return the gist of a template that was rendered every way it can go."""
    lines: dict[tuple[str, str], int] = {}
    for use in rendering.uses:
        if not use.called:
            key = use.variable, use.path
            lines[key] = min(use.line, lines.get(key, use.line))
    names = tuple(Name(*key, line) for key, line in lines.items())
    if not rendering.messages:
        return Gist(names)
    message = rendering.messages[0]
    own = [part for part in message.body.segments if part.path == template.path]
    return Gist(names, " ".join(_words(message, own)), _start(message, own))


def _words(message: RenderedMessage, segments: Iterable[Segment]) -> Iterable[str]:
    for segment in segments:
        if segment.origin is Origin.FILLED:
            yield DATA
        else:
            yield from _WORD.findall(segment.span.of(message.body.text).lower())


def _start(message: RenderedMessage, segments: Iterable[Segment]) -> Span | None:
    for segment in segments:
        text = segment.span.of(message.body.text)
        if segment.origin is Origin.LITERAL and (found := _LINE.search(text)) and _WORD.search(found[0]):
            by = segment.source.start
            return Span(by + found.start(), by + found.start() + len(found[0].rstrip()))
    return None
