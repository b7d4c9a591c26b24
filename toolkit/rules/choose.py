"""Choosing rules by name for one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from toolkit.errors import KindwordError, did_you_mean
from toolkit.rules.model import Rule


def choose(rules: Iterable[Rule], select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that `select` names (all where it names none) less those that `ignore` names.

    Raises KindwordError for a name that no rule has, and where no rule is left.
    """
    at_hand = tuple(rules)
    known = {rule.id for rule in at_hand}
    for name in (*select, *ignore):
        if name not in known:
            raise KindwordError(f"there is no rule {name!r}", hint=did_you_mean(name, known))
    chosen = tuple(rule for rule in at_hand if (not select or rule.id in select) and rule.id not in ignore)
    if not chosen:
        raise KindwordError("no rule is left to check", hint="Select a rule that you do not also ignore.")
    return chosen
