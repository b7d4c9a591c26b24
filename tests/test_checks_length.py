"""A subject line is measured in code points, whole, as it is sent."""

import pytest

from toolkit.checks import SORTS, OptionError
from toolkit.checks.length import Length
from toolkit.language import Prose, load_vocabulary


def found(subject: str | None, body: str = "", **options: object) -> list[tuple[str, str]]:
    check = Length.from_options(options, load_vocabulary())
    prose = Prose.of(body, subject)
    return [(match.span.of(prose.text), match.details["length"]) for match in check.matches(prose) if match.span]


def test_the_limit_itself_is_within() -> None:
    assert found("x" * 60) == []
    assert found("x" * 61) == [("x" * 61, "61")]


def test_code_points_count_and_outer_spaces_do_not() -> None:
    assert found("🎉" * 60 + "  ") == []
    assert found("  " + "é" * 61) == [("é" * 61, "61")]


def test_without_a_subject_a_body_of_one_line_is_the_subject() -> None:
    assert found(None, "y" * 70) == [("y" * 70, "70")]
    assert found(None, "y" * 70 + "\nand more") == []
    assert found("short", "y" * 70) == []


def test_a_team_sets_the_limit() -> None:
    assert found("A parcel for you", most=10) == [("A parcel for you", "16")]
    with pytest.raises(OptionError, match="most must be a whole number of 1 or more"):
        SORTS["length"].from_options({"most": 0}, load_vocabulary())
