"""What `kindword lint` writes into files: safe fixes and suppressions, and what a fix would change, as a diff."""

from __future__ import annotations

import difflib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.linting import engine_of
from toolkit.cli.setup import COULD_NOT, render_options
from toolkit.cli.streams import emit, say, say_error, to_terminal
from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.lint.allowing import allow, is_allowable, reason_of
from toolkit.lint.bench import Changeable
from toolkit.lint.fingerprint import identity
from toolkit.lint.fixes import is_fixable
from toolkit.lint.judge import TEMPLATE_ERROR
from toolkit.lint.repair import Changed, repair
from toolkit.lint.run import UNUSED
from toolkit.lint.trial import Ruling
from toolkit.render import RenderedMessage
from toolkit.reporters.columns import visible_lines
from toolkit.resources.original import Original, read_original
from toolkit.rules import LIBRARY_SORT, configured_rules
from toolkit.sources.again import read_again

if TYPE_CHECKING:
    from toolkit.cli.lint import Job
    from toolkit.lint import Finding, LintResult

Changing = Callable[[Iterable[Changeable], Mapping[str, str], Ruling], Changed]
"""Returns the changes of templates and messages, given the texts that may be changed."""


def show_fixes(job: Job, result: LintResult) -> int:
    """Print what fixing would change, as a diff; return 1 where there is anything, else 0."""
    originals, changed = _fixed(job, result)
    for path in changed.rounds:
        shown = _diff(path, originals[path].raw, _edited(originals[path], changed, path).raw)
        emit(visible_lines(shown) if to_terminal() else shown)
    say(_told("Would fix", "Nothing to fix.", changed.counts))
    for note in result.notes:
        say(note)
    if result.fault is not None:
        say_error(result.fault)
        return COULD_NOT
    return int(bool(changed.rounds))


def write_fixes(job: Job, result: LintResult) -> LintResult:
    """Make the safe fixes in the files; return what is found after that."""
    originals, changed = _fixed(job, result)
    return _written(job, result, originals, changed, partial(_told, "Fixed", "Nothing was fixed."))


def write_suppressions(job: Job, result: LintResult, reason: str) -> LintResult:
    """Write comments into the templates that allow what is found; return what is found after that."""
    own = (UNUSED, TEMPLATE_ERROR)
    plain = [found for found in result.findings if found.template is None and found.rule not in own]
    for path, count in Counter(found.path for found in plain).items():
        say(f"{path}: left alone: only a template can hold comments that allow its {_count(count, 'finding')}.")
    allowable = [found for found in result.findings if is_allowable(found)]
    comparing = {rule.id for rule in result.rules if rule.sort == LIBRARY_SORT}
    across = [found for found in allowable if found.rule in comparing]
    changing = partial(allow, again=read_again, reason=reason_of(reason), across=across)
    originals, changed = _changed(job, allowable, changing)
    for one in changed.refused:
        say(f"{one.fix.edit.path}:{one.line}: not allowed: wherever the comment stands, {one.reason}.")
    return _written(job, result, originals, changed, partial(_told, "Allowed", "Nothing was allowed."))


def _fixed(job: Job, result: LintResult) -> tuple[Mapping[str, Original], Changed]:
    fixable = [found for found in result.findings if is_fixable(found)]
    wanted = frozenset(map(identity, fixable)) if job.partial else None
    originals, changed = _changed(job, fixable, partial(repair, again=read_again, wanted=wanted))
    for one in changed.refused:
        say(f"{one.fix.edit.path}:{one.line}: not fixed: with “{one.fix.edit.text}”, {one.reason}.")
    return originals, changed


def _changed(job: Job, findings: list[Finding], changing: Changing) -> tuple[Mapping[str, Original], Changed]:
    """Return the files that some findings stand in, and the changes that are to be made in them."""
    originals = dict(_originals(job, dict.fromkeys(found.path for found in findings)))
    if not originals:
        return {}, Changed({}, {})
    wanted = {(found.path, found.message_id) for found in findings}
    items = [
        item
        for item in job.items()
        if isinstance(item, Template)
        or (isinstance(item, RenderedMessage) and (item.path, item.message_id) in wanted)
    ]
    rules = configured_rules(job.settings)
    by_name = (job.asked.selected(job.settings, rules), job.left_out)
    with engine_of(job.asked, job.settings, rules) as engine:
        ruling = Ruling(rules, *by_name, render_options(job.settings), engine)
        changed = changing(items, {path: original.text for path, original in originals.items()}, ruling)
    return originals, changed


def _originals(job: Job, paths: Iterable[str]) -> Iterator[tuple[str, Original]]:
    """Yield the files that may be changed, by path; those that may not are told, and left alone."""
    named = [_absolute(path) for path in job.paths]
    for path in paths:
        if not any(_absolute(path).is_relative_to(one) for one in named):
            say(f"{path}: left alone: what you named uses it, but it is not among that.")
            continue
        try:
            yield path, read_original(Path(path))
        except KindwordError as error:
            say(_left_alone(error))


def _absolute(path: str) -> Path:
    return Path(os.path.normpath(Path(path).absolute()))  # as written: a link is not what it leads to


def _written(
    job: Job,
    result: LintResult,
    originals: Mapping[str, Original],
    changed: Changed,
    told: Callable[[Mapping[str, int]], str],
) -> LintResult:
    """Write the changes file by file, and say how much was done; return what is found after that."""
    counts: dict[str, int] = {}
    for path in changed.rounds:
        try:
            _edited(originals[path], changed, path).write()
        except KindwordError as error:
            say(_left_alone(error))
        else:
            counts[path] = changed.counts[path]
    say(told(counts))
    return job.result() if counts else result


def _left_alone(error: KindwordError) -> str:
    hint = f"\n  {error.hint}" if error.hint else ""
    return f"{error.path}: left alone: {error.message}.{hint}"


def _edited(original: Original, changed: Changed, path: str) -> Original:
    for edits in changed.rounds[path]:
        original = original.edited((edit.span, edit.text) for edit in edits)
    return original


def _told(done: str, nothing: str, counts: Mapping[str, int]) -> str:
    if not counts:
        return nothing
    return f"{done} {_count(sum(counts.values()), 'finding')} in {_count(len(counts), 'file')}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _diff(path: str, before: str, after: str) -> str:
    """Return a unified diff of a file's text; a last line without an end is marked as patch programs expect it."""
    lines = difflib.unified_diff(_lines(before), _lines(after), path, path)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
