"""Spans, lines and columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.text import LineIndex, Location, Span, normalise_newlines

TEXTS = st.text(alphabet="ab\n é𝒳", max_size=60)


@given(TEXTS, st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    index = LineIndex(text)
    assert index.offset(index.position(offset)) == offset


@given(TEXTS)
def test_every_line_is_what_splitting_gives(text: str) -> None:
    index = LineIndex(text)
    lines = text.split("\n")
    assert [index.line(number) for number in range(1, len(lines) + 1)] == lines


def test_columns_count_code_points_and_start_at_one() -> None:
    index = LineIndex("née 👋 Ana\nURGENT")
    assert index.location("a.j2", Span(10, 16)) == Location("a.j2", (2, 1), (2, 7))
    assert index.position(6) == (1, 7)


@pytest.mark.parametrize(("raw", "expected"), [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb")])
def test_every_line_end_becomes_a_line_feed(raw: str, expected: str) -> None:
    assert normalise_newlines(raw) == expected


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_what_is_no_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
