"""The rules in force for a team: ours and its own, with the severities, words and limits it has configured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace

from toolkit.checks import OptionError
from toolkit.checks.promised import Promised
from toolkit.checks.readability import Readability
from toolkit.checks.timeframe import SaysWhen
from toolkit.config import Config
from toolkit.errors import did_you_mean
from toolkit.language import load_vocabulary
from toolkit.rules.load import load_rules
from toolkit.rules.model import Rule, Severity


def configured_rules(config: Config) -> tuple[Rule, ...]:
    """Return the rules in force, in order of id.

    Raises KindwordError for a rule file that does not fit, and with the line of the configuration where that
    names a rule that there is not or sets a limit that does not fit.
    """
    rules = load_rules(config.rules, words=config.allow)
    known = {rule.id for rule in rules}
    for key, names in (("severity", config.severity), ("select", config.select), ("ignore", config.ignore)):
        _known_only(config, key, names, known)
    for number, override in enumerate(config.overrides, 1):
        for key, named in (("ignore", override.ignore), ("severity", override.severity)):
            _known_only(config, f"overrides.{number}.{key}", named, known)
    severities = {name: Severity(value) for name, value in config.severity.items()}
    graded = [replace(rule, severity=severities.get(rule.id, rule.severity)) for rule in rules]
    return tuple(_promised(_limited(_timed(rule, config), config), config) for rule in graded)


def _known_only(config: Config, key: str, names: Iterable[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise config.error(f"there is no rule {name!r}", *key.split("."), name, hint=did_you_mean(name, known))


def _timed(rule: Rule, config: Config) -> Rule:
    """Return a rule that asks for a time with the configured kinds to judge, every other rule as it is."""
    if "kinds" not in config.timeframe or not isinstance(rule.check, SaysWhen):
        return rule
    return replace(rule, kinds=frozenset(config.timeframe["kinds"]))


def _limited(rule: Rule, config: Config) -> Rule:
    """Return a rule on readability with the configured limits, every other rule as it is."""
    if not config.readability or not isinstance(rule.check, Readability):
        return rule
    try:
        check = Readability.from_options({**asdict(rule.check), **config.readability}, load_vocabulary())
    except OptionError as error:
        raise config.error(error.message, "readability", error.key, hint=error.hint) from error
    return replace(rule, check=check)


def _promised(rule: Rule, config: Config) -> Rule:
    """Return a rule on promises with the configured ones, every other rule as it is."""
    if not config.promises or not isinstance(rule.check, Promised):
        return rule
    try:
        check = Promised.from_options({"promises": config.promises}, load_vocabulary())
    except OptionError as error:
        raise config.error(error.message, *error.key.split(".", 1), hint=error.hint) from error
    return replace(rule, check=check)
