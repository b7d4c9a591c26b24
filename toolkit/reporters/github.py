"""The GitHub report: workflow commands that GitHub Actions shows on the changed lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from toolkit.reporters.columns import visible
from toolkit.reporters.words import posix, told
from toolkit.rules import Severity

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult

_COMMANDS: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
)


def report_github(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - GitHub has its own colours
    """Return a command for each finding; one on a whole message has its file only."""
    return "".join(_command(finding) for finding in result.findings)


def _command(finding: Finding) -> str:
    properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(finding))
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(told(finding))}\n"


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    yield "file", posix(finding.path)
    if place := finding.location:
        (line, column), (end_line, end_column) = place.start, place.end
        yield "line", str(line)
        yield "endLine", str(end_line)
        if line == end_line and column < end_column:  # GitHub refuses columns of a place over several lines
            yield "col", str(column)
            yield "endColumn", str(end_column)
    yield "title", f"kindword ({finding.rule})"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
