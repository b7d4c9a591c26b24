"""The texts and messages of a run while they are being changed: a change is tried, and kept if it does no harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.library import Template
from toolkit.lint.fixes import Edit, Fix, Shift
from toolkit.lint.trial import Change, Ruling, Sight, objection, sight
from toolkit.render import RenderedMessage

Changeable = Template | RenderedMessage

Again = Callable[[Changeable, str], Changeable]
"""Returns a template or message as it reads where its file holds another text."""

_JOINS = re.compile(r"\{%[-+]?\s*(?:include|extends|import|from)\b")


@dataclass(frozen=True, slots=True)
class Refused:
    """A fix that was not kept, where it stands in the text as it is now, and why."""

    fix: Fix
    line: int
    reason: str


class Bench:
    """The texts and messages of a run while they are being changed: a change is tried, then kept or refused.

    `kept` holds the edits of each round by path, those of a round in the text that the rounds before it left.
    """

    def __init__(
        self, items: Iterable[Changeable], texts: Mapping[str, str], ruling: Ruling, again: Again
    ) -> None:
        self.texts = dict(texts)
        self.again = again
        self.items = [again(item, self.texts[item.path]) if item.path in self.texts else item for item in items]
        self.ruling = ruling.reading(self.texts)
        self.sights: dict[int, Sight] = {}
        self.kept: dict[str, list[tuple[Edit, ...]]] = {}
        self.refused: list[Refused] = []

    def sight(self, number: int) -> Sight:
        """Return what an item reads as things stand."""
        if number not in self.sights:
            self.sights[number] = sight(self.items[number], self.ruling)
        return self.sights[number]

    def touched(self, fixes: Iterable[Fix]) -> list[int]:
        """Return the numbers of the items that fixes could change."""
        paths = {fix.edit.path for fix in fixes}
        messages = {(fix.edit.path, fix.message_id) for fix in fixes}
        return [number for number in range(len(self.items)) if self._is_touched(number, paths, messages)]

    def _is_touched(self, number: int, paths: set[str], messages: set[tuple[str, str | None]]) -> bool:
        item = self.items[number]
        if isinstance(item, RenderedMessage):
            return (item.path, item.message_id) in messages
        if item.path in paths:
            return True
        return bool(_JOINS.search(item.source)) and not paths.isdisjoint(self.sight(number).paths)

    def attempt(self, change: Change) -> Mapping[int, str]:
        """Make a change and keep it if nothing speaks against it; return what does, by the number of the item."""
        ruling = self.ruling.reading(change.after)
        numbers = self.touched(change.fixes)
        items = {
            number: self.again(self.items[number], change.after[self.items[number].path])
            if self.items[number].path in change.edits
            else self.items[number]
            for number in numbers
        }
        sights = {number: sight(item, ruling) for number, item in items.items()}
        told = {number: objection(self.sight(number), sights[number], change) for number in numbers}
        against = {number: reason for number, reason in told.items() if reason}
        if not against:
            self._keep(change, items, sights)
        return against

    def _keep(self, change: Change, items: Mapping[int, Changeable], sights: Mapping[int, Sight]) -> None:
        self.texts = dict(change.after)
        self.ruling = self.ruling.reading(self.texts)
        for number, item in items.items():
            self.items[number] = item
        self.sights.update(sights)
        for path, edits in change.edits.items():
            self.kept.setdefault(path, []).append(edits)
        shifts = {path: Shift(edits) for path, edits in change.edits.items()}
        self.refused = [replace(one, fix=_shifted(one.fix, shifts)) for one in self.refused]

    def settle(self, jobs: Sequence[Sequence[Fix]], *, visible: bool = True) -> list[int]:
        """Do jobs, each in the first of its ways that does no harm; return the numbers of those that are done.

        Those that have no way are among the `refused` from then on.
        """
        ways = [list(job) for job in jobs]
        queue = [list(range(len(jobs)))] if jobs else []
        done: list[int] = []
        while queue:
            group = queue.pop(0)
            change = Change(self.texts, tuple(ways[number][0] for number in group), visible)
            against = self.attempt(change)
            if not against:
                done += group
                shifts = {path: Shift(edits) for path, edits in change.edits.items()}
                ways = [[_shifted(fix, shifts) for fix in job] for job in ways]
            elif len(group) > 1:
                queue[:0] = self._apart(group, [ways[number][0] for number in group], against)
            else:
                refused = ways[group[0]].pop(0)
                if ways[group[0]]:
                    queue.insert(0, group)
                else:
                    self._refuse(refused, next(iter(against.values())))
        return done

    def _apart(self, group: list[int], fixes: list[Fix], against: Mapping[int, str]) -> list[list[int]]:
        """Return a group in parts: those that have no part in the harm together, the others one by one."""
        harmless = [
            number
            for number, fix in zip(group, fixes, strict=True)
            if against.keys().isdisjoint(self.touched([fix]))
        ]
        singles = [[number] for number in group if number not in set(harmless)]
        return [harmless, *singles] if harmless else singles

    def _refuse(self, fix: Fix, reason: str) -> None:
        line = self.texts[fix.edit.path].count("\n", 0, fix.edit.span.start) + 1
        self.refused.append(Refused(fix, line, reason))


def _shifted(fix: Fix, shifts: Mapping[str, Shift]) -> Fix:
    """Return the same fix in texts that have been changed since."""
    shift = shifts.get(fix.edit.path)
    return fix if shift is None else replace(fix, edit=replace(fix.edit, span=shift.moved(fix.edit.span)))
