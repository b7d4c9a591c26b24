"""Which of the writer's words have been shown by any rendering, and which still wait for one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from toolkit.render.analysis import Piece
from toolkit.render.message import Origin
from toolkit.render.written import runs_of

Stretch = tuple[str, int, int]
"""A path, and the start and end of a span in it."""


class Coverage:
    """The pieces of a template, and which of them have been shown."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.pieces = tuple(pieces)
        self._shown: set[int] = set()
        self._by_path: dict[str, list[Piece]] = {}
        for piece in sorted(self.pieces, key=lambda one: one.span):
            self._by_path.setdefault(piece.path, []).append(piece)
        self._starts = {path: [one.span.start for one in found] for path, found in self._by_path.items()}

    def show(self, stretches: Iterable[Stretch]) -> None:
        """Note what a rendering shows."""
        self._shown.update(id(piece) for stretch in stretches for piece in self._within(stretch))

    def has(self, piece: Piece) -> bool:
        """Tell whether a piece has been shown."""
        return id(piece) in self._shown

    def missing(self) -> Iterator[Piece]:
        """Yield the pieces that have not been shown, as it is when each is asked for."""
        return (piece for piece in self.pieces if not self.has(piece))

    def _within(self, stretch: Stretch) -> Iterator[Piece]:
        path, start, end = stretch
        here = self._by_path.get(path, [])
        at = bisect_left(self._starts.get(path, []), end)
        while at > 0 and here[at - 1].span.end > start:
            at -= 1
            yield here[at]


def stretches_of(texts: Iterable[str]) -> set[Stretch]:
    """Return the stretches of the writer's words that texts show."""
    runs = (run for text in texts for run in runs_of(text) or ())
    return {(run.path, run.start, run.end) for run in runs if run.origin is not Origin.FILLED}


def shows(stretches: Iterable[Stretch], piece: Piece) -> bool:
    """Tell whether a piece is among the stretches."""
    return any(
        path == piece.path and start < piece.span.end and piece.span.start < end for path, start, end in stretches
    )
