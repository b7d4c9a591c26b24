"""A file that is changed keeps every byte that the change is not about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.resources.original import Original, read_original
from toolkit.text import Span, normalise_newlines


def original(raw: str) -> Original:
    return Original(Path("a.txt"), raw.encode(), raw)


@pytest.mark.parametrize(
    ("raw", "span", "text", "expected"),
    [
        ("a\r\nb\r\nc", (4, 5), "X", "a\r\nb\r\nX"),
        ("a\r\nb\r\nc", (2, 2), "X\n", "a\r\nX\r\nb\r\nc"),
        ("a\r\nb", (0, 2), "X\n", "X\r\nb"),
        ("a\rb\n", (2, 2), "X\n", "a\rX\rb\n"),
        ("ab", (1, 1), "\n", "a\nb"),
        ("a\nb\r\n", (4, 4), "X", "a\nb\r\nX"),
    ],
)
def test_what_is_new_has_the_line_ends_of_the_file(
    raw: str, span: tuple[int, int], text: str, expected: str
) -> None:
    assert original(raw).edited([(Span(*span), text)]).raw == expected


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        original("abc").edited([(Span(0, 2), ""), (Span(1, 3), "")])


@given(st.text(alphabet="ab\r\n", max_size=20), st.data())
def test_the_text_changes_as_the_file_does(raw: str, data: st.DataObject) -> None:
    text = original(raw).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    changed = original(raw).edited([(Span(start, end), "x")])
    assert normalise_newlines(changed.raw) == text[:start] + "x" + text[end:]
    assert original(raw).edited([]).raw == raw


def test_a_byte_order_mark_and_the_mode_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("\ufeffone\r\n".encode())
    file.chmod(0o640)
    read_original(file).edited([(Span(0, 3), "two")]).write()
    assert file.read_bytes() == "\ufefftwo\r\n".encode()
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("content", "message"), [(b"\xff", "not UTF-8"), (b"a\0", "NUL byte"), (None, "no such file")]
)
def test_what_cannot_be_changed_is_told(content: bytes | None, message: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(KindwordError, match=message):
        read_original(tmp_path / "a.txt")


def test_a_file_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("one", encoding="utf-8")
    read = read_original(file)
    file.unlink()
    with pytest.raises(KindwordError, match="no such file"):
        read.write()
    assert not file.exists()
