"""The sorts of check: a closed list, each a frozen value that reads prose and yields matches."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from toolkit.checks.base import Check, Match, OptionError, Witness
from toolkit.checks.needs import Needs
from toolkit.checks.phrases import Phrases

SORTS: Mapping[str, type[Check]] = MappingProxyType({sort.sort: sort for sort in (Needs, Phrases)})
"""Every sort of check by the name that a rule file's `check` key uses."""

__all__ = ["SORTS", "Check", "Match", "OptionError", "Witness"]
