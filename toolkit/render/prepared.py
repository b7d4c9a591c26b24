"""A file's tree as it is to be compiled, and what it compiles to; shared parts are kept between templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import CodeType

from jinja2 import nodes

from toolkit.render.tree import Nodes


@dataclass(frozen=True, slots=True)
class Compiled:
    """The code of a file, and the constants that it asks for by number."""

    code: CodeType
    pieces: Mapping[int, str]


@dataclass(slots=True, eq=False)
class Prepared:
    """A file's tree, which nobody changes any more, and its code once it has been compiled."""

    tree: nodes.Template
    compiled: Compiled | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file that several templates may use, as it was parsed.

    `every` are its nodes, `unknown_tags` the tags that were left out of them, with their lines.
    """

    prepared: Prepared
    every: Nodes
    unknown_tags: list[tuple[str, int]]
