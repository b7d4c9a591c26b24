"""What templates were found to hold, kept between runs: a template is judged again only when something changed.

A template's entry stands under the digest of all that it is judged by: its text, its name, the rules, the options.
It also tells which other files were asked for, and counts only while they are as they were, or still missing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import KindwordError
from toolkit.language import load_vocabulary
from toolkit.library import Template
from toolkit.lint.finding import Finding
from toolkit.lint.judge import Judged
from toolkit.resources import (
    digest,
    digest_of,
    keep_out_of_git,
    program_state,
    read_sealed,
    read_text,
    write_sealed,
)
from toolkit.rules import Rule, Severity
from toolkit.text import Location, Span

if TYPE_CHECKING:
    from toolkit.lint.gist import Gist

_WORTH_KEEPING = 20
"""Templates judged in a run that make it worth to keep what was found, where nothing is kept yet."""
_MOST_FILES = 3
_MOST_OTHERS = 5_000
"""Entries that are kept though a run did not ask for them: it may have been one of a part of the library."""


class Cache:
    """The entries of one state of rules and options, which is asked for when a template first comes by.

    `failed` tells that they could not be written.
    """

    def __init__(self, folder: Path, state: Callable[[], str]) -> None:
        self.folder = folder
        self.failed = False
        self._state = state
        self._used: dict[str, Any] = {}
        self._new = 0
        self._texts: dict[Path, str | None] = {}

    @cached_property
    def file(self) -> Path:
        """Return the file in which the entries are kept."""
        return self.folder / f"findings.{digest(self._state())}.json"

    @cached_property
    def _known(self) -> dict[str, Any]:
        return read_sealed(self.file) or {}

    def find(self, template: Template) -> Judged | None:
        """Return what a template was found to hold, None where it is not known or something has changed."""
        key = _key(template)
        entry = self._known.get(key)
        if entry is None:
            return None
        sources = {template.path: template.source}
        for name, (path, known) in entry["included"].items():
            text = self._text(template.root / name)
            if text is None or digest(text) != known:
                return None
            sources[path] = text
        if any((template.root / name).exists() for name in entry["missing"]):
            return None
        self._used[key] = entry
        included = {name: path for name, (path, _) in entry["included"].items()}
        findings = tuple(_finding(one) for one in entry["findings"])
        asked = (included, frozenset(entry["missing"]))
        return Judged(findings, sources, entry["messages"], entry["foreign"], *asked, _gist(entry["gist"]))

    def keep(self, template: Template, judged: Judged) -> None:
        """Remember what a template was found to hold."""
        included = judged.included.items()
        self._new += 1
        self._used[_key(template)] = {
            "included": {name: [path, digest(judged.sources[path])] for name, path in included},
            "missing": sorted(judged.missing),
            "messages": judged.messages,
            "foreign": judged.foreign,
            "findings": [_plain(one) for one in judged.findings],
            "gist": None if judged.gist is None else _plain_gist(judged.gist),
        }

    def across(self, facts: str, compare: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
        """Return what `compare` finds; it is asked only where `facts`, all that it goes by, are new."""
        key = f"across {digest(facts)}"
        entry = self._known.get(key)
        if entry is None:
            entry = {"findings": [_plain(one) for one in compare()]}
            self._new += 1
        self._used[key] = entry
        return tuple(_finding(one) for one in entry["findings"])

    def _text(self, file: Path) -> str | None:
        """Return a file's text, None where it cannot be read; read once in a run."""
        if file not in self._texts:
            try:
                self._texts[file] = read_text(file)
            except KindwordError:
                self._texts[file] = None
        return self._texts[file]

    def close(self) -> None:
        """Write what is new, with what was of use in this run and what may be in the next."""
        if not self._new or self._new < (1 if self._known else _WORTH_KEEPING):
            return
        others = {key: entry for key, entry in self._known.items() if key not in self._used}
        kept = dict(list(others.items())[-_MOST_OTHERS:])
        self.failed = not write_sealed(self.file, {**kept, **self._used}, most=_MOST_FILES)
        if not self.failed:
            keep_out_of_git(self.folder)


def state_of(rules: Iterable[Rule], *facts: object) -> str:
    """Return what tells one state of what templates are judged by from another: rules, this program, `facts`."""
    known = tuple(rules)
    files = [path for path in sorted(load_vocabulary().folder.iterdir()) if path.is_file()]
    files += sorted({rule.path for rule in known})
    told = _in_order(facts)
    return repr(
        (program_state(), [digest_of(path.read_bytes()) for path in files], [rule.id for rule in known], told)
    )


def _in_order(value: object) -> object:
    """Return a value with its sets and tables in order, which is another in every process."""
    if isinstance(value, (set, frozenset)):
        return sorted(map(repr, value))
    if isinstance(value, Mapping):
        return sorted((repr(key), _in_order(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return [_in_order(one) for one in value]
    if is_dataclass(value):
        return [(one.name, _in_order(getattr(value, one.name))) for one in fields(value)]
    return repr(value)


def _key(template: Template) -> str:
    judged_by = (
        template.name,
        template.kind,
        template.channel,
        template.locale,
        template.path,
        str(template.root),
    )
    return digest(json.dumps([*judged_by, template.source]))


def _plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON can hold it."""
    place = finding.location
    return {
        **{one.name: getattr(finding, one.name) for one in fields(finding)},
        "location": None if place is None else [place.path, place.start, place.end],
        "marked": [finding.marked.start, finding.marked.end],
    }


def _finding(plain: Mapping[str, Any]) -> Finding:
    """Return the finding that `_plain` wrote."""
    place = plain["location"]
    location = None if place is None else Location(place[0], tuple(place[1]), tuple(place[2]))
    return Finding(
        **{
            **plain,
            "severity": Severity(plain["severity"]),
            "location": location,
            "marked": Span(*plain["marked"]),
            "seen_in": tuple(plain["seen_in"]),
        }
    )


def _plain_gist(gist: Gist) -> list[Any]:
    """Return a gist as JSON can hold it."""
    start = None if gist.start is None else [gist.start.start, gist.start.end]
    return [[[one.variable, one.path, one.line] for one in gist.names], gist.words, start]


def _gist(plain: list[Any] | None) -> Gist | None:
    """Return the gist that `_plain_gist` wrote."""
    from toolkit.lint.gist import Gist, Name  # noqa: PLC0415 - finished messages have none

    if plain is None:
        return None
    names, words, start = plain
    return Gist(tuple(Name(*one) for one in names), words, None if start is None else Span(*start))
