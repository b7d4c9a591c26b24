"""Stand-ins: objects that behave as whatever a template does with a variable nobody gave a value for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, SupportsIndex

from jinja2 import Undefined

from toolkit.render.plausible import plausible

LENGTH = 2
"""Items in a stand-in list: enough for a plural, a separator and a last item."""

_UNANSWERED = frozenset(("unsafe_callable", "alters_data", "jinja_pass_arg"))
"""Attributes by which Jinja asks an object about itself; a stand-in has none of them."""
_NONE: Mapping[str, Any] = MappingProxyType({})


class Absent:
    """Marks, among the values given to a cast, a variable that is to be undefined, or empty where `empty`."""

    __slots__ = ("empty",)

    def __init__(self, *, empty: bool) -> None:
        self.empty = empty


UNDEFINED = Absent(empty=False)
EMPTY = Absent(empty=True)


class Missing(Undefined):
    """A variable that is undefined on purpose: falsy, empty, and nothing when it is printed."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Missing:  # type: ignore[override]
        return self


@dataclass(frozen=True, slots=True)
class Cast:
    """What stands in for which variable.

    `given` holds values by path (`order.eta`, `user.is_vip()`, `order.items.*` for each item of a list) and
    lengths (`order.items#`), `widths` how many values an item of a path is unpacked into.
    """

    given: Mapping[str, Any] = field(default_factory=lambda: _NONE)
    widths: Mapping[str, int] = field(default_factory=lambda: _NONE)

    def of(self, path: str) -> Any:
        """Return what stands for `path`: the value given for it, else a stand-in."""
        value = self.given.get(path, path)
        if value is path:
            return StandIn(self, path)
        if isinstance(value, Absent):
            return StandIn(self, path, empty=True) if value.empty else Missing(name=path)
        return value

    def items(self, path: str, count: int) -> list[Any]:
        """Return a list of `count` items that stand for those of `path`."""
        return [self.of(f"{path}.*") for _ in range(count)]


class StandIn:
    """Answers attribute, item, call, iteration, text, arithmetic and comparison, as its name suggests.

    It is no `str`, so that none of the methods of a text hide what a template calls on it.
    """

    __slots__ = ("__cast", "__empty", "__path")

    def __init__(self, cast: Cast, path: str, *, empty: bool = False) -> None:
        self.__cast = cast
        self.__path = path
        self.__empty = empty

    def __getattr__(self, name: str) -> Any:
        if (name.startswith("__") and name.endswith("__")) or name.startswith("_StandIn") or name in _UNANSWERED:
            raise AttributeError(name)
        return self.__step(f"{self.__path}.{name}")

    def __getitem__(self, key: object) -> Any:
        if isinstance(key, slice):
            return list(self)[key]
        return self.__step(f"{self.__path}.{key}" if isinstance(key, str) else f"{self.__path}.*")

    def __call__(self, *_args: object, caller: Callable[[], object] | None = None, **_kwargs: object) -> Any:
        """Return a stand-in for what the call gives: the body of a call block where it heads one."""
        if caller is not None:
            return caller()
        return self.__step(f"{self.__path}()")

    def __step(self, path: str) -> Any:
        if self.__empty and path not in self.__cast.given:
            return StandIn(self.__cast, path, empty=True)
        return self.__cast.of(path)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.__cast.items(self.__path, len(self)))

    def __reversed__(self) -> Iterator[Any]:
        return iter(self)

    def __len__(self) -> int:
        if self.__empty:
            return 0
        width = self.__cast.widths.get(self.__path, LENGTH)
        return int(self.__cast.given.get(f"{self.__path}#", width))

    def __contains__(self, _item: object) -> bool:
        return False

    def __bool__(self) -> bool:
        return not self.__empty

    def __str__(self) -> str:
        return "" if self.__empty else plausible(self.__path)

    def __repr__(self) -> str:
        return repr(str(self))

    def __format__(self, spec: str) -> str:
        try:
            return format(str(self), spec)
        except ValueError:
            return self.__numeric(spec)

    def __numeric(self, spec: str) -> str:
        try:
            return format(self.__number(), spec)
        except ValueError:
            return str(self)

    def __number(self) -> float:
        digits = "".join(letter for letter in str(self) if letter.isdigit() or letter == ".").strip(".")
        try:
            number = float(digits)
        except ValueError:
            number = 0.0 if self.__empty else float(LENGTH)
        return number

    def __int__(self) -> int:
        return int(self.__number())

    def __float__(self) -> float:
        return self.__number()

    def __index__(self) -> int:
        return min(int(self.__number()), LENGTH)

    def __round__(self, _digits: SupportsIndex | None = None) -> StandIn:
        return self

    def __hash__(self) -> int:
        return hash(self.__path)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, StandIn):
            return self.__path == other.__path
        if isinstance(other, str):
            return str(self) == other
        if isinstance(other, (int, float)) and not isinstance(other, bool):
            return self.__number() == other
        return False

    def __compare(self, other: object) -> float:
        """Return a number below, at or above 0 as this stands before, with or after `other`."""
        try:
            return self.__number() - float(other)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return (str(self) > str(other)) - (str(self) < str(other))

    def __lt__(self, other: object) -> bool:
        return self.__compare(other) < 0

    def __le__(self, other: object) -> bool:
        return self.__compare(other) <= 0

    def __gt__(self, other: object) -> bool:
        return self.__compare(other) > 0

    def __ge__(self, other: object) -> bool:
        return self.__compare(other) >= 0

    def __add__(self, other: object) -> Any:
        return str(self) + other if isinstance(other, str) else self

    def __radd__(self, other: object) -> Any:
        return other + str(self) if isinstance(other, str) else self

    def __same(self, _other: object = None) -> StandIn:
        return self

    __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __same
    __mod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = __same
