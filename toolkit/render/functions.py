"""The functions that a template may call besides Jinja's own: translation, and counting within bounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2.sandbox import MAX_RANGE
from jinja2.utils import generate_lorem_ipsum

from toolkit.render.bounds import MAX_WIDTH, BoundsError
from toolkit.render.derive import percent


def _translated(text: Any, *args: Any, **values: Any) -> Any:  # noqa: ARG001
    """Return a message as it is written, for there are no translations; values are put into it."""
    return percent(text, values) if values else text


def _translated_in(_context: Any, text: Any, **values: Any) -> Any:
    return _translated(text, **values)


def _counted(singular: Any, plural: Any, n: Any, **values: Any) -> Any:
    return _translated(singular if n == 1 else plural, **({"num": n, **values} if values else {}))


def _counted_in(_context: Any, singular: Any, plural: Any, n: Any, **values: Any) -> Any:
    return _counted(singular, plural, n, **values)


def _words(n: int = 5, html: bool = True, min: int = 20, max: int = 100) -> Any:  # noqa: A002, FBT001, FBT002
    if not 0 <= n * max <= MAX_WIDTH:
        raise BoundsError("the template asks for too many words")
    return generate_lorem_ipsum(n, html, min, max)


def _range(*given: int) -> range:
    numbers = range(*given)
    if len(numbers) > MAX_RANGE:
        raise BoundsError(f"the template counts through more than {MAX_RANGE:,} numbers")
    return numbers


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "_": _translated,
    "gettext": _translated,
    "ngettext": _counted,
    "pgettext": _translated_in,
    "npgettext": _counted_in,
    "lipsum": _words,
    "range": _range,
}
"""Functions that a template may call besides Jinja's own."""
