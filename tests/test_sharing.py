"""Work shared among processes gives what one process gives: the same results in order, and the same errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from toolkit.resources import sharing
from toolkit.resources.sharing import processes, shared_out

forks = pytest.mark.skipif(sys.platform != "linux", reason="work is shared by forking, on Linux alone")


def with_processes(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(sharing, "processes", lambda: count)


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.process
@forks
@pytest.mark.parametrize("count", [2, 3, 5])
def test_several_processes_give_what_one_gives_in_order(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    with_processes(monkeypatch, count)
    found = shared_out(squared, range(23), worth=4)
    assert [square for square, _ in found] == [number * number for number in range(23)]
    assert len({process for _, process in found}) == count
    assert os.getpid() in {process for _, process in found}


@pytest.mark.process
@forks
def test_little_work_is_done_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    with_processes(monkeypatch, 8)
    assert {process for _, process in shared_out(squared, range(7), worth=4)} == {os.getpid()}
    assert shared_out(squared, [], worth=4) == []


@pytest.mark.process
@forks
def test_an_error_elsewhere_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with_processes(monkeypatch, 2)
    with pytest.raises(ZeroDivisionError):
        shared_out(lambda number: 1 // (number - 5), range(10), worth=5)


@pytest.mark.process
@forks
def test_the_work_of_a_process_that_dies_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with_processes(monkeypatch, 2)
    here = os.getpid()

    def dying(number: int) -> int:
        if os.getpid() != here:
            os._exit(9)
        return number

    assert shared_out(dying, range(10), worth=5) == list(range(10))


@pytest.mark.process
@forks
@pytest.mark.parametrize("refused", ["fork", "pipe"])
def test_where_the_system_gives_no_more_processes_all_is_done_here(
    monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError

    with_processes(monkeypatch, 3)
    monkeypatch.setattr(os, refused, refuse)
    assert shared_out(squared, range(12), worth=4) == [(number * number, os.getpid()) for number in range(12)]


@pytest.mark.process
@forks
def test_what_cannot_be_sent_is_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with_processes(monkeypatch, 2)

    def keeping(number: int) -> Callable[[], int]:
        return lambda: number

    assert [kept() for kept in shared_out(keeping, range(10), worth=5)] == list(range(10))


def test_there_is_always_a_process() -> None:
    assert processes() >= 1
