"""What a user's mistake reads like."""

import pytest

from toolkit.errors import KindwordError, did_you_mean


@pytest.mark.parametrize(
    ("error", "printed"),
    [
        (KindwordError("no such file"), "no such file"),
        (KindwordError("no such file", path="a.j2"), "a.j2: no such file"),
        (KindwordError("bad key", path="a.j2", line=3, hint="Mend it."), "a.j2:3: bad key\n  Mend it."),
    ],
)
def test_it_says_where_what_and_what_next(error: KindwordError, printed: str) -> None:
    assert str(error) == printed


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("all-cap", ["all-caps", "jargon"], "Did you mean 'all-caps'?"),
        ("zebra", ["jargon", "all-caps"], "Known: all-caps, jargon."),
        ("zebra", [], ""),
    ],
)
def test_a_near_match_is_named_else_all_there_are(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
