"""Parsing with places: every piece of text, constant and construct of a tree knows its span in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jinja2 import nodes
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser

from toolkit.render.bounds import BoundsError, meter
from toolkit.render.message import Origin
from toolkit.render.written import Run, Written, joined
from toolkit.text import LineIndex, Span

if TYPE_CHECKING:
    from jinja2 import Environment

TAGS = frozenset(
    [
        "for",
        "if",
        "block",
        "extends",
        "print",
        "macro",
        "include",
        "from",
        "import",
        "set",
        "with",
        "autoescape",
        "call",
        "filter",
        "elif",
        "else",
        "endif",
        "endfor",
        "endblock",
        "endmacro",
        "endcall",
        "endfilter",
        "endset",
        "endwith",
        "endautoescape",
        "pluralize",
        "endtrans",
        "endraw",
    ]
)
"""Jinja's own tags; one that closes or divides another is a mistake where it is out of place, not unknown."""
_ESCAPE = re.compile(
    r"\\(?:\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|.)|[^\\]+", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a template's source stands: in the file `path`, whose whole text is `text`.

    `offsets` gives for each of the source's code points its place in that text (and for the end one more); None
    where the source is the whole file.
    """

    path: str
    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return where a stretch of the source stands in the file."""
        return Span(start, end) if self.offsets is None else Span(self.offsets[start], self.offsets[end])

    def line(self, number: int, source: str) -> int:
        """Return the file's line of line `number` of the source, both 1-based."""
        if self.offsets is None:
            return number
        start = LineIndex(source).offset((min(number, source.count("\n") + 1), 1))
        return LineIndex(self.text).position(self.offsets[start])[0]

    def runs(self, start: int, text: str) -> tuple[Run, ...]:
        """Return the runs of `text`, which stands in the source at `start` as it is."""
        if self.offsets is None:
            return (Run(len(text), self.path, start, start + len(text), Origin.LITERAL),) if text else ()
        found: list[Run] = []
        for at, character in enumerate(text, start):
            begins, ends = self.offsets[at], self.offsets[at + 1]
            literal = ends == begins + 1 and self.text[begins] == character
            last = found[-1] if found else None
            if literal and last is not None and last.origin is Origin.LITERAL and last.end == begins:
                found[-1] = last._replace(length=last.length + 1, end=ends)
            else:
                found.append(Run(1, self.path, begins, ends, Origin.LITERAL if literal else Origin.TRANSFORMED))
        return tuple(found)


class PlacedToken(Token):
    """A token that knows where it starts and ends in the source, whitespace that it swallows not counted."""

    start: int
    end: int


class PlacedStream(TokenStream):
    """A stream that remembers the token before the current one."""

    previous: Any = None

    def __next__(self) -> Token:
        self.previous = getattr(self, "current", None)
        return super().__next__()


def placed_tokens(environment: Environment, source: str, origins: Origins, filename: str) -> PlacedStream:
    """Return the tokens of a source with their places; text and strings carry their runs."""
    return PlacedStream(_tokens(environment, source, origins, filename), origins.path, filename)


def _tokens(environment: Environment, source: str, origins: Origins, filename: str) -> Iterator[Token]:
    place: list[tuple[int, str]] = [(0, "")]
    most = meter().bounds.tokens
    raw = environment.lexer.tokeniter(source, origins.path, filename)
    for count, token in enumerate(environment.lexer.wrap(_places(raw, source, place), origins.path, filename)):
        if count > most:
            raise BoundsError(f"the template has more than {most:,} pieces")
        start, text = place[0]
        placed = PlacedToken(token.lineno, token.type, _written(token, start, text, origins))
        placed.start, placed.end = start, start + len(text.rstrip())
        yield placed


def _places(
    raw: Iterator[tuple[int, str, str]], source: str, place: list[tuple[int, str]]
) -> Iterator[tuple[int, str, str]]:
    """Yield the raw tokens; `place` holds the start and text of the one at hand.

    Only whitespace is ever left out between two of them, before a tag that strips it.
    """
    at = 0
    for token in raw:
        while not source.startswith(token[2], at):
            if not source[at : at + 1].isspace():
                raise ValueError(f"the source's tokens leave a hole at {at}")
            at += 1
        place[0] = at, token[2]
        at += len(token[2])
        yield token


def _written(token: Token, start: int, text: str, origins: Origins) -> Any:
    if token.type == "data":
        return Written(token.value, origins.runs(start, text))
    return _string(token.value, start + 1, text[1:-1], origins) if token.type == "string" else token.value


def _string(value: str, start: int, inside: str, origins: Origins) -> Written:
    """Return a string constant: what is written out as it is stays literal, an escape stands for its character."""
    if value == inside:
        return Written(value, origins.runs(start, inside))
    texts: list[str] = []
    runs: list[Run] = []
    for found in _ESCAPE.finditer(inside):
        piece = found[0]
        if piece[0] == "\\":
            plain = piece.encode("ascii", "backslashreplace").decode("unicode-escape")
            span = origins.span(start + found.start(), start + found.end())
            runs += [Run(len(plain), origins.path, span.start, span.end, Origin.TRANSFORMED)] if plain else []
        else:
            plain = piece
            runs += origins.runs(start + found.start(), piece)
        texts.append(plain)
    if "".join(texts) != value:
        span = origins.span(start, start + len(inside))
        runs = [Run(len(value), origins.path, span.start, span.end, Origin.TRANSFORMED)]
    return Written(value, tuple(runs))


def span_of(node: nodes.Node) -> Span | None:
    """Return where a construct stands in its file: a whole `{{ … }}`, a block with its end, a piece of text."""
    return getattr(node, "span", None)


def give_span(node: nodes.Node, span: Span) -> None:
    """Let a node know its span."""
    node.span = span  # type: ignore[attr-defined]


class PlacingParser(Parser):
    """Jinja's parser; the nodes that can show in the output know their spans."""

    stream: PlacedStream

    def __init__(
        self, environment: Environment, source: str, origins: Origins, filename: str, *, lenient: bool = False
    ) -> None:
        super().__init__(environment, "", origins.path, filename)
        self.stream = placed_tokens(environment, source, origins, filename)
        self.origins = origins
        self.lenient = lenient
        self.unknown_tags: list[tuple[str, int]] = []

    def parse_primary(self, with_namespace: bool = False) -> nodes.Expr:  # noqa: FBT001, FBT002 (Jinja's signature)
        """Parse a name or literal; strings written side by side are one constant."""
        token = self.stream.current
        if token.type != "string":
            return super().parse_primary(with_namespace)
        parts = [token.value]
        next(self.stream)
        while self.stream.current.type == "string":
            parts.append(self.stream.current.value)
            next(self.stream)
        return nodes.Const(joined(parts) if len(parts) > 1 else parts[0], lineno=token.lineno)

    def parse_tuple(self, *args: Any, **kwargs: Any) -> nodes.Tuple | nodes.Expr:
        """Parse an expression; one that is printed knows the whole of its `{{ … }}`."""
        opening = self.stream.previous
        node = super().parse_tuple(*args, **kwargs)
        closing: Any = self.stream.current
        if opening is not None and opening.type == "variable_begin" and closing.type == "variable_end":
            give_span(node, self.origins.span(opening.start, closing.end))
        return node

    def parse_statement(self) -> nodes.Node | list[nodes.Node]:
        """Parse a statement, which knows its span from its first tag to its last."""
        if self.lenient and self._is_unknown(self.stream.current):
            return self._skip_tag()
        opening = self.stream.previous
        found = super().parse_statement()
        end = getattr(self.stream.current, "end", opening.end)
        for node in found if isinstance(found, list) else [found]:
            if span_of(node) is None:
                give_span(node, self.origins.span(opening.start, end))
        return found

    def _is_unknown(self, token: Token) -> bool:
        known = token.value in self.extensions or token.value in TAGS
        return token.type == "name" and not known

    def _skip_tag(self) -> list[nodes.Node]:
        """Leave a tag out that Jinja does not know, and remember its name and line."""
        self.unknown_tags.append((self.stream.current.value, self.stream.current.lineno))
        while self.stream.current.type not in ("block_end", "eof"):
            next(self.stream)
        return []
