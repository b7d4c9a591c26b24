"""The SARIF report: version 2.1.0, for GitHub code scanning, Azure DevOps and editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from toolkit import __version__
from toolkit.lint import fingerprints
from toolkit.reporters.strict_json import json_text
from toolkit.reporters.words import posix, replacement, told
from toolkit.rules import Severity, page

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult, Suppressed
    from toolkit.rules import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "kindword/v1"
_LEVELS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
)
_SLOT = re.compile(r"\{\w+\}")


def report_sarif(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return the result as one SARIF run with every rule that was looked for; columns count code points.

    A finding that a comment allows, or a baseline holds, is there as a suppressed one.
    """
    index = {rule.id: number for number, rule in enumerate(result.rules)}
    hidden = result.suppressed
    found = (*result.findings, *(one.finding for one in hidden))
    why = (*([] for _ in result.findings), *(_suppressions(one) for one in hidden))
    return json_text(
        {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": _driver(result.rules)},
                    "columnKind": "unicodeCodePoints",
                    "results": [_result(*one, index) for one in zip(found, fingerprints(found), why, strict=True)],
                }
            ],
        }
    )


def _driver(rules: Iterable[Rule]) -> dict[str, Any]:
    return {
        "name": "kindword",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    explained = page(rule)
    return {
        "id": rule.id,
        "shortDescription": {"text": _SLOT.sub("…", rule.message)},
        "fullDescription": {"text": " ".join(rule.rationale.split())},
        "help": {"text": explained, "markdown": explained},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _suppressions(one: Suppressed) -> list[dict[str, str]]:
    """Return why a finding does not count; an empty list would say that it does."""
    if one.reason is None:
        return [{"kind": "external", "justification": "A baseline holds it."}]
    return [{"kind": "inSource", "justification": one.reason}]


def _result(
    finding: Finding, fingerprint: str, suppressions: list[dict[str, str]], index: Mapping[str, int]
) -> dict[str, Any]:
    """Return a finding as a result; braces stay single: viewers show a text without arguments as it is."""
    file = _file(finding.path)
    region = _region(finding)
    made: dict[str, Any] = {"ruleId": finding.rule}
    if finding.rule in index:
        made["ruleIndex"] = index[finding.rule]
    made |= {
        "level": _LEVELS[finding.severity],
        "message": {"text": told(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
        "suppressions": suppressions,
    }
    instead = replacement(finding)
    if instead is not None and finding.location is not None and not suppressions:
        made["fixes"] = [_fix(instead, file, region)]
    return made


def _fix(instead: str, file: Mapping[str, str], region: Mapping[str, Any]) -> dict[str, Any]:
    deleted = {key: value for key, value in region.items() if key != "snippet"}
    return {
        "description": {"text": f"Write “{instead}”."},
        "artifactChanges": [
            {
                "artifactLocation": file,
                "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": instead}}],
            }
        ],
    }


def _region(finding: Finding) -> dict[str, Any]:
    """Return where a finding stands: its end is exclusive there too; a line alone where no words are known.

    What is missing from a whole message stands on the first line: code scanning asks for a line of every result.
    """
    if finding.location is None:
        return {"startLine": 1}
    (line, column), (end_line, end_column) = finding.location.start, finding.location.end
    if not finding.excerpt:
        return {"startLine": line}
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "snippet": {"text": finding.excerpt},
    }


def _file(path: str) -> dict[str, str]:
    """Return a path as a URI: of the file system where it is absolute, else below the root of the sources."""
    if PurePath(path).is_absolute():
        return {"uri": f"file:///{_quoted(posix(path), ':').lstrip('/')}"}
    return {"uri": _quoted(posix(path)), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str, kept: str = "") -> str:
    return quote(path, safe=f"/{kept}", errors="surrogatepass")
