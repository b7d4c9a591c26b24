"""`kindword lint`: what it reads, what it reports and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_case import Case, feed, seen_and_expected, write

from toolkit.cli import run

SORRY = "We're sorry if this caused you trouble.\n"
FINE = "Your parcel will be with you by Friday.\n"
ONE = "--select conditional-apology"


def message(body: str, **fields: object) -> str:
    return json.dumps({"body": body, **fields}, ensure_ascii=False) + "\n"


def found(place: str) -> str:
    return (
        f"{place}: error conditional-apology\n    We're sorry if this caused you trouble.\n    ^^^^^^^^^^^^^^\n…\n"
    )


CASES = [
    Case(
        "a text in which something is found",
        f"lint {ONE} a.txt",
        1,
        f"{found('a.txt:1:1')}…\n\nChecked 1 message: 1 error.\n",
        files={"a.txt": SORRY},
    ),
    Case("a text that is clean", f"lint {ONE} a.md", 0, "Checked 1 message: no findings.\n", files={"a.md": FINE}),
    Case(
        "a message set",
        f"lint {ONE} m.jsonl",
        1,
        f"{found('m.jsonl:2:11 (message 2)')}…\n\nChecked 2 messages: 1 error.\n",
        files={"m.jsonl": message(FINE) + message(SORRY)},
    ),
    Case(
        "a folder of many sorts",
        f"lint {ONE} mail",
        1,
        f"{found('mail/b.txt:1:1')}…\n\nChecked 3 files, 1 of them templates (4 messages): 1 error.\n",
        files={"mail/a.j2": FINE, "mail/b.txt": SORRY, "mail/c.jsonl": message(FINE) * 2, "mail/README.md": SORRY},
    ),
    Case("standard input", f"lint {ONE} -", 1, f"{found('<stdin>:1:1')}…\n\n…\n", stdin=SORRY),
    Case(
        "a message set on standard input",
        f"lint {ONE} -",
        0,
        "Checked 1 message: no findings.\n",
        stdin=message(FINE),
    ),
    Case(
        "a finding below what fails a run",
        f"lint {ONE} --fail-on never a.txt",
        0,
        f"{found('a.txt:1:1')}…\n\n…\n",
        files={"a.txt": SORRY},
    ),
    Case(
        "a configured severity",
        f"lint {ONE} a.txt",
        0,
        "a.txt:1:1: suggestion conditional-apology\n…\n…\n…\n…\n\nChecked 1 message: 1 suggestion.\n",
        files={"a.txt": SORRY, "kindword.toml": '[severity]\nconditional-apology = "suggestion"\n'},
    ),
    Case(
        "a configured severity that fails a run",
        f"lint {ONE} --fail-on suggestion a.txt",
        1,
        None,
        files={"a.txt": SORRY, "kindword.toml": '[severity]\nconditional-apology = "suggestion"\n'},
    ),
    Case(
        "the configured library",
        f"lint {ONE}",
        1,
        f"{found('words/closings/a.j2:1:1')}…\n\nChecked 1 template (1 message): 1 error.\n",
        files={"words/closings/a.j2": SORRY, "kindword.toml": 'library = "words"\n'},
    ),
    Case(
        "only one kind",
        "lint --only-kind closing closings x.txt --select conditional-apology",
        0,
        None,
        files={"closings/a.txt": FINE, "x.txt": SORRY},
    ),
    Case(
        "a report to a file",
        f"lint {ONE} -o out.txt a.txt",
        1,
        "",
        "Checked 1 message: 1 error.\n",
        files={"a.txt": SORRY},
    ),
    Case(
        "rules by name, with commas",
        "lint --ignore conditional-apology,template-error --ignore unrendered-text a.txt",
        0,
        None,
        files={"a.txt": SORRY},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_the_report_for_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"m.jsonl": message(f"Hello,\n{SORRY}", id="m-1", kind="apology")})
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "--format", "json", "--select", "conditional-apology", "m.jsonl"]) == 1
    seen = capsys.readouterr()
    report = json.loads(seen.out)
    (finding,) = report["findings"]
    assert report["version"] == 1
    assert {
        key: finding[key] for key in ("rule", "severity", "file", "line", "kind", "message_id", "excerpt")
    } == {
        "rule": "conditional-apology",
        "severity": "error",
        "file": "m.jsonl",
        "line": 1,
        "kind": "apology",
        "message_id": "m-1",
        "excerpt": "We're sorry if",
    }
    line = (tmp_path / "m.jsonl").read_text(encoding="utf-8")
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "We're sorry if"
    assert seen.err == "Checked 1 message: 1 error.\n"


def test_the_report_in_a_file_is_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": SORRY})
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "-o", "out.txt", "--select", "conditional-apology", "a.txt"]) == 1
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").endswith("Checked 1 message: 1 error.\n")


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    seen = {}
    for wanted, terminal in (("plain", False), ("coloured", True)):
        monkeypatch.setattr("toolkit.cli.streams.to_terminal", lambda terminal=terminal: terminal)
        feed(monkeypatch, SORRY)
        run(["lint", "--select", "conditional-apology", "-"])
        seen[wanted] = "\x1b" in capsys.readouterr().out
    assert seen == {"plain": False, "coloured": True}


@pytest.mark.parametrize("refusing", [["--no-color"], []])
def test_colour_can_be_refused(
    refusing: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("toolkit.cli.streams.to_terminal", lambda: True)
    if refusing:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    feed(monkeypatch, SORRY)
    run(["lint", *refusing, "--select", "conditional-apology", "-"])
    assert "\x1b" not in capsys.readouterr().out
