"""The rdjson report: Reviewdog Diagnostic Format, for reviewdog, which comments on any code host."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from toolkit.reporters.strict_json import json_text
from toolkit.reporters.words import posix, replacement, stands_as_written, told
from toolkit.rules import Severity

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult
    from toolkit.text import Location

_SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}
)


def report_rdjson(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return the findings as one DiagnosticResult; columns count UTF-8 bytes, as the format asks."""
    return json_text(
        {"source": {"name": "kindword"}, "diagnostics": [_diagnostic(finding) for finding in result.findings]}
    )


def _diagnostic(finding: Finding) -> dict[str, Any]:
    place = finding.location
    at = None if place is None else _range(finding, place)
    instead = replacement(finding)
    return {
        "message": told(finding),
        "location": {"path": posix(finding.path)} | ({} if at is None else {"range": at}),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    } | ({} if instead is None else {"suggestions": [{"range": at, "text": instead}]})


def _range(finding: Finding, place: Location) -> dict[str, Any]:
    """Return the stretch of a finding; whole lines where the bytes before it are not at hand."""
    (line, column), (end_line, _) = place.start, place.end
    if not finding.excerpt or not stands_as_written(finding):
        return {"start": {"line": line}, "end": {"line": end_line}}
    start = _bytes(finding.source_line[: column - 1])
    last = finding.excerpt.split("\n")[-1]
    end = _bytes(last) + (start if line == end_line else 0)
    return {"start": {"line": line, "column": start + 1}, "end": {"line": end_line, "column": end + 1}}


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
