"""The word list that an option of a rule names, and what is said where it names none."""

from dataclasses import replace

import pytest

from toolkit.checks.base import OptionError
from toolkit.checks.word_lists import listed
from toolkit.language import load_vocabulary

VOCABULARY = replace(
    load_vocabulary(),
    lists={"fruit": ("apple", "pear"), "food": ("{fruit}", "bread"), "one": ("{other}",), "other": ("{one}",)},
)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, set()),
        ({"verbs": "fruit"}, {"apple", "pear"}),
        ({"verbs": "food"}, {"apple", "pear", "bread"}),
    ],
)
def test_an_option_names_a_list_and_the_lists_in_it(options: dict[str, str], words: set[str]) -> None:
    assert listed(options, "verbs", VOCABULARY) == words


@pytest.mark.parametrize(
    ("named", "within", "key", "said"),
    [
        (["fruit"], "", "verbs", "verbs must be the name of a word list"),
        ("fruits", "deeds", "deeds.verbs", "there is no word list 'fruits'. Did you mean 'fruit'?"),
        ("one", "", "verbs", "the word list 'one' leads back to itself"),
    ],
)
def test_a_slip_names_the_option(named: object, within: str, key: str, said: str) -> None:
    with pytest.raises(OptionError) as told:
        listed({"verbs": named}, "verbs", VOCABULARY, within)
    assert (told.value.key, str(told.value)) == (key, said)
