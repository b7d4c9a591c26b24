"""Which times are ours: a message says by when only where one of its times belongs to a promise of ours."""

from pathlib import Path

import pytest

from toolkit.language import Prose
from toolkit.language.promises import timed

KINDS = {"S": "subject", "F": "first-reply", "A": "apology"}


def lines(name: str) -> list[str]:
    """Return the sentences of one file, one a line."""
    return (Path(__file__).parent / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def prose(case: str) -> Prose:
    kind, text = KINDS[case[0]], case[2:]
    return Prose.of("", text, kind=kind) if kind == "subject" else Prose.of(text, kind=kind)


@pytest.mark.parametrize("case", lines("without_a_time"))
def test_no_promise_of_ours_says_when(case: str) -> None:
    message = prose(case)
    assert [[time.span.of(message.text) for time in promise.times] for promise in timed(message)] == []


@pytest.mark.parametrize("case", lines("with_a_time"))
def test_a_promise_of_ours_says_when(case: str) -> None:
    assert list(timed(prose(case)))
