"""Work side by side: in order, within a limit and a deadline, and never longer than Ctrl-C."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from toolkit.grammar.beside import TooLateError, side_by_side


@pytest.fixture
def interruptible() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_what_is_done_comes_in_the_order_of_the_jobs_and_no_more_at_a_time_than_the_limit() -> None:
    at_work: set[int] = set()
    most = []

    def work(job: int) -> int:
        at_work.add(job)
        most.append(len(at_work))
        time.sleep(0.01 * (3 - job % 3))
        at_work.discard(job)
        return job * job

    assert side_by_side(work, range(12), limit=3, deadline=60) == [job * job for job in range(12)]
    assert 1 < max(most) <= 3


def test_what_the_work_raises_is_raised() -> None:
    def work(job: int) -> None:
        raise SystemExit(f"job {job}")

    with pytest.raises(SystemExit, match="job 7"):
        side_by_side(work, [7], limit=2, deadline=60)


def test_work_that_hangs_is_left_to_itself() -> None:
    released = threading.Event()
    with pytest.raises(TooLateError):
        side_by_side(lambda _: released.wait(60), [None], limit=1, deadline=0.3)
    released.set()


def _by_the_process() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def _by_this_thread() -> None:
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)


@pytest.mark.parametrize("interrupt", [_by_the_process, _by_this_thread])
def test_ctrl_c_is_never_slept_through(interrupt: Callable[[], None], interruptible: None) -> None:
    slept_through = []
    released = threading.Event()

    def work(pause: float) -> None:
        time.sleep(pause)  # so that it comes before, while and after the wait begins
        interrupt()
        if not released.wait(10):
            slept_through.append(pause)

    for number in range(50):
        released.clear()
        with pytest.raises(KeyboardInterrupt):
            side_by_side(work, [number % 10 / 1000], limit=1, deadline=60)
        assert slept_through == []
        released.set()
