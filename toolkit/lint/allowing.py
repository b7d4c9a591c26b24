"""Writes suppressions: a comment for every finding in a template, placed so that the customer reads the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.errors import KindwordError
from toolkit.lint.bench import Again, Bench, Changeable
from toolkit.lint.finding import Finding
from toolkit.lint.fixes import Edit, Fix
from toolkit.lint.pieces import Layout, layout, pieces
from toolkit.lint.repair import Changed
from toolkit.lint.run import UNUSED
from toolkit.lint.trial import Ruling
from toolkit.text import LineIndex, Location, Span

_MOST_LINES = 5
"""Lines of one finding beside which a comment is tried."""


def reason_of(text: str) -> str:
    """Return a reason as comments give it; raises KindwordError for one that no comment can hold."""
    reason = text.strip()
    hint = 'Say why the words are right: --add-suppressions "our brand is written so".'
    if not reason:
        raise KindwordError("a suppression needs a reason", hint=hint)
    if "#}" in reason:
        raise KindwordError("the reason holds “#}”, which would end the comment", hint="Write it without.")
    if not reason.isprintable():
        raise KindwordError("the reason is not one line of plain text", hint=hint)
    return reason


def is_allowable(finding: Finding) -> bool:
    """Tell whether a comment in a template can allow a finding."""
    return finding.template is not None and finding.rule != UNUSED


def allow(
    items: Iterable[Changeable],
    texts: Mapping[str, str],
    ruling: Ruling,
    again: Again,
    reason: str,
    across: Iterable[Finding] = (),
) -> Changed:
    """Return the comments that allow what is found in templates, whose files hold `texts`, by path.

    `across` is what was found where they were compared with each other, and what is to be allowed as well.

    Every message reads the same with them; where no place for a comment is found, it is among the refused.
    `reason` is what `reason_of` gives.
    """
    judging = replace(
        ruling,
        select=(*ruling.select, UNUSED) if ruling.select else (),
        ignore=tuple(name for name in ruling.ignore if name != UNUSED),
    )
    bench = Bench(items, texts, judging, again)
    findings = [found for found in bench.ruling.lint(bench.items).findings if is_allowable(found)]
    notes = _notes([*findings, *across], bench.texts)
    done = bench.settle([note.ways(reason) for note in notes], visible=False)
    counts = Counter[str]()
    for number in done:
        counts[notes[number].page.path] += len(notes[number].findings)
    return Changed({path: tuple(edits) for path, edits in bench.kept.items()}, counts, tuple(bench.refused))


def _notes(findings: Iterable[Finding], texts: Mapping[str, str]) -> list[_Note]:
    """Return a note for each line that something is found in, and one for each file as a whole."""
    paths = dict.fromkeys(found.path for found in findings if found.path in texts)
    pages = {path: _Page.of(path, texts[path]) for path in paths}
    groups: dict[tuple[str, int], list[Finding]] = defaultdict(list)
    for found in findings:
        if found.path in pages:
            line = pages[found.path].line_of(found.location)
            groups[found.path, line].append(found)
    return [_Note(pages[path], line, tuple(group)) for (path, line), group in sorted(groups.items())]


@dataclass(frozen=True, slots=True)
class _Page:
    """The source of one template, and where in it comments can stand; `top` is where those for the file do."""

    path: str
    index: LineIndex
    layout: Layout
    comments: tuple[Span, ...]
    top: int

    @classmethod
    def of(cls, path: str, text: str) -> _Page:
        tokens = tuple(pieces(text))
        top = 0
        for kind, span in tokens:
            if kind == "comment":
                top = span.end
            elif span.of(text).strip():
                break
        comments = tuple(span for kind, span in tokens if kind == "comment")
        return cls(path, LineIndex(text), layout(text), comments, top)

    def line_of(self, place: Location | None) -> int:
        """Return the 1-based line that a comment is to allow, 0 where only the whole file can be allowed."""
        if place is None:
            return 0
        at = self.index.offset(place.start)
        return 0 if any(comment.start <= at < comment.end for comment in self.comments) else place.start[0]


@dataclass(frozen=True, slots=True)
class _Note:
    """What is found in a line of a page, or (line 0) in all of it."""

    page: _Page
    line: int
    findings: tuple[Finding, ...]

    def ways(self, reason: str) -> list[Fix]:
        """Return the comments that could allow it, the best first."""
        rules = ", ".join(sorted({found.rule for found in self.findings}))
        if not self.line:
            return [self._fix(*self._at_top(f"allow-file {rules}: {reason}"))]
        last = max(found.location.end[0] for found in self.findings if found.location is not None)
        lines = range(self.line, min(last, self.line + _MOST_LINES) + 1)
        return [self._fix(*way) for line in lines for way in self._by_line(line, f"allow {rules}: {reason}")] or [
            self._fix(*self._at_top(f"allow-file {rules}: {reason}"))
        ]

    def _fix(self, at: int, comment: str) -> Fix:
        return Fix(Edit(self.page.path, Span(at, at), comment), "")

    def _at_top(self, words: str) -> tuple[int, str]:
        """Return the comment for the file on a line of its own: below those at the top, else above the text."""
        text, top = self.page.index.text, self.page.top
        if top:
            return top, f"\n{{#- {words} {'-' if text.startswith('-#}', top - 3) else ''}#}}"
        return 0, f"{{# {words} -#}}\n" if text[:1].strip() else f"{{# {words} #}}"

    def _by_line(self, line: int, words: str) -> Iterator[tuple[int, str]]:
        """Yield comments above a line, at its end and at its start, with no whitespace of theirs to be read."""
        index, is_open = self.page.index, self.page.layout.is_open
        raw, start = index.line(line), index.offset((line, 1))
        end, first = start + len(raw), start + len(raw) - len(raw.lstrip())
        if raw[:1].strip() and is_open(start):
            yield start, f"{{# {words} -#}}\n"
        if raw == raw.rstrip() and is_open(end):
            yield end, f" {{#- {words} #}}"
        if is_open(end):
            yield end, f"{{# {words} #}}"
        if is_open(first):
            yield first, f"{{# {words} #}}"
