"""`kindword lint --format`: one report or several, to stdout and to files, whole or not at all."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write
from test_cli_lint import FINE, SORRY, TEAM, message

from toolkit.cli import run

USAGE = "Usage: kindword lint [OPTIONS] [PATH]...\nTry 'kindword lint --help' for help.\n\nError: "
FILES = {**TEAM, "a.txt": SORRY, "b.txt": FINE}
LINE = "a.txt:1:16: error never-again “never again” promises too much. Say what you changed.\n"
SUMMARY = "Checked 2 messages: 1 error.\n"

CASES = [
    Case("a report that is no summary", "--format concise", 1, LINE, SUMMARY),
    Case(
        "several, one of them printed",
        "--format sarif:s.sarif --format concise --format html:h.html",
        1,
        LINE,
        SUMMARY,
    ),
    Case("files alone", "--format junit:j.xml --format text:t.txt", 1, "", SUMMARY),
    Case("text printed beside a file", "--format text --format jsonl:j.jsonl", 1, None, ""),
    Case("one format to an output file", "--format concise -o c.txt", 1, "", SUMMARY),
    Case(
        "two to stdout",
        "--format json --format sarif",
        2,
        "",
        f"{USAGE}Only one report can be printed, not json and sarif: give the others a file, as in "
        "--format sarif:FILE.\n",
    ),
    Case(
        "an output file and several formats",
        "--format json --format sarif:s -o x",
        2,
        "",
        f"{USAGE}--output-file is for a single format: write --format NAME:FILE for each file.\n",
    ),
    Case(
        "an output file and a file",
        "--format sarif:s -o x",
        2,
        "",
        f"{USAGE}--output-file is for a single format: write --format NAME:FILE for each file.\n",
    ),
    Case(
        "two to one file",
        "--format json:x --format sarif:./x",
        2,
        "",
        f"{USAGE}Two reports cannot go to one file: x.\n",
    ),
    Case(
        "a colon without a file",
        "--format sarif:",
        2,
        "",
        f"{USAGE}Invalid value for '--format': A file must follow the colon: sarif:FILE.\n",
    ),
    Case(
        "a format that there is not, with a file",
        "--format sarf:x",
        2,
        "",
        f"{USAGE}Invalid value for '--format': There is no format 'sarf'. Did you mean 'sarif'?\n",
    ),
    Case(
        "a file that cannot be written",
        "--format json:j.json --format sarif:none/s.sarif --format concise",
        2,
        "",
        "Error: none/s.sarif: cannot be written: No such file or directory\n",
    ),
    Case(
        "a folder for a file",
        "--format json:j.json --format sarif:r",
        2,
        "",
        "Error: r: cannot be written: this is a folder\n",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, FILES)
    before = sorted(tmp_path.rglob("*"))
    whole = Case(case.name, f"lint --select never-again a.txt b.txt {case.args}", case.status, case.out, case.err)
    seen, expected = seen_and_expected(whole, tmp_path, monkeypatch, capsys)
    assert seen == expected
    if case.status == 2:
        assert sorted(tmp_path.rglob("*")) == before


def test_reports_in_files_are_those_that_would_be_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    names = ("sarif", "gitlab", "json", "text")
    lint = ["lint", "--select", "never-again", "a.txt", "b.txt"]
    assert run([*lint, *(f"--format={name}:{name}.out" for name in names)]) == 1
    capsys.readouterr()
    for name in names:
        run([*lint, "--format", name])
        assert (tmp_path / f"{name}.out").read_text(encoding="utf-8") == capsys.readouterr().out


def test_a_file_is_left_as_it_was_where_another_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {**FILES, "j.json": "before"})
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split("lint a.txt --format json:j.json --format sarif:none/s.sarif")) == 2
    assert (tmp_path / "j.json").read_text(encoding="utf-8") == "before"


def test_the_rules_of_sarif_are_those_that_were_selected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    run(shlex.split("lint --select never-again,all-caps a.txt --format sarif"))
    driver = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == ["all-caps", "never-again"]


def test_sarif_tells_what_a_comment_allows_and_what_a_baseline_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a.j2": "Never WAIT.\n\nDo NOT park. {# allow all-caps: so it says #}\n"})
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split("baseline --select all-caps a.j2")) == 0
    with (tmp_path / "a.j2").open("a", encoding="utf-8") as file:
        file.write("Do it NOW.\n")
    capsys.readouterr()
    assert run(shlex.split("lint --select all-caps a.j2 --format sarif --no-cache")) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    seen = [
        (one["locations"][0]["physicalLocation"]["region"]["snippet"]["text"], one["suppressions"])
        for one in results
    ]
    assert seen == [
        ("NOW", []),
        ("NOT", [{"kind": "inSource", "justification": "so it says"}]),
        ("WAIT", [{"kind": "external", "justification": "A baseline holds it."}]),
    ]


def test_findings_stand_in_the_order_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**TEAM, "m/a.j2": SORRY, "m/b.jsonl": message(SORRY), "m/c.j2": SORRY, "m/d.txt": SORRY})
    monkeypatch.chdir(tmp_path)
    run(shlex.split("lint --select never-again m --format concise"))
    places = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert places == ["m/a.j2", "m/b.jsonl", "m/c.j2", "m/d.txt"]
