"""What can be chosen about rendering, and what comes of rendering a template every way it can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.render.bounds import Bounds
from toolkit.render.message import RenderedMessage
from toolkit.text import Span

if TYPE_CHECKING:
    from toolkit.render.analysis import Use

_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class JinjaSettings:
    """Jinja's own settings of whitespace and delimiters, by its own names and with its own defaults."""

    trim_blocks: bool = False
    lstrip_blocks: bool = False
    keep_trailing_newline: bool = False
    block_start_string: str = "{%"
    block_end_string: str = "%}"
    variable_start_string: str = "{{"
    variable_end_string: str = "}}"
    comment_start_string: str = "{#"
    comment_end_string: str = "#}"
    line_statement_prefix: str | None = None
    line_comment_prefix: str | None = None


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """How templates are rendered.

    `most_variants` is the number of renderings that are added to a template's samples to reach all of its words.
    `filters`, `tests` and `functions` name what the team's application provides besides Jinja's own; `values`
    gives stand-ins by variable, dotted where it is nested (`order.id`). `texts` holds what to read in place of
    included files, by their path as shown (line ends as line feeds).
    """

    bounds: Bounds = field(default_factory=Bounds)
    most_variants: int = 100
    filters: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    settings: JinjaSettings = field(default_factory=JinjaSettings)
    texts: Mapping[str, str] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True)
class RenderProblem:
    """Why a template, or a part of it, cannot be rendered. `line` is 1-based, in the file `path`."""

    path: str
    line: int
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A template rendered every way it can go.

    `unrendered` are the words that no rendering shows, by path and span; `sources` holds each path's text as read.
    `included` are the paths of the other files that it asked for, by name below its root, `missing` the names of
    those that are not there. `uses` tells where it uses variables from outside.
    """

    messages: tuple[RenderedMessage, ...]
    problems: tuple[RenderProblem, ...]
    unrendered: tuple[tuple[str, Span], ...]
    sources: Mapping[str, str]
    included: Mapping[str, str] = field(default_factory=lambda: _NONE)
    missing: frozenset[str] = frozenset()
    uses: tuple[Use, ...] = ()
