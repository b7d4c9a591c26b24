"""A refusal counts where nothing in the message follows from it."""

import pytest

from toolkit.checks import SORTS, OptionError
from toolkit.language import Prose, load_vocabulary

OPTIONS = {
    "phrases": ["we can not", "no refunds"],
    "ways_forward": [{"find": ["you can *"], "unless": ["nothing you can"]}],
}


def underlined(body: str) -> list[str]:
    """Return what the check underlines in a message."""
    check = SORTS["dead-end"].from_options(OPTIONS, load_vocabulary())
    prose = Prose.of(body)
    return [match.span.of(prose.text) for match in check.matches(prose) if match.span]


def test_a_refusal_with_nothing_after_it_is_underlined() -> None:
    assert underlined("Hello,\n\nWe can't change it.") == ["We can't"]


def test_only_the_first_refusal_of_a_message_is_underlined() -> None:
    assert underlined("No refunds. We can't change it.") == ["No refunds"]


def test_a_way_forward_anywhere_in_the_message_lets_it_off() -> None:
    assert underlined("You can swap it until Friday. We can't change it.") == []


def test_what_only_looks_like_a_way_forward_does_not() -> None:
    assert underlined("We can't change it. There is nothing you can do.") == ["We can't"]


def test_no_refusal_no_finding() -> None:
    assert underlined("It left us today.") == []


@pytest.mark.parametrize("options", [{}, {"phrases": []}])
def test_there_must_be_refusals_to_look_for(options: dict[str, object]) -> None:
    with pytest.raises(OptionError, match="there is nothing to find"):
        SORTS["dead-end"].from_options(options, load_vocabulary())
