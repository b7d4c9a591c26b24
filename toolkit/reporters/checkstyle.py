"""The Checkstyle report: XML of its version 4.3, which most code review and CI tools read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from toolkit.reporters.words import by_file, told
from toolkit.reporters.xml import xml_document, xml_text
from toolkit.rules import Severity

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult

_VERSION = "4.3"
_WHOLE_FILE = "0"
"""The line of what concerns a whole file: readers of the format ask for a number, and lines begin with 1."""
_SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info"}
)


def report_checkstyle(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - XML has no colours
    """Return the findings by file, clean files among them; columns are 1-based code points."""
    root = ET.Element("checkstyle", version=_VERSION)
    for path, found in by_file(result).items():
        file = ET.SubElement(root, "file", name=xml_text(path))
        for finding, _ in found:
            ET.SubElement(file, "error", _attributes(finding))
    return xml_document(root)


def _attributes(finding: Finding) -> dict[str, str]:
    place = finding.location
    at = {"line": _WHOLE_FILE} if place is None else {"line": str(place.start[0]), "column": str(place.start[1])}
    return at | {
        "severity": _SEVERITIES[finding.severity],
        "message": xml_text(told(finding)),
        "source": xml_text(f"kindword.{finding.rule}"),
    }
