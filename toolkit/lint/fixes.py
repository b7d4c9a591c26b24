"""Fixes: findings whose suggestion needs no person, as edits of the writer's own words in a file's text."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from toolkit.lint.finding import Finding
from toolkit.lint.pieces import Layout, layout
from toolkit.text import LineIndex, Location, Span, normalise_newlines


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A span of the text of the file `path` (code points, line ends as line feeds), and what to write instead."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """An edit that mends a fault: the rule it is one of, and the message of a set that it is in."""

    edit: Edit
    rule: str
    message_id: str | None = None


def apply(source: str, edits: Iterable[Edit]) -> str:
    """Return a text with all edits made; raises ValueError where two of them overlap."""
    kept: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < at:
            raise ValueError(f"edits of {edit.path} overlap at {edit.span.start}")
        kept += [source[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*kept, source[at:]])


class Shift:
    """Where the places of a text are once edits of it, which must not overlap, are made."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        in_order = sorted(edits)
        self._edits = in_order
        self._ends = [edit.span.end for edit in in_order]
        self._by = [0, *accumulate(len(edit.text) - len(edit.span) for edit in in_order)]
        self.written = tuple(self.moved(edit.span) for edit in in_order)

    def moved(self, span: Span) -> Span:
        """Return where a span is after the edits; what is inserted at its ends is not in it.

        An end that lies within replaced words moves to the end of what replaces them.
        """
        start = self._moved(span.start, ends=False)
        return Span(start, max(start, self._moved(span.end, ends=True)))

    def touches(self, span: Span) -> bool:
        """Tell whether a span of the text after the edits shares a code point with what they wrote."""
        at = bisect_right(self.written, span.start, key=lambda one: one.end)
        return at < len(self.written) and self.written[at].start < span.end

    def _moved(self, offset: int, *, ends: bool) -> int:
        number = bisect_right(self._ends, offset)
        while ends and number and self._edits[number - 1].span.start == offset:
            number -= 1
        by = self._by[number]
        if number < len(self._edits) and (edit := self._edits[number]).span.start < offset:
            return edit.span.start + by + (len(edit.text) if ends else 0)
        return offset + by


def apart(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Return the fixes in order of place, without those that overlap one before them."""
    kept: list[Fix] = []
    for fix in sorted(fixes):
        last = kept[-1].edit if kept else None
        if last is None or last.path != fix.edit.path or last.span.end <= fix.edit.span.start:
            kept.append(fix)
    return tuple(kept)


def is_fixable(finding: Finding) -> bool:
    """Tell whether a finding says what to write instead, with no need for a person to look at it."""
    return finding.safe and finding.suggestion is not None and finding.location is not None


def fixes_of(findings: Iterable[Finding], texts: Mapping[str, str]) -> Iterator[Fix]:
    """Yield a fix for each finding that stands on the writer's literal words in one of the `texts`, by path.

    None for one in an expression, a tag, a comment or a header, nor where the text reads otherwise than it says.
    """
    readers: dict[str, _Reader] = {}
    for finding in findings:
        place = finding.location
        if place is None or not is_fixable(finding) or place.path not in texts:
            continue
        if place.path not in readers:
            readers[place.path] = _Reader(texts[place.path])
        edit = readers[place.path].edit(finding, place)
        if edit is not None:
            yield Fix(edit, finding.rule, finding.message_id)


class _Reader:
    """The text of one file, read for edits; what it is made of is worked out once, where it is a template."""

    def __init__(self, text: str) -> None:
        self.index = LineIndex(text)
        self.layout: Layout | None = None

    def edit(self, finding: Finding, place: Location) -> Edit | None:
        try:
            span = Span(self.index.offset(place.start), self.index.offset(place.end))
        except (IndexError, ValueError):
            return None  # the file is shorter than it was
        words, instead = span.of(self.index.text), finding.suggestion or ""
        if finding.message_id is not None:
            is_ascii = self.index.line(place.start[0]).isascii()
            return _in_json(Edit(place.path, span, instead), words, finding.excerpt, is_ascii=is_ascii)
        if words != finding.excerpt or words == instead:
            return None
        if finding.template is not None:
            self.layout = self.layout or layout(self.index.text)
            if not self.layout.is_literal(span):
                return None
        return Edit(place.path, span, instead)


def from_json(written: str) -> str:
    """Return what the inside of a JSON string reads (line ends as line feeds); raises ValueError."""
    return normalise_newlines(json.loads(f'"{written}"', strict=False))


def _in_json(edit: Edit, written: str, excerpt: str, *, is_ascii: bool) -> Edit | None:
    """Return an edit of words in a JSON string, spelt as its line is: in ASCII where all of that is."""
    try:
        words = from_json(written)
    except ValueError:
        return None
    if words != excerpt or words == edit.text:
        return None
    end = "\r\n" if "\\r" in written else "\n"
    return replace(edit, text=json.dumps(edit.text.replace("\n", end), ensure_ascii=is_ascii)[1:-1])
