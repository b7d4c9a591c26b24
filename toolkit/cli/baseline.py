"""`kindword baseline`: accepts what is found today; and what a lint run leaves out because of that."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.linting import Asked, Run, run_lint, selection_options
from toolkit.cli.options import baseline_option, config_option, library_option
from toolkit.cli.setup import BASELINE, baseline_path, folder_of_paths
from toolkit.cli.streams import say
from toolkit.config import load_config
from toolkit.errors import KindwordError
from toolkit.lint.baseline import Baseline, Entry, Scope, Split, from_text, prune, record, renew, split, to_text
from toolkit.lint.judge import TEMPLATE_ERROR
from toolkit.resources import MAX_FILE_BYTES, read_text, write_text
from toolkit.sources import STDIN
from toolkit.sources.places import names_from

if TYPE_CHECKING:
    from toolkit.lint import LintResult
    from toolkit.sources.change import Touched


@click.command("baseline")
@selection_options()
@click.option("--prune", "pruned", is_flag=True, help="Drop what no longer occurs, and accept nothing new.")
@baseline_option(f"The file to keep; by default {BASELINE} beside the configuration, or here.")
@library_option()
@config_option()
def command(  # noqa: PLR0913, PLR0917 - one argument per option
    paths: tuple[str, ...],
    kind: str | None,
    only_kind: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    pruned: bool,  # noqa: FBT001 - click gives it by name
    baseline: Path | None,
    library: Path | None,
    config: Path | None,
) -> int:
    """Accept what is found today: `kindword lint` then reports, and fails for, only what is new.

    PATH is what `kindword lint` takes; with none, the library. A finding is known by its rule, its file and its
    words, wherever in the file they stand. What a run does not look at stays in the baseline as it is.
    """
    if STDIN in paths:
        raise click.UsageError("A baseline is for files: standard input has no name to know it by.")
    settings = load_config(config, folder_of_paths(paths))
    file = baseline_path(baseline, settings)
    before = _read(file) if file.exists() else None
    if pruned and before is None:
        raise KindwordError("there is no baseline to prune", path=str(file), hint="Run `kindword baseline` first.")
    run = run_lint(Asked(paths, kind, only_kind, select, ignore, library), settings)
    for note in run.result.notes:
        say(note)
    if run.result.fault is not None:
        raise run.result.fault
    old = before or Baseline()
    if pruned:
        after = prune(old, _split(old, run, file).stale)
    else:
        after = renew(old, record(run.result.findings, names_from(file.parent)), _scope(old, run, file))
    _write(file, after)
    say(_told(file, old, after))
    return 0


def without_known(run: Run, file: Path, touched: Touched | None, *, asked: bool = False) -> LintResult:
    """Return what of a run counts: less what the baseline in `file` holds, and what no change touches.

    A note tells how many of its findings are gone; `asked` is whether the file was named as an option.
    """
    if touched is not None:
        # What stood there before comes first: of two of the same, the one in the change is the new one.
        found = run.result.findings
        sides = [[one for one in found if touched.finding(one) is side] for side in (False, True)]
        run = replace(run, result=replace(run.result, findings=(*sides[0], *sides[1]), files=()))
    option = f" --baseline {shlex.quote(str(file))}" if asked else ""
    if not file.exists():
        hint = f"Run `kindword baseline{option}` to make it, or lint with --no-baseline."
        raise KindwordError("there is no such baseline", path=str(file), hint=hint)
    parts = _split(_read(file), run, file)
    result = run.result.keeping(parts.new, parts.known)
    if parts.stale:
        result = replace(result, notes=(*result.notes, _stale_line(parts.stale, file, option)))
    return result if touched is None else result.where(touched.finding)


def _read(file: Path) -> Baseline:
    return from_text(read_text(file), str(file))


def _split(baseline: Baseline, run: Run, file: Path) -> Split:
    """Return what of a run's findings is new; what a new mistake in a file may hide does not count as stale."""
    name, scope = names_from(file.parent), _scope(baseline, run, file)
    parts = split(baseline, run.result.findings, scope, name)
    broken = {name(finding.path) for finding in parts.new if finding.rule == TEMPLATE_ERROR}
    return replace(parts, stale=tuple(entry for entry in parts.stale if entry.key.path not in broken))


def _scope(baseline: Baseline, run: Run, file: Path) -> Scope:
    """Return what a run has looked at: its files, and all that stands or stood in the folders it was given."""
    base = file.parent.resolve()
    folders = [Path(folder).resolve() for folder in run.folders]
    named = {entry.key.path for entry in baseline.entries}
    stood = {path for path in named if any(_real(base / path).is_relative_to(folder) for folder in folders)}
    return Scope(frozenset(map(names_from(base), run.result.files)) | stood, run.rules)


def _real(path: Path) -> Path:
    """Return a path without `..`; it may be long gone, and is never opened."""
    return Path(os.path.normpath(path))


def _write(file: Path, baseline: Baseline) -> None:
    text = to_text(baseline)
    if len(text.encode()) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1_000_000
        hint = "Accept fewer: give fewer paths, or the --select that matters."
        raise KindwordError(f"the baseline would have over {limit} MB", path=str(file), hint=hint)
    write_text(file, text)


def _told(file: Path, old: Baseline, new: Baseline) -> str:
    """Return in a sentence what the file holds, and what has come and gone."""
    before, after = (Counter({entry.key: entry.count for entry in one.entries}) for one in (old, new))
    changes = [
        f"{number:,} {verb}"
        for number, verb in (((after - before).total(), "added"), ((before - after).total(), "dropped"))
        if number
    ]
    files = len({entry.key.path for entry in new.entries})
    held = f"{_count(new.total, 'finding', 'findings')} in {_count(files, 'file', 'files')}"
    return f"{file} holds {held}: {', '.join(changes) or 'nothing has changed'}."


def _stale_line(stale: Sequence[Entry], file: Path, option: str) -> str:
    """Return in a line how many accepted findings no longer occur, and what to do."""
    number = sum(entry.count for entry in stale)
    what, gone = (
        ("finding", "is stale: it no longer occurs")
        if number == 1
        else ("findings", "are stale: they no longer occur")
    )
    return f"{number:,} {what} in {file} {gone}. Run `kindword baseline --prune{option}`."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
