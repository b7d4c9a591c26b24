"""One piece of work on many things, shared out among processes where that is safe and worth it.

It is shared by forking alone: a process that starts anew would have to read again all that the work goes by.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    _Helper = tuple[BaseProcess, Connection]
    """A process at work, and where its results come out."""

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_MOST_PROCESSES = 8


def shared_out(work: Callable[[Thing], Result], things: Sequence[Thing], *, worth: int) -> list[Result]:
    """Return what work on each thing gives, in their order; each process gets at least `worth` things.

    What a process could not do is done in this one: so an error is raised as it would be without others.
    """
    count = min(processes(), len(things) // worth)
    if count < 2:
        return [work(thing) for thing in things]
    shares = [things[number::count] for number in range(count)]
    helpers: list[_Helper | None] = []
    try:
        helpers.extend(_helper(work, share) for share in shares[1:])
        done = [[work(thing) for thing in shares[0]]]
        for share, helper in zip(shares[1:], helpers, strict=True):
            done.append(_received(helper) or [work(thing) for thing in share])
    finally:
        for process, results in filter(None, helpers):
            process.terminate()
            process.join()
            results.close()
    return [done[number % count][number // count] for number in range(len(things))]


def processes() -> int:
    """Return how many processes may work side by side: one where forking is not safe, or not there."""
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES) if sys.platform == "linux" else 1


def _helper(work: Callable[[Thing], Result], share: Sequence[Thing]) -> _Helper | None:
    """Start a process that does a share of the work; None where the system gives no more of them."""
    from multiprocessing import get_context  # noqa: PLC0415 - most runs share nothing

    forking = get_context("fork")
    try:
        ours, theirs = forking.Pipe(duplex=False)
    except OSError:
        return None
    process = forking.Process(target=_help, args=(theirs, work, share), daemon=True)
    try:
        process.start()
    except OSError:
        ours.close()
        return None
    finally:
        theirs.close()
    return process, ours


def _help(results: Connection, work: Callable[[Thing], Result], share: Sequence[Thing]) -> None:
    """Do a share of the work in a process of its own, and send what it gives; after an error, nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that a user knows of
    try:
        results.send([work(thing) for thing in share])
    except Exception:  # noqa: BLE001 - the work is done again where its error can be told
        results.close()


def _received(helper: _Helper | None) -> list[Any] | None:
    """Return what a process sends, None where there is none or it ends without."""
    if helper is None:
        return None
    try:
        found: list[Any] = helper[1].recv()
    except (EOFError, OSError):
        return None
    return found
