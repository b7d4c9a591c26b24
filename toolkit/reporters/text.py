"""The text report: each finding with the words underlined and what to write instead, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from toolkit.reporters.columns import underline, visible

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult, Summary

COLOURS = {"error": "red", "warning": "yellow", "suggestion": "cyan"}
_LINE_COLUMNS = 100
_INDENT = "    "
_SAMPLES_NAMED = 3


def report_text(result: LintResult, *, colour: bool = False) -> str:
    """Return every finding as a short paragraph, and a last line that says what was done."""
    style = click.style if colour else _plain
    paragraphs = ["\n".join(_paragraph(finding, style)) for finding in result.findings]
    return "\n\n".join([*paragraphs, summary_line(result.summary)]) + "\n"


def summary_line(summary: Summary) -> str:
    """Return what a run did, in a sentence: 'Checked 22 templates (58 messages): 2 errors, 1 warning.'."""
    counts = [
        _count(number, noun)
        for number, noun in (
            (summary.errors, "error"),
            (summary.warnings, "warning"),
            (summary.suggestions, "suggestion"),
        )
        if number
    ]
    if not summary.files:
        return "Checked nothing: the change touches nothing that is linted."
    none = "no new findings" if summary.known else "no findings"
    done = f"Checked {_checked(summary)}: {', '.join(counts) or none}."
    if summary.known:
        done += f" {summary.known:,} known from the baseline."
    if not summary.unjudged:
        return done
    unjudged = _count(summary.unjudged, "message")
    return f"{done} Not judged: {unjudged} in {', '.join(summary.languages)}, for which there are no rules."


def _checked(summary: Summary) -> str:
    messages = _count(summary.messages, "message")
    if not summary.templates:
        return messages if summary.messages else _count(summary.files, "file")
    templates = _count(summary.templates, "template")
    if summary.files > summary.templates:
        return f"{_count(summary.files, 'file')}, {summary.templates:,} of them templates ({messages})"
    return f"{templates} ({messages})"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _plain(text: str, **_colours: object) -> str:
    return text


def _paragraph(finding: Finding, style: Callable[..., str]) -> Iterator[str]:
    colour = COLOURS[finding.severity]
    label = style(finding.severity, fg=colour, bold=True)
    yield f"{style(visible(_where(finding)), bold=True)}: {label} {finding.rule}"
    if finding.location is not None and finding.source_line.strip():
        shown = underline(finding.source_line, finding.marked.start, finding.marked.end, _LINE_COLUMNS)
        yield _INDENT + shown.line
        yield _INDENT + " " * shown.lead + style("^" * shown.marks, fg=colour, bold=True)
    yield from _wrapped(finding.message)
    if finding.suggestion is not None:
        yield from _wrapped(finding.suggestion, "Write: " if finding.safe else "Write (needs a person): ")
    if 0 < len(finding.seen_in) < finding.samples:
        yield from _wrapped(_samples(finding), "Seen in: ")


def _where(finding: Finding) -> str:
    """Return the place as editors understand it, or the file and which message of it is meant."""
    place = finding.path if finding.location is None else str(finding.location)
    return f"{place} (message {finding.message_id})" if finding.message_id is not None else place


@lru_cache(maxsize=512)
def _wrapped(text: str, label: str = "") -> Sequence[str]:
    """Return a text as indented lines; a rule says the same of many messages."""
    return textwrap.wrap(
        visible(" ".join(text.split())),
        width=_LINE_COLUMNS,
        initial_indent=f"  {label}",
        subsequent_indent="  " + " " * len(label),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _samples(finding: Finding) -> str:
    named = "; ".join(finding.seen_in[:_SAMPLES_NAMED])
    more = len(finding.seen_in) - _SAMPLES_NAMED
    return named if more <= 0 else f"{named}; and {more} more"
