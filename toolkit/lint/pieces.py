"""What a template's source is made of: literal text, comments and code, each with its span, as Jinja reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.text import LineIndex, Span

_TRANSLATED = frozenset(("trans", "endtrans"))


def pieces(source: str) -> Iterator[tuple[str, Span]]:
    """Yield the whole comments and the other tokens of a template, each with its span, as far as it is whole."""
    from jinja2 import Environment, TemplateSyntaxError  # noqa: PLC0415 - finished messages are linted without it

    lexer = Environment(keep_trailing_newline=True)  # noqa: S701 - it reads tokens and renders nothing
    at, comment = 0, -1
    try:
        for _, kind, raw in lexer.lex(source):
            while not source.startswith(raw, at):
                at += 1
            start, at = at, at + len(raw)
            if kind == "comment_begin":
                comment = start
            elif kind == "comment_end" and comment >= 0:
                yield "comment", Span(comment, start + len(raw.rstrip()))
            elif kind != "comment":
                yield kind, Span(start, at)
    except TemplateSyntaxError:
        return


def lines_of_text(tokens: tuple[tuple[str, Span], ...], index: LineIndex) -> list[int]:
    """Return the 1-based lines that hold words: literal text, or a string or name inside an expression."""
    lines: set[int] = set()
    for kind, span in tokens:
        if kind in ("data", "string", "variable_begin"):
            first = index.position(span.start)[0]
            parts = span.of(index.text).split("\n")
            lines |= {first + offset for offset, part in enumerate(parts) if part.strip()}
    return sorted(lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where in a source the writer's literal text stands, and where code, comments and raw blocks do."""

    literal: tuple[Span, ...]
    closed: tuple[Span, ...]

    def is_literal(self, span: Span) -> bool:
        """Tell whether a span is literal text through and through, and no text to translate: that is a key too."""
        return any(found.start <= span.start and span.end <= found.end for found in self.literal)

    def is_open(self, offset: int) -> bool:
        """Tell whether a comment can stand at an offset: in or beside text, not within anything else."""
        return not any(found.start < offset < found.end for found in self.closed)


def layout(source: str) -> Layout:
    """Return the layout of a template's source (line ends as line feeds)."""
    literal: list[Span] = []
    closed: list[Span] = []
    opened, word, translated, last = -1, "", False, 0
    for kind, span in pieces(source):
        last = span.end
        if kind == "comment":
            closed.append(span)
        elif kind == "data":
            if not translated:
                literal.append(span)
        elif kind.endswith("_begin"):
            opened, word = span.start, ""
        elif kind.endswith("_end"):
            end = span.start + len(span.of(source).rstrip())
            closed.append(Span(min(max(opened, 0), end), end))
            if kind == "block_end" and word in _TRANSLATED:
                translated = word == "trans"
        elif kind == "name":
            word = word or span.of(source)
    closed.append(Span(last, len(source)))
    return Layout(tuple(literal), tuple(closed))
