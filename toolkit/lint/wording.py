"""What an engine finds in messages: asked for many at once, and placed on the writer's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice

from toolkit.checks import Match, Reported
from toolkit.errors import KindwordError
from toolkit.grammar import Engine, Remark
from toolkit.language import Prose
from toolkit.library import Template
from toolkit.lint.each import Item
from toolkit.lint.finding import Finding
from toolkit.lint.judge import Judged, Rules, found_in, in_order, is_foreign, prose_of
from toolkit.lint.passages import allowed_words, no_prose, passages
from toolkit.lint.place import parts_at
from toolkit.render import Origin, RenderedMessage, RenderOptions
from toolkit.rules import Rule
from toolkit.text import Span

_AT_ONCE = 200
"""Templates and messages whose passages go to the engine together."""


class Wording:
    """The engine's part in a run: it is asked about many templates and messages at a time.

    `fault` is what kept the engine from its work, None where nothing has; it is not asked again then.
    """

    def __init__(self, engine: Engine, rules: Rules, options: RenderOptions | None) -> None:
        self.engine = engine
        self.rules = rules
        self.options = options
        self.fault: KindwordError | None = None

    def read(self, judged: Iterable[tuple[Item, Judged]]) -> Iterator[tuple[Item, Judged]]:
        """Yield each item with what was found in it before, and what the engine finds besides."""
        left = iter(judged)
        while batch := list(islice(left, _AT_ONCE)):
            for (item, found), more in zip(batch, self._found(batch), strict=True):
                findings = in_order((*found.findings, *more)) if more else found.findings
                yield item, replace(found, findings=findings, rendered=None)

    def _found(self, batch: Sequence[tuple[Item, Judged]]) -> list[list[Finding]]:
        """Return what the engine finds in each item."""
        if self.fault is not None:
            return [[] for _ in batch]
        read = [
            [_Read(message, count, prose_of(message)) for message, count in self._messages(*one)] for one in batch
        ]
        try:
            remarks = self._remarks(chain.from_iterable(read))
        except KindwordError as error:
            self.fault = error
            return [[] for _ in batch]
        return [[found for one in each for found in self._in_message(one, remarks)] for each in read]

    def _messages(self, item: Item, judged: Judged) -> Iterable[tuple[RenderedMessage, int]]:
        """Yield the messages of an item that are in a language with rules, each with how many its template has."""
        messages: tuple[RenderedMessage, ...] = ()
        if isinstance(item, RenderedMessage):
            messages = (item,)
        elif judged.rendered is not None:
            messages = judged.rendered
        elif isinstance(item, Template):
            from toolkit.render import render_every  # noqa: PLC0415 - finished messages are linted without Jinja

            messages = render_every(item, options=self.options).messages
        count = 0 if isinstance(item, RenderedMessage) else len(messages)
        return ((message, count) for message in messages if not is_foreign(message))

    def _remarks(self, read: Iterable[_Read]) -> dict[tuple[str, str], tuple[Remark, ...]]:
        """Return what the engine remarks in each text of a locale; one that comes again is asked about once."""
        texts: dict[str, dict[str, None]] = {}
        for one in read:
            wanted = texts.setdefault(one.message.locale, {})
            wanted.update(dict.fromkeys(span.of(one.prose.text) for span in one.passages))
        found: dict[tuple[str, str], tuple[Remark, ...]] = {}
        for locale, wanted in texts.items():
            listed = list(wanted)
            for text, remarks in zip(listed, self.engine.check(listed, locale), strict=True):
                found[locale, text] = remarks
        return found

    def _in_message(self, read: _Read, remarks: dict[tuple[str, str], tuple[Remark, ...]]) -> Iterator[Finding]:
        kind, channel = read.message.kind, read.message.channel
        rules = [rule for rule in self.rules.judging[kind, channel] if isinstance(rule.check, Reported)]
        for passage in read.passages:
            text = passage.of(read.prose.text)
            for remark in remarks[read.message.locale, text]:
                for rule in rules:
                    found = _finding(read, rule, passage, remark)
                    if found is not None:
                        yield replace(found, samples=read.count)


@dataclass(frozen=True)
class _Read:
    """A message, how many there are of its template (0 for one of its own), and its prose."""

    message: RenderedMessage
    count: int
    prose: Prose

    @cached_property
    def passages(self) -> tuple[Span, ...]:
        """Return the passages that go to the engine."""
        return tuple(passages(self.prose))

    @cached_property
    def no_prose(self) -> tuple[Span, ...]:
        """Return where there are no words of a sentence."""
        return no_prose(self.prose)


def _finding(read: _Read, rule: Rule, passage: Span, remark: Remark) -> Finding | None:
    """Return the finding of a rule for what an engine remarks, None where it is not the writer's fault."""
    check = rule.check
    if not isinstance(check, Reported) or not check.takes(remark.source, remark.category) or not remark.span:
        return None
    span = remark.span.shift(passage.start)
    if any(one.overlaps(span) for one in (*read.no_prose, *allowed_words(read.prose.text, check.allow))):
        return None
    if _is_data(read, _with_neighbours(read.prose.text, span) if check.hangs_on_value(remark.source) else span):
        return None
    suggestion = remark.instead[0] if remark.instead else None
    safe = len(remark.instead) == 1 and check.is_safe(remark.source)
    match = Match(span, {"problem": remark.problem, "source": remark.source}, suggestion=suggestion, safe=safe)
    return found_in(read.message, read.prose, rule, match)


def _is_data(read: _Read, span: Span) -> bool:
    """Tell whether any of the words is filled in."""
    text, within = parts_at(read.message, read.prose, span)
    return any(segment.origin is Origin.FILLED for segment in text.segments_at(within))


def _with_neighbours(text: str, span: Span) -> Span:
    """Return a span with the first character of the words before and after it on its line."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] == " ":
        end += 1
    return Span(max(0, start - 1), min(len(text), end + 1))
