"""Next steps and remedies: what commits us to something, and what only sounds as if it did."""

from pathlib import Path

import pytest

from toolkit.language import Prose
from toolkit.rules import load_rules

RULES = {rule.id: rule for rule in load_rules()}


def lines(name: str) -> list[str]:
    """Return the sentences of one file, one a line."""
    return (Path(__file__).parent / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def lacks(rule_id: str, text: str) -> bool:
    check = RULES[rule_id].check
    assert check is not None
    return any(True for _ in check.matches(Prose.of(text)))


@pytest.mark.parametrize("text", lines("no_steps"))
def test_a_reply_without_a_step_of_ours_is_told(text: str) -> None:
    assert lacks("first-reply-next-step", text)


@pytest.mark.parametrize("text", lines("steps"))
def test_a_step_of_ours_is_seen(text: str) -> None:
    assert not lacks("first-reply-next-step", text)


@pytest.mark.parametrize("text", lines("no_remedies"))
def test_an_apology_without_a_remedy_is_told(text: str) -> None:
    assert lacks("apology-remedy", text)


@pytest.mark.parametrize("text", lines("remedies"))
def test_a_remedy_is_seen(text: str) -> None:
    assert not lacks("apology-remedy", text)
