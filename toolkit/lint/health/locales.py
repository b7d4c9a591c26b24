"""Finds messages that some locales of a library have and others lack: `en/late.j2`, but no `de/late.j2`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import PurePosixPath

_LANGUAGES = frozenset((
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et",
    "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
    "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn",
    "no", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tr", "uk",
    "ur", "uz", "vi", "zh", "zu",
))  # fmt: skip
_FOLDER = re.compile(r"(?P<language>[a-z]{2})(?:[-_][A-Za-z]{2,4})*")


@dataclass(frozen=True, slots=True)
class Placed:
    """A path taken apart at its folder of a locale: what stands before it, the folder, and what comes after."""

    above: str
    locale: str
    name: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A message, by its number, and the locales that lack it."""

    number: int
    locales: tuple[str, ...]


def placed(path: str) -> Placed | None:
    """Return a path taken apart at its last folder that is named by a locale, None where there is none."""
    parts = PurePosixPath(path).parts
    for at in range(len(parts) - 2, -1, -1):
        found = _FOLDER.fullmatch(parts[at])
        if found and found["language"] in _LANGUAGES:
            return Placed("/".join(parts[:at]), parts[at], "/".join(parts[at + 1 :]))
    return None


def lacking(paths: Sequence[str]) -> Iterator[Lack]:
    """Yield each message that some of the locales beside its own lack, once, in order of path.

    Folders are taken for locales where any two of those beside each other have a message in common.
    """
    libraries: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for number, path in enumerate(paths):
        if place := placed(path):
            libraries[place.above][place.locale][place.name] = number
    found = [lack for locales in libraries.values() if _are_alike(locales) for lack in _lacks(locales)]
    yield from sorted(found, key=lambda lack: lack.number)


def _are_alike(locales: dict[str, dict[str, int]]) -> bool:
    return any(one.keys() & other.keys() for one, other in combinations(locales.values(), 2))


def _lacks(locales: dict[str, dict[str, int]]) -> Iterator[Lack]:
    for name in dict.fromkeys(name for messages in locales.values() for name in messages):
        missing = tuple(sorted(locale for locale, messages in locales.items() if name not in messages))
        if missing:
            yield Lack(next(messages[name] for messages in locales.values() if name in messages), missing)
