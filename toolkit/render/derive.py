"""What becomes of a text's runs when a template works on it: formatting, joining, stripping, changes of case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from string import Formatter
from typing import Any

from markupsafe import Markup

from toolkit.render.bounds import check_width
from toolkit.render.message import Origin
from toolkit.render.written import Run, Runs, cut, is_written, joined, made, mark, runs_of, transformed, unplaced

_DIRECTIVE = re.compile(
    r"%(?:\((?P<key>[^()]*)\))?(?P<flags>[#0\- +]*)(?P<width>\*|\d+)?"
    r"(?:\.(?P<precision>\*|\d*))?[hlL]?(?P<sort>.)",
    re.DOTALL,
)
_NUMBER = re.compile(r"\d+")


def runs_in(value: object) -> Runs:
    """Return the runs of a text, or of the texts in a list."""
    if isinstance(value, (list, tuple)):
        return tuple(run for item in value for run in runs_of(item) or ())
    return runs_of(value) or ()


def derived(result: Any, runs: Runs) -> Any:
    """Return what a filter or method made of a text; made from the writer's words, it still is the writer's."""
    if not is_written(runs):
        return result
    if isinstance(result, str):
        own = runs_of(result)
        if own is None or not is_written(own):
            return transformed(str(result), runs, markup=isinstance(result, Markup))
    elif type(result) in (list, tuple):
        return type(result)(derived(item, runs) if isinstance(item, str) else item for item in result)
    return result


def with_runs(value: object) -> str:
    """Return a value as text with runs."""
    text = value if isinstance(value, str) else str(value)
    return text if runs_of(text) is not None else made(text, unplaced(len(text)), markup=isinstance(value, Markup))


def recased(value: object, change: Callable[[str], str]) -> str:
    """Return a text in another case; where no letter becomes two, each run keeps its place."""
    text = with_runs(value)
    plain, runs = change(str(text)), runs_of(text) or ()
    markup = isinstance(text, Markup)
    if len(plain) != len(text):
        return transformed(plain, runs, markup=markup)
    return made(plain, tuple(_recased(str(text), plain, runs)), markup=markup)


def _recased(before: str, after: str, runs: Runs) -> Iterator[Run]:
    at = 0
    for run in runs:
        end = at + run.length
        changed = run.origin is Origin.LITERAL and before[at:end] != after[at:end]
        yield run._replace(origin=Origin.TRANSFORMED) if changed else run
        at = end


def stripped(value: object, characters: str | None = None, *, left: bool = True, right: bool = True) -> str:
    """Return a text without the given characters (by default whitespace) at its ends."""
    text = with_runs(value)
    plain = str(text)
    start = len(plain) - len(plain.lstrip(characters)) if left else 0
    end = len(plain.rstrip(characters)) if right else len(plain)
    return made(
        plain[start : max(start, end)],
        cut(runs_of(text) or (), start, max(start, end)),
        markup=isinstance(text, Markup),
    )


def rewrapped(value: object, after: str) -> str:
    """Return `after`, which is a text with other whitespace; each of its words keeps its place."""
    text = with_runs(value)
    before, runs, markup = str(text), runs_of(text) or (), isinstance(text, Markup)
    if before.split() != after.split() and "".join(before.split()) != "".join(after.split()):
        return transformed(after, runs, markup=markup)
    found: list[Run] = []
    start = at = 0
    for letter in after:
        if at < len(before) and letter == before[at]:
            at += 1
            continue
        found += cut(runs, start, at)
        is_space = letter.isspace()
        found += unplaced(int(is_space))
        while at < len(before) and before[at].isspace():
            at += 1
        start = at
        at += not is_space
    return made(after, (*found, *cut(runs, start, at)), markup=markup)


def join_texts(separator: object, items: Iterable[object], *, markup: bool = False) -> str:
    """Return the items with the separator between them."""
    pieces = (piece for number, item in enumerate(items) for piece in ((separator, item) if number else (item,)))
    return joined(pieces, markup=markup)


def percent(pattern: str, values: Any) -> str:
    """Return what `pattern % values` gives, each part of it with its own runs."""
    text = with_runs(pattern)
    found = list(_DIRECTIVE.finditer(str(text)))
    for directive in found:
        check_width(*(int(size) for size in directive.group("width", "precision") if size and size != "*"))
        if "*" in directive.group("width", "precision"):
            check_width(*(values if isinstance(values, tuple) else (values,)))
    markup = isinstance(text, Markup)
    pieces = _percent_pieces(text, found, values)
    if pieces is None:
        return transformed(str(text % values), runs_of(text) or ())
    return joined(pieces, markup=markup)


def _percent_pieces(text: str, found: list[re.Match[str]], values: Any) -> list[object] | None:
    """Return the pieces of a formatted text, None where the pattern is one for Python alone to judge."""
    named = isinstance(values, Mapping)
    given = list(values) if isinstance(values, tuple) else [values]
    pieces: list[object] = []
    at = used = 0
    for directive in found:
        pieces.append(text[at : directive.start()])
        at = directive.end()
        if directive["sort"] == "%":
            pieces.append(transformed("%", runs_of(text[directive.start() : at]) or (), markup=True))
            continue
        if "*" in directive.group("width", "precision") or named is (directive["key"] is None):
            return None
        if (named and directive["key"] not in values) or (not named and used >= len(given)):
            return None
        value = values[directive["key"]] if named else given[used]
        used += 1
        pieces.append(_formatted(directive, value, markup=isinstance(text, Markup)))
    if not named and used != len(given):
        return None
    pieces.append(text[at:])
    return pieces


def _formatted(directive: re.Match[str], value: Any, *, markup: bool) -> object:
    bare = not directive["flags"] and directive["width"] is None and directive["precision"] is None
    if directive["sort"] == "s" and bare:
        return value
    pattern = directive[0] if directive["key"] is None else directive[0].replace(f"({directive['key']})", "", 1)
    text = str((mark(pattern) if markup else pattern) % (value,))
    return derived(made(text, unplaced(len(text)), markup=markup), runs_in(value))


def braces(pattern: str, formatter: Formatter, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
    """Return what `pattern.format(…)` gives, each part of it with its own runs."""
    text = with_runs(pattern)
    plain, markup = str(text), isinstance(text, Markup)
    pieces: list[object] = []
    at = automatic = 0
    for literal, field, spec, conversion in formatter.parse(plain):
        pieces.append(text[at : at + len(literal)])
        at += len(literal)
        if field is None:
            at += plain[at : at + 1] in ("{", "}")
            continue
        end = _field_end(plain, at)
        name = field
        if not field or field[0] in ".[":
            name, automatic = f"{automatic}{field}", automatic + 1
        if "{" in (spec or ""):
            return transformed(formatter.vformat(plain, args, kwargs), runs_of(text) or (), markup=markup)
        value, _ = formatter.get_field(name, args, kwargs)
        if spec or conversion:
            check_width(*map(int, _NUMBER.findall(spec or "")))
            shown = formatter.format_field(formatter.convert_field(value, conversion), spec or "")
            value = derived(shown, runs_in(value))
        pieces.append(value)
        at = end
    return joined(pieces, markup=markup)


def _field_end(text: str, at: int) -> int:
    """Return where the field that opens at `at` closes."""
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return place + 1
    return len(text)
