"""Runs the examples in rule files: each must be found just where it is marked, or left alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.checks import OptionError, Reported
from toolkit.checks.promised import Promised
from toolkit.errors import KindwordError
from toolkit.language import Prose, load_vocabulary
from toolkit.library import Part, is_apart, read_template
from toolkit.lint.run import lint
from toolkit.rules import LIBRARY_SORT, TEMPLATE_SORT, Example, Rule, Verdict
from toolkit.text import LineIndex, Location, Span

if TYPE_CHECKING:
    from toolkit.grammar import Engine

_MARK = re.compile("[«»]")
_PLACE = "example.j2"
_FILE = re.compile(r"^== (?P<name>\S+) ==\n", re.MULTILINE)
"""The line that begins each file in the example of a rule that compares templates."""


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what its rule file promises; `text` is the example, `reason` what differs."""

    rule: str
    path: Path
    verdict: Verdict
    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """How many examples of how many rules were checked, those that failed, and the rules left out, by id."""

    rules: int
    examples: int
    failures: tuple[ExampleFailure, ...]
    untested: tuple[str, ...] = ()


def check_examples(
    rules: Iterable[Rule], *, among: Iterable[Rule] = (), engine: Engine | None = None
) -> ExampleReport:
    """Return what became of every example of every rule.

    Rules that judge templates run beside `among` (by default `rules`), for what they find can hang on other rules.
    Those on grammar and spelling are left out where there is no `engine`.
    """
    every = tuple(rules)
    chosen = tuple(rule for rule in every if engine is not None or rule.sort != Reported.sort)
    beside = tuple(among) or every
    failures = tuple(
        ExampleFailure(rule.id, rule.path, example.verdict, example.number, _shown(example), reason)
        for rule in chosen
        for example in rule.examples
        if (reason := _difference(rule, example, beside, engine))
    )
    untested = tuple(rule.id for rule in every if rule not in chosen)
    return ExampleReport(len(chosen), sum(len(rule.examples) for rule in chosen), failures, untested)


def _difference(rule: Rule, example: Example, rules: tuple[Rule, ...], engine: Engine | None) -> str:
    """Return how an example departs from its verdict, an empty text where it does not."""
    try:
        text, marked = _unmarked(example)
        if rule.sort == Reported.sort:
            found = _found_in_template(rule, text, rules, engine)
        elif rule.check is not None:
            found = _found(rule, example)
        else:
            found = _FINDING[rule.sort](rule, text, rules)
    except KindwordError as error:
        return str(error)
    if example.verdict is Verdict.GOOD:
        return f"must be left alone, but underlines {_quoted(text, found)}" if found else ""
    if example.verdict is Verdict.KNOWN_FALSE_ALARM:
        return "" if found else "is left alone by now: move it to `good`"
    expected = marked or [None]
    as_marked = found == expected
    if example.verdict is Verdict.KNOWN_MISS:
        return "is found by now: move it to `bad`" if as_marked else ""
    if as_marked:
        return ""
    return f"must underline {_quoted(text, expected)}, but underlines {_quoted(text, found)}"


def _unmarked(example: Example) -> tuple[str, list[Span | None]]:
    """Return the joined subject and body without marks, and the spans that stood between them."""
    marked_text = example.body if example.subject is None else f"{example.subject}\n\n{example.body}"
    pieces, spans, start, at = [], [], None, 0
    length = 0
    for mark in _MARK.finditer(marked_text):
        pieces.append(marked_text[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if (mark[0] == "«") == (start is not None):
            raise KindwordError("must have its marks « and » in pairs")
        if start is None:
            start = length
        else:
            spans.append(Span(start, length))
            start = None
    if start is not None:
        raise KindwordError("must have its marks « and » in pairs")
    return "".join([*pieces, marked_text[at:]]), list(spans)


def _found(rule: Rule, example: Example) -> list[Span | None]:
    if rule.check is None:
        raise TypeError(f"{rule.id} judges templates")
    prose = Prose.of(
        _MARK.sub("", example.body),
        None if example.subject is None else _MARK.sub("", example.subject),
        kind=example.kind or min(rule.kinds, default="any"),
        channel=example.channel or min(rule.channels, default="email"),
        vocabulary=load_vocabulary(),
    )
    check = rule.check
    if example.promises:
        try:
            check = Promised.from_options({"promises": dict(example.promises)}, load_vocabulary())
        except OptionError as error:
            raise KindwordError(f"must promise what can be kept: {error.message}") from error
    return [match.span for match in check.matches(prose)]


def _found_in_template(
    rule: Rule, source: str, rules: tuple[Rule, ...], engine: Engine | None = None
) -> list[Span | None]:
    template = read_template(Path(_PLACE), Path(), _PLACE, source=source)
    result = lint(template, rules, engine=engine)
    if result.fault is not None:
        raise result.fault
    index = LineIndex(source)
    return [_span(index, found.location) for found in result.findings if found.rule == rule.id and found.location]


def _found_in_library(rule: Rule, text: str, rules: tuple[Rule, ...]) -> list[Span | None]:
    """Return where in an example of several files a rule finds something; raises KindwordError for one without."""
    from toolkit.lint.health import Whole  # noqa: PLC0415 - most rules compare nothing

    starts = list(_FILE.finditer(text))
    if not starts or starts[0].start() > 0:
        raise KindwordError("must begin each of its files with a line such as == late.j2 ==")
    ends = [start.start() for start in starts[1:]] + [len(text)]
    files = {start["name"]: Span(start.end(), end) for start, end in zip(starts, ends, strict=True)}
    parts = tuple(Part(name, name, span.of(text)) for name, span in files.items() if is_apart(Path(name)))
    templates = [
        read_template(Path(name), Path(), name, source=span.of(text))
        for name, span in files.items()
        if not is_apart(Path(name))
    ]
    found = [one for one in lint(templates, rules, whole=Whole(parts)).findings if one.rule == rule.id]
    return sorted(
        _span(LineIndex(files[one.path].of(text)), one.location).shift(files[one.path].start)
        for one in found
        if one.location
    ) + [None for one in found if one.location is None]


def _span(index: LineIndex, location: Location) -> Span:
    return Span(index.offset(location.start), index.offset(location.end))


_FINDING: Mapping[str, Callable[[Rule, str, tuple[Rule, ...]], list[Span | None]]] = {
    TEMPLATE_SORT: _found_in_template,
    LIBRARY_SORT: _found_in_library,
}
"""How what a rule finds that judges no prose is found in an example, by its sort."""


def _quoted(text: str, spans: list[Span | None]) -> str:
    return ", ".join("the whole message" if span is None else f"“{span.of(text)}”" for span in spans) or "nothing"


def _shown(example: Example) -> str:
    return example.body if example.subject is None else f"{example.subject} | {example.body}"
