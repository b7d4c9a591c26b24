"""Linting: what the rules find in templates and messages, and where it stands."""

from toolkit.lint.cache import Cache, state_of
from toolkit.lint.each import Item
from toolkit.lint.examples import ExampleFailure, ExampleReport, check_examples
from toolkit.lint.finding import Finding, LintResult, Summary, Suppressed
from toolkit.lint.fingerprint import fingerprints
from toolkit.lint.run import lint

__all__ = [
    "Cache",
    "ExampleFailure",
    "ExampleReport",
    "Finding",
    "Item",
    "LintResult",
    "Summary",
    "Suppressed",
    "check_examples",
    "fingerprints",
    "lint",
    "state_of",
]
