"""The rules: one TOML file each, ours and a team's."""

from toolkit.rules.choose import choose
from toolkit.rules.configured import configured_rules
from toolkit.rules.load import load_rules
from toolkit.rules.model import LIBRARY_SORT, TEMPLATE_SORT, Example, Rule, Severity, Verdict
from toolkit.rules.pages import page, scope, table

__all__ = [
    "LIBRARY_SORT",
    "TEMPLATE_SORT",
    "Example",
    "Rule",
    "Severity",
    "Verdict",
    "choose",
    "configured_rules",
    "load_rules",
    "page",
    "scope",
    "table",
]
