"""The GitLab report: Code Quality, which GitLab shows in merge requests."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.lint import fingerprints
from toolkit.reporters.strict_json import json_text
from toolkit.reporters.words import posix, told
from toolkit.rules import Severity

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult

_SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}
)


def report_gitlab(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return the findings as a JSON array; one on a whole message stands on line 1, for GitLab asks for a line."""
    found = result.findings
    return json_text([_issue(*pair) for pair in zip(found, fingerprints(found), strict=True)])


def _issue(finding: Finding, fingerprint: str) -> dict[str, Any]:
    place = finding.location
    first, last = (1, 1) if place is None else (place.start[0], place.end[0])
    return {
        "description": told(finding),
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": posix(finding.path), "lines": {"begin": first, "end": last}},
    }
