"""What linting gives back: findings and a summary, frozen and complete when made."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.rules import Rule, Severity
from toolkit.text import Location, Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, once, however many samples show it.

    `location` is None where something is missing from the whole message; `path` names the file all the same.
    `excerpt` is the source slice it stands on and `source_line` the first line of that, for display.
    `marked` is where in that line the excerpt stands (code points), for it may have been decoded from its file.
    `suggestion` is what to write instead; `safe` tells that it needs no person to look at it first.
    `seen_in` names the samples and variants that show it, `samples` is how many the template was judged by.
    """

    rule: str
    severity: Severity
    message: str
    path: str
    location: Location | None
    excerpt: str
    source_line: str
    kind: str
    marked: Span = NOWHERE
    template: str | None = None
    message_id: str | None = None
    seen_in: tuple[str, ...] = ()
    samples: int = 0
    suggestion: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: counts of files read, templates and messages judged, and findings by severity.

    `unjudged` counts the messages in languages (named in `languages`) that there are no rules for.
    """

    files: int = 0
    templates: int = 0
    messages: int = 0
    errors: int = 0
    warnings: int = 0
    suggestions: int = 0
    unjudged: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LintResult:
    """The findings of a run, in order of file, place and rule, and its summary.

    `rules` are those that were looked for, `files` the paths that were read, clean ones among them.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    rules: tuple[Rule, ...] = ()
    files: tuple[str, ...] = ()
