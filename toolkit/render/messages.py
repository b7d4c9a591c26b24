"""Messages to translate: their format fields filled with what they are given, else with what could stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from string import Formatter
from typing import Any, Self

from jinja2 import UndefinedError
from markupsafe import Markup

from toolkit.render.derive import braces, percent, with_runs
from toolkit.render.plausible import plausible, words_of
from toolkit.render.written import Runs, Written, WrittenMarkup, joined, runs_of

_FIELD = re.compile(
    r"\{\{|\}\}"
    r"|%\((?P<key>\w+)\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]"
    r"|%(?P<sort>[sdifr])(?![A-Za-z0-9])"
    r"|\{(?P<name>[A-Za-z_]\w*|\d*)(?:[.\[][^{}!:]*)?(?:![rsa])?(?::[^{}]*)?\}"
)
_EDGES = frozenset(("start", "begin", "open", "end", "close"))
_TAGS = frozenset(("a", "b", "i", "em", "strong", "bold", "italic", "link", "tag", "span", "anchor"))
_UNNAMED = "detail"

FormatterOf = Callable[[str], Formatter]
"""Returns the formatter that fits a text: one that escapes for markup."""


class Message(Written):
    """A translated text whose fields are filled as could be; `pattern` is what a format fills instead."""

    __slots__ = ("pattern",)
    pattern: str

    @classmethod
    def of(cls, text: str, pattern: str) -> Self:
        """Return `text`, with runs, as what `pattern` could read."""
        made = cls(str(text), _runs(text))
        made.pattern = pattern
        return made


class MessageMarkup(WrittenMarkup):
    """The same for text that is HTML already."""

    __slots__ = ("pattern",)
    pattern: str

    @classmethod
    def of(cls, text: str, pattern: str) -> Self:
        """Return `text`, with runs, as what `pattern` could read."""
        made = cls(text)
        made.pattern = pattern
        return made


def _runs(text: str) -> Runs:
    return runs_of(text) or ()


def pattern_of(text: str) -> str:
    """Return what a format fills: a message's own text with its fields, any other text as it is."""
    return text.pattern if isinstance(text, (Message, MessageMarkup)) else text


def marked(text: Message) -> MessageMarkup:
    """Return a message as markup."""
    return MessageMarkup.of(WrittenMarkup(text), WrittenMarkup(text.pattern))


def message(
    text: str, args: tuple[Any, ...], values: Mapping[str, Any], formatter_of: FormatterOf, *, final: bool
) -> str:
    """Return a text to translate, its fields `{name}`, `{0}`, `%(name)s` and `%s` filled.

    Unless it is `final`, a format may still fill them with values of its own.
    """
    pattern = with_runs(text)
    markup = isinstance(pattern, Markup)
    filled = joined(_pieces(pattern, args, values, formatter_of(pattern)), markup=markup)
    if final or str(filled) == str(pattern):
        return filled
    return (MessageMarkup if markup else Message).of(filled, pattern)


def translators(formatter_of: FormatterOf) -> Mapping[str, Callable[..., Any]]:
    """Return the functions that translate, for templates whose application fills messages in a way of its own."""

    def translated(text: Any, *args: Any, **values: Any) -> Any:
        if not isinstance(text, str):
            return text
        return message(text, args, values, formatter_of, final=bool(args or values))

    def counted(singular: Any, plural: Any, n: Any, *args: Any, **values: Any) -> Any:
        text = singular if n == 1 else plural
        if not isinstance(text, str):
            return text
        known = {"num": n, "n": n, **values}
        return message(text, args or (n,), known, formatter_of, final=bool(args or values))

    return {
        "_": translated,
        "gettext": translated,
        "ngettext": counted,
        "pgettext": lambda _context, *args, **values: translated(*args, **values),
        "npgettext": lambda _context, *args, **values: counted(*args, **values),
    }


def _pieces(text: str, args: tuple[Any, ...], values: Mapping[str, Any], formatter: Formatter) -> Iterator[object]:
    at = used = 0
    for field in _FIELD.finditer(str(text)):
        if field["key"] is field["sort"] is field["name"] is None:
            continue
        yield text[at : field.start()]
        at = field.end()
        named = field["key"] or field["name"]
        if named and not named.isdigit():
            yield _value(text[field.start() : at], (), values, formatter) if named in values else stand_in(named)
            continue
        number = int(named) if named else used
        used += not named
        given = args[number : number + 1] if not named else args
        known = number < len(args)
        yield _value(text[field.start() : at], given, values, formatter) if known else _UNNAMED
    yield text[at:]


def _value(field: str, args: tuple[Any, ...], values: Mapping[str, Any], formatter: Formatter) -> str:
    """Return what one field reads; a value that does not fit its format stands as it is."""
    try:
        return percent(field, args or values) if field.startswith("%") else braces(field, formatter, args, values)
    except (AttributeError, LookupError, TypeError, UndefinedError, ValueError):
        return _UNNAMED


def stand_in(name: str) -> str:
    """Return what could stand for a field of that name or number; nothing for the tags of a link."""
    words = words_of(name)
    if len(words) > 1 and _EDGES.intersection(words) and _TAGS.intersection(words):
        return ""
    return _UNNAMED if name.isdigit() else plausible(name)
