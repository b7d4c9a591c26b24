"""What was made of late, kept for those who ask for the same again: so much of it as is worth the memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Recent(Generic[Made]):
    """The `most` things asked for last, by all that each rests on. It may be asked by several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = Lock()

    def found(
        self, key: Hashable, make: Callable[[], Made], still: Callable[[Made], bool] = lambda _: True
    ) -> Made:
        """Return what was made for a key if it `still` holds, else make it."""
        with self._lock:
            known = self._made.get(key)
            if known is not None and still(known):
                self._made.move_to_end(key)
                return known
        made = make()
        with self._lock:
            self._made[key] = made
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made
