"""Tries out a change: what a template or message reads, and what is found in it, before and after."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from toolkit.library import Template
from toolkit.lint.each import Item
from toolkit.lint.finding import Finding, LintResult
from toolkit.lint.fixes import Edit, Fix, Shift, apply, from_json
from toolkit.lint.judge import Rules, judge_message
from toolkit.lint.run import UNUSED, lint
from toolkit.lint.suppressions import find_suppressions
from toolkit.render import MappedText, Origin, RenderedMessage, Rendering, RenderOptions
from toolkit.rules import TEMPLATE_SORT, Rule, choose
from toolkit.text import LineIndex, Location, Span

if TYPE_CHECKING:
    from toolkit.grammar import Engine


@dataclass(frozen=True)
class Ruling:
    """What a run is judged by: all rules, those chosen and left out, how templates are rendered, and an engine."""

    rules: tuple[Rule, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    options: RenderOptions = field(default_factory=RenderOptions)
    engine: Engine | None = None

    def lint(self, items: Iterable[Item]) -> LintResult:
        """Return what is found in templates and messages."""
        return lint(
            items,
            self.rules,
            select=self.select,
            ignore=self.ignore,
            options=self.options,
            engine=self.engine,
        )

    def reading(self, texts: Mapping[str, str]) -> Ruling:
        """Return the same, with texts to read in place of included files."""
        return replace(self, options=replace(self.options, texts=dict(texts)))

    @cached_property
    def active(self) -> Rules:
        """Return the rules in force, sorted out for judging."""
        return Rules.of(choose(self.rules, self.select, self.ignore))


@dataclass(frozen=True, slots=True)
class Sight:
    """What a template or message reads in all its samples and variants, and what is found in each and in itself.

    `found` has the findings of each message, allowed or not; `own` are those of the template's source.
    """

    messages: tuple[RenderedMessage, ...]
    found: tuple[tuple[Finding, ...], ...]
    own: tuple[Finding, ...] = ()
    paths: frozenset[str] = frozenset()


def sight(item: Template | RenderedMessage, ruling: Ruling) -> Sight:
    """Return what a template or message reads, and what the rules find."""
    if isinstance(item, RenderedMessage):
        return Sight((item,), (judge_message(item, ruling.active).findings,))
    from toolkit.render import render_every  # noqa: PLC0415 - finished messages are changed without Jinja

    rendering = render_every(item, options=ruling.options)
    on_source = {rule.id for rule in ruling.rules if rule.sort == TEMPLATE_SORT}
    return Sight(
        rendering.messages,
        tuple(judge_message(message, ruling.active).findings for message in rendering.messages),
        tuple(
            found
            for found in ruling.lint([item]).findings
            if found.rule in on_source and _is_for(found, item, rendering, ruling)
        ),
        frozenset((item.path, *rendering.sources)),
    )


def _is_for(found: Finding, item: Template, rendering: Rendering, ruling: Ruling) -> bool:
    """Tell whether a finding is for this template: a comment in a part may allow what only others read of it."""
    if found.rule != UNUSED or found.path == item.path or found.location is None:
        return True
    source = rendering.sources[found.path]
    index = LineIndex(source)
    reaches = [
        one.reach
        for one in find_suppressions(source, found.path, frozenset(rule.id for rule in ruling.rules))
        if index.position(one.span.start) == found.location.start
    ]
    read = [
        (index.position(segment.source.start), index.position(segment.source.end))
        for message in rendering.messages
        for text in (message.subject, message.body)
        if text is not None
        for segment in text.segments
        if segment.path == found.path
    ]
    return any(
        reach is None or (start <= reach[1] and reach[0] <= end) for reach in reaches for start, end in read
    )


@dataclass(frozen=True)
class Change:
    """Edits of some texts, by path. Where they are not `visible`, the customer must not see any of them."""

    texts: Mapping[str, str]
    fixes: tuple[Fix, ...]
    visible: bool = True

    @cached_property
    def edits(self) -> Mapping[str, tuple[Edit, ...]]:
        """Return the edits of each file that has any."""
        return {
            path: tuple(sorted(fix.edit for fix in fixes))
            for path, fixes in groupby(sorted(self.fixes), lambda fix: fix.edit.path)
        }

    @cached_property
    def mended(self) -> frozenset[str]:
        """Return the rules whose faults are mended."""
        return frozenset(fix.rule for fix in self.fixes if self.visible)

    @cached_property
    def after(self) -> Mapping[str, str]:
        """Return the texts with all edits made."""
        return {**self.texts, **{path: apply(self.texts[path], edits) for path, edits in self.edits.items()}}

    def span(self, place: Location) -> Span:
        """Return where a place in a changed file is in its text before."""
        before, _, _ = self._known[place.path]
        return Span(before.offset(place.start), before.offset(place.end))

    def moved(self, place: Location | None) -> Location | None:
        """Return where a place of a file is after the change."""
        if place is None or place.path not in self.edits:
            return place
        _, after, shift = self._known[place.path]
        return after.location(place.path, shift.moved(self.span(place)))

    def touches(self, place: Location | None) -> bool:
        """Tell whether a place after the change shares a code point with what the change wrote."""
        if place is None or place.path not in self.edits:
            return False
        _, after, shift = self._known[place.path]
        return shift.touches(Span(after.offset(place.start), after.offset(place.end)))

    @cached_property
    def _known(self) -> Mapping[str, tuple[LineIndex, LineIndex, Shift]]:
        return {
            path: (LineIndex(self.texts[path]), LineIndex(self.after[path]), Shift(edits))
            for path, edits in self.edits.items()
        }


def objection(before: Sight, after: Sight, change: Change) -> str:
    """Return why a change must not stay, an empty text where it may: it does what it says and nothing else."""
    if [one.sample for one in before.messages] != [one.sample for one in after.messages]:
        return "other messages would come of the template"
    for old, new in zip(before.messages, after.messages, strict=True):
        if not all(_reads(old, part, change) == _text(_part(new, part)) for part in ("subject", "body")):
            return "other words of the message would change too"
    for was, now in zip((*before.found, before.own), (*after.found, after.own), strict=True):
        if told := _new(was, now, change):
            return told
    return ""


def _new(was: Iterable[Finding], now: Iterable[Finding], change: Change) -> str:
    """Return what a change brings about that was not there.

    A rule may tell only the first of its faults: one more of a rule that is mended, on words that are left alone,
    was hidden before, as long as there are not more of them.
    """
    known = {(found.rule, change.moved(found.location)) for found in was}
    counts = Counter(found.rule for found in was)
    counts.subtract(found.rule for found in now)
    for found in now:
        if found.rule in change.mended and change.touches(found.location):
            return f"{found.rule} would be found there again"
        hidden = found.rule in change.mended and counts[found.rule] >= 0
        if (found.rule, found.location) not in known and not hidden:
            return f"{found.rule} would be found in what comes of it"
    return ""


def _part(message: RenderedMessage, part: str) -> MappedText | None:
    return message.subject if part == "subject" else message.body


def _text(text: MappedText | None) -> str | None:
    return None if text is None else text.text


def _reads(message: RenderedMessage, part: str, change: Change) -> str | None:
    """Return what a part of a message is to read after a change, None where nobody can say."""
    text = _part(message, part)
    if text is None or not change.visible:
        return _text(text)
    if message.locate is not None:
        return apply(text.text, _in_line(message, message.locate, part, text.text, change))
    edits = _in_segments(text, change)
    return None if edits is None else apply(text.text, edits)


def _in_segments(text: MappedText, change: Change) -> list[Edit] | None:
    edits: list[Edit] = []
    for segment in text.segments:
        if segment.origin is not Origin.LITERAL:
            continue
        by = segment.span.start - segment.source.start
        for edit in change.edits.get(segment.path, ()):
            if edit.span.overlaps(segment.source):
                if not segment.source.start <= edit.span.start <= edit.span.end <= segment.source.end:
                    return None
                edits.append(replace(edit, span=edit.span.shift(by)))
    return edits


def _in_line(
    message: RenderedMessage, locate: Callable[[str, Span], Location], part: str, text: str, change: Change
) -> list[Edit]:
    """Return the edits of a part of a message in a set, by their places in its decoded text."""
    every = change.edits.get(message.path, ())

    def edge(number: int) -> int:
        return change.span(locate(part, Span(number, number))).start

    def decoded(offset: int) -> int:
        return bisect_left(range(len(text) + 1), offset, key=edge)

    last = edge(len(text))
    ahead = every[bisect_left(every, edge(0), key=lambda edit: edit.span.start) :]
    return [
        Edit(edit.path, Span(decoded(edit.span.start), decoded(edit.span.end)), from_json(edit.text))
        for edit in takewhile(lambda edit: edit.span.end <= last, ahead)
    ]
