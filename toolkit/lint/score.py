"""Which helpful behaviours a message shows, each with the words that earned it, and which it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.checks import Check, Witness
from toolkit.errors import KindwordError
from toolkit.language import Prose
from toolkit.library import Template
from toolkit.lint.each import Item
from toolkit.lint.judge import prose_of
from toolkit.render import RenderedMessage, RenderOptions
from toolkit.rules import Rule, load_rules
from toolkit.text import Span


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something that can be seen in a message. `rule` is the rule that looks for it, or for its opposite."""

    name: str
    rule: str


RUBRIC = (
    Behaviour("acknowledges", "first-reply-acknowledgement"),
    Behaviour("names the error", "apology-error"),
    Behaviour("owns it", "apology-responsibility"),
    Behaviour("next step", "first-reply-next-step"),
    Behaviour("time", "missing-timeframe"),
    Behaviour("invitation", "closing-invitation"),
    Behaviour("plain words", "readability"),
    Behaviour("no blame", "blame-language"),
)
"""The behaviours in the order in which a reader meets them."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Whether a behaviour was found. `words` is the sentence that earned it, or the one that speaks against it."""

    behaviour: str
    found: bool
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """What was and was not found in one message: `template` or `message_id` names it, `sample` its data."""

    path: str
    kind: str
    template: str | None
    message_id: str | None
    sample: str
    observations: tuple[Observation, ...]


def score(
    items: Item | Iterable[Item], rules: Iterable[Rule] | None = None, *, options: RenderOptions | None = None
) -> tuple[Score, ...]:
    """Return what each message shows, in order; a template gives one score for each of its samples.

    Raises KindwordError for what cannot be read or rendered, and where `rules` lacks one that the rubric needs.
    """
    checks = _checks(load_rules() if rules is None else rules)
    listed = [items] if isinstance(items, (Template, RenderedMessage, KindwordError)) else items
    return tuple(_score(message, checks) for item in listed for message in _messages(item, options))


def _checks(rules: Iterable[Rule]) -> Mapping[str, Check]:
    by_id = {rule.id: rule.check for rule in rules}
    checks = {behaviour.name: check for behaviour in RUBRIC if (check := by_id.get(behaviour.rule)) is not None}
    for behaviour in RUBRIC:
        if behaviour.name not in checks:
            hint = "It is switched off in a rule folder of yours; the score looks for it all the same."
            raise KindwordError(f"the score needs the rule {behaviour.rule!r}", hint=hint)
    return checks


def _messages(item: Item, options: RenderOptions | None) -> Iterable[RenderedMessage]:
    if isinstance(item, KindwordError):
        raise item
    if isinstance(item, RenderedMessage):
        return (item,)
    from toolkit.render import render, render_every  # noqa: PLC0415 - finished messages are scored without Jinja

    if item.samples:
        return tuple(render(item, sample=sample.name, options=options) for sample in item.samples)
    return render_every(item, options=options).messages[:1]


def _score(message: RenderedMessage, checks: Mapping[str, Check]) -> Score:
    try:
        prose = prose_of(message)
    except KindwordError as error:
        which = "" if message.message_id is None else f"message {message.message_id}: "
        hint = "Score the messages in a language that there are rules for."
        raise KindwordError(f"{which}{error.message}", path=message.path, hint=hint) from error
    observations = tuple(_observed(behaviour.name, checks[behaviour.name], prose) for behaviour in RUBRIC)
    return Score(message.path, message.kind, message.template, message.message_id, message.sample, observations)


def _observed(name: str, check: Check, prose: Prose) -> Observation:
    if isinstance(check, Witness):
        span = check.evidence(prose)
        return Observation(name, span is not None, _sentence(prose, span))
    against = next(iter(check.matches(prose)), None)
    return Observation(name, against is None, "" if against is None else _sentence(prose, against.span))


def _sentence(prose: Prose, span: Span | None) -> str:
    """Return the sentence in which a span begins, on one line."""
    if span is None:
        return ""
    around = next((one.span for one in prose.sentences if one.span.start <= span.start < one.span.end), span)
    return " ".join(around.of(prose.text).split())
