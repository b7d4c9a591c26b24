"""The JSON report: one object of a stable, versioned shape, for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from toolkit.lint import fingerprints
from toolkit.reporters.words import posix

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult

VERSION = 1


def report_json(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return the result as JSON; lines and columns are 1-based code points, null for a whole message."""
    report = {
        "version": VERSION,
        "findings": findings_as_json(result),
        "summary": asdict(result.summary),
    }
    return as_text(report, indent=2)


def findings_as_json(result: LintResult) -> list[dict[str, Any]]:
    """Return the findings as JSON objects, keys in the order that is documented."""
    found = result.findings
    return [
        _as_json(finding, fingerprint) for finding, fingerprint in zip(found, fingerprints(found), strict=True)
    ]


def as_text(value: Any, *, indent: int | None = None) -> str:
    """Return `value` as JSON that any stream can take: half characters (lone surrogates) as JSON escapes them."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _as_json(finding: Finding, fingerprint: str) -> dict[str, Any]:
    place = finding.location
    line, column = (None, None) if place is None else place.start
    end_line, end_column = (None, None) if place is None else place.end
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": finding.message,
        "file": posix(finding.path),
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
        "fingerprint": fingerprint,
    }
