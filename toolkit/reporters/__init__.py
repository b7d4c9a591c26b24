"""Reporters: each turns the result of a lint run into text, for people or for programs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from toolkit.reporters.text import report_text, summary_line

if TYPE_CHECKING:
    from toolkit.lint import LintResult


class Reporter(Protocol):
    """Turns a result into text of whole lines; `colour` allows terminal colours."""

    def __call__(self, result: LintResult, *, colour: bool = False) -> str:
        """Return the report."""
        ...


def _on_use(name: str) -> Reporter:
    """Return the reporter `report_NAME` of the module NAME beside this one, imported when it is called."""

    def report(result: LintResult, *, colour: bool = False) -> str:
        reporter: Reporter = getattr(import_module(f"{__name__}.{name}"), f"report_{name}")
        return reporter(result, colour=colour)

    return report


report_json = _on_use("json")

REPORTERS: Mapping[str, Reporter] = MappingProxyType(
    {
        "text": report_text,
        "concise": _on_use("concise"),
        "json": report_json,
        "jsonl": _on_use("jsonl"),
        "sarif": _on_use("sarif"),
        "github": _on_use("github"),
        "gitlab": _on_use("gitlab"),
        "junit": _on_use("junit"),
        "checkstyle": _on_use("checkstyle"),
        "rdjson": _on_use("rdjson"),
        "html": _on_use("html"),
    }
)
"""Every reporter by the name that `--format` takes, which is its module's name too."""

__all__ = ["REPORTERS", "Reporter", "report_json", "report_text", "summary_line"]
