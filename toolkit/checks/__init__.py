"""The sorts of check: a closed list, each a frozen value that reads prose and yields matches."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from toolkit.checks.base import Check, Match, OptionError, Witness
from toolkit.checks.capitals import Capitals
from toolkit.checks.dead_ends import DeadEnds
from toolkit.checks.leaks import Leaks
from toolkit.checks.length import Length
from toolkit.checks.marks import Marks
from toolkit.checks.needs import Needs
from toolkit.checks.phrases import Phrases
from toolkit.checks.pledges import Pledges
from toolkit.checks.promised import Promised
from toolkit.checks.readability import Readability
from toolkit.checks.reported import Reported
from toolkit.checks.timeframe import SaysWhen, VagueTimes

SORTS: Mapping[str, type[Check]] = MappingProxyType(
    {
        sort.sort: sort
        for sort in (
            Capitals,
            DeadEnds,
            Leaks,
            Length,
            Marks,
            Needs,
            Phrases,
            Pledges,
            Promised,
            Readability,
            Reported,
            SaysWhen,
            VagueTimes,
        )
    }
)
"""Every sort of check by the name that a rule file's `check` key uses."""

__all__ = ["SORTS", "Check", "Match", "OptionError", "Reported", "Witness"]
