"""What the rules find in one message, or in one template over all its samples and variants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from toolkit.checks import Match
from toolkit.errors import KindwordError
from toolkit.language import Prose, language_of, languages, load_vocabulary
from toolkit.library import CHANNELS, KINDS, Part, Template
from toolkit.lint.finding import NOWHERE, Finding
from toolkit.lint.place import Place, place_in, place_of, place_of_line
from toolkit.render import RenderedMessage, RenderOptions, RenderProblem
from toolkit.rules import Rule
from toolkit.text import Location

if TYPE_CHECKING:
    from toolkit.lint.gist import Gist

TEMPLATE_ERROR = "template-error"
UNRENDERED = "unrendered-text"

NO_MATCH = Match(None)

_SLOT = re.compile(r"\{(\w+)\}")
_SPACE = re.compile(r"\s+")
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force: by id, and those on prose for each kind and channel of message."""

    by_id: Mapping[str, Rule]
    judging: Mapping[tuple[str, str], tuple[Rule, ...]]

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> Self:
        """Return the given rules, sorted out for judging."""
        by_id = {rule.id: rule for rule in rules}
        on_prose = [rule for rule in by_id.values() if rule.check is not None]
        return cls(
            by_id,
            {
                (kind, channel): tuple(rule for rule in on_prose if rule.applies_to(kind, channel))
                for kind in KINDS
                for channel in CHANNELS
            },
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """What one template or message gave: findings (one a sample), the sources read, the messages rendered.

    `foreign` names their language where there are no rules for it, and is empty where they were judged. `included`
    and `missing` are what a template asked for besides itself (see `Rendering`), and `gist` is what it is compared
    with others by. `rendered` are its messages, for whoever reads on; None where they were not asked for.
    """

    findings: tuple[Finding, ...]
    sources: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    messages: int = 1
    foreign: str = ""
    included: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    missing: frozenset[str] = frozenset()
    gist: Gist | None = None
    rendered: tuple[RenderedMessage, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Unit:
    """What every finding of one template or message has in common."""

    path: str
    kind: str
    template: str | None = None
    message_id: str | None = None
    numbered: bool = False


def judge_message(message: RenderedMessage, rules: Rules) -> Judged:
    """Return what the rules find in one message as it stands."""
    sources = _NOTHING if message.template is None else message.sources
    return Judged(_in_message(message, rules), sources, foreign=_foreign(message.locale))


def judge_template(
    template: Template, rules: Rules, options: RenderOptions | None = None, *, rendered: bool = False
) -> Judged:
    """Return what the rules find in a template: in every message it renders to, and in the template itself.

    The messages themselves come with it where they are to be `rendered` for others too.
    """
    from toolkit.lint.gist import gist_of  # noqa: PLC0415 - finished messages are not compared
    from toolkit.render import render_every  # noqa: PLC0415 - finished messages are linted without Jinja

    rendering = render_every(template, options=options)
    sources = {template.path: template.source, **rendering.sources}
    unit = _Unit(template.path, template.kind, template.name)
    findings = [_problem(problem, unit, sources, rules) for problem in rendering.problems]
    for message in rendering.messages:
        findings += _in_message(message, rules)
    for path, span in rendering.unrendered:
        findings.append(_finding(rules.by_id.get(UNRENDERED), unit, place_in(sources[path], path, span), _NOTHING))
    samples = len(rendering.messages)
    kept = tuple(replace(found, samples=samples) for found in findings if found is not None)
    asked = (rendering.included, rendering.missing)
    gist = gist_of(template, rendering)
    messages = rendering.messages if rendered else None
    return Judged(in_order(kept), sources, samples, _foreign(template.locale), *asked, gist, messages)


def judge_unreadable(error: KindwordError, rules: Rules) -> Judged:
    """Return the finding that stands for a file which could not be read as a template."""
    unit = _Unit(error.path or "", "any")
    place = Place(_start_of(unit.path, error.line or 1), "", "", NOWHERE)
    found = _finding(rules.by_id.get(TEMPLATE_ERROR), unit, place, _details(error.message, error.hint))
    return Judged(() if found is None else (found,), messages=0)


def found_across(
    rule: Rule, path: str, template: Template | Part, place: Place | None, details: Mapping[str, str]
) -> Finding:
    """Return the finding of a rule that compares templates: in the file `path`, which one of them is read from."""
    unit = _Unit(path, "any" if isinstance(template, Part) else template.kind, template.name)
    words = {} if place is None else {"words": _SPACE.sub(" ", place.excerpt)}
    return _made(rule, unit, place, {**words, **details})


def _problem(problem: RenderProblem, unit: _Unit, sources: Mapping[str, str], rules: Rules) -> Finding | None:
    if problem.path in sources:
        place = place_of_line(sources[problem.path], problem.path, problem.line)
    else:
        place = Place(_start_of(problem.path, problem.line), "", "", NOWHERE)
    return _finding(rules.by_id.get(TEMPLATE_ERROR), unit, place, _details(problem.message, problem.hint))


def _details(message: str, hint: str) -> Mapping[str, str]:
    sentence = message[:1].upper() + message[1:] + ("" if message.endswith((".", "?", "!")) else ".")
    return {"problem": f"{sentence} {hint}".strip()}


def _start_of(path: str, line: int) -> Location:
    return Location(path, (line, 1), (line, 1))


def _foreign(locale: str) -> str:
    """Return the language of a locale where there are no rules for it, else an empty text."""
    language = language_of(locale)
    return "" if language in languages() else language


def _in_message(message: RenderedMessage, rules: Rules) -> tuple[Finding, ...]:
    if _foreign(message.locale):
        return ()
    return in_order(_matches(message, prose_of(message), rules.judging[message.kind, message.channel]))


def is_foreign(message: RenderedMessage) -> bool:
    """Tell whether a message is in a language that there are no rules for."""
    return bool(_foreign(message.locale))


def prose_of(message: RenderedMessage) -> Prose:
    """Return a message as rules read it; raises KindwordError for a language that there are no rules for."""
    return Prose.of(
        message.body.text,
        None if message.subject is None else message.subject.text,
        kind=message.kind,
        channel=message.channel,
        vocabulary=load_vocabulary(message.locale),
        raw=message.raw,
    )


def _matches(message: RenderedMessage, prose: Prose, rules: Sequence[Rule]) -> Iterator[Finding]:
    for rule in rules:
        for match in rule.check.matches(prose) if rule.check else ():
            found = found_in(message, prose, rule, match)
            if found is not None:
                yield found


def found_in(message: RenderedMessage, prose: Prose, rule: Rule, match: Match) -> Finding | None:
    """Return the finding of a match in a message, None where it stands on data and so on nobody's words."""
    place = None if match.span is None else place_of(message, prose, match.span)
    if match.span is not None and place is None:
        return None
    found = "" if match.span is None else match.span.of(prose.text)
    if match.written and place is not None and place.excerpt.split() != found.split():
        return None
    words = {} if match.span is None else {"words": _SPACE.sub(" ", found)}
    unit = _Unit(message.path, message.kind, message.template, message.message_id, message.numbered)
    made = _made(rule, unit, place, {**words, **match.details}, match, message.sample)
    # where the file holds more than the words, the suggestion would put a sample's data into it
    return made if made.excerpt == found or not made.safe else replace(made, safe=False)


def _finding(rule: Rule | None, unit: _Unit, place: Place, details: Mapping[str, str]) -> Finding | None:
    if rule is None:
        return None
    return _made(rule, unit, place, {"words": _SPACE.sub(" ", place.excerpt), **details})


def _made(
    rule: Rule,
    unit: _Unit,
    place: Place | None,
    details: Mapping[str, str],
    match: Match = NO_MATCH,
    sample: str = "",
) -> Finding:
    slots = details if match.suggestion is None else {**details, "suggestion": match.suggestion}
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=_SLOT.sub(lambda slot: slots.get(slot[1], slot[0]), rule.message),
        path=unit.path if place is None else place.location.path,
        location=None if place is None else place.location,
        excerpt="" if place is None else place.excerpt,
        source_line="" if place is None else place.line,
        kind=unit.kind,
        marked=NOWHERE if place is None else place.marked,
        template=unit.template,
        message_id=unit.message_id,
        numbered=unit.numbered,
        seen_in=(sample,) if sample else (),
        suggestion=match.suggestion,
        safe=match.safe,
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a message or template in order of place and rule."""
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[tuple[int, int], str]:
    return ((0, 0) if finding.location is None else finding.location.start), finding.rule
