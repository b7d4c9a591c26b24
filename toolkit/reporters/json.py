"""The JSON report: one object of a stable, versioned shape, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult

VERSION = 1


def report_json(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return the result as JSON; lines and columns are 1-based code points, null for a whole message."""
    report = {
        "version": VERSION,
        "findings": [as_json(finding) for finding in result.findings],
        "summary": asdict(result.summary),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_json(finding: Finding) -> dict[str, Any]:
    """Return a finding as its JSON object, keys in the order that is documented."""
    place = finding.location
    line, column = (None, None) if place is None else place.start
    end_line, end_column = (None, None) if place is None else place.end
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "file": finding.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "excerpt": finding.excerpt,
        "kind": finding.kind,
        "message_id": finding.message_id,
        "template": finding.template,
        "seen_in": list(finding.seen_in),
        "suggestion": finding.suggestion,
        "suggestion_safe": None if finding.suggestion is None else finding.safe,
    }
