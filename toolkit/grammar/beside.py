"""Waiting for others without being held by them: work side by side within a limit, and within a deadline."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Job = TypeVar("Job")
Done = TypeVar("Done")

_Answer = tuple[int, "tuple[Done, ...]", "BaseException | None"]


class TooLateError(Exception):
    """Nothing was done within the deadline."""


_STEP = 0.2
"""Seconds of one wait: a Ctrl-C that another thread is told of is noticed when it is over."""


def side_by_side(work: Callable[[Job], Done], jobs: Sequence[Job], *, limit: int, deadline: float) -> list[Done]:
    """Return what work on each job gives, in their order; `limit` of them are worked on at a time.

    Raises what the work raises, and TooLateError where for `deadline` seconds no job was done. Work that hangs is
    left to itself and ends with the process: neither Ctrl-C nor the deadline waits for it.
    """
    waiting: queue.SimpleQueue[tuple[int, Job]] = queue.SimpleQueue()
    answers: queue.SimpleQueue[_Answer[Done]] = queue.SimpleQueue()
    for numbered in enumerate(jobs):
        waiting.put(numbered)
    stopped = threading.Event()

    def serve() -> None:
        while not stopped.is_set():
            try:
                number, job = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                answers.put((number, (work(job),), None))
            except BaseException as error:  # noqa: BLE001 - it is raised where the answer is awaited
                answers.put((number, (), error))

    for _ in range(min(limit, len(jobs))):
        threading.Thread(target=serve, daemon=True).start()
    done: dict[int, Done] = {}
    try:
        while len(done) < len(jobs):
            number, result, error = _next(answers, deadline)
            if error is not None:
                raise error
            (done[number],) = result
    except queue.Empty:
        raise TooLateError from None
    finally:
        stopped.set()
    return [done[number] for number in range(len(jobs))]


def _next(answers: queue.SimpleQueue[_Answer[Done]], deadline: float) -> _Answer[Done]:
    """Return the next answer; raises Empty where none has come for `deadline` seconds."""
    end = time.monotonic() + deadline
    while True:
        try:
            return answers.get(timeout=min(_STEP, deadline))
        except queue.Empty:
            if time.monotonic() >= end:
                raise
