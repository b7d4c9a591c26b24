"""The word lists of mishaps: what names an error, what it meant for somebody, and who owns it."""

import pytest

from toolkit.language import PatternSet, Prose, load_vocabulary

VOCABULARY = load_vocabulary()
ERROR = ("failed_alone", "thing_failed", "mishap_noun", "you_met", "broken_state", "broken_word")
IMPACT = ("you_suffered", "it_meant", "of_the_loss", "so_you")


def holds(names: tuple[str, ...], text: str) -> bool:
    patterns = PatternSet.of([f"{{{name}}}" for name in names], VOCABULARY)
    return any(patterns.matches(sentence) for sentence in Prose.of(text).sentences)


@pytest.mark.parametrize(
    "text",
    [
        "We overcharged you.",
        "The parcel never arrived.",
        "Your table was given to another family.",
        "Our site was down all morning.",
        "You were told Tuesday.",
        "There was a billing error.",
        "I’m sorry about the missed appointment.",
        "We promised that a plumber would come.",
        "The vase came with a crack in it.",
    ],
)
def test_what_names_an_error(text: str) -> None:
    assert holds(ERROR, text)


@pytest.mark.parametrize(
    "text",
    [
        "We are sorry for the inconvenience.",
        "We take this seriously.",
        "We apologise for the technical issue.",
        "Your experience matters to us.",
        "A refund is on its way to you.",
    ],
)
def test_what_names_no_error(text: str) -> None:
    assert not holds(ERROR, text)


@pytest.mark.parametrize(
    "text",
    [
        "You missed your train.",
        "It left you without a card.",
        "That cost you a day’s leave.",
        "You had to walk home.",
        "It ruined your weekend.",
        "We lost your bag, and you went to the interview in your jeans.",
        "You spent two hours on hold.",
    ],
)
def test_what_it_meant(text: str) -> None:
    assert holds(IMPACT, text)


@pytest.mark.parametrize(
    "text", ["We charged you twice.", "Your new card is on its way.", "We have corrected the page."]
)
def test_what_tells_of_no_loss(text: str) -> None:
    assert not holds(IMPACT, text)


@pytest.mark.parametrize(
    "text",
    [
        "That was our mistake.",
        "This one’s on us.",
        "The fault is ours.",
        "I take full responsibility.",
        "It was an error on our part.",
    ],
)
def test_who_owns_it(text: str) -> None:
    assert holds(("owned",), text)


@pytest.mark.parametrize(
    "text", ["The courier lost it.", "This was caused by our courier.", "Mistakes were made."]
)
def test_nobody_owns_it(text: str) -> None:
    assert not holds(("owned",), text)
