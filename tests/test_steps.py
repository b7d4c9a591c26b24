"""Steps of a pattern: the ends of each part from a place, in the order of preference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language import load_vocabulary
from toolkit.language.resolved import resolved
from toolkit.language.steps import Memory, step_of

VOCABULARY = load_vocabulary()


def ends(pattern: str, text: str, at: int = 0) -> tuple[int, ...]:
    return step_of(resolved(pattern, VOCABULARY), VOCABULARY)((*text.split(), ""), at, {})


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("we", "we will", (1,)),
        ("we", "you will", ()),
        ("(in case | in)", "in case it rains", (2, 1)),
        ("so?", "so sorry", (1, 0)),
        ("so?", "sorry", (0,)),
        ("..2", "the old lamp broke", (0, 1, 2)),
        ("...", "the lamp , broke", (0, 1, 2)),
        ("....", "the lamp , broke", (0, 1, 2, 3, 4)),
        ("....", "the lamp . broke", (0, 1, 2)),
        ("we ..3 sorry", "we are so very sorry sorry", (5,)),
        ("we .... sorry", "we are sorry , sorry", (3, 5)),
        ("!(not) we", "we are", (1,)),
        ("!(we) we", "we are", ()),
        ("*ed", "opened it", (1,)),
        ("*ed", "ed it", ()),
        ("*", ", it", ()),
        ("#", "2.50 a day", (1,)),
        ("#", "two a day", ()),
        ("done $", "done . ! )", (1,)),
        ("done $", "done . yes", ()),
        ("^ we", "we are", (1,)),
    ],
)
def test_where_a_part_can_end(pattern: str, text: str, expected: tuple[int, ...]) -> None:
    assert ends(pattern, text) == expected


def test_a_start_is_only_at_the_start() -> None:
    assert ends("^ we", "and we are", 1) == ()


def test_what_a_list_matches_is_worked_out_once_for_a_sentence() -> None:
    step = step_of(resolved("{condition}", VOCABULARY), VOCABULARY)
    memory: Memory = {}
    words = ("in", "case", "it", "")
    assert step(words, 0, memory) == (2,)
    assert list(memory.values()) == [(2,)]
    memory.update((place, (7,)) for place in [*memory])
    assert step(words, 0, memory) == (7,)


@given(st.lists(st.sampled_from(["we", "are", "so", "sorry", ",", "."]), max_size=14))
def test_a_part_never_ends_before_it_begins_or_after_the_last_word(words: list[str]) -> None:
    for pattern in ("we .... sorry", "(we are | we) so? ... sorry", "..3 !(so) *", "{condition}? .... $"):
        step = step_of(resolved(pattern, VOCABULARY), VOCABULARY)
        for at in range(len(words) + 1):
            found = step((*words, ""), at, {})
            assert all(at <= end <= len(words) for end in found)
            assert len(set(found)) == len(found)
