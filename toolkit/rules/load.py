"""Reads rule files: strict about every key, with a team's folders extending, overriding or switching off ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.checks import SORTS, Check, OptionError
from toolkit.errors import KindwordError, did_you_mean
from toolkit.language import Vocabulary, keep, load_vocabulary
from toolkit.library import CHANNELS, KINDS
from toolkit.resources import key_lines, line_of, read_text, shipped
from toolkit.rules.model import LIBRARY_SORT, TEMPLATE_SORT, Example, Rule, Severity, Verdict

_TEXTS = ("severity", "check", "message", "rationale", "extends")
_KEYS = frozenset({*_TEXTS, "sources", "applies_to", "options", "examples", "off"})
_EXAMPLE_KEYS = frozenset({"subject", "body", "kind", "channel", "promises"})
_REQUIRED = ("severity", "check", "message", "rationale", "sources", "examples")


class _RuleFile:
    """One rule file while it is being read: its data, and errors that name it and the line."""

    def __init__(self, path: Path, vocabulary: Vocabulary) -> None:
        self.path = path
        self.text = read_text(path)
        self.data = vocabulary.index.toml(self.text, str(path))

    def error(self, message: str, *keys: str, hint: str = "") -> KindwordError:
        line = line_of(key_lines(self.text), keys)
        return KindwordError(message, path=str(self.path), line=line, hint=hint)

    def known(self, given: Iterable[str], known: Iterable[str], *above: str) -> None:
        choices = frozenset(known)
        for key in given:
            if key not in choices:
                raise self.error(f"unknown key {key!r}", *above, key, hint=did_you_mean(key, choices))


def load_rules(
    folders: Sequence[Path] = (),
    *,
    vocabulary: Vocabulary | None = None,
    severities: Mapping[str, Severity] | None = None,
    words: Sequence[str] = (),
    shipped_rules: bool = True,
) -> tuple[Rule, ...]:
    """Return the rules in order of id: ours, then those of each team folder in turn over them.

    `words` are a team's own words, added to every check that has an `allow` option. Raises KindwordError for
    a rule file with an unknown key, sort or option, or without examples, naming file and line.
    """
    vocabulary = vocabulary or load_vocabulary()
    raw: dict[str, tuple[_RuleFile, dict[str, Any]]] = {}
    for folder in [shipped("lint_rules")] * shipped_rules + list(folders):
        for file in _files(folder, vocabulary):
            _add(raw, file)
    rules = [_build(file, rule_id, data, vocabulary, words) for rule_id, (file, data) in sorted(raw.items())]
    keep(vocabulary)
    return _with_severities(rules, severities or {})


def _files(folder: Path, vocabulary: Vocabulary) -> list[_RuleFile]:
    if not folder.is_dir():
        raise KindwordError("no such rule folder", path=str(folder), hint="Check the path for a typing slip.")
    found = [_RuleFile(path, vocabulary) for path in sorted(folder.glob("*.toml"))]
    if not found:
        raise KindwordError("this folder holds no rule files", path=str(folder), hint="A rule is one .toml file.")
    return found


def _add(raw: dict[str, tuple[_RuleFile, dict[str, Any]]], file: _RuleFile) -> None:
    rule_id = file.path.stem
    file.known(file.data, _KEYS)
    for key in _TEXTS:
        if not isinstance(file.data.get(key, ""), str):
            raise file.error(f"{key} must be a text", key)
    if file.data.get("off") is True:
        if rule_id not in raw:
            raise file.error(f"there is no rule {rule_id!r} to switch off", "off", hint=did_you_mean(rule_id, raw))
        del raw[rule_id]
        return
    data = dict(file.data)
    if (parent := data.pop("extends", None)) is not None:
        if parent not in raw:
            raise file.error(f"there is no rule {parent!r} to extend", "extends", hint=did_you_mean(parent, raw))
        data = _extended(raw[parent][1], data)
    raw[rule_id] = (file, data)


def _extended(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with `over` on top: tables merge, lists grow, all else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            merged[key] = _extended(below, value)
        elif isinstance(value, list) and isinstance(below, list):
            merged[key] = [*below, *value]
        else:
            merged[key] = value
    return merged


def _build(
    file: _RuleFile, rule_id: str, data: Mapping[str, Any], vocabulary: Vocabulary, words: Sequence[str]
) -> Rule:
    for key in _REQUIRED:
        if not data.get(key):
            raise file.error(f"the rule has no {key}", hint=f"Add `{key}` to the file.")
    applies_to = _table(file, data, "applies_to")
    file.known(applies_to, ("kinds", "channels"), "applies_to")
    return Rule(
        id=rule_id,
        severity=_severity(file, data["severity"]),
        message=data["message"].strip(),
        rationale=data["rationale"].strip(),
        sources=tuple(_texts(file, data, "sources")),
        sort=data["check"],
        check=_check(file, data, vocabulary, words),
        path=file.path,
        kinds=_choices(file, applies_to, "kinds", KINDS),
        channels=_choices(file, applies_to, "channels", CHANNELS),
        examples=_examples(file, _table(file, data, "examples")),
    )


def _table(file: _RuleFile, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise file.error(f"{key} must be a table", key, hint=f"Write it as [{key}].")
    return value


def _texts(file: _RuleFile, data: Mapping[str, Any], key: str, *above: str) -> list[str]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise file.error(f"{key} must be a list of texts", *above, key)
    return value


def _severity(file: _RuleFile, name: str) -> Severity:
    if name not in set(Severity):
        raise file.error(f"unknown severity {name!r}", "severity", hint=did_you_mean(name, set(Severity)))
    return Severity(name)


def _choices(file: _RuleFile, table: Mapping[str, Any], key: str, known: Sequence[str]) -> frozenset[str]:
    given = _texts(file, table, key, "applies_to")
    for name in given:
        if name not in known:
            raise file.error(f"unknown name {name!r} in {key}", "applies_to", key, hint=did_you_mean(name, known))
    return frozenset(given)


def _check(file: _RuleFile, data: Mapping[str, Any], vocabulary: Vocabulary, words: Sequence[str]) -> Check | None:
    sort, options = data["check"], _table(file, data, "options")
    if sort in (TEMPLATE_SORT, LIBRARY_SORT):
        file.known(options, (), "options")
        return None
    if sort not in SORTS:
        hint = did_you_mean(sort, {*SORTS, TEMPLATE_SORT, LIBRARY_SORT})
        raise file.error(f"unknown sort of check {sort!r}", "check", hint=hint)
    file.known(options, SORTS[sort].options, "options")
    if words and "allow" in SORTS[sort].options:
        options = {**options, "allow": [*_texts(file, options, "allow", "options"), *words]}
    try:
        return SORTS[sort].from_options(options, vocabulary)
    except OptionError as error:
        raise file.error(error.message, "options", *error.key.split("."), hint=error.hint) from error


def _examples(file: _RuleFile, table: Mapping[str, Any]) -> tuple[Example, ...]:
    file.known(table, set(Verdict), "examples")
    found: list[Example] = []
    for verdict in Verdict:
        entries = table.get(verdict, [])
        if not isinstance(entries, list):
            raise file.error(f"{verdict} must be a list", "examples", verdict)
        found += [_example(file, verdict, number, entry) for number, entry in enumerate(entries, 1)]
    for verdict in (Verdict.BAD, Verdict.GOOD):
        if not any(example.verdict is verdict for example in found):
            hint = "A rule is only as good as its examples: give at least one `bad` and one `good`."
            raise file.error(f"the rule has no {verdict} example", "examples", hint=hint)
    return tuple(found)


def _example(file: _RuleFile, verdict: Verdict, number: int, entry: object) -> Example:
    if isinstance(entry, str):
        return Example(verdict, number, entry)
    promises = entry.get("promises", {}) if isinstance(entry, dict) else {}
    if (
        not isinstance(entry, dict)
        or not isinstance(promises, dict)
        or not all(isinstance(value, str) for value in {**entry, "promises": "", **promises}.values())
    ):
        raise file.error(f"example {number} is neither a text nor a table of texts", "examples", verdict)
    file.known(entry, _EXAMPLE_KEYS, "examples", verdict)
    kind, channel = entry.get("kind"), entry.get("channel")
    for name, known in ((kind, KINDS), (channel, CHANNELS)):
        if name is not None and name not in known:
            raise file.error(f"unknown name {name!r}", "examples", verdict, hint=did_you_mean(name, known))
    return Example(
        verdict, number, entry.get("body", ""), entry.get("subject"), kind, channel, tuple(promises.items())
    )


def _with_severities(rules: Sequence[Rule], severities: Mapping[str, Severity]) -> tuple[Rule, ...]:
    known = {rule.id for rule in rules}
    for name in severities:
        if name not in known:
            raise KindwordError(f"there is no rule {name!r}", hint=did_you_mean(name, known))
    return tuple(replace(rule, severity=severities.get(rule.id, rule.severity)) for rule in rules)
