"""Finds variables that a library spells in more ways than one: `first_name` here, `firstName` there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.lint.gist import Name


@dataclass(frozen=True, slots=True)
class Spelling:
    """A rarer spelling of a variable, or of a field of one, where it is first used; and the commoner one.

    `files` is how many files use the commoner one, first of all at `other`.
    """

    written: str
    place: Name
    common: str
    other: Name
    files: int


def spellings(names: Iterable[Name]) -> Iterator[Spelling]:
    """Yield every rarer spelling of a variable, in the order in which `names` first shows it.

    Two names are one variable where they differ by capitals and underscores alone. The spelling that most files
    use is the commoner one; of several, that with underscores, and then the one that comes first.
    """
    variables: dict[str, dict[str, dict[str, Name]]] = defaultdict(lambda: defaultdict(dict))
    order: dict[Name, int] = {}
    for name in names:
        order.setdefault(name, len(order))
        above = ""
        for step in name.variable.split("."):
            above = f"{above}.{step.replace('_', '').lower()}"
            if step.isidentifier():
                places = variables[above][step]
                known = places.setdefault(name.path, name)
                if name.line < known.line:
                    places[name.path] = name
    found = [one for ways in variables.values() if len(ways) > 1 for one in _rarer(ways)]
    yield from sorted(found, key=lambda one: order[one.place])


def _rarer(ways: dict[str, dict[str, Name]]) -> Iterator[Spelling]:
    common = max(ways, key=lambda way: (len(ways[way]), "_" in way.strip("_")))
    other = next(iter(ways[common].values()))
    for way, places in ways.items():
        if way != common:
            yield Spelling(way, next(iter(places.values())), common, other, len(ways[common]))
