"""How much a template may do: a meter of steps, text and time, and checks before whatever could not be stopped.

One step in C (`9**9**9`, `'x' * 10**9`, the text of a list nested forty times) cannot be interrupted, so it is
measured before it is taken.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import BuiltinMethodType
from typing import Any


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one rendering may take.

    `output` is in code points, `steps` counts rounds of loops and calls, `seconds` is wall-clock time, `tokens`
    are the pieces that one source file is read in.
    """

    output: int = 1_000_000
    steps: int = 200_000
    seconds: float = 5.0
    tokens: int = 20_000


class BoundsError(Exception):
    """A template that does more than it may; the message says what."""


MAX_WIDTH = 10_000
"""The largest number that may be given where a text is padded, repeated or cut to a length."""
_MAX_BITS = 128
"""Bits of the largest number that may be computed."""
_WEIGHT = 100_000
"""Values in a list, those in the lists within it as well."""
_OFTEN = 64


class Meter:
    """Counts what one rendering has taken so far."""

    __slots__ = ("bounds", "deadline", "made", "steps")

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.steps = self.made = 0
        self.deadline = time.monotonic() + bounds.seconds

    def step(self, times: int = 1) -> None:
        """Count one round of a loop, one call or one filter, or something that takes as long as several."""
        before, self.steps = self.steps, self.steps + times
        if self.steps > self.bounds.steps:
            raise BoundsError(f"the template takes more than {self.bounds.steps:,} steps")
        if self.steps // _OFTEN != before // _OFTEN:
            self.check_time()

    def check_time(self) -> None:
        """Raise BoundsError if the time is up."""
        if time.monotonic() > self.deadline:
            raise BoundsError(f"the template takes more than {self.bounds.seconds:g} seconds")

    def wrote(self, length: int) -> None:
        """Count text that was made on the way, ten times as much of which is allowed as of output."""
        self.made += length
        if length > self.bounds.output or self.made > 10 * self.bounds.output:
            raise BoundsError(f"the template makes more than {self.bounds.output:,} characters of text")


_METER: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def metered(bounds: Bounds) -> Iterator[Meter]:
    """Measure all that is rendered within this context."""
    meter = Meter(bounds)
    token = _METER.set(meter)
    try:
        yield meter
    finally:
        _METER.reset(token)


def meter() -> Meter:
    """Return the meter of the rendering at hand."""
    return _METER.get() or Meter(Bounds())


def check_size(value: Any) -> Any:
    """Return a value that an operation gave; raises BoundsError where it is larger than a template may make."""
    if isinstance(value, (str, bytes)):
        meter().wrote(len(value))
    elif isinstance(value, (list, tuple, dict, set, frozenset)):
        _weigh(value)
    elif isinstance(value, int) and value.bit_length() > _MAX_BITS:
        raise BoundsError("the template computes a number that is too large")
    return value


def check_printable(value: Any) -> None:
    """Raise BoundsError for a list whose text would be too long."""
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        meter().wrote(_weigh(value))


def _weigh(value: Any) -> int:
    """Return how long a list is in print, about; raises BoundsError for one that holds too much.

    What is nested in it counts wherever it shows.
    """
    stack, seen, letters = [iter((value,))], 0, 0
    while stack:
        for item in stack[-1]:
            seen += 1
            if seen > _WEIGHT:
                raise BoundsError(f"the template makes a list of more than {_WEIGHT:,} values")
            if isinstance(item, (str, bytes)):
                letters += len(item)
            if isinstance(item, (list, tuple, set, frozenset)):
                stack.append(iter(item))
                break
            if isinstance(item, Mapping):
                stack.append(iter(item.values()))
                break
        else:
            stack.pop()
    return letters


def check_power(base: Any, exponent: Any) -> None:
    """Raise BoundsError for a power that is too large to compute."""
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > _MAX_BITS:
        raise BoundsError("the template computes a number that is too large")


def check_product(left: Any, right: Any) -> None:
    """Raise BoundsError for a repetition, or a product, that is too large."""
    for value, times in ((left, right), (right, left)):
        if isinstance(value, Sized) and isinstance(times, int) and not isinstance(value, int):
            if isinstance(value, (str, bytes)):
                meter().wrote(len(value) * max(times, 0))
            elif len(value) * max(times, 0) > _WEIGHT:
                raise BoundsError(f"the template makes a list of more than {_WEIGHT:,} values")


def check_width(*values: Any) -> None:
    """Raise BoundsError where one of the values is a number larger than any width or count of a message."""
    for value in values:
        if isinstance(value, int) and abs(value) > MAX_WIDTH:
            raise BoundsError(f"the template uses {value:,} as a width or a count; {MAX_WIDTH:,} is the most")


_BASIC = (str, bytes, int, float, list, tuple, dict)


def check_call(called: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """Raise BoundsError before a method of a basic type that could not be stopped."""
    if not isinstance(called, BuiltinMethodType) or not isinstance(called.__self__, _BASIC):
        return
    check_width(*args, *kwargs.values())
    owner = called.__self__
    if isinstance(owner, (str, bytes)) and args:
        if called.__name__ == "replace" and len(args) > 1:
            check_replace(owner, args[0], args[1])
        elif called.__name__ == "translate" and isinstance(args[0], Mapping):
            longest = max((len(value) for value in args[0].values() if isinstance(value, str)), default=0)
            meter().wrote(len(owner) * max(longest, 1))


def check_replace(text: Any, old: Any, new: Any) -> None:
    """Raise BoundsError where replacing would make too long a text."""
    if isinstance(text, str) and isinstance(old, str) and isinstance(new, str):
        times = text.count(old) if old else len(text) + 1
        meter().wrote(len(text) + times * max(0, len(new) - len(old)))
