"""A baseline: the findings that a team has accepted for now, by their words and never by their lines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Any, NamedTuple

from toolkit.errors import KindwordError, did_you_mean
from toolkit.lint.finding import Finding
from toolkit.lint.fingerprint import identity
from toolkit.resources import line_of
from toolkit.resources.json import parse_json, value_lines

VERSION = 1
LONGEST = 200
"""Code points of the words of an entry; of longer ones it has the beginning and a digest of all."""

_AGAIN = "Mend the line, or delete the file and run `kindword baseline`."
_UNUSUAL = re.compile(r"[^\x20-\x7e]")
_DIGITS = 12


class Key(NamedTuple):
    """What a finding is known by: its file, its rule, the message's id where it has one, and its words."""

    path: str
    rule: str
    message: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding, and how many of it the file has."""

    key: Key
    count: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """The accepted findings: one entry for each key, in the order of keys."""

    entries: tuple[Entry, ...] = ()

    @property
    def total(self) -> int:
        """How many findings are accepted."""
        return sum(entry.count for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run has looked at: the files by their names in the baseline, and the rules by their ids."""

    files: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()

    def covers(self, entry: Entry) -> bool:
        """Tell whether the run would have found an entry's finding, were it still there."""
        return entry.key.rule in self.rules and entry.key.path in self.files


@dataclass(frozen=True, slots=True)
class Split:
    """The findings that a baseline does not hold, those that it does, and the entries that are stale.

    A stale entry's count is how many of it no longer occur.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    stale: tuple[Entry, ...]


def record(findings: Iterable[Finding], name: Callable[[str], str] = str) -> Baseline:
    """Return the baseline that accepts these findings; `name` gives a file its name there."""
    return _of(Counter(_key(finding, name) for finding in findings))


def split(
    baseline: Baseline, findings: Iterable[Finding], scope: Scope, name: Callable[[str], str] = str
) -> Split:
    """Return what of a run's findings is new; of more of the same than are accepted, the last are."""
    left = Counter({entry.key: entry.count for entry in baseline.entries})
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        key = _key(finding, name)
        (known if left[key] else new).append(finding)
        left[key] -= bool(left[key])
    unmet = (replace(entry, count=left[entry.key]) for entry in baseline.entries if left[entry.key])
    return Split(tuple(new), tuple(known), tuple(entry for entry in unmet if scope.covers(entry)))


def prune(baseline: Baseline, stale: Iterable[Entry]) -> Baseline:
    """Return the baseline without what is stale."""
    counts = Counter({entry.key: entry.count for entry in baseline.entries})
    counts.subtract({entry.key: entry.count for entry in stale})
    return _of(counts)


def renew(baseline: Baseline, today: Baseline, scope: Scope) -> Baseline:
    """Return the baseline with what a run found in place of all that it has looked at."""
    kept = {entry.key: entry.count for entry in baseline.entries if not scope.covers(entry)}
    return _of(kept | {entry.key: entry.count for entry in today.entries})


def to_text(baseline: Baseline) -> str:
    """Return the text of a baseline's file: JSON, by file, one entry a line."""
    files = []
    for path, entries in groupby(baseline.entries, lambda entry: entry.key.path):
        lines = ",\n".join(f"      {_written(_as_json(entry))}" for entry in entries)
        files.append(f"    {_written(path)}: [\n{lines}\n    ]")
    findings = "{\n" + ",\n".join(files) + "\n  }" if files else "{}"
    return f'{{\n  "version": {VERSION},\n  "findings": {findings}\n}}\n'


def from_text(text: str, path: str) -> Baseline:
    """Return the baseline that the text of the file `path` holds.

    Raises KindwordError with the line for a text that is no baseline, is of another version or has an entry twice.
    """
    data = parse_json(text, path)
    fault = _Fault(path, dict(value_lines(text)))
    if not isinstance(data, dict) or "version" not in data:
        raise fault("this is no baseline: it has no version")
    if isinstance(data["version"], bool) or data["version"] != VERSION:
        hint = f"This kindword reads version {VERSION}. Update it, or delete the file and run `kindword baseline`."
        raise fault(f"the baseline has version {data['version']!r}", "version", hint=hint)
    fault.keys(data, ("version", "findings"))
    counts: dict[Key, int] = {}
    for keys, entry in _entries(data["findings"], fault):
        if entry.key in counts:
            raise fault("this entry stands here twice", *keys, hint="Leave one, with a count for both.")
        counts[entry.key] = entry.count
    return _of(counts)


def _entries(findings: Any, fault: _Fault) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield each entry, and the keys that lead to it."""
    if not isinstance(findings, dict):
        raise fault("findings must be an object", "findings")
    for path, entries in findings.items():
        if not isinstance(entries, list):
            raise fault(f"the findings of {path!r} must be a list", "findings", path)
        for number, data in enumerate(entries):
            keys = ("findings", path, str(number))
            yield keys, _entry(path, data, fault, keys)


def _entry(path: str, data: Any, fault: _Fault, keys: Sequence[str]) -> Entry:
    if not isinstance(data, dict):
        raise fault("an entry must be an object", *keys)
    fault.keys(data, ("rule", "words", "count"), ("message",), keys)
    for key in ("rule", "words", "message"):
        if not isinstance(data.get(key, ""), str):
            raise fault(f"{key} must be a text", *keys, key)
    count = data["count"]
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise fault("count must be a whole number from 1 on", *keys, "count")
    return Entry(Key(path, data["rule"], data.get("message", ""), data["words"]), count)


@dataclass(frozen=True, slots=True)
class _Fault:
    """Makes the errors of one file: `lines` holds the line of each of its values by the keys that lead to it."""

    path: str
    lines: Mapping[tuple[str, ...], int]

    def __call__(self, message: str, *keys: str, hint: str = _AGAIN) -> KindwordError:
        return KindwordError(message, path=self.path, line=line_of(self.lines, keys), hint=hint)

    def keys(
        self, data: Mapping[str, Any], needed: Sequence[str], also: Sequence[str] = (), above: Sequence[str] = ()
    ) -> None:
        """Raise KindwordError for a key that there is not, and one that is missing."""
        for key in data:
            if key not in (*needed, *also):
                raise self(f"unknown key {key!r}", *above, key, hint=did_you_mean(key, (*needed, *also)))
        for key in needed:
            if key not in data:
                raise self(f"{key} is missing", *above)


def _of(counts: Mapping[Key, int]) -> Baseline:
    return Baseline(tuple(Entry(key, counts[key]) for key in sorted(counts) if counts[key] > 0))


def _key(finding: Finding, name: Callable[[str], str]) -> Key:
    rule, path, message, words = map(_whole, identity(replace(finding, path=name(finding.path))))
    return Key(path, rule, message, _short(words))


def _whole(text: str) -> str:
    """Return a text as it can be written: half characters (lone surrogates) marked."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _short(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    digest = sha256(words.encode()).hexdigest()[:_DIGITS]
    return f"{words[:LONGEST].rstrip()}… ({digest})"


def _as_json(entry: Entry) -> dict[str, Any]:
    message = {"message": entry.key.message} if entry.key.message else {}
    return {"rule": entry.key.rule, **message, "words": entry.key.words, "count": entry.count}


def _written(value: Any) -> str:
    """Return a value as JSON in which no character hides or turns the line around."""
    return _UNUSUAL.sub(
        lambda found: found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1],
        json.dumps(value, ensure_ascii=False),
    )
