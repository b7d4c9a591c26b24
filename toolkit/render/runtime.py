"""What compiled templates meet at run time: Jinja's macros, blocks and loops, keeping runs and counting rounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference, Undefined

from toolkit.render.bounds import check_size, meter
from toolkit.render.written import WrittenMarkup, joined, mark


class MappedMacro(Macro):
    """A macro whose text keeps its runs where it is markup."""

    def _invoke(self, arguments: list[Any], autoescape: bool) -> str:  # noqa: FBT001 (Jinja's signature)
        text = self._func(*arguments)
        return mark(text) if autoescape else text


class MappedBlock(BlockReference):
    """A block that is called by name or as `super()`."""

    @property
    def super(self) -> BlockReference | Undefined:
        """Return the parent's block of the same name."""
        return _mapped(super().super)

    def __call__(self) -> str:
        """Return the block's text."""
        text = joined(self._stack[self._depth](self._context))
        return mark(text) if self._context.eval_ctx.autoescape else text


def _mapped(block: BlockReference | Undefined) -> BlockReference | Undefined:
    if isinstance(block, Undefined):
        return block
    return MappedBlock(block.name, block._context, block._stack, block._depth)  # noqa: SLF001 (no other way)


class MappedReference(TemplateReference):
    """`self`: the template's blocks by name."""

    def __getitem__(self, name: str) -> Any:
        return _mapped(super().__getitem__(name))


class MappingContext(Context):
    """A context whose `super()` keeps runs."""

    def super(self, name: str, current: Any) -> BlockReference | Undefined:
        """Return the parent's block of that name."""
        return _mapped(super().super(name, current))


class CountedLoop(LoopContext):
    """A loop with its `loop` variable; a recursive one starts over without passing the loop's head."""

    def __next__(self) -> tuple[Any, LoopContext]:
        meter().step()
        return super().__next__()


class Counted:
    """What a loop runs over, each round of it counted."""

    __slots__ = ("_items",)

    def __init__(self, items: Any) -> None:
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        taken = meter()
        for item in self._items:
            taken.step()
            yield item

    def __len__(self) -> int:
        return len(self._items)


def text_join(items: Iterable[object]) -> str:
    """Return values one after the other, as `~` puts them."""
    return check_size(joined(items))  # type: ignore[no-any-return]


def markup_join(items: Iterable[object]) -> str:
    """Return values one after the other; where one of them is markup, the others are escaped."""
    listed = list(items)
    markup = any(hasattr(item, "__html__") for item in listed)
    return check_size(joined(listed, markup=markup))  # type: ignore[no-any-return]


NAMES: Mapping[str, Any] = {
    "Markup": WrittenMarkup,
    "Macro": MappedMacro,
    "LoopContext": CountedLoop,
    "TemplateReference": MappedReference,
    "str_join": text_join,
    "markup_join": markup_join,
}
"""The names that a compiled template takes from here instead of from Jinja."""
