"""Finds texts that say nearly the same: by the runs of words that two of them share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from toolkit.lint.gist import DATA

ALIKE = 0.8
"""The share of their runs of words that two texts have in common, from which on they are nearly the same."""
LEAST_WORDS = 30
"""Words of a text that is compared at all: short ones are alike by chance."""
_RUN = 5
_MOST_COMPARED = 50
"""Texts that one is compared with in full."""
_MOST_KNOWN = 200
"""Texts that are looked up by one run of words."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and the one that is most like it, by their numbers; `share` is from 0 to 1."""

    one: int
    other: int
    share: float


def pairs(texts: Sequence[str], apart: Callable[[int, int], bool]) -> Iterator[Pair]:
    """Yield every text that is nearly the same as another, with the one that is most like it.

    `apart` tells of two numbers that they are not to be compared. The work is bounded: of very many texts that are
    all alike, each is compared with some.
    """
    best: dict[int, Pair] = {}
    for pair in _found(_runs_of(texts), apart):
        for found in (pair, Pair(pair.other, pair.one, pair.share)):
            if found.one not in best or found.share > best[found.one].share:
                best[found.one] = found
    yield from (best[number] for number in sorted(best))


def _runs_of(texts: Sequence[str]) -> dict[int, frozenset[int]]:
    """Return the runs of words of each text that is long enough, numbered as they first come up."""
    numbers: dict[tuple[str, ...], int] = {}
    runs: dict[int, frozenset[int]] = {}
    for number, text in enumerate(texts):
        words = text.split()
        if len(words) - words.count(DATA) >= LEAST_WORDS:
            every = zip(*(words[at:] for at in range(_RUN)), strict=False)
            runs[number] = frozenset(numbers.setdefault(run, len(numbers)) for run in every)
    return runs


def _found(runs: Mapping[int, frozenset[int]], apart: Callable[[int, int], bool]) -> Iterator[Pair]:
    """Yield the pairs that are alike, the later text first.

    Two sets that share so much share one of the rarest of each: only those are looked up.
    """
    counts = Counter(run for every in runs.values() for run in every)
    known: dict[int, list[int]] = defaultdict(list)
    for number, mine in runs.items():
        rarest = sorted(mine, key=lambda run: (counts[run], run))[: len(mine) - ceil(ALIKE * len(mine)) + 1]
        others = dict.fromkeys(other for run in rarest if counts[run] > 1 for other in known[run])
        compared = 0
        for other in others:
            theirs = runs[other]
            if not ALIKE * len(mine) <= len(theirs) <= len(mine) / ALIKE or apart(number, other):
                continue
            compared += 1
            shared = len(mine & theirs)
            share = shared / (len(mine) + len(theirs) - shared)
            if share >= ALIKE:
                yield Pair(number, other, share)
            if share == 1 or compared == _MOST_COMPARED:
                break
        for run in rarest:
            if len(known[run]) < _MOST_KNOWN:
                known[run].append(number)
