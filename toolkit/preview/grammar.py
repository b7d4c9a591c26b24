"""What grammar and spelling add to a message on the page: asked for by itself, so that the message never waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from toolkit.checks import Reported
from toolkit.errors import KindwordError
from toolkit.grammar import Engine
from toolkit.library import Template
from toolkit.lint import Finding, lint
from toolkit.preview.fields import data_of, fields_of
from toolkit.render import Parts, RenderedMessage, RenderOptions, render
from toolkit.rules import Rule


@dataclass(frozen=True, slots=True)
class Proofread:
    """What an engine found in a message. `problem` tells why it could not be asked, and is empty where it was."""

    findings: tuple[Finding, ...] = ()
    problem: str = ""


class Proofreader:
    """Has an engine read one message at a time, though requests come side by side."""

    def __init__(self, engine: Engine, rules: Iterable[Rule]) -> None:
        self.engine = engine
        self.rules = tuple(rule for rule in rules if rule.sort == Reported.sort)
        self._one_at_a_time = Lock()

    def read(self, message: RenderedMessage | None) -> Proofread:
        """Return what is found in a message; nothing where there is none."""
        if message is None:
            return Proofread()
        with self._one_at_a_time:
            result = lint(message, self.rules, engine=self.engine)
        return Proofread(result.findings, "" if result.fault is None else str(result.fault))


def message_of(
    whole: Template | Parts, values: Mapping[str, Any], options: RenderOptions | None = None
) -> RenderedMessage | None:
    """Return a message with values by the dotted name of their variable, None where there is none."""
    try:
        return render(whole, data_of(fields_of(whole, options), values), options=options)
    except KindwordError:
        return None
