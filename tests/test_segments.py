"""How a text message is counted: its alphabet, its segments, and what is left of the last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.preview.segments import segments_of


@pytest.mark.parametrize(
    ("text", "encoding", "sizes", "units", "room"),
    [
        ("", "GSM-7", [], 0, 160),
        ("a" * 160, "GSM-7", [160], 160, 0),
        ("a" * 161, "GSM-7", [153, 8], 161, 145),
        ("é@ñ\n", "GSM-7", [4], 4, 156),
        ("€" * 80, "GSM-7", [80], 160, 0),
        ("€" * 81, "GSM-7", [76, 5], 162, 143),
        ("a" * 152 + "[" + "b" * 10, "GSM-7", [152, 11], 164, 141),
        ("{}[]~^|\\", "GSM-7", [8], 16, 144),
        ("ç", "UCS-2", [1], 1, 69),
        ("’" + "a" * 69, "UCS-2", [70], 70, 0),
        ("’" + "a" * 70, "UCS-2", [67, 4], 71, 63),
        ("😀" * 35, "UCS-2", [35], 70, 0),
        ("😀" * 36, "UCS-2", [33, 3], 72, 61),
        ("x" * 69 + "😀", "UCS-2", [67, 3], 71, 63),
    ],
)
def test_a_text_is_counted(text: str, encoding: str, sizes: list[int], units: int, room: int) -> None:
    counted = segments_of(text)
    assert (counted.encoding, [len(part) for part in counted.parts]) == (encoding, sizes)
    assert (counted.units, counted.room) == (units, room)


def test_the_characters_that_make_it_dear_are_named_once_each() -> None:
    assert segments_of("It’s Ana’s – see “here”").odd == ("’", "–", "“", "”")
    assert segments_of("plain").odd == ()


@given(st.text(max_size=400))
def test_nothing_is_lost_and_no_segment_is_too_full(text: str) -> None:
    counted = segments_of(text)
    size = 140 if len(counted.parts) == 1 else 134
    assert "".join(counted.parts) == text
    assert counted.room >= 0
    if counted.encoding == "UCS-2":
        assert all(len(part.encode("utf-16-be", "surrogatepass")) <= size for part in counted.parts)
