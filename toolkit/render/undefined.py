"""Variables without a value: what a template may still ask of them, and the error that names them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, Undefined, UndefinedError
from jinja2.utils import missing


class NoValueError(UndefinedError):
    """A variable, or an attribute of `owner`, that has no value; `optional` ones may be asked about."""

    def __init__(
        self, message: str | None = None, *, name: str = "", owner: Any = missing, optional: bool = False
    ) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner
        self.optional = optional


class Unset(StrictUndefined):
    """A variable without a value: whatever is asked of it, but for whether it is there, is an error."""

    __slots__ = ()
    optional = False

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        error: Any = exc
        if exc is UndefinedError:
            error = partial(NoValueError, name=name or "", owner=obj, optional=self.optional)
        super().__init__(hint, obj, name, error)


class Optional(Unset):
    """An optional variable without a value: it can be asked about, but not printed."""

    __slots__ = ()
    __hash__ = Undefined.__hash__  # type: ignore[assignment]
    optional = True

    def __bool__(self) -> bool:  # type: ignore[override]
        return False

    def __len__(self) -> int:  # type: ignore[override]
        return 0

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        return iter(())

    def __eq__(self, other: object) -> bool:  # type: ignore[override]
        return isinstance(other, Optional)

    def __ne__(self, other: object) -> bool:  # type: ignore[override]
        return not self == other
