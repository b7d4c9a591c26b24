"""`kindword lint --watch`: lints again whenever a file that the report rests on has changed on disk."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.cli.grounds import config_files, single_files
from toolkit.cli.streams import emit, say, say_error
from toolkit.errors import KindwordError
from toolkit.library import files_below
from toolkit.resources.stamp import Stamp, stamp_of
from toolkit.sources import is_linted

if TYPE_CHECKING:
    from toolkit.cli.lint import Job, Order
    from toolkit.lint import LintResult

Snapshot = Mapping[str, Stamp | None]
"""The state of each file by its path, None for one that is not there."""

_EVERY = 0.5
"""Seconds between two looks at the files."""
_SHARE = 9
"""How many times longer we sleep than we look: of a very large library, looking takes a tenth of the time."""
_STILL = 0.2
"""Seconds for which nothing may change before we lint: one save may be several changes."""
_LONGEST = 3.0
"""Seconds after which we lint although the files still change."""
_CLEAR = "\x1b[2J\x1b[H"


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in seconds, and how to let some pass."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Watched:
    """What is looked at: `paths` are files and folders to lint, `rules` folders of rules, `files` single files.

    `included` are the files that templates asked for in the last run, those that there are not among them.
    """

    paths: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    files: tuple[str, ...] = ()
    included: frozenset[str] = field(default_factory=frozenset)

    def snapshot(self) -> Snapshot:
        """Return the state of every file now; what cannot be looked at counts as not there."""
        listed = (file for path in self.paths for file in _linted(path))
        rules = (str(file) for folder in self.rules for file in folder.glob("*.toml"))
        return {path: stamp_of(path) for path in (*listed, *rules, *self.files, *self.included)}


def watch(order: Order, report: Callable[[LintResult], bool], *, clear: bool, clock: Clock | None = None) -> int:
    """Lint and report, and again after each change, until Ctrl-C or until nobody reads; return 0.

    `report` tells whether somebody reads, `clear` whether to clear the screen between runs.
    """
    clock, watched = clock or Clock(), Watched()
    try:
        while True:
            seen = _round(order, report, watched)
            if seen is None:
                return 0
            watched, before = seen
            say(watching(before))
            after = next_change(before, watched.snapshot, clock)
            if clear and not emit(_CLEAR):
                return 0
            say(news(changed(before, after)))
    except KeyboardInterrupt:
        if sys.stderr.isatty():
            say("")  # the terminal has written ^C, and leaves what comes next on that line
        return 0


def _round(order: Order, report: Callable[[LintResult], bool], old: Watched) -> tuple[Watched, Snapshot] | None:
    """Lint once; return what to watch from then on, as it was before. None where nobody reads the report.

    A mistake of the user's is told, and its files are watched like all others.
    """
    files = dict.fromkeys((*old.files, *config_files(order)))
    watched = replace(old, paths=order.asked.paths or old.paths, files=tuple(files))
    before = watched.snapshot()
    try:
        job = order.job()
        watched = _watched(job, order, old.included)
        before = watched.snapshot()
        result = job.result()
    except (KindwordError, OSError) as error:
        say_error(error)
        return watched, before
    if not report(result):
        return None
    after = replace(watched, included=result.included)
    return after, carried(before, after.snapshot(), watched.included, after.included)


def _watched(job: Job, order: Order, included: frozenset[str]) -> Watched:
    return Watched(job.paths, job.settings.rules, single_files(order, job), included)


def next_change(before: Snapshot, look: Callable[[], Snapshot], clock: Clock) -> Snapshot:
    """Wait until the files are other than `before` and still again; return how they are then.

    What has come and is gone again, such as an editor's spare file, is no change.
    """
    pause = _EVERY
    while True:
        clock.sleep(pause)
        started = clock.now()
        now = look()
        pause = max(_EVERY, _SHARE * (clock.now() - started))
        if now != before and (now := _still(now, look, clock)) != before:
            return now


def _still(now: Snapshot, look: Callable[[], Snapshot], clock: Clock) -> Snapshot:
    """Return how the files are once they have been the same for a while, or have changed for too long."""
    end = clock.now() + _LONGEST
    while clock.now() < end:
        clock.sleep(_STILL)
        before, now = now, look()
        if now == before:
            break
    return now


def carried(before: Snapshot, after: Snapshot, asked: frozenset[str], asks: frozenset[str]) -> Snapshot:
    """Return what to compare the files with after a run: how they were before it.

    So a file that changed, came or went during the run counts as changed. A file that only this run has asked for
    (`asks`) is taken as it is after it; one that only the run before it did (`asked`) counts no more.
    """
    kept = {path: before.get(path, state) for path, state in after.items() if path in before or path in asks}
    gone = {path: state for path, state in before.items() if path not in after and path not in asked}
    return kept | gone


def changed(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Return the paths of the files that have changed, come or gone, in order."""
    return tuple(sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path)))


def news(paths: Iterable[str]) -> str:
    """Return in a sentence which files have changed."""
    names = sorted({_near(path) for path in paths})
    return f"{names[0]} has changed." if len(names) == 1 else f"{len(names):,} files have changed."


def watching(files: Snapshot) -> str:
    """Return in a sentence how many files are watched, and how to end that."""
    number = sum(state is not None for state in files.values())
    return f"Watching {number:,} {'file' if number == 1 else 'files'}; Ctrl-C ends."


def _linted(path: str) -> Iterator[str]:
    """Yield the files that stand for a path: itself, or those to lint in the folder."""
    if not Path(path).is_dir():
        yield path
        return
    try:
        for file in files_below(Path(path), is_linted):
            if isinstance(file, Path):
                yield str(file)
    except KindwordError:  # the folder went while we looked, or may not be read: the run will tell
        yield path


def _near(path: str) -> str:
    file, here = Path(path), Path.cwd()
    return str(file.relative_to(here)) if file.is_relative_to(here) else path
