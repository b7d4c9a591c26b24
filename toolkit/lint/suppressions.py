"""Suppressions: `{# allow RULE: reason #}` comments in a template, and which findings each of them allows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.errors import did_you_mean
from toolkit.lint.finding import Finding
from toolkit.lint.pieces import lines_of_text, pieces
from toolkit.text import LineIndex, Span

_ALLOW = re.compile(
    r"\{#[-+]?\s*(?P<word>allow(?:-file|-start|-end)?)\s+(?P<rules>[^:#]*?)\s*(?::\s*(?P<reason>.*?))?\s*[-+]?#\}",
    re.DOTALL,
)
_MEANT = re.compile(r"\{#[-+]?\s*allow")
_LINE_END = 1 << 60
"""A column after every other."""

Reach = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last place that a comment allows: (line, column), 1-based."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule allowed by one comment. `reach` is what it allows, None for the whole file.

    `fault` says why the comment allows nothing, and is empty where it does; `block` tells that it opens a block.
    `reason` is why the rule is allowed, in the comment's own words.
    """

    rule: str
    path: str
    reach: Reach | None
    span: Span
    fault: str = ""
    block: bool = False
    reason: str = ""

    def allows(self, finding: Finding) -> bool:
        """Tell whether this comment suppresses a finding of the same file."""
        if self.fault or finding.rule != self.rule:
            return False
        if self.reach is None:
            return True
        place = finding.location
        return place is not None and place.start <= self.reach[1] and self.reach[0] <= place.end


@dataclass(frozen=True, slots=True)
class _Comment:
    """One `allow` comment as it stands; `names` are the rules it names."""

    word: str
    names: tuple[str, ...]
    reason: str
    span: Span


def find_suppressions(source: str, path: str, rules: Collection[str]) -> tuple[Suppression, ...]:
    """Return the suppressions in a template's source; `rules` are the ids that may be named.

    A comment beside text allows its own line, one alone on its line the next line of text, `allow-file` the file,
    and `allow-start` what comes before the `allow-end` of the same rule.
    """
    if _MEANT.search(source) is None:  # most templates need not be taken apart for what they do not hold
        return ()
    index = LineIndex(source)
    tokens = tuple(pieces(source))
    lines = lines_of_text(tokens, index)
    comments = tuple(_comments(source, tokens))
    found = [*_blocks(comments, path, index, rules)]
    for comment in comments:
        if comment.word in ("allow", "allow-file"):
            line = _target(index.position(comment.span.start)[0], lines)
            reach = None if comment.word == "allow-file" else ((line, 0), (line, _LINE_END))
            found += [
                Suppression(name, path, reach, comment.span, _fault(name, comment, rules), reason=comment.reason)
                for name in comment.names
            ]
    return tuple(sorted(found, key=lambda one: one.span))


def _comments(source: str, tokens: tuple[tuple[str, Span], ...]) -> Iterator[_Comment]:
    for kind, span in tokens:
        if kind == "comment" and (match := _ALLOW.fullmatch(span.of(source))):
            names = tuple(name for name in re.split(r"[\s,]+", match["rules"]) if name) or ("",)
            yield _Comment(match["word"], names, match["reason"] or "", span)


def _blocks(
    comments: tuple[_Comment, ...], path: str, index: LineIndex, rules: Collection[str]
) -> Iterator[Suppression]:
    """Yield a suppression for each block, and one with a fault for each start or end that has no other half."""
    opened: dict[str, list[_Comment]] = defaultdict(list)
    for comment in comments:
        for name in comment.names:
            if comment.word == "allow-start":
                opened[name].append(comment)
            elif comment.word == "allow-end" and opened[name]:
                start = opened[name].pop()
                reach = index.position(start.span.end), index.position(comment.span.start)
                fault = _fault(name, start, rules)
                yield Suppression(name, path, reach, start.span, fault, block=True, reason=start.reason)
            elif comment.word == "allow-end":
                fault = _unknown(name, rules) or f"no allow-start {name} is open before it"
                yield Suppression(name, path, None, comment.span, fault)
    for name, starts in opened.items():
        for start in starts:
            fault = (
                _fault(name, start, rules) or f"it is never closed; write {{# allow-end {name} #}} where it ends"
            )
            yield Suppression(name, path, None, start.span, fault, block=True)


def _fault(name: str, comment: _Comment, rules: Collection[str]) -> str:
    if fault := _unknown(name, rules):
        return fault
    written = f"{{# {comment.word} {name}: why it is right here #}}"
    return "" if comment.reason else f"it gives no reason; write {written}"


def _unknown(name: str, rules: Collection[str]) -> str:
    if name in rules:
        return ""
    return f"there is no rule {name!r}. {did_you_mean(name, rules)}" if name else "it names no rule"


def _target(line: int, lines: list[int]) -> int:
    return next((candidate for candidate in lines if candidate >= line), line)
