"""The JSON Lines report: one finding a line, with the keys of `json`, for programs that read line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.reporters.json import as_text, findings_as_json

if TYPE_CHECKING:
    from toolkit.lint import LintResult


def report_jsonl(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return each finding as an object on a line of its own; nothing where there is none."""
    return "".join(as_text(finding) for finding in findings_as_json(result))
