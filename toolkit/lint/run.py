"""Linting a whole run: one finding per fault however many samples show it, less what the writers allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from toolkit.checks import Reported
from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.lint.cache import Cache
from toolkit.lint.each import Item, judged_each
from toolkit.lint.finding import Finding, LintResult, Summary, Suppressed, counted
from toolkit.lint.judge import TEMPLATE_ERROR, Judged, Rules
from toolkit.lint.overrides import Overriding, overridden
from toolkit.lint.place import place_in
from toolkit.lint.suppressions import Suppression, find_suppressions
from toolkit.render import RenderedMessage, RenderOptions
from toolkit.rules import LIBRARY_SORT, Rule, choose, load_rules

if TYPE_CHECKING:
    from toolkit.grammar import Engine
    from toolkit.lint.health import Whole

UNUSED = "unused-suppression"
UNUSED_PART = "unused-part"


def lint(  # noqa: PLR0913 - all but two are given by name
    items: Item | Iterable[Item],
    rules: Iterable[Rule] | None = None,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    options: RenderOptions | None = None,
    overriding: Overriding | None = None,
    cache: Cache | None = None,
    whole: Whole | None = None,
    engine: Engine | None = None,
) -> LintResult:
    """Return what the rules (by default the shipped ones) find in templates and messages.

    `select` and `ignore` name rules, `overriding` tells what is otherwise for some files, `cache` what templates
    were found to hold in an earlier run. Rules that compare templates look only at a library linted `whole`, those
    on grammar and spelling only where there is an `engine`; where that cannot run, the result's `fault` says why.
    Raises KindwordError for a name that no rule has.
    """
    known = tuple(load_rules() if rules is None else rules)
    off = {LIBRARY_SORT: whole is None, Reported.sort: engine is None}
    chosen = tuple(rule for rule in choose(known, select, ignore) if not off.get(rule.sort))
    active = Rules.of(chosen)
    listed = [items] if isinstance(items, (Template, RenderedMessage, KindwordError)) else items
    tally, fault = _tallied(listed, active, options, cache, engine)
    if fault is not None:
        chosen = tuple(rule for rule in chosen if rule.sort != Reported.sort)
        active = Rules.of(chosen)
    findings = [*tally.findings.values(), *(() if whole is None else tally.across(whole, active, cache))]
    if cache is not None:
        cache.close()
    unread = {} if whole is None else whole.unread(tally.sources)
    suppressions = _suppressions(tally.sources, unread, frozenset(rule.id for rule in known))
    kept, suppressed, used = _sorted_out(findings, suppressions)
    kept += _idle(suppressions, used, {**tally.sources, **unread}, active)
    if overriding is not None:
        kept, suppressed = _configured(kept, suppressed, overriding)
    rank = {path: number for number, path in enumerate(dict.fromkeys([*tally.paths, *suppressions]))}
    kept.sort(key=lambda finding: rank.get(finding.path, 0))
    return replace(tally.result(kept, suppressed, chosen), fault=fault)


def _tallied(
    items: Iterable[Item],
    rules: Rules,
    options: RenderOptions | None,
    cache: Cache | None,
    engine: Engine | None,
) -> tuple[_Tally, KindwordError | None]:
    """Return what a run has come to, with what an engine finds besides; and why that could not be asked, if so."""
    tally = _Tally()
    judged = judged_each(items, rules, options, cache, rendered=engine is not None)
    if engine is None:
        for item, found in judged:
            tally.add(item, found)
        return tally, None
    from toolkit.lint.wording import Wording  # noqa: PLC0415 - most runs ask no engine

    wording = Wording(engine, rules, options)
    for item, found in wording.read(judged):
        tally.add(item, found)
    return tally, wording.fault


def _suppressions(
    sources: Mapping[str, str], unread: Mapping[str, str], ids: frozenset[str]
) -> dict[str, tuple[Suppression, ...]]:
    """Return the suppressions in what was read, and in the shared parts that no template has shown, by path."""
    found = {path: find_suppressions(text, path, ids) for path, text in sources.items()}
    return found | {path: _of_part(text, path, ids) for path, text in unread.items()}


class _Tally:
    """What a run has come to so far."""

    def __init__(self) -> None:
        self.findings: dict[object, Finding] = {}
        self.sources: dict[str, str] = {}
        self.paths: dict[str, None] = {}
        self.included: set[str] = set()
        self.templates = self.messages = 0
        self.foreign: Counter[str] = Counter()
        self.judged: list[tuple[Template, Judged]] = []

    def add(self, item: Item, judged: Judged) -> None:
        """Count one more template, message or unreadable file."""
        self.paths[item.path or ""] = None
        if isinstance(item, Template):
            self.templates += 1
            self.included.update(str(item.root / name) for name in (*judged.included, *judged.missing))
            self.judged.append((item, replace(judged, findings=())))
        self.sources.update(judged.sources)
        if judged.foreign:
            self.foreign[judged.foreign] += judged.messages
        else:
            self.messages += judged.messages
        _merge(self.findings, judged.findings)

    def across(self, whole: Whole, rules: Rules, cache: Cache | None) -> Iterable[Finding]:
        """Return what is found where the templates are compared with each other."""
        from toolkit.lint.health import across  # noqa: PLC0415 - most runs are of no whole library

        def compare() -> Iterable[Finding]:
            return across(self.judged, whole, self.sources, rules.by_id)

        if cache is None:
            return compare()
        told = [(one.path, one.name, one.kind, one.locale, str(one.root)) for one, _ in self.judged]
        missing = [sorted(judged.missing) for _, judged in self.judged]
        return cache.across(repr((sorted(self.sources.items()), told, missing, whole)), compare)

    def result(
        self, kept: Sequence[Finding], suppressed: Iterable[Suppressed], rules: tuple[Rule, ...]
    ) -> LintResult:
        """Return what comes of a run that keeps these findings."""
        read = (tuple(self.paths), frozenset(self.included))
        return LintResult(tuple(kept), self._summary(kept), rules, *read, tuple(suppressed))

    def _summary(self, kept: Iterable[Finding]) -> Summary:
        done = Summary(
            files=len(self.paths),
            templates=self.templates,
            messages=self.messages,
            unjudged=self.foreign.total(),
            languages=tuple(sorted(self.foreign)),
        )
        return counted(done, kept)


def _merge(findings: dict[object, Finding], more: Iterable[Finding]) -> None:
    """Add findings to those at hand: one seen before only tells in which further samples it is seen."""
    for finding in more:
        key = _identity(finding)
        before = findings.get(key)
        if before is None:
            findings[key] = finding
        elif not set(finding.seen_in) <= set(before.seen_in) or before.suggestion != finding.suggestion:
            findings[key] = replace(
                before,
                seen_in=tuple(dict.fromkeys([*before.seen_in, *finding.seen_in])),
                safe=before.safe and finding.safe and before.suggestion == finding.suggestion,
            )


def _identity(finding: Finding) -> object:
    """Return what makes two findings the same fault; one line may hold several faults of a template."""
    if finding.location is None:
        return finding.rule, finding.path, finding.message_id
    detail = finding.message if finding.rule == TEMPLATE_ERROR else ""
    return finding.rule, finding.location, finding.message_id, detail


def _of_part(source: str, path: str, rules: Collection[str]) -> tuple[Suppression, ...]:
    """Return the suppressions in a shared part that no template has shown: nothing else is looked for in it."""
    return tuple(found for found in find_suppressions(source, path, rules) if found.rule == UNUSED_PART)


class _SortedOut(NamedTuple):
    """The findings that count, those that comments allow, and the comments that allow any."""

    kept: list[Finding]
    suppressed: list[Suppressed]
    used: frozenset[Suppression]


def _sorted_out(findings: Iterable[Finding], suppressions: Mapping[str, tuple[Suppression, ...]]) -> _SortedOut:
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    used: set[Suppression] = set()
    for finding in findings:
        allowing = [found for found in suppressions.get(finding.path, ()) if found.allows(finding)]
        used.update(allowing)
        if allowing:
            suppressed.append(Suppressed(finding, allowing[0].reason))
        else:
            kept.append(finding)
    return _SortedOut(kept, suppressed, frozenset(used))


def _configured(
    kept: Iterable[Finding], suppressed: Iterable[Suppressed], overriding: Overriding
) -> tuple[list[Finding], list[Suppressed]]:
    """Return findings as they are for their files, less those that are left out there."""
    pairs = ((one.reason, overridden((one.finding,), overriding)) for one in suppressed)
    return list(overridden(kept, overriding)), [Suppressed(one, reason) for reason, left in pairs for one in left]


def _idle(
    suppressions: Mapping[str, tuple[Suppression, ...]],
    used: Collection[Suppression],
    sources: Mapping[str, str],
    rules: Rules,
) -> Iterator[Finding]:
    """Yield a finding for each comment that allows none."""
    if rule := rules.by_id.get(UNUSED):
        for found in (one for of_path in suppressions.values() for one in of_path):
            if found not in used and (found.fault or found.rule in rules.by_id):
                yield _unused(rule, found, sources[found.path])


def _unused(rule: Rule, suppression: Suppression, source: str) -> Finding:
    where = "before its allow-end" if suppression.block else "where it stands"
    reason = suppression.fault or f"no {suppression.rule} is found {where}"
    place = place_in(source, suppression.path, suppression.span)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=rule.message.replace("{problem}", reason),
        path=suppression.path,
        location=place.location,
        excerpt=place.excerpt,
        source_line=place.line,
        kind="any",
        marked=place.marked,
    )
