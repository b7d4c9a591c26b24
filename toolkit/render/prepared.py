"""A file's tree as it is to be compiled, and what it compiles to; shared parts are kept between templates."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from types import CodeType

from jinja2 import nodes

from toolkit.render.tree import Nodes, nodes_in

_KEPT = 256
"""Shared parts that are kept for the next template that uses them."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The code of a file, and the constants that it asks for by number."""

    code: CodeType
    pieces: Mapping[int, str]


@dataclass(slots=True, eq=False)
class Prepared:
    """A file's tree, which nobody changes any more, and its code once it has been compiled.

    `every` are the nodes as they were parsed, `unknown_tags` the tags left out of them, with their lines.
    """

    tree: nodes.Template
    every: Nodes
    unknown_tags: list[tuple[str, int]] = field(default_factory=list)
    compiled: Compiled | None = None

    @classmethod
    def of(cls, tree: nodes.Template) -> Prepared:
        """Return a tree of which all is known."""
        return cls(tree, nodes_in(tree))


_parts: OrderedDict[Hashable, Prepared] = OrderedDict()
_lock = Lock()


def kept_part(key: Hashable, make: Callable[[], Prepared]) -> Prepared:
    """Return a shared part as prepared for another template, or anew where `key`, all it rests on, is new."""
    with _lock:
        found = _parts.get(key)
        if found is not None:
            _parts.move_to_end(key)
            return found
    made = make()
    with _lock:
        _parts[key] = made
        while len(_parts) > _KEPT:
            _parts.popitem(last=False)
    return made
