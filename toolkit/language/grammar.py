"""The little language of patterns: reads `we|i (am|are) sorry ... {condition}` into parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class PatternError(ValueError):
    """A pattern is not well formed, or names a word list that is not there."""


class Word(NamedTuple):
    """A word or mark as written; `inflected` stands for all its forms."""

    text: str
    inflected: bool = False


class Ending(NamedTuple):
    """Any word with this ending, or any word at all where it is empty."""

    text: str


class Listed(NamedTuple):
    """A phrase of the word list of this name."""

    name: str


class Gap(NamedTuple):
    """Up to `most` words between; `commas` tells whether a comma may be among them."""

    most: int
    commas: bool


class Number(NamedTuple):
    """A number in digits."""


class Edge(NamedTuple):
    """The start of a sentence, or its end (whatever marks close it)."""

    at_start: bool


class Mark(NamedTuple):
    """Where the underlined words begin or end."""

    opens: bool


class Series(NamedTuple):
    """One part after the other."""

    parts: tuple[Part, ...]


class Choice(NamedTuple):
    """One of several."""

    options: tuple[Part, ...]


class Maybe(NamedTuple):
    """A part that may be left out."""

    part: Part


class NotNext(NamedTuple):
    """What must not follow here."""

    part: Part


Part = Word | Ending | Listed | Gap | Number | Edge | Mark | Series | Choice | Maybe | NotNext

_PLAIN = re.compile(r"[a-z'-]+(?: [a-z'-]+)*")
_LEXEME = re.compile(
    r"(?P<space>\s+)|(?P<piece>«|»|\\[()]|!\(|\(|\)\??|\||\{[\w-]+\}\??|\.{3,4}|\.\.\d+|[^\s()|{}«»]+)"
)
_MARKS: dict[str, Part] = {
    "...": Gap(5, commas=False),
    "....": Gap(12, commas=True),
    "#": Number(),
    "^": Edge(at_start=True),
    "$": Edge(at_start=False),
}


def parse(text: str) -> Part:
    """Return the parts of a pattern; raises PatternError."""
    if _PLAIN.fullmatch(text):  # most entries of word lists; reading them so saves half the time of loading rules
        words = tuple(Word(word) for word in text.split(" "))
        return words[0] if len(words) == 1 else Series(words)
    reader = _Reader(_lexemes(text), text)
    try:
        part = reader.choice()
    except RecursionError:
        raise PatternError("a pattern has too many brackets within each other") from None
    if reader.peek() is not None:
        raise PatternError(f"unexpected {reader.peek()!r} in the pattern {text!r}")
    if isinstance(part, Series) and not part.parts:
        raise PatternError("the pattern is empty")
    return part


def grouped(text: str) -> str:
    """Return a pattern as it can stand between other parts: in brackets where it is a choice of several."""
    loose = " | " in text and " | " in _outer(_lexemes(text))
    return f"({text})" if loose else text


def _lexemes(text: str) -> list[str]:
    """Return the pieces of a pattern; ` | ` with spaces around it is told apart from a tight `|`."""
    pieces: list[str] = []
    at = 0
    spaced = True
    while at < len(text):
        found = _LEXEME.match(text, at)
        if found is None:
            raise PatternError(f"cannot read {text[at:]!r} in the pattern {text!r}")
        at = found.end()
        if found["space"]:
            spaced = True
            continue
        piece = found["piece"]
        loose = piece == "|" and spaced and text[at : at + 1].isspace()
        pieces.append(" | " if loose else piece)
        spaced = False
    return pieces


class _Reader:
    """A recursive descent through the pieces of one pattern."""

    def __init__(self, pieces: Sequence[str], text: str) -> None:
        self.pieces = pieces
        self.text = text
        self.at = 0

    def peek(self) -> str | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def next(self) -> str:
        self.at += 1
        return self.pieces[self.at - 1]

    def choice(self) -> Part:
        options = [self.sequence()]
        while self.peek() == " | ":
            self.next()
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def sequence(self) -> Part:
        parts = []
        while (piece := self.peek()) is not None and piece not in (" | ", ")", ")?"):
            parts.append(self.either())
        return parts[0] if len(parts) == 1 else Series(tuple(parts))

    def either(self) -> Part:
        """Read `a|b|c`, bound tightly; `a|b?` may be left out as a whole."""
        start = self.at
        options = [self.atom()]
        while self.peek() == "|":
            self.next()
            options.append(self.atom())
        if len(options) == 1:
            self._refuse_slip(self.pieces[start : self.at], options[0])
            return options[0]
        if isinstance(options[-1], Maybe):
            return Maybe(Choice((*options[:-1], options[-1].part)))
        return Choice(tuple(options))

    def _refuse_slip(self, pieces: Sequence[str], part: Part) -> None:
        """Refuse `(a|b c)`: it reads as `a|b` and then `c`, where its writer surely meant `a` or `b c`."""
        if pieces[0] == "(" and pieces[-1] == ")" and isinstance(part, Series) and "|" in _outer(pieces[1:-1]):
            raise PatternError(
                f"a tight | joins single words; write ' | ' with spaces, or leave the brackets out,"
                f" in {''.join(_spaced(pieces))!r} of the pattern {self.text!r}"
            )

    def atom(self) -> Part:
        piece = self.next() if self.peek() is not None else ""
        if piece in ("(", "!("):
            inner = self.choice()
            closing = self.next() if self.peek() is not None else ""
            if closing not in (")", ")?"):
                raise PatternError(f"a bracket is not closed in the pattern {self.text!r}")
            if piece == "!(":
                return NotNext(inner)
            return Maybe(inner) if closing == ")?" else inner
        if piece in ("«", "»"):
            return Mark(piece == "«")
        if len(piece) > 1 and piece.endswith("?"):
            return Maybe(_simple(piece[:-1], self.text))
        return _simple(piece, self.text)


def _outer(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the pieces that stand in no bracket."""
    depth = 0
    for piece in pieces:
        depth -= piece in (")", ")?")
        if depth == 0:
            yield piece
        depth += piece in ("(", "!(")


def _spaced(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the pieces with a space between those that were apart."""
    joined = True
    for piece in pieces:
        close = joined or piece in (")", ")?", "|", " | ")
        yield piece if close else f" {piece}"
        joined = piece in ("(", "!(", "|", " | ")


def _simple(piece: str, text: str) -> Part:
    if not piece or piece in ("|", " | ", ")", ")?"):
        raise PatternError(f"unexpected {piece.strip()!r} in the pattern {text!r}")
    if piece.startswith("{"):
        return Listed(piece[1:-1])
    if piece.startswith("..") and piece[2:].isdigit():
        return Gap(int(piece[2:]), commas=False)
    if piece in _MARKS:
        return _MARKS[piece]
    if piece.startswith("*"):
        return Ending(piece[1:])
    if piece.startswith("~") and len(piece) > 1:
        return Word(piece[1:], inflected=True)
    return Word(piece.removeprefix("\\"))


def listed(part: Part) -> Iterator[str]:
    """Yield the names of the word lists that a part uses."""
    match part:
        case Listed(name=name):
            yield name
        case Series(parts=parts) | Choice(options=parts):
            for one in parts:
                yield from listed(one)
        case Maybe(part=one) | NotNext(part=one):
            yield from listed(one)
