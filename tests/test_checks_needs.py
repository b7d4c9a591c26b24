"""What a message must hold: where it is missing, where it comes too late, and the words that supply it."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.checks import Match, OptionError
from toolkit.checks.needs import Needs
from toolkit.language import Prose, load_vocabulary

OPTION = {"phrases": ["~refund", "replacement"]}


def check(**options: Any) -> Needs:
    return Needs.from_options(options, load_vocabulary())


def supplied(needs: Needs, body: str) -> str | None:
    """Return the words that supply what is needed, None where the check fires."""
    prose = Prose.of(body)
    span = needs.evidence(prose)
    assert list(needs.matches(prose)) == ([Match(None, suggestion=needs.offer)] if span is None else [])
    return None if span is None else span.of(prose.text)


@pytest.mark.parametrize(
    ("options", "body", "words"),
    [
        (OPTION, "I sent a replacement. Your refund is on its way.", "replacement"),
        (OPTION, "We hear you.", None),
        (OPTION, "", None),
        ({**OPTION, "least": 2}, "I sent a replacement.", None),
        ({**OPTION, "least": 2}, "I sent a replacement, and refunded the rest.", "replacement"),
        ({**OPTION, "before": [{"find": ["our policy"]}]}, "I refunded it. Our policy allows it.", "refunded"),
        ({**OPTION, "before": [{"find": ["our policy"]}]}, "Our policy allows it. I refunded it.", None),
        ({**OPTION, "before": [{"find": ["our policy"]}]}, "I refunded it.", "refunded"),
        (
            {"constructions": [{"find": ["refund"], "unless_in_sentence": ["not"]}]},
            "We do not refund this. Here is your refund.",
            "refund",
        ),
    ],
)
def test_what_is_missing(options: dict[str, Any], body: str, words: str | None) -> None:
    assert supplied(check(**options), body) == words


def test_what_would_supply_it_is_offered() -> None:
    (match,) = check(**OPTION, offer="I have refunded {{ amount }}.").matches(Prose.of("We hear you."))
    assert (match.span, match.suggestion, match.safe) == (None, "I have refunded {{ amount }}.", False)


@pytest.mark.parametrize(
    ("options", "key", "message"),
    [
        ({}, "constructions", "there is nothing to look for"),
        ({**OPTION, "offer": 3}, "offer", "offer must be a text"),
        ({**OPTION, "least": 0}, "least", "least must be a whole number of 1 or more"),
        ({**OPTION, "least": True}, "least", "least must be a whole number of 1 or more"),
        ({**OPTION, "before": ["our policy"]}, "before", "before must be tables"),
        ({**OPTION, "before": [{"fnd": ["our policy"]}]}, "before.1.fnd", "unknown key 'fnd'"),
    ],
)
def test_a_slip_in_an_option_is_told(options: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        check(**options)
    assert (caught.value.key, caught.value.message) == (key, message)
