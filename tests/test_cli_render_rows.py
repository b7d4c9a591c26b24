"""`kindword render --rows`: a message for each row, and what is told of the others."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write

from toolkit.cli import run

LATE = """{#
subject = "By {{ eta }}"
[variables.first_name]
description = "Who it is to."
[variables.eta]
description = "When it arrives."
[variables.order.id]
description = "Its number."
required = false
#}
Hello {{ first_name }},{% if order.id %} {{ order.id }}{% endif %} arrives by {{ eta }}.
"""
PEOPLE = "first_name,eta,order.id,email\nSam,Friday,ORD-7,sam@example.com\nKim,,,\nZoë,Monday,,zoe@example.com\n"
RENDER = "render late.j2 --rows people.csv"


def case(name: str, args: str, status: int, err: str | None, people: str | bytes = PEOPLE) -> Case:
    return Case(name, args, status, "", err, files={"late.j2": LATE, "people.csv": people, "taken": "x"})


CASES = [
    case(
        "a bad row among good ones",
        f"{RENDER} -o out",
        1,
        "people.csv:3: row 2: the variable 'eta' has no value (late.j2:11)\n"
        "Not in the template, and so left out: email.\n"
        "Wrote the messages of 2 rows to out; 1 row could not be rendered.\n",
    ),
    case("good rows", f"{RENDER} -o out", 0, "Wrote the message of 1 row to out.\n", "first_name,eta\nSam,7\n"),
    case(
        "a missing column",
        f"{RENDER} -o out",
        2,
        "Error: people.csv:1: there is no column 'eta'\n"
        "  Did you mean 'etta'? A value for all rows may come from --set or --data.\n",
        "first_name,etta\nSam,Friday\n",
    ),
    case(
        "a column made up for",
        f"{RENDER} -o out --set eta=Friday",
        0,
        "Wrote the message of 1 row to out.\n",
        "first_name\nSam\n",
    ),
    case(
        "shared data that nothing uses",
        f"{RENDER} -o out --set etta=Friday",
        2,
        "Error: late.j2: the template has no variable 'etta'\n  Did you mean 'eta'?\n",
    ),
    case("no rows", f"{RENDER} -o out", 2, "Error: people.csv: there are no rows\n", "first_name,eta\n"),
    case("nowhere to write", RENDER, 2, None),
    case("a file for a folder", f"{RENDER} -o taken", 2, "Error: taken: this is no folder\n…\n"),
    case("lines of text", f"{RENDER} -o out.jsonl --format text", 2, None),
    case("UTF-16", f"{RENDER} -o out", 2, "Error: people.csv:1: the file is UTF-16\n…\n", PEOPLE.encode("utf-16")),
    case("no such rows", "render late.j2 --rows x.csv -o out", 2, "Error: x.csv: no such file or folder\n…\n"),
    case(
        "an address in no column",
        f"{RENDER} -o out --format eml --to mail",
        2,
        "Error: --to: there is no column 'mail'\n  Did you mean 'email'?\n",
    ),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=str)
def test_rows(
    one: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(one, tmp_path, monkeypatch, capsys)
    assert seen == expected
    if one.status == 2:
        assert sorted(file.name for file in tmp_path.iterdir()) == ["late.j2", "people.csv", "taken"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {"late.j2": LATE, "people.csv": PEOPLE})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def render(*args: str) -> int:
    return run(["render", "late.j2", "--rows", *args])


def test_a_folder_of_messages(folder: Path) -> None:
    assert render("people.csv", "-o", "out") == 1
    assert {file.name: file.read_text() for file in (folder / "out").iterdir()} == {
        "late-0001.txt": "Subject: By Friday\n\nHello Sam, ORD-7 arrives by Friday.\n",
        "late-0003.txt": "Subject: By Monday\n\nHello Zoë, arrives by Monday.\n",
    }


def test_lines_of_messages(folder: Path) -> None:
    rows = [{"first_name": "Sam", "eta": "Friday"}, {"first_name": "Kim"}, {"first_name": "Zoë", "eta": "Monday"}]
    (folder / "people.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert render("people.jsonl", "-o", "out.jsonl") == 1
    lines = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    assert [(line["row"], line["subject"], line["body"]) for line in lines] == [
        (1, "By Friday", "Hello Sam, arrives by Friday."),
        (3, "By Monday", "Hello Zoë, arrives by Monday."),
    ]


def test_an_email_for_each_row_to_the_address_in_a_column(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert render("people.csv", "-o", "out", "--format", "eml", "--to", "email", "--set", "eta=Sunday") == 1
    assert "To: sam@example.com\r\n" in (folder / "out" / "late-0001.eml").read_bytes().decode()
    assert "To: zoe@example.com\r\n" in (folder / "out" / "late-0003.eml").read_bytes().decode()
    assert capsys.readouterr().err == (
        "people.csv:3: row 2: there is no address in 'email'\n"
        "Wrote the messages of 2 rows to out; 1 row could not be rendered.\n"
    )


def test_a_progress_bar_is_for_a_terminal(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert render("people.csv", "-o", "out") == 1
    captured = capsys.readouterr()
    assert "Rendering" in captured.err
    assert captured.out == ""
