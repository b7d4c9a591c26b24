"""What is wished of a variable's value, and how several wishes for it go together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Want:
    """What one variable must be.

    `sort` is truthy, falsy, undefined, defined, equal (to `value`), other (than any of `values`), within (a number
    from the first of `values` to the second, None being no end), long (so many items) or holding (`value`).
    """

    sort: str
    value: Any = None
    values: tuple[Any, ...] = ()

    @property
    def number(self) -> Any:
        """The number that serves a wish for one within limits."""
        low, high = self.values
        return low if low is not None else high

    def admits(self, number: Any) -> bool:
        """Tell whether a number is within the limits."""
        low, high = self.values
        return (low is None or number >= low) and (high is None or number <= high)


TRUTHY, FALSY = Want("truthy"), Want("falsy")
UNDEFINED, DEFINED = Want("undefined"), Want("defined")

Wishes = Mapping[str, Want]
"""What each variable must be, by its path."""


def merge(first: Wishes, second: Wishes) -> Wishes | None:
    """Return wishes that fulfil both, None where they contradict each other."""
    merged = dict(first)
    for path, want in second.items():
        both = _both(merged[path], want) if path in merged else want
        if both is None:
            return None
        merged[path] = both
    return merged


def _both(first: Want, second: Want) -> Want | None:
    """Return the want that fulfils both."""
    if first == second:
        return first
    for one, two in ((first, second), (second, first)):
        combine = _COMBINED.get((one.sort, two.sort))
        if combine is not None:
            return combine(one, two)
    return None


def _narrowed(one: Want, two: Want) -> Want | None:
    lows = [want.values[0] for want in (one, two) if want.values[0] is not None]
    highs = [want.values[1] for want in (one, two) if want.values[1] is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else Want(one.sort, values=(low, high))


def _nonzero(_truthy: Want, two: Want) -> Want | None:
    return _narrowed(two, Want(two.sort, values=(1, None))) or (None if two.admits(0) else two)


def _none_of(one: Want, two: Want) -> Want | None:
    """Return a number within limits that is none of certain values."""
    start = two.number
    step = 1 if two.values[0] is not None else -1
    tried = (start + step * by for by in range(len(one.values) + 1))
    return next(
        (Want("equal", number) for number in tried if two.admits(number) and number not in one.values), None
    )


def _among(one: Want, two: Want) -> Want | None:
    number = isinstance(two.value, (int, float)) and not isinstance(two.value, bool)
    return two if number and one.admits(two.value) else None


_COMBINED: Mapping[tuple[str, str], Callable[[Want, Want], Want | None]] = {
    **{("defined", sort): lambda _, two: two for sort in ("truthy", "falsy", "equal", "other", "within", "long")},
    ("defined", "holding"): lambda _, two: two,
    ("truthy", "equal"): lambda _, two: two if two.value else None,
    ("truthy", "other"): lambda _, two: two,
    ("truthy", "holding"): lambda _, two: two,
    ("truthy", "within"): _nonzero,
    ("truthy", "long"): _nonzero,
    ("falsy", "equal"): lambda _, two: None if two.value else two,
    ("falsy", "undefined"): lambda _, two: two,
    ("falsy", "other"): lambda one, _: one,
    ("falsy", "within"): lambda _, two: Want("equal", 0) if two.admits(0) else None,
    ("falsy", "long"): lambda _, two: Want("long", values=(0, 0)) if two.admits(0) else None,
    ("other", "other"): lambda one, two: Want("other", values=tuple(dict.fromkeys((*one.values, *two.values)))),
    ("other", "equal"): lambda one, two: None if two.value in one.values else two,
    ("other", "within"): _none_of,
    ("within", "within"): _narrowed,
    ("within", "equal"): _among,
    ("long", "long"): _narrowed,
}
"""How two wishes for one variable go together, by their sorts; those that are not here contradict each other."""
