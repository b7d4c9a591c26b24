"""What is found in a message as a whole: findings, behaviours, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.checks.readability import Readability
from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.lint import Finding, lint
from toolkit.lint.judge import prose_of
from toolkit.lint.run import UNUSED
from toolkit.lint.score import Observation, score
from toolkit.preview.desk import Desk
from toolkit.render import Parts, RenderedMessage, render, variables_of
from toolkit.rules import Rule

WORDS_A_MINUTE = 238
"""How fast adults read English non-fiction silently, on average.

M. Brysbaert, How many words do we read per minute? A review and meta-analysis of reading rate, Journal of Memory
and Language 109 (2019), 104047.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a body reads: its words, the seconds that they take, and its school grade.

    The grade is None for a text too short to tell, and in a language that there are no rules for; `limit` is the
    highest grade that the rules allow, None where none of them is on readability.
    """

    words: int
    seconds: int
    grade: float | None
    limit: float | None


def findings_of(
    whole: Template | Parts,
    message: RenderedMessage,
    data: Mapping[str, Any],
    desk: Desk,
) -> tuple[Finding, ...]:
    """Return what the rules find in a message, which `whole` was rendered to, as configured for its files.

    A message in parts is judged as one of the body's kind. A part of another kind adds what is found in it by
    itself and still holds of the whole: an invitation that the closing lacks is none where the body has it.
    """
    found = list(_found(message, desk))
    for part in (whole.subject, whole.closing) if isinstance(whole, Parts) else ():
        if part is None:
            continue
        known = variables_of(part, desk.options)
        own = {name: value for name, value in data.items() if name in known}
        alone = {_place(one) for one in _found(render(part, own, options=desk.options), desk)}
        there = {_place(one) for one in found}
        as_part = _found(replace(message, kind=part.kind), desk)
        found += [one for one in as_part if _place(one) in alone - there]
    return tuple(found)


def behaviours_of(message: RenderedMessage, rules: Sequence[Rule]) -> tuple[Observation, ...]:
    """Return which behaviours a message shows; none for a language without rules, or with the rules off."""
    try:
        return score(message, rules)[0].observations
    except KindwordError:
        return ()


def reading_of(message: RenderedMessage, rules: Sequence[Rule]) -> Reading:
    """Return how a message reads."""
    check = next((rule.check for rule in rules if isinstance(rule.check, Readability)), None)
    words = len(message.body.text.split())
    try:
        grade = None if check is None else check.grade(prose_of(message))
    except KindwordError:
        grade = None
    return Reading(words, round(words * 60 / WORDS_A_MINUTE), grade, None if check is None else check.limit)


def _found(message: RenderedMessage, desk: Desk) -> tuple[Finding, ...]:
    """Return the findings in one message, less what can only be told of all messages of a template."""
    found = lint(message, desk.rules, options=desk.options, overriding=desk.overriding).findings
    return tuple(one for one in found if one.rule != UNUSED)


def _place(finding: Finding) -> tuple[str, object]:
    return finding.rule, finding.location
