"""Which dialects of English a locale stands for, and what is reported in all of them."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.grammar.engine import Engine, Remark, Remarks

_KNOWN = frozenset(("en-AU", "en-CA", "en-GB", "en-NZ", "en-US", "en-ZA"))
_AMERICAN = frozenset(("PH", "PR", "LR", "VI", "GU"))
"""Regions that write as in the United States, and have no dialect of their own here."""


def dialects_of(locale: str) -> tuple[str, ...]:
    """Return the dialects of which a message in a locale may be: both large ones where it names no region.

    A region without a dialect of its own writes British English (`en-IN`), or American where it is known to.
    """
    language, _, region = locale.replace("_", "-").partition("-")
    region = region.rpartition("-")[2].upper()
    own = f"{language.lower()}-{region}"
    if own in _KNOWN:
        return (own,)
    if not region:
        return ("en-US", "en-GB")
    return ("en-US",) if region in _AMERICAN else ("en-GB",)


class Dialects:
    """An engine that takes any locale of English, and reports only what is a fault in all dialects of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def name(self) -> str:
        """Return the name of the engine that it asks."""
        return self.engine.name

    def check(self, texts: Sequence[str], language: str) -> list[Remarks]:
        """Return what is reported in each text by every dialect of the locale `language`."""
        first, *others = dialects_of(language)
        found = self.engine.check(texts, first)
        for other in others:
            doubted = [number for number, remarks in enumerate(found) if remarks]
            again = self.engine.check([texts[number] for number in doubted], other)
            for number, remarks in zip(doubted, again, strict=True):
                found[number] = tuple(one for one in found[number] if _is_among(one, remarks))
        return found

    def close(self) -> None:
        """Let go of the engine."""
        self.engine.close()


def _is_among(remark: Remark, others: Remarks) -> bool:
    return any(remark.span == other.span and remark.category == other.category for other in others)
