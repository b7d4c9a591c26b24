"""Jinja's filters, measured before they run, and with the runs of the texts that they work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import Any

from jinja2 import pass_environment, pass_eval_context
from jinja2.filters import FILTERS, do_capitalize, do_replace, do_title, do_wordwrap, make_attrgetter
from markupsafe import Markup

from toolkit.render.bounds import (
    BoundsError,
    check_printable,
    check_product,
    check_replace,
    check_size,
    check_width,
    meter,
)
from toolkit.render.derive import derived, join_texts, percent, recased, rewrapped, runs_in, stripped, with_runs
from toolkit.render.messages import Message, MessageMarkup, marked, pattern_of
from toolkit.render.written import escaped, joined, made, mark, runs_of

Filter = Callable[..., Any]

_NUMBERS_ARE_VALUES = frozenset(
    [
        "default",
        "d",
        "sum",
        "int",
        "float",
        "min",
        "max",
        "replace",
        "map",
        "select",
        "reject",
        "selectattr",
        "rejectattr",
        "attr",
        "list",
        "sort",
        "unique",
    ]
)
"""Filters whose numbers are values to choose or to compare, no widths."""
_IN_PRINT = frozenset(
    [
        "string",
        "pprint",
        "tojson",
        "e",
        "escape",
        "forceescape",
        "urlencode",
        "xmlattr",
        "upper",
        "lower",
        "title",
        "capitalize",
    ]
)
"""Filters that turn a whole list into text."""
_MOST_SUMMED = 1_000


def escape(value: object) -> Any:
    """Return a value as HTML: markup as it is, all else escaped."""
    runs = runs_of(value)
    if runs is None or isinstance(value, Markup):
        return mark(value) if isinstance(value, str) and runs is not None else FILTERS["escape"](value)
    return made(*escaped(str(value), runs), markup=True)


def _safe(value: object) -> Any:
    return marked(value) if isinstance(value, Message) else mark(value)


def _trim(value: object, chars: str | None = None) -> str:
    return stripped(value, chars)


def _format(value: str, *args: Any, **kwargs: Any) -> str:
    if args and kwargs:
        raise TypeError("can't handle positional and keyword arguments at the same time")
    pattern = pattern_of(value) if isinstance(value, str) else str(value)
    if isinstance(value, (Message, MessageMarkup)) and "%" not in pattern:
        return value  # a filter of the application's own, which fills braces
    return percent(pattern, kwargs or args)


@pass_eval_context
def _join(eval_ctx: Any, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    items: list[Any] = list(value)
    if attribute is not None:
        get = make_attrgetter(eval_ctx.environment, attribute)
        items = [get(item) for item in items]
    markup = eval_ctx.autoescape and any(hasattr(item, "__html__") for item in (d, *items))
    return join_texts(d if isinstance(d, str) else str(d), items, markup=markup)


def _indent(s: str, width: int | str = 4, first: bool = False, blank: bool = False) -> str:  # noqa: FBT001, FBT002
    text = with_runs(s)
    by = width if isinstance(width, str) else " " * width
    check_product(by, text.count("\n") + 1)
    markup, at = isinstance(text, Markup), 0
    pieces: list[str] = []
    for number, line in enumerate(f"{text}\n".splitlines(keepends=True)):
        pieces.append(Markup("\n") if number else "")
        length = len(line.splitlines()[0])
        if (blank or length) if number else first:
            pieces.append(mark(by) if markup else by)
        pieces.append(text[at : at + length])
        at += len(line)
    return joined(pieces, markup=markup)


@pass_eval_context
def _replace(eval_ctx: Any, s: str, old: str, new: str, count: int | None = None) -> str:
    check_replace(s, old, new)
    return do_replace(eval_ctx, s, old, new, count)


@pass_environment
def _wordwrap(environment: Any, s: str, *args: Any, **kwargs: Any) -> str:
    breaks = [value for value in (*args, *kwargs.values()) if isinstance(value, str)]
    for piece in breaks:
        check_product(piece, len(s))
    return rewrapped(s, str(do_wordwrap(environment, s, *args, **kwargs)))


@pass_environment
def _sum(environment: Any, iterable: Iterable[Any], attribute: str | int | None = None, start: Any = 0) -> Any:
    items = list(iterable)
    if not isinstance(start, (int, float)) and len(items) > _MOST_SUMMED:
        raise BoundsError(f"the template adds up more than {_MOST_SUMMED:,} lists")
    return FILTERS["sum"](environment, items, attribute, start)


_OWN: Mapping[str, Filter] = {
    "e": escape,
    "escape": escape,
    "safe": _safe,
    "trim": _trim,
    "format": _format,
    "join": _join,
    "sum": _sum,
    "indent": _indent,
    "replace": _replace,
    "wordwrap": _wordwrap,
    "upper": lambda value: recased(value, str.upper),
    "lower": lambda value: recased(value, str.lower),
    "capitalize": lambda value: recased(value, do_capitalize),
    "title": lambda value: recased(value, do_title),
}


@lru_cache(maxsize=1)
def bounded_filters() -> Mapping[str, Filter]:
    """Return Jinja's filters by name, each of them measured."""
    return {name: _measured(name, _OWN.get(name, function)) for name, function in FILTERS.items()}


def _measured(name: str, function: Filter) -> Filter:
    at = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        meter().step()
        value = args[at] if len(args) > at else None
        if name not in _NUMBERS_ARE_VALUES:
            check_width(*args[at + 1 :], *kwargs.values())
        if name in _IN_PRINT:
            check_printable(value)
        return check_size(derived(function(*args, **kwargs), runs_in(value)))

    return filtered
