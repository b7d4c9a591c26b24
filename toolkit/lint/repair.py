"""Makes all safe fixes of a run, in rounds until there are none left, each kept only if it does no harm."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from toolkit.lint.bench import Again, Bench, Changeable, Refused
from toolkit.lint.fingerprint import Identity, identity
from toolkit.lint.fixes import Edit, apart, fixes_of
from toolkit.lint.trial import Ruling

_MOST_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of changing files: for each that changes, the edits of each round, one after the other.

    The edits of a round are of the text that the rounds before it left. `counts` holds the findings that are gone
    by path; `refused` are the changes that would have done harm.
    """

    rounds: Mapping[str, tuple[tuple[Edit, ...], ...]]
    counts: Mapping[str, int]
    refused: tuple[Refused, ...] = ()


def repair(
    items: Iterable[Changeable],
    texts: Mapping[str, str],
    ruling: Ruling,
    again: Again,
    wanted: Collection[Identity] | None = None,
) -> Changed:
    """Return the safe fixes of templates and messages; `texts` are those of their files (line ends as line feeds).

    Only the files of `texts` are to be changed, and only for findings in `wanted`, if it is given. `again` reads
    an item from another text.
    """
    bench = Bench(items, texts, ruling, again)
    numbers: Iterable[int] = range(len(bench.items))
    for _ in range(_MOST_ROUNDS):
        findings = bench.ruling.lint(bench.items[number] for number in numbers).findings
        if wanted is not None:
            findings = tuple(found for found in findings if identity(found) in wanted)
        known = {refused.fix for refused in bench.refused}
        fixes = apart(fix for fix in fixes_of(findings, bench.texts) if fix not in known)
        if not fixes:
            break
        numbers = bench.touched(fixes)
        bench.settle([(fix,) for fix in fixes])
    rounds = {path: tuple(edits) for path, edits in bench.kept.items()}
    counts = {path: sum(map(len, edits)) for path, edits in rounds.items()}
    return Changed(rounds, counts, tuple(bench.refused))
