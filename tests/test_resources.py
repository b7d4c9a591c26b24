"""Reading other people's files safely, writing whole or not at all, and TOML with line numbers."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.resources import MAX_FILE_BYTES, key_lines, line_of, parse_toml, read_text, shipped, write_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"Hello\n", "Hello\n"),
        (b"\xef\xbb\xbfHello\r\nAna\rBye", "Hello\nAna\nBye"),
        ("naïve 👋".encode(), "naïve 👋"),
    ],
)
def test_text_comes_without_its_byte_order_mark_and_with_line_feeds(tmp_path: Path, raw: bytes, text: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(raw)
    assert read_text(file) == text


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("Hi".encode("utf-16"), "m.j2:1: the file is UTF-16\n  Save it as UTF-8."),
        (b"one\ntwo \xff", "m.j2:2: byte 0xff is not UTF-8\n  Save the file as UTF-8."),
        (b"one\n\x00two", "m.j2:2: a NUL byte: this is no text file"),
    ],
)
def test_what_is_no_text_is_named_with_its_line(tmp_path: Path, raw: bytes, printed: str) -> None:
    file = tmp_path / "m.j2"
    file.write_bytes(raw)
    with pytest.raises(KindwordError) as caught:
        read_text(file, shown="m.j2")
    assert str(caught.value) == printed


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "big.j2"
    with file.open("wb") as out:
        out.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(KindwordError, match=r"the limit is 5 MB"):
        read_text(file)


def test_a_missing_file_a_folder_and_a_pipe_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.j2")
    for name, said in (("none.j2", "no such file"), ("", "this is a folder"), ("pipe.j2", "no regular file")):
        with pytest.raises(KindwordError, match=said):
            read_text(tmp_path / name)


def test_writing_replaces_the_whole_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    file.write_text("before")
    write_text(file, "after ✓")
    assert file.read_text(encoding="utf-8") == "after ✓"
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_writing_into_a_missing_folder_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KindwordError, match="cannot be written: No such file or directory"):
        write_text(tmp_path / "none" / "out.txt", "x")


@pytest.mark.parametrize("folder", ["templates", "lint_rules"])
def test_what_ships_is_found(folder: str) -> None:
    assert any(shipped(folder).iterdir())


TOML = """title = "x"
list = [
  "a]",  # ]
]
[variables."order.id"]
description = '''
[no]
'''
other.key = { a = 1 }
"""


def test_every_key_knows_its_line() -> None:
    lines = key_lines(TOML)
    assert lines["title",] == 1
    assert lines["list",] == 2
    assert lines["variables", "order.id"] == 5
    assert lines["variables", "order.id", "description"] == 6
    assert lines["variables", "order.id", "other", "key"] == 9
    assert line_of(lines, ["variables", "order.id", "other", "key", "a"]) == 9
    assert line_of(lines, ["nothing"]) is None


def test_broken_toml_is_told_with_the_line_of_the_file_it_stands_in() -> None:
    with pytest.raises(KindwordError) as caught:
        parse_toml('title = "x"\nuse_when = \n', "a.j2", first_line=10)
    assert str(caught.value).splitlines()[0] == "a.j2:11: this is not valid TOML: invalid value"


@given(st.lists(st.sampled_from(['"]"', "'#'", '"a\\"b"', '"""x\n[t]\n"""', "[1,\n2]", "{ a = 1 }", "1 # ["])))
def test_the_line_of_each_key_survives_every_sort_of_value(values: list[str]) -> None:
    text, expected, line = "", {}, 1
    for number, value in enumerate(values):
        expected[f"k{number}",] = line
        text += f"k{number} = {value}\n"
        line += value.count("\n") + 1
    parse_toml(text, "t")
    assert key_lines(text) == expected
