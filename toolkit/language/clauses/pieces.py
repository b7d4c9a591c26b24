"""Cuts a sentence into pieces: what stands between marks, joining words and the words that open a clause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from toolkit.language.lexicon import Lexicon

AND, BUT, COMMA = "and", "but", ","


class Piece(NamedTuple):
    """Words `first` up to `last`; `opener` opens it as a clause, `link` joins it to what stands before."""

    first: int
    last: int
    opener: str
    link: str


class _Cut(NamedTuple):
    """Where a piece ends and the next begins."""

    end: int
    first: int
    opener: str = ""
    link: str = ""


def pieces(words: Sequence[str], lexicon: Lexicon) -> list[Piece]:
    """Return the pieces of a sentence in order; marks and the words that open or join are left out."""
    found: list[Piece] = []
    first, opener, link, at = 0, "", "", 0
    cutting = lexicon["cutting"]
    while at < len(words):
        cut = _cut(words, at, opens=at == first and not opener, lexicon=lexicon) if words[at] in cutting else None
        if cut is None:
            at += 1
            continue
        if cut.end > first:
            found.append(Piece(first, cut.end, opener, link))
        first, opener, link = cut.first, cut.opener, cut.link
        at = first
    if len(words) > first:
        found.append(Piece(first, len(words), opener, link))
    return found


def _cut(words: Sequence[str], at: int, *, opens: bool, lexicon: Lexicon) -> _Cut | None:
    """Return the cut that word `at` makes, if any; `opens` tells that a piece begins with it."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word == ":" and after.isdigit() and words[at - 1 : at] and words[at - 1].isdigit():
        return None
    if word in lexicon["breaks"]:
        return _Cut(at, at + 1, link=COMMA if word == "," else "")
    if word == "as":
        return _as(words, at)
    if word == "the" and after in lexicon["instants"] and at + 2 < len(words):
        begins = any(
            words[at + 2] in lexicon[name] for name in ("pronouns", "we_alone", "you_alone", "determiner")
        )
        return _Cut(at, at + 2, "the moment") if begins else None
    if word == "so" and after == "that":
        return _Cut(at, at + 2, "so that")
    if word in lexicon["joining"] or word in lexicon["contrasting"]:
        return _Cut(at, at + 1, link=AND if word in lexicon["joining"] else BUT)
    if word == "that" and opens and (after in lexicon["helpers"] or after == "not"):
        return None
    if word == "case" and words[at - 1 : at] != ("in",):
        return None
    return _Cut(at, at + 1, word) if word in lexicon["openers"] else None


def _as(words: Sequence[str], at: int) -> _Cut:
    """Return the cut that "as" makes: "as soon as" opens a clause, unless a mere wish for haste follows."""
    if words[at + 2 : at + 3] == ("as",):
        length = _haste(words, at + 3)
        if length:
            return _Cut(at, at + 3 + length)
        if words[at + 1] == "soon":
            return _Cut(at, at + 3, "as soon as")
    return _Cut(at, at + 1, "as")


def _haste(words: Sequence[str], at: int) -> int:
    """Return how many words at `at` end "as soon as …" as a mere wish for haste, so that no clause follows."""
    after = words[at : at + 3]
    if after[:1] in (("possible",), ("practicable",)):
        return 1
    if after[:1] in (("may",), ("humanly",), ("is",)) or after[1:2] in (("can",), ("could",)):
        return 2
    return 3 if after[1:2] == ("possibly",) else 0
