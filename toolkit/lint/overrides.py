"""What a team has configured otherwise for some files: rules left out there, and other severities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.config import Override
from toolkit.lint.finding import Finding
from toolkit.rules import Severity

Overriding = Callable[[Path, str], Sequence[Override]]
"""From a file and a kind, what is otherwise for them, that which counts most first (`Config.overriding`)."""


def overridden(findings: Iterable[Finding], overriding: Overriding) -> Iterator[Finding]:
    """Yield the findings that are not left out for their file, each with the severity that it has there."""
    for finding in findings:
        found = overriding(Path(finding.path), finding.kind)
        if any(finding.rule in override.ignore for override in found):
            continue
        named = next((one.severity[finding.rule] for one in found if finding.rule in one.severity), None)
        yield finding if named is None else replace(finding, severity=Severity(named))
