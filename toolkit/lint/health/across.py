"""Compares the templates of a library by the rules in force, and says what is found where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.library import Template
from toolkit.lint.finding import Finding
from toolkit.lint.gist import Gist, Name
from toolkit.lint.health.locales import lacking, placed
from toolkit.lint.health.near import pairs
from toolkit.lint.health.parts import unused_parts
from toolkit.lint.health.spelling import spellings
from toolkit.lint.health.whole import Whole
from toolkit.lint.judge import Judged, found_across
from toolkit.lint.pieces import pieces
from toolkit.lint.place import Place, place_in, place_of_line
from toolkit.rules import Rule
from toolkit.text import LineIndex


@dataclass(frozen=True, slots=True)
class _Linted:
    """One template of a run: its gist, and the names of the other files that it asked for."""

    template: Template
    gist: Gist
    included: frozenset[str]


def across(
    judged: Iterable[tuple[Template, Judged]], whole: Whole, sources: Mapping[str, str], rules: Mapping[str, Rule]
) -> Iterator[Finding]:
    """Yield what the rules find that compare the templates of a library, rule by rule.

    `sources` holds the texts of the templates and of what they include, by path, `rules` those in force, by id.
    """
    linted = [_Linted(template, one.gist or Gist(), frozenset(one.included)) for template, one in judged]
    for name, compare in _COMPARING.items():
        if name in rules:
            yield from compare(rules[name], linted, whole, sources)


def _inconsistent(
    rule: Rule, linted: Sequence[_Linted], _: Whole, sources: Mapping[str, str]
) -> Iterator[Finding]:
    owners: dict[str, Template] = {}
    for one in linted:
        for name in one.gist.names:
            owners.setdefault(name.path, one.template)
        owners[one.template.path] = one.template
    for found in spellings(name for one in linted for name in one.gist.names):
        other = found.other
        yield found_across(
            rule,
            found.place.path,
            owners[found.place.path],
            _place_of_name(sources[found.place.path], found.place, found.written),
            {
                "words": found.written,
                "common": found.common,
                "files": "1 file" if found.files == 1 else f"{found.files} files",
                "other": f"{other.path}:{other.line}",
            },
        )


def _place_of_name(source: str, name: Name, written: str) -> Place:
    """Return where a name stands that is used on a line, or on one of those that its statement goes on to."""
    start = LineIndex(source).offset((name.line, 1))
    for kind, span in pieces(source):
        if kind == "name" and span.start >= start and span.of(source) == written:
            return place_in(source, name.path, span)
    return place_of_line(source, name.path, name.line)


def _unused(rule: Rule, linted: Sequence[_Linted], whole: Whole, _: Mapping[str, str]) -> Iterator[Finding]:
    used = frozenset[str]().union(*(one.included for one in linted))
    for part in unused_parts(whole.parts, (one.template.source for one in linted), used):
        yield found_across(rule, part.path, part, None, {"name": part.name})


def _near(rule: Rule, linted: Sequence[_Linted], _: Whole, __: Mapping[str, str]) -> Iterator[Finding]:
    templates = [one.template for one in linted]
    located = [placed(Path(template.path).as_posix()) for template in templates]

    def apart(one: int, other: int) -> bool:
        """Tell of two templates that they may be the same on purpose: in another format, or for another locale."""
        first, second = templates[one], templates[other]
        here, there = located[one], located[other]
        abroad = here is not None and there is not None and here.locale != there.locale
        return first.locale != second.locale or first.name == second.name or abroad

    for pair in pairs([one.gist.words for one in linted], apart):
        other = _start(linted[pair.other])
        shown = templates[pair.other].path
        details = {
            "percent": f"{int(pair.share * 100)}%",
            "other": shown if other is None else f"{shown}:{other.location.start[0]}",
        }
        template = templates[pair.one]
        yield found_across(rule, template.path, template, _start(linted[pair.one]), details)


def _start(one: _Linted) -> Place | None:
    """Return where the words of a template begin."""
    start = one.gist.start
    return None if start is None else place_in(one.template.source, one.template.path, start)


def _lacking(rule: Rule, linted: Sequence[_Linted], _: Whole, __: Mapping[str, str]) -> Iterator[Finding]:
    for lack in lacking([Path(one.template.path).as_posix() for one in linted]):
        template = linted[lack.number].template
        place = placed(Path(template.path).as_posix())
        above = f"{place.above}/" if place and place.above else ""
        others = [f"{above}{locale}/{place.name}" for locale in lack.locales] if place else []
        yield found_across(rule, template.path, template, None, {"others": ", ".join(others)})


_Compare = Callable[[Rule, Sequence[_Linted], Whole, Mapping[str, str]], Iterator[Finding]]
_COMPARING: Mapping[str, _Compare] = {
    "inconsistent-name": _inconsistent,
    "missing-locale": _lacking,
    "near-duplicate": _near,
    "unused-part": _unused,
}
"""What compares, by the rule that it is for."""
