"""Finds the shared parts of a library that no template includes, imports or extends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from posixpath import normpath

from toolkit.library import Part

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_REFERENCE = re.compile(r"\{%[-+]?\s*(?P<word>extends|include|import|from)\b(?P<rest>.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\n])*)\1""")
_AFTER = {
    "extends": re.compile(r"(?!)"),
    "include": re.compile(r"\b(?:ignore\s+missing|with(?:out)?\s+context)\b"),
    "import": re.compile(r"\bas\b"),
    "from": re.compile(r"\bimport\b"),
}
"""What stands behind the name of a file, by the word before it."""
_CHOICE = re.compile(r"\bif\b.*?(?:\belse\b|\Z)", re.DOTALL)
_NO_NAME = re.compile(r"[\s\[\](),+-]*")


@dataclass(frozen=True, slots=True)
class _Reference:
    """The names that one statement gives; where it puts names together, `texts` are what it does so from."""

    texts: tuple[str, ...]
    computed: bool

    def may_mean(self, name: str) -> bool:
        """Tell whether the statement may ask for the file of a name: it does, or it is for the data to say."""
        if not self.computed:
            return any(normpath(text) == name for text in self.texts)
        return all(text in name for text in self.texts)


def unused_parts(parts: Iterable[Part], sources: Iterable[str], used: Collection[str]) -> Iterator[Part]:
    """Yield the parts that nothing asks for, in their order.

    `sources` are those of the library's templates, `used` the names of the files that they were seen to ask for.
    What an unused part asks for is not used by that.
    """
    waiting = list(parts)
    references = [reference for source in sources for reference in _references(source)]
    found = [part for part in waiting if part.name in used]
    waiting = [part for part in waiting if part.name not in used]
    while references or found:
        references += [reference for part in found for reference in _references(part.source)]
        found = [part for part in waiting if any(reference.may_mean(part.name) for reference in references)]
        waiting = [part for part in waiting if part not in found]
        references = []
    yield from waiting


def _references(source: str) -> Iterator[_Reference]:
    for statement in _REFERENCE.finditer(_COMMENT.sub("", source)):
        expression = _AFTER[statement["word"]].split(statement["rest"], maxsplit=1)[0]
        texts = tuple(text for _, text in _QUOTED.findall(expression))
        rest = _CHOICE.sub("", _QUOTED.sub("", expression))
        together = _NO_NAME.fullmatch(rest) is None
        if together and not ("~" in rest or "+" in rest or "%" in rest):
            texts = ()
        yield _Reference(texts, together)
