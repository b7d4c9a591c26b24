"""How words are compared: one spelling each, contractions taken apart, every piece with its place in the word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.language.tokens import Piece

_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_IZE = re.compile(r"(?<=\w\w\w)(i|y)z(?=(?:e|ed|es|er|ers|ing|ation|ations)$)")
_NT = re.compile(r"^(\w+)(n't)$")
_CLITIC = re.compile(r"^(.+?)('ll|'re|'ve|'m|'d|'s)$")
_EXPANDED = {"'ll": "will", "'re": "are", "'ve": "have", "'m": "am"}


@dataclass(frozen=True, slots=True)
class Normaliser:
    """Turns raw words into the pieces that patterns see. `spellings` gives whole words their usual spelling."""

    spellings: Mapping[str, str]

    def pieces(self, raw: str) -> tuple[Piece, ...]:
        """Return the pieces of a raw word: `Won’t` gives will, not; `apologize` gives apologise."""
        return tuple(self._pieces(raw))

    def words(self, raw: str) -> list[str]:
        """Return the pieces of a raw word without their places."""
        return [word for word, _, _ in self.pieces(raw)]

    def _pieces(self, raw: str) -> Iterable[Piece]:
        word = raw.lower().translate(_APOSTROPHES)
        if len(word) != len(raw):  # a letter whose lower case is two: no place within the word can be told
            return [(word, 0, len(raw))]
        usual = self.spellings.get(word)
        if usual is not None:
            return [(part, 0, len(raw)) for part in usual.split()]
        if found := _NT.match(word):
            at = found.end(1)
            return [*self._within(raw[:at], 0), ("not", at, len(raw))]
        if found := _CLITIC.match(word):
            at, clitic = found.end(1), found[2]
            return [*self._within(raw[:at], 0), (_EXPANDED.get(clitic, clitic), at, len(raw))]
        return [(_IZE.sub(r"\1s", word), 0, len(raw))]

    def _within(self, raw: str, start: int) -> list[Piece]:
        return [(word, start + begin, start + end) for word, begin, end in self.pieces(raw)]
