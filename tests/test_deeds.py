"""What a message says was done: plain statements in the past, apart from remedies, inquiries and reactions."""

from __future__ import annotations

import pytest

from toolkit.checks import OptionError
from toolkit.checks.needs import Needs
from toolkit.language import Prose, deeds, load_vocabulary

VOCABULARY = load_vocabulary()
FIND = {"constructions": [{"find": ["never found"]}]}
LISTS = {"unless_verbs": "inquiry_verbs", "unless_words": "righting_words"}


@pytest.mark.parametrize(
    ("text", "told", "ours"),
    [
        ("We printed the old price on your quote.", ["We printed the old price on your quote"], True),
        ("Sorry, I typed the wrong shelf number.", ["I typed the wrong shelf number"], True),
        ("The courier dropped the urn on the step.", ["The courier dropped the urn on the step"], False),
        ("Your trunk was sent to the wrong quay.", ["Your trunk was sent to the wrong quay"], False),
        ("We have printed the right price on your quote.", [], False),
        ("We will print the price again tonight.", [], False),
        ("Your aunt waited in the rain.", [], False),
        ("You printed the label on plain paper.", [], False),
        ("If we printed the old price, tell us.", [], False),
        ("Did we print the old price on it?", [], False),
        ("We checked the old price on the quote.", [], False),
        ("We printed the new price on the quote.", [], False),
        ("We slipped up.", [], False),
        ("It cut the line for an hour.", [], False),
    ],
)
def test_a_plain_deed_in_the_past_is_told(text: str, told: list[str], ours: bool) -> None:
    prose = Prose.of(text, kind="apology")
    verbs = frozenset(VOCABULARY.entries("inquiry_verbs"))
    found = [span.of(text) for span in deeds(prose, verbs, frozenset(("new",)))]
    assert [one.strip(" .,") for one in found] == told
    assert bool(list(deeds(prose, verbs, frozenset(("new",)), ours=True))) is ours


@pytest.mark.parametrize(
    ("table", "key", "said"),
    [
        ([], "deeds", "the keys of deeds do not fit"),
        ({"unless_verbs": "inquiry_verbs"}, "deeds", "the keys of deeds do not fit"),
        ({**LISTS, "our": True}, "deeds", "the keys of deeds do not fit"),
        ({**LISTS, "ours": 1}, "deeds.ours", "ours must be true or false"),
        ({**LISTS, "unless_words": ["new"]}, "deeds.unless_words", "unless_words must be the name of a word list"),
        (
            {**LISTS, "unless_verbs": "inquiry_verb"},
            "deeds.unless_verbs",
            "there is no word list 'inquiry_verb'",
        ),
    ],
)
def test_a_slip_in_the_options_is_told(table: object, key: str, said: str) -> None:
    with pytest.raises(OptionError, match=said) as told:
        Needs.from_options({**FIND, "deeds": table}, VOCABULARY)
    assert told.value.key == key


def test_a_deed_supplies_what_a_message_needs() -> None:
    check = Needs.from_options({**FIND, "deeds": LISTS}, VOCABULARY)
    assert list(check.matches(Prose.of("We printed the old price on your quote."))) == []
    assert len(list(check.matches(Prose.of("We checked the old price.")))) == 1
