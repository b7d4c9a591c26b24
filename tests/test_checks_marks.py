"""Exclamation marks are counted over subject and body; those in names, codes and quotations are not."""

import pytest

from toolkit.checks import SORTS, OptionError
from toolkit.checks.marks import Marks
from toolkit.language import Prose, load_vocabulary


def found(body: str, subject: str | None = None, **options: object) -> list[tuple[int, str | None]]:
    check = Marks.from_options(options, load_vocabulary())
    return [(match.span.start, match.suggestion) for match in check.matches(Prose.of(body, subject)) if match.span]


@pytest.mark.parametrize(
    ("body", "where", "instead"),
    [
        ("It works! Try it!", 16, "."),
        ("It works!!", 8, "!"),
        ("It broke?!", 8, "?"),
        ("Yes!! No! Yes!", 3, "!"),
    ],
)
def test_the_first_mark_too_many_is_underlined(body: str, where: int, instead: str) -> None:
    assert found(body) == [(where, instead)]


@pytest.mark.parametrize(
    "body",
    [
        "It works! Try it.",
        "Link your Yahoo! account to the Jeopardy! game!",
        "You wrote “Help! Help! Help!” and so I rang!",
        "> Where is it!!\n\nIt is here!",
        "Run `a!=b!!` and wait!",
        "See https://shop.example/?a!=1&b!=2 now!",
    ],
)
def test_one_mark_and_marks_that_are_no_prose_are_left_alone(body: str) -> None:
    assert found(body) == []


def test_subject_and_body_count_together() -> None:
    assert found("It works!", "Good news!") == [(20, ".")]


def test_a_team_sets_how_many_and_names_its_brands() -> None:
    assert found("One! Two! Three.", most=2) == []
    assert found("Thanks from Wham! See you at Wham!") != []
    assert found("Thanks from Wham! See you at Wham!", allow=["Wham!"]) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"most": -1}, "most must be a whole number of 0 or more"),
        ({"allow": "Wham!"}, "allow must be a list of texts"),
    ],
)
def test_a_slip_in_the_options_is_named(options: dict[str, object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        SORTS["marks"].from_options(options, load_vocabulary())
