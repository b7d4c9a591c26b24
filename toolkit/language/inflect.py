"""Every form of an English verb or noun from its base: `forget` gives forgets, forgot, forgotten, forgetting."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VOWEL_Y = re.compile(r"[aeiou]y$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


def forms(base: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the forms of `base`, itself first; `irregular` gives past forms and doubled consonants by base form.

    A base of several words is inflected in its first: `mix up` gives `mixed up`.
    """
    first, _, rest = base.partition(" ")
    tail = f" {rest}" if rest else ""
    made = [first, _third(first), _ing(first, irregular), *_past(first, irregular)]
    return tuple(dict.fromkeys(f"{form}{tail}" for form in made))


def _third(base: str) -> str:
    if base.endswith("y") and not _VOWEL_Y.search(base):
        return f"{base[:-1]}ies"
    return f"{base}es" if _SIBILANT.search(base) else f"{base}s"


def _stem(base: str, irregular: Mapping[str, str]) -> str:
    """Return the base as it stands before a suffix that begins with a vowel."""
    doubles = _DOUBLED.match(base) or "+" in irregular.get(base, "").split()
    return base + base[-1] if doubles and not base.endswith(("w", "x", "y")) else base


def _ing(base: str, irregular: Mapping[str, str]) -> str:
    if base.endswith("ie"):
        return f"{base[:-2]}ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return f"{base[:-1]}ing"
    return f"{_stem(base, irregular)}ing"


def _past(base: str, irregular: Mapping[str, str]) -> list[str]:
    given = [form for form in irregular.get(base, "").split() if form != "+"]
    if given:
        return given
    if base.endswith("e"):
        return [f"{base}d"]
    if base.endswith("y") and not _VOWEL_Y.search(base):
        return [f"{base[:-1]}ied"]
    return [f"{_stem(base, irregular)}ed"]
