"""Vague times: underlined where they time a promise of ours, left alone wherever else such words stand."""

from pathlib import Path

import pytest

from toolkit.language import Prose
from toolkit.rules import load_rules

RULE = next(rule for rule in load_rules() if rule.id == "vague-timeframe")


def lines(name: str) -> list[str]:
    """Return the sentences of one file, one a line."""
    return (Path(__file__).parent / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def underlined(text: str) -> list[str]:
    prose = Prose.of(text)
    assert RULE.check is not None
    return [match.span.of(text) for match in RULE.check.matches(prose) if match.span]


@pytest.mark.parametrize("case", lines("vague_times"))
def test_a_vague_time_on_a_promise_is_underlined(case: str) -> None:
    before, words, after = case.replace("»", "«").split("«")
    assert underlined(before + words + after) == [words]


@pytest.mark.parametrize("text", lines("no_vague_times"))
def test_the_same_words_where_nothing_is_promised_are_left_alone(text: str) -> None:
    assert underlined(text) == []


def test_the_rewrite_fits_its_place_in_the_sentence() -> None:
    prose = Prose.of("Soon you will have it. We will reply shortly.")
    assert RULE.check is not None
    assert [match.suggestion for match in RULE.check.matches(prose)] == ["By {{ eta }}", "by {{ eta }}"]
