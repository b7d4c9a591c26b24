"""What is known of a library that is linted whole, besides its templates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolkit.library import Part


@dataclass(frozen=True, slots=True)
class Whole:
    """A library of which all templates are linted in one run; `parts` are its shared parts, used or not."""

    parts: tuple[Part, ...] = ()

    def unread(self, paths: Collection[str]) -> Mapping[str, str]:
        """Return the sources of the parts that are not among the paths read, by their own."""
        return {part.path: part.source for part in self.parts if part.path not in paths}
