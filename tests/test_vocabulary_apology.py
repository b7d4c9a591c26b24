"""The word lists of apologies: which words are one, whose it is, and what makes it depend."""

import pytest

from toolkit.language import PatternSet, Prose, load_vocabulary

VOCABULARY = load_vocabulary()


def matched(name: str, text: str) -> list[str]:
    (sentence,) = Prose.of(text).sentences
    found = PatternSet.of([f"{{{name}}}"], VOCABULARY).find(sentence)
    return [sentence.span_of(match.first, match.last).of(text) for match in found]


@pytest.mark.parametrize(
    ("text", "apology"),
    [
        ("We are truly sorry about Tuesday.", "We are truly sorry"),
        ("Please accept our sincere apologies for the wait.", "Please accept our sincere apologies"),
        ("I’d like to apologise for the mess.", "I’d like to apologise"),
        ("soz about the queue", "soz"),
        ("You have our apologies.", "You have our apologies"),
        ("We owe you an apology for March.", "We owe you an apology"),
        ("We beg your pardon for the noise.", "We beg your pardon"),
        ("We’re mortified by the smell.", "We’re mortified"),
        ("The council apologizes for the closure.", "apologizes"),
        ("my bad about the invite", "my bad"),
    ],
)
def test_an_apology_in_its_many_forms(text: str, apology: str) -> None:
    assert apology in matched("apology", text)


@pytest.mark.parametrize(
    "text",
    [
        "The driver told me he was sorry.",
        "Their apology came late.",
        "You don’t need to be sorry.",
        "We’re sorry to hear about your cat.",
        "We regret to inform you of a change.",
        "The letter said sorry twice.",
    ],
)
def test_an_apology_that_is_not_ours_to_judge(text: str) -> None:
    assert matched("apology_of_others", text)


@pytest.mark.parametrize(
    "text",
    ["We are sorry about Tuesday.", "I apologise for my colleague.", "Sorry, the shop was shut."],
)
def test_our_own_apology_is_nobody_elses(text: str) -> None:
    assert not matched("apology_of_others", text)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry if you’ve already paid.",
        "Apologies if this reaches you twice.",
        "Sorry if I’ve misunderstood you.",
        "Sorry if this is a daft question.",
        "Sorry if I’m slow to answer today.",
    ],
)
def test_a_courtesy_about_the_message_itself(text: str) -> None:
    assert matched("apology_courtesy", text)


@pytest.mark.parametrize("text", ["Sorry if we were rude.", "Sorry if the cake was dry."])
def test_harm_is_no_courtesy(text: str) -> None:
    assert not matched("apology_courtesy", text)
