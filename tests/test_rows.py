"""Mail merge: what rows say, which of them cannot be used and why, and where the messages go."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.library import Template, read_template
from toolkit.render import RenderedMessage
from toolkit.render.output import as_text
from toolkit.render.rows import Merge, Row, as_line, check_merge, render_rows, row_writer
from toolkit.sources.rows import count_lines, read_columns, read_rows

CELL = st.text(alphabet='ab",;\n é', max_size=6)
HEADER = """{#
[variables.first_name]
description = "The customer's first name."
[variables.order.id]
description = "The order."
[variables.note]
description = "What else there is to say."
required = false
[variables.agent]
description = "Who signs."
default = "Alex"
[samples.typical]
first_name = "Kim"
order.id = "ORD-1"
#}
"""


def template(body: str, header: str = HEADER) -> Template:
    return read_template(Path("late.j2"), Path(), "late.j2", source=header + body)


def table(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def rows_of(file: Path) -> list[object]:
    """Return each row's number, line and values, or what is told of it."""
    return [
        (row.number, row.line, row.values) if isinstance(row, Row) else (row.line, row.message)
        for row in read_rows(file)
    ]


def text_of(_row: Row, message: RenderedMessage) -> str:
    return as_text(message)


def results(merge: Merge, rows: list[Row | KindwordError]) -> list[object]:
    return [
        (result.line, result.message) if isinstance(result, KindwordError) else (result[0].number, result[1])
        for result in render_rows(merge, rows, text_of)
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("r.csv", "first_name,order.id,note\nSam,ORD-7,\nKim,,x\n"),
        ("r.csv", "\ufefffirst_name;order.id;note\r\nSam;ORD-7;\r\nKim;;x"),
        ("R.CSV", "first_name\torder.id\tnote\t\n\nSam\tORD-7\n\t\t\nKim\t \tx\t\n"),
        ("r.csv", '"first_name","order.id","note"\n"Sam","ORD-7",""\n"Kim","","x"\n'),
        ("r.jsonl", '{"first_name": "Sam", "order": {"id": "ORD-7"}}\n\n{"first_name": "Kim", "note": "x"}\n'),
        (
            "r.jsonl",
            '{"first_name": "Sam", "order.id": "ORD-7", "note": null}\r\n{"first_name": "Kim", "note": "x"}',
        ),
    ],
)
def test_rows_of_every_sort_of_file(tmp_path: Path, name: str, content: str) -> None:
    rows = [row.values for row in read_rows(table(tmp_path, name, content)) if isinstance(row, Row)]
    assert rows == [{"first_name": "Sam", "order": {"id": "ORD-7"}}, {"first_name": "Kim", "note": "x"}]


def test_rows_know_their_number_and_their_line(tmp_path: Path) -> None:
    file = table(tmp_path, "r.csv", 'a,b\n1,"two\nlines"\n\n,\n3,4\n')
    assert rows_of(file) == [(1, 2, {"a": "1", "b": "two\nlines"}), (2, 6, {"a": "3", "b": "4"})]
    assert count_lines(file) == 6


def test_bad_rows_of_a_table_are_told_and_the_others_read(tmp_path: Path) -> None:
    content = b'a,b\n1,2,3\n\xff,2\n"1"x,2\n1,\0\n5,6\n7,"8\n'
    assert rows_of(table(tmp_path, "r.csv", content)) == [
        (2, "row 1: it has 3 cells, and there are 2 columns"),
        (3, "row 2: byte 0xff is not UTF-8: save the file as UTF-8"),
        (4, "row 3: this is not valid CSV: ',' expected after '\"'"),
        (5, "row 4: a NUL byte: this is no text"),
        (5, 6, {"a": "5", "b": "6"}),
        (7, "row 6: this is not valid CSV: unexpected end of data"),
    ]


def test_bad_rows_of_json_are_told_and_the_others_read(tmp_path: Path) -> None:
    content = b'{"a": 1}\n{"a": \n[1]\n{"a": 1, "a": 2}\n{"a": "\xff"}\n{"a": 1, "a.b": 2}\n{"b": true}\n'
    assert rows_of(table(tmp_path, "r.jsonl", content)) == [
        (1, 1, {"a": 1}),
        (2, "row 2: this is not valid JSON: expecting value (column 1)"),
        (3, "row 3: it is no JSON object"),
        (4, "row 4: this is not valid JSON: 'a' is given twice"),
        (5, "row 5: byte 0xff is not UTF-8: save the file as UTF-8"),
        (6, "row 6: 'a.b' lies within 'a', which has a value of its own"),
        (7, 7, {"b": True}),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("r.txt", "a", "rows are read from .csv and .jsonl files"),
        ("r.csv", b"\xff\xfea\0", "UTF-16"),
        ("r.csv", "", "the first line must name the columns"),
        ("r.csv", ",,\n1,2,3\n", "the first line must name the columns"),
        ("r.csv", "a,a\n1,2\n", "'a' is given twice"),
        ("r.csv", "order,order.id\n1,2\n", "'order.id' lies within 'order'"),
        ("r.csv", b"a\xff,b\n1,2\n", "byte 0xff is not UTF-8"),
        ("r.csv", '"a,b\n1,2\n', "not valid CSV"),
        ("r.csv", "a" * 5_000_001, "over 5 MB"),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    file = table(tmp_path, name, content)
    with pytest.raises(KindwordError, match=message) as caught:
        read_columns(file)
    assert caught.value.path == str(file)


@pytest.mark.parametrize("name", ["r.csv", "r.jsonl"])
def test_files_that_are_none(tmp_path: Path, name: str) -> None:
    with pytest.raises(KindwordError, match="no such file"):
        read_columns(tmp_path / name)
    (tmp_path / name).mkdir()
    with pytest.raises(KindwordError, match="no regular file"):
        list(read_rows(tmp_path / name))


def test_columns_are_the_names_in_the_first_line(tmp_path: Path) -> None:
    assert read_columns(table(tmp_path, "r.csv", " a , ,b.c\n")) == ("a", "b.c")
    assert read_columns(table(tmp_path, "r.jsonl", "{}")) is None


@given(st.lists(st.tuples(CELL, CELL), max_size=4))
def test_whatever_a_spreadsheet_writes_is_read_back(cells: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("a", "b"), *cells])
    with TemporaryDirectory() as folder:
        file = table(Path(folder), "r.csv", out.getvalue())
        read = [row.values for row in read_rows(file) if isinstance(row, Row)]
    given_values = ({name: cell for name, cell in zip("ab", pair, strict=True) if cell.strip()} for pair in cells)
    assert [row for row in read if row] == [row for row in given_values if row]


def test_each_row_gives_a_message_or_a_reason() -> None:
    merge = Merge(template("Hi {{ first_name }}, {{ order.id }} is on its way.\n{{ agent }}"), {"agent": "Jo"})
    bad = KindwordError("row 2: it is no JSON object", path="r.jsonl", line=2)
    rows: list[Row | KindwordError] = [
        Row(1, 1, "r.jsonl", {"first_name": "Sam", "order": {"id": "ORD-7"}, "shop": "ignored"}),
        bad,
        Row(3, 3, "r.jsonl", {"first_name": "Kim"}),
        Row(4, 4, "r.jsonl", {"first_name": "Alex", "order": {"id": "ORD-9"}, "agent": "Lou"}),
    ]
    assert results(merge, rows) == [
        (1, "Hi Sam, ORD-7 is on its way.\nJo\n"),
        (2, "row 2: it is no JSON object"),
        (3, "row 3: the variable 'order' has no value (late.j2:16)"),
        (4, "Hi Alex, ORD-9 is on its way.\nLou\n"),
    ]


def test_a_sample_stands_in_for_what_a_row_lacks() -> None:
    merge = Merge(template("Hi {{ first_name }}, {{ order.id }}"), {}, sample="typical")
    assert results(merge, [Row(1, 1, "r.jsonl", {"order": {"id": "ORD-7"}})]) == [(1, "Hi Kim, ORD-7\n")]


@pytest.mark.parametrize(
    ("columns", "message", "hint"),
    [
        (("firstname", "order.id"), "there is no column 'first_name'", "Did you mean 'firstname'?"),
        (("note",), "there are no columns 'first_name', 'order.id'", "The columns are: note."),
        (("first_name",), "there is no column 'order.id'", "Known: first_name."),
    ],
)
def test_columns_that_every_message_needs(columns: tuple[str, ...], message: str, hint: str) -> None:
    with pytest.raises(KindwordError) as caught:
        check_merge(Merge(template("Hi {{ first_name }}, {{ order.id }}"), {}, columns=columns), "r.csv")
    assert (caught.value.message, caught.value.path, caught.value.line) == (message, "r.csv", 1)
    assert caught.value.hint.startswith(hint)


def test_columns_may_be_made_up_for() -> None:
    check_merge(Merge(template("Hi"), {"first_name": "Sam"}, columns=("order.id",)), "r.csv")
    check_merge(Merge(template("Hi"), {}, "typical", columns=("order.id",)), "r.csv")
    check_merge(Merge(template("Hi", ""), {}, columns=("order.id",)), "r.csv")


def test_shared_data_and_samples_that_no_template_knows() -> None:
    with pytest.raises(KindwordError, match="no variable 'agnt'"):
        check_merge(Merge(template("Hi {{ first_name }}"), {"agnt": "Jo"}), "r.jsonl")
    with pytest.raises(KindwordError, match="no sample 'typicall'"):
        check_merge(Merge(template("Hi {{ first_name }}"), {}, "typicall"), "r.jsonl")


def test_a_template_without_a_header_needs_its_columns_too() -> None:
    merge = Merge(template("Hi {{ first_name }}, {{ eta }}", ""), {}, columns=("first_name", "ETA"))
    with pytest.raises(KindwordError, match="there is no column 'eta'") as caught:
        list(render_rows(merge, [Row(1, 2, "r.csv", {"first_name": "Sam"})], text_of))
    assert (caught.value.path, caught.value.line) == ("r.csv", 1)


def test_a_folder_holds_a_file_for_each_row(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    with row_writer(folder, "apologies/late & sorry", "txt") as write:
        assert not folder.exists()
        write(Row(1, 2, "r.csv", {}), "One\n")
        write(Row(12, 13, "r.csv", {}), "Two\n")
    assert {file.name: file.read_text() for file in folder.iterdir()} == {
        "late-sorry-0001.txt": "One\n",
        "late-sorry-0012.txt": "Two\n",
    }


@pytest.mark.parametrize("name", ["..", "a/../..", "a/.j2", "a/\x1b[2J", "a/\u202e"])
def test_file_names_are_safe(tmp_path: Path, name: str) -> None:
    with row_writer(tmp_path, name, "txt") as write:
        write(Row(1, 2, "r.csv", {}), "One\n")
    (file,) = tmp_path.iterdir()
    assert file.name.isprintable()
    assert file.name.endswith("-0001.txt")


def test_lines_are_there_only_once_all_are_written(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    with row_writer(target, "late", "json") as write:
        write(Row(1, 2, "r.csv", {}), "1\n")
        assert not target.exists()
    assert target.read_text() == "1\n"
    interrupted = row_writer(target, "late", "json")
    interrupted.__enter__()(Row(1, 2, "r.csv", {}), "2\n")
    assert not interrupted.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert target.read_text() == "1\n"
    assert list(tmp_path.iterdir()) == [target]


def test_a_line_is_the_message_with_its_row() -> None:
    merge = Merge(template("Hi {{ first_name }}"), {})
    (result,) = render_rows(merge, [Row(3, 4, "r.csv", {"first_name": "Zoë"})], as_line)
    assert not isinstance(result, KindwordError)
    line = json.loads(result[1])
    assert result[1].endswith("}\n")
    assert (line["row"], line["body"], line["template"]) == (3, "Hi Zoë", "late")


@pytest.mark.parametrize(("name", "message"), [("out", "this is no folder"), ("out/in", "cannot be made")])
def test_a_folder_that_cannot_be_made(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "out").write_text("x")
    with row_writer(tmp_path / name, "a", "txt") as write, pytest.raises(KindwordError, match=message):
        write(Row(1, 2, "r.csv", {}), "One\n")
