"""Suggestions built by small replacements within the underlined words."""

import pytest

from toolkit.checks import OptionError
from toolkit.checks.phrases import Phrases
from toolkit.checks.rewrite import Rewrite
from toolkit.language import Prose, load_vocabulary
from toolkit.rules import load_rules

VOCABULARY = load_vocabulary()


def suggested(text: str, find: str, *rewrite: list[str]) -> list[str | None]:
    construction = {"find": [find], "rewrite": list(rewrite)}
    check = Phrases.from_options({"constructions": [construction]}, VOCABULARY)
    return [match.suggestion for match in check.matches(Prose.of(text))]


def test_a_word_gives_way_to_another() -> None:
    assert suggested("Sorry for any delay.", "sorry for any delay", ["«any» delay", "the"]) == [
        "Sorry for the delay"
    ]


def test_a_word_left_out_leaves_one_space_and_the_capital() -> None:
    assert suggested("Kindly send it.", "kindly send", ["«kindly» send", ""]) == ["Send"]


def test_words_outside_the_underlined_ones_stay() -> None:
    assert suggested("Any day, any way.", "«any way»", ["any", "some"]) == ["some way"]


def test_no_step_that_applies_gives_no_suggestion() -> None:
    assert suggested("Kindly send it.", "kindly send", ["please", ""]) == [None]


def test_a_suggestion_with_the_same_fault_is_not_offered() -> None:
    assert suggested("Kindly kindly send it.", "kindly", ["kindly", "kindly"]) == [None, None]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("We’re sorry if this caused a delay.", "We’re sorry"),
        ("I apologise if you were cut off.", "I apologise that"),
        ("Apologies for any trouble this may have caused.", "Apologies for the trouble this caused"),
        ("We’re sorry if this caused any trouble.", "We’re sorry this caused trouble"),
        ("If we let you down, we’re sorry.", "We let you down, and we’re sorry"),
        ("If this caused you any upset, we are truly sorry.", "This caused you upset, and we are truly sorry"),
        ("Should this have upset you, we apologise.", None),
    ],
)
def test_a_conditional_apology_is_written_flat(text: str, suggestion: str | None) -> None:
    (rule,) = [rule for rule in load_rules() if rule.id == "conditional-apology"]
    assert rule.check is not None
    assert [match.suggestion for match in rule.check.matches(Prose.of(text))] == [suggestion]


@pytest.mark.parametrize("pairs", ["any", [["any"]], [["any", 3]], [["any (", "the"]]])
def test_a_slip_in_a_rewrite_is_told(pairs: object) -> None:
    with pytest.raises(OptionError) as told:
        Rewrite.of(pairs, VOCABULARY, "constructions")
    assert told.value.key == "constructions"
