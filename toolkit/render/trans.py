"""Translatable text: `{% trans %}` as the plain statements it stands for, so that its words keep their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateAssertionError
from jinja2.ext import Extension
from jinja2.parser import Parser

from toolkit.render.written import Runs, Written, cut, hull, joined, runs_of, transformed

_LINE_BREAK = re.compile(r"\s*\n\s*")
Body = list[nodes.Expr]


class TranslatableText(Extension):
    """Parses `{% trans %}` with `{% pluralize %}`: the text as it is written, for there are no translations."""

    tags = {"trans"}  # noqa: RUF012 (Jinja's own attribute)

    def parse(self, parser: Parser) -> nodes.Node:
        """Return a `with` for the variables, around the text or around a choice between singular and plural."""
        line = next(parser.stream).lineno
        parser.stream.next_if("string")
        given, trimmed = _given(parser)
        parser.stream.expect("block_end")
        singular = _text(parser)
        counted = next(iter(given), next((node.name for node in singular if isinstance(node, nodes.Name)), None))
        plural: Body | None = None
        if parser.stream.current.test("name:pluralize"):
            next(parser.stream)
            if parser.stream.current.type != "block_end":
                counted = parser.stream.expect("name").value
                if counted not in given:
                    parser.fail(
                        f"unknown variable {counted!r} for pluralization", line, exc=TemplateAssertionError
                    )
            parser.stream.expect("block_end")
            plural = _text(parser)
        next(parser.stream)
        if self.environment.policies["ext.i18n.trimmed"] if trimmed is None else trimmed:
            singular, plural = _trimmed(singular), None if plural is None else _trimmed(plural)
        return self._statement(parser, given, counted, (singular, plural), line)

    def _statement(
        self,
        parser: Parser,
        given: dict[str, nodes.Expr],
        counted: str | None,
        texts: tuple[Body, Body | None],
        line: int,
    ) -> nodes.Node:
        singular, plural = texts
        body: list[nodes.Node] = [nodes.Output(singular)]
        if plural is not None:
            if counted is None:
                parser.fail("pluralize without variables", line)
            if "num" not in given and any(isinstance(node, nodes.Name) and node.name == "num" for node in plural):
                given = {**given, "num": given.get(counted, nodes.Name(counted, "load"))}
            one = nodes.Compare(nodes.Name(counted, "load"), [nodes.Operand("eq", nodes.Const(1))])
            body = [nodes.If(one, body, [], [nodes.Output(plural)])]
        if not given:
            return body[0].set_lineno(line)
        targets: list[nodes.Expr] = [nodes.Name(name, "param") for name in given]
        return nodes.With(targets, list(given.values()), body).set_lineno(line)


def _given(parser: Parser) -> tuple[dict[str, nodes.Expr], bool | None]:
    """Return the variables that a `trans` tag names, and whether it asks for trimmed text."""
    given: dict[str, nodes.Expr] = {}
    trimmed: bool | None = None
    while parser.stream.current.type != "block_end":
        if given:
            parser.stream.expect("comma")
        if parser.stream.skip_if("colon"):
            break
        token = parser.stream.expect("name")
        if token.value in given:
            parser.fail(
                f"translatable variable {token.value!r} defined twice.", token.lineno, exc=TemplateAssertionError
            )
        if parser.stream.skip_if("assign"):
            given[token.value] = parser.parse_expression()
        elif trimmed is None and token.value in ("trimmed", "notrimmed"):
            trimmed = token.value == "trimmed"
        else:
            given[token.value] = nodes.Name(token.value, "load", lineno=token.lineno)
    return given, trimmed


def _text(parser: Parser) -> Body:
    """Parse up to the tag that ends or divides the text; only plain variables may stand in it."""
    body: Body = []
    while True:
        token: Any = parser.stream.current
        if token.type == "data":
            body.append(nodes.TemplateData(token.value, lineno=token.lineno))
            next(parser.stream)
        elif token.type == "variable_begin":
            next(parser.stream)
            body.append(nodes.Name(parser.stream.expect("name").value, "load", lineno=token.lineno))
            end: Any = parser.stream.expect("variable_end")
            body[-1].span = parser.origins.span(token.start, end.end)  # type: ignore[attr-defined]
        elif token.type == "block_begin":
            next(parser.stream)
            if parser.stream.current.test_any("name:endtrans", "name:pluralize"):
                return body
            parser.fail(
                "control structures in translatable sections are not allowed; saw"
                f" `{parser.stream.current.value}`; close it with `endtrans`"
            )
        else:
            parser.fail("unclosed translation block")


def _trimmed(body: Body) -> Body:
    """Return the text without whitespace at its ends, and with each line break in it as one space."""
    last = len(body) - 1
    return [
        _folded(node, first=at == 0, last=at == last) if isinstance(node, nodes.TemplateData) else node
        for at, node in enumerate(body)
    ]


def _folded(node: nodes.TemplateData, *, first: bool, last: bool) -> nodes.TemplateData:
    data: Any = node.data
    start = len(data) - len(data.lstrip()) if first else 0
    end = len(data.rstrip()) if last else len(data)
    text = Written(str(data)[start:end], cut(runs_of(data) or (), start, max(start, end)))
    return nodes.TemplateData(joined(_lines(text)), lineno=node.lineno)


def _lines(text: Written) -> Iterable[str]:
    at = 0
    for found in _LINE_BREAK.finditer(text):
        yield text[at : found.start()]
        runs: Runs = cut(text.runs, found.start(), found.end())
        yield transformed(" ", runs) if hull(runs) else " "
        at = found.end()
    yield text[at:]
