"""The JUnit report: a suite for each file, for CI servers that show tests (Jenkins, GitLab, Azure, Buildkite)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from toolkit.reporters.words import by_file, posix, told, where
from toolkit.reporters.xml import xml_document, xml_text

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult


def report_junit(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - XML has no colours
    """Return a suite for each file: a failed test for each finding, one that passed for a clean file.

    A finding is a test of its own, named by rule and place, because servers list tests by name and show the
    message of each. All severities fail; the type of the failure tells them apart.
    """
    total = str(len(result.findings))
    files = by_file(result)
    tests = sum(max(len(found), 1) for found in files.values())
    root = ET.Element("testsuites", name="kindword", tests=str(tests), failures=total, errors="0")
    for path, found in files.items():
        _add_suite(root, path, [finding for finding, _ in found])
    return xml_document(root)


def _add_suite(root: ET.Element, path: str, found: Sequence[Finding]) -> None:
    name, failures = xml_text(path), str(len(found))
    tests = str(max(len(found), 1))
    suite = ET.SubElement(root, "testsuite", name=name, tests=tests, failures=failures, errors="0", skipped="0")
    for finding in found:
        test = ET.SubElement(suite, "testcase", classname=name, name=xml_text(_name(finding)), file=name)
        if finding.location is not None:
            test.set("line", str(finding.location.start[0]))
        failure = ET.SubElement(test, "failure", type=str(finding.severity), message=xml_text(told(finding)))
        failure.text = xml_text("\n".join(filter(None, [posix(where(finding)), finding.source_line.strip()])))
    if not found:
        ET.SubElement(suite, "testcase", classname=name, name="no findings", file=name)


def _name(finding: Finding) -> str:
    place = finding.location
    at = "" if place is None else f" at {place.start[0]}:{place.start[1]}"
    return f"{finding.rule}{at}" + ("" if finding.message_id is None else f" (message {finding.message_id})")
