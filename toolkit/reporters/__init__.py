"""Reporters: each turns the result of a lint run into text, for people or for programs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from toolkit.reporters.json import report_json
from toolkit.reporters.text import report_text, summary_line

if TYPE_CHECKING:
    from toolkit.lint import LintResult


class Reporter(Protocol):
    """Turns a result into text that ends with a line feed; `colour` allows terminal colours."""

    def __call__(self, result: LintResult, *, colour: bool = False) -> str:
        """Return the report."""
        ...


REPORTERS: Mapping[str, Reporter] = MappingProxyType({"text": report_text, "json": report_json})
"""Every reporter by the name that `--format` takes."""

__all__ = ["REPORTERS", "Reporter", "report_json", "report_text", "summary_line"]
