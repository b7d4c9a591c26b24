"""What linting gives back: findings and a summary, frozen and complete when made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from toolkit.errors import KindwordError
from toolkit.rules import Rule, Severity
from toolkit.text import Location, Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, once, however many samples show it.

    `location` is None where something is missing from the whole message; `path` names the file all the same.
    `excerpt` is the source slice it stands on and `source_line` the first line of that, for display.
    `marked` is where in that line the excerpt stands (code points), for it may have been decoded from its file.
    `numbered` tells that the message has no id of its own, and `message_id` is the number of its line.
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
    numbered: bool = False
    seen_in: tuple[str, ...] = ()
    samples: int = 0
    suggestion: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that does not count: `reason` is what a comment says for it, None where a baseline holds it."""

    finding: Finding
    reason: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: counts of files read, templates and messages judged, and findings by severity.

    `unjudged` counts the messages in languages (named in `languages`) that there are no rules for, `known` the
    findings that are left out because a baseline holds them.
    """

    files: int = 0
    templates: int = 0
    messages: int = 0
    errors: int = 0
    warnings: int = 0
    suggestions: int = 0
    unjudged: int = 0
    languages: tuple[str, ...] = ()
    known: int = 0


@dataclass(frozen=True, slots=True)
class LintResult:
    """The findings of a run, in order of file, place and rule, and its summary.

    `rules` are those that were looked for, `files` the paths that were read, clean ones among them. `included` are
    the paths of the further files that templates asked for, those that there are not among them. `suppressed` are
    the findings that comments allow or a baseline holds, in no order. `fault` is why grammar and spelling could
    not be checked, None where they were or were not to be. `notes` are sentences on the run, for its user.
    """

    findings: tuple[Finding, ...]
    summary: Summary
    rules: tuple[Rule, ...] = ()
    files: tuple[str, ...] = ()
    included: frozenset[str] = frozenset()
    suppressed: tuple[Suppressed, ...] = ()
    fault: KindwordError | None = None
    notes: tuple[str, ...] = ()

    def keeping(self, findings: Iterable[Finding], known: Iterable[Finding] = ()) -> LintResult:
        """Return the result with only these of its findings that count; `known` are held by a baseline."""
        held = (Suppressed(finding, None) for finding in known)
        return self._with(tuple(findings), (*self.suppressed, *held))

    def where(self, wanted: Callable[[Finding], bool]) -> LintResult:
        """Return the result with only the findings that are wanted, suppressed ones too."""
        suppressed = (one for one in self.suppressed if wanted(one.finding))
        return self._with(tuple(filter(wanted, self.findings)), tuple(suppressed))

    def _with(self, findings: tuple[Finding, ...], suppressed: tuple[Suppressed, ...]) -> LintResult:
        known = sum(one.reason is None for one in suppressed)
        summary = counted(replace(self.summary, known=known), findings)
        return replace(self, findings=findings, suppressed=suppressed, summary=summary)


def counted(summary: Summary, findings: Iterable[Finding]) -> Summary:
    """Return a summary that counts these findings."""
    counts = Counter(finding.severity for finding in findings)
    return replace(
        summary,
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        suggestions=counts[Severity.SUGGESTION],
    )
