"""Suppressions: `{# allow RULE: reason #}` comments in a template, and which findings each of them allows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.errors import did_you_mean
from toolkit.lint.finding import Finding
from toolkit.text import LineIndex, Span

_ALLOW = re.compile(
    r"\{#[-+]?\s*(?P<word>allow(?:-file)?)\s+(?P<rules>[^:#]*?)\s*(?::\s*(?P<reason>.*?))?\s*[-+]?#\}", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule allowed by one comment. `line` is the 1-based line it allows, None for the whole file.

    `fault` says why the comment allows nothing, and is empty where it does.
    """

    rule: str
    path: str
    line: int | None
    span: Span
    fault: str = ""

    def allows(self, finding: Finding) -> bool:
        """Tell whether this comment suppresses a finding of the same file."""
        if self.fault or finding.rule != self.rule:
            return False
        if self.line is None:
            return True
        place = finding.location
        return place is not None and place.start[0] <= self.line <= place.end[0]


def find_suppressions(source: str, path: str, rules: Collection[str]) -> tuple[Suppression, ...]:
    """Return the suppressions in a template's source; `rules` are the ids that may be named.

    A comment beside text allows its own line, one alone on its line the next line of text, `allow-file` the file.
    """
    if "allow" not in source:
        return ()
    index = LineIndex(source)
    tokens = tuple(_tokens(source))
    lines = _lines_of_text(tokens, index)
    found: list[Suppression] = []
    for kind, span in tokens:
        if kind == "comment" and (match := _ALLOW.fullmatch(span.of(source))):
            line = None if match["word"] == "allow-file" else _target(index.position(span.start)[0], lines)
            names = [name for name in re.split(r"[\s,]+", match["rules"]) if name] or [""]
            found += [Suppression(name, path, line, span, _fault(name, match["reason"], rules)) for name in names]
    return tuple(found)


def _fault(name: str, reason: str | None, rules: Collection[str]) -> str:
    if name not in rules:
        return f"there is no rule {name!r}. {did_you_mean(name, rules)}" if name else "it names no rule"
    return "" if reason else f"it gives no reason; write {{# allow {name}: why it is right here #}}"


def _tokens(source: str) -> Iterator[tuple[str, Span]]:
    """Yield the whole comments and the other pieces of a template, each with its span; nothing if it is broken."""
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


def _lines_of_text(tokens: tuple[tuple[str, Span], ...], index: LineIndex) -> list[int]:
    """Return the 1-based lines that hold words: literal text, or a string or name inside an expression."""
    lines: set[int] = set()
    for kind, span in tokens:
        if kind in ("data", "string", "variable_begin"):
            first = index.position(span.start)[0]
            pieces = span.of(index.text).split("\n")
            lines |= {first + offset for offset, piece in enumerate(pieces) if piece.strip()}
    return sorted(lines)


def _target(line: int, lines: list[int]) -> int:
    return next((candidate for candidate in lines if candidate >= line), line)
