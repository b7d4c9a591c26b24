"""The concise report: one line a finding, `path:line:column: severity rule message`, for editors and grep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from toolkit.reporters.columns import visible
from toolkit.reporters.text import COLOURS
from toolkit.reporters.words import posix, told, where

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult


def report_concise(result: LintResult, *, colour: bool = False) -> str:
    """Return a line for each finding; a finding on a whole message has the path alone before its severity."""
    report = "".join(f"{_line(finding)}\n" for finding in result.findings)
    return report if colour else click.unstyle(report)


def _line(finding: Finding) -> str:
    place = click.style(visible(posix(where(finding))), bold=True)
    severity = click.style(finding.severity, fg=COLOURS[finding.severity], bold=True)
    return f"{place}: {severity} {finding.rule} {visible(told(finding))}"
