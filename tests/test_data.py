"""The data of a message: what each format means, and what a file is told that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.sources.data import MAX_DATA_LENGTH, read_data, read_pairs

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: y}\n" + "".join(
    f"{name}: &{name}\n  <<: [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def read(folder: Path, name: str, content: str) -> object:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return read_data(file)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.json", '{"first_name": "Sam", "order": {"id": "ORD-7", "total": 3}, "items": ["mug"], "gift": true}'),
        ("d.yaml", "first_name: Sam\norder:\n  id: ORD-7\n  total: 3\nitems: [mug]\ngift: true\n"),
        ("D.YML", "\ufefffirst_name: Sam\r\norder: {id: ORD-7, total: 3}\r\nitems:\r\n- mug\r\ngift: true"),
        ("d.toml", 'first_name = "Sam"\nitems = ["mug"]\ngift = true\n[order]\nid = "ORD-7"\ntotal = 3\n'),
        ("d.json", '{"first_name": "Sam", "order.id": "ORD-7", "order.total": 3, "items": ["mug"], "gift": true}'),
    ],
)
def test_every_format_gives_the_same_data(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content) == {
        "first_name": "Sam",
        "order": {"id": "ORD-7", "total": 3},
        "items": ["mug"],
        "gift": True,
    }


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("17:30", "17:30"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("0123", "0123"),
        ("2026-03-03", "2026-03-03"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("=", "="),
        ("", None),
        ("~", None),
        ("null", None),
        ("-3", -3),
        ("14.25", 14.25),
        ("True", True),
        ("'true'", "true"),
        ("|-\n  two\n  lines", "two\nlines"),
    ],
)
def test_yaml_words_are_read_as_they_are_written(tmp_path: Path, written: str, value: object) -> None:
    assert read(tmp_path, "d.yaml", f"x: {written}\n") == {"x": value}


def test_yaml_aliases_and_merges_work_within_bounds(tmp_path: Path) -> None:
    content = "a: &a {x: 1}\nb: *a\nc:\n  <<: *a\n  y: 2\n"
    assert read(tmp_path, "d.yaml", content) == {"a": {"x": 1}, "b": {"x": 1}, "c": {"x": 1, "y": 2}}


@pytest.mark.parametrize(
    ("name", "content", "line", "message"),
    [
        ("d.json", '{"a": 1,\n "b": }', 2, "not valid JSON: expecting value"),
        ("d.json", '{"a": 1, "a": 2}', 1, "'a' is given twice"),
        ("d.json", '{"a": NaN}', 1, "NaN is no number"),
        ("d.json", f'{{"a": {"1" * 5000}}}', 1, "not valid JSON"),
        ("d.json", "[" * 100_000, 1, "nests too deeply"),
        ("d.json", '{"a": ' + "[" * 60 + "]" * 60 + "}", None, "nests over 50 levels"),
        ("d.json", "[1]", None, "no names with values"),
        ("d.json", "", 1, "not valid JSON"),
        ("d.json", '{"order": "x", "order.id": "y"}', None, "'order.id' lies within 'order'"),
        ("d.json", '{"order.id": "x", "order": "y"}', None, "'order' is given twice"),
        ("d.yaml", "a: 1\nb: [", 2, "not valid YAML"),
        ("d.yaml", "a: 1\nb: 2\na: 3\n", 3, "'a' is given twice"),
        ("d.yaml", "a: 1\n2: 3\n", 2, "name is no text"),
        ("d.yaml", "a: 1\n? [b]\n: 3\n", 2, "name is no text"),
        ("d.yaml", "a: 1\nb: !!python/object/apply:os.getcwd []\n", 2, "more than plain data"),
        ("d.yaml", "b: !!binary aGVsbG8=\n", 1, "more than plain data"),
        ("d.yaml", "b: !!int x\n", None, "not valid YAML"),
        ("d.yaml", "a: &a [*a]\n", 1, "aliases"),
        ("d.yaml", BOMB, None, "aliases"),
        ("d.yaml", MERGES, None, "aliases"),
        ("d.yaml", "a: " + "[" * 5000, None, "nests too deeply"),
        ("d.yaml", "a: 1\nb: \x07\n", 2, "no such character"),
        ("d.yaml", "a: 1\n---\nb: 2\n", 2, "another document"),
        ("d.yaml", "- a\n", None, "no names with values"),
        ("d.yaml", "", None, "no names with values"),
        ("d.toml", "a = 1\nb = \n", 2, "not valid TOML"),
        ("d.toml", "a = 1\na = 2\n", 2, "not valid TOML"),
        ("d.ini", "a = 1\n", None, "data files end in .json"),
        ("d.json", " " * (MAX_DATA_LENGTH + 1), None, "may have 1,000,000 characters"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, name: str, content: str, line: int | None, message: str
) -> None:
    with pytest.raises(KindwordError) as caught:
        read(tmp_path, name, content)
    assert message in caught.value.message
    assert caught.value.path == str(tmp_path / name)
    assert line in (None, caught.value.line)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KindwordError, match="no such file"):
        read_data(tmp_path / "d.json")


def test_pairs_are_texts_and_dots_lead_inwards() -> None:
    pairs = ["name=Sam = Sam", "order.id=ORD-7", "order.total=3", "note=", "name=Alex"]
    assert read_pairs(pairs) == {"name": "Alex", "order": {"id": "ORD-7", "total": "3"}, "note": ""}


def test_pairs_may_hold_json() -> None:
    assert read_pairs(["total:=3", "gift:=true", 'items:=["mug", {"n": 1.5}]', "url=a:=b"]) == {
        "total": 3,
        "gift": True,
        "items": ["mug", {"n": 1.5}],
        "url": "a:=b",
    }


@pytest.mark.parametrize(
    "pair", ["name", "=Sam", "a b=c", "1=2", "a..b=c", "a.=c", "total:=", "total:=3x", "a:b=c"]
)
def test_a_pair_that_is_none_is_told_how_to_write_one(pair: str) -> None:
    with pytest.raises(KindwordError) as caught:
        read_pairs([pair])
    assert repr(pair) in caught.value.message
    assert "key=value" in caught.value.hint


def test_pairs_that_clash() -> None:
    with pytest.raises(KindwordError, match="lies within 'order'"):
        read_pairs(["order=x", "order.id=y"])
