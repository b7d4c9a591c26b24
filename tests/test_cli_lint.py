"""`kindword lint`: what it reads, what it reports and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_case import Case, feed, seen_and_expected, write

from toolkit.cli import run

SORRY = "It will happen never again, we hope.\n"
FINE = "Your parcel will be with you by Friday.\n"
ONE = "--select never-again"
RULE = """\
severity = "error"
check = "phrases"
message = "“{words}” promises too much. Say what you changed."
rationale = "Nobody can know."
sources = ["Our own style guide"]
options.phrases = ["never again"]
[examples]
bad = ["«never again»"]
good = ["always"]
"""
TEAM = {"kindword.toml": 'rules = ["r"]\n', "r/never-again.toml": RULE}


def message(body: str, **fields: object) -> str:
    return json.dumps({"body": body, **fields}, ensure_ascii=False) + "\n"


def found(place: str, severity: str = "error") -> str:
    return (
        f"{place}: {severity} never-again\n"
        "    It will happen never again, we hope.\n"
        "                   ^^^^^^^^^^^\n"
        "  “never again” promises too much. Say what you changed.\n\n"
    )


CASES = [
    Case(
        "a text in which something is found",
        f"lint {ONE} a.txt",
        1,
        f"{found('a.txt:1:16')}Checked 1 message: 1 error.\n",
        files={**TEAM, "a.txt": SORRY},
    ),
    Case(
        "a text that is clean",
        f"lint {ONE} a.md",
        0,
        "Checked 1 message: no findings.\n",
        files={**TEAM, "a.md": FINE},
    ),
    Case(
        "a message set",
        f"lint {ONE} m.jsonl",
        1,
        f"{found('m.jsonl:2:26 (message 2)')}Checked 2 messages: 1 error.\n",
        files={**TEAM, "m.jsonl": message(FINE) + message(SORRY)},
    ),
    Case(
        "a folder of many sorts",
        f"lint {ONE} mail",
        1,
        f"{found('mail/b.txt:1:16')}Checked 3 files, 1 of them templates (4 messages): 1 error.\n",
        files={
            **TEAM,
            "mail/a.j2": FINE,
            "mail/b.txt": SORRY,
            "mail/c.jsonl": message(FINE) * 2,
            "mail/README.md": SORRY,
        },
    ),
    Case(
        "standard input",
        f"lint {ONE} -",
        1,
        f"{found('<stdin>:1:16')}Checked 1 message: 1 error.\n",
        stdin=SORRY,
        files=TEAM,
    ),
    Case(
        "a message set on standard input",
        f"lint {ONE} -",
        0,
        "Checked 1 message: no findings.\n",
        stdin=message(FINE),
        files=TEAM,
    ),
    Case(
        "a finding below what fails a run",
        f"lint {ONE} --fail-on never a.txt",
        0,
        f"{found('a.txt:1:16')}Checked 1 message: 1 error.\n",
        files={**TEAM, "a.txt": SORRY},
    ),
    Case(
        "a configured severity",
        f"lint {ONE} a.txt",
        0,
        f"{found('a.txt:1:16', 'suggestion')}Checked 1 message: 1 suggestion.\n",
        files={**TEAM, "a.txt": SORRY, "kindword.toml": 'rules = ["r"]\n[severity]\nnever-again = "suggestion"\n'},
    ),
    Case(
        "a configured severity that fails a run",
        f"lint {ONE} --fail-on suggestion a.txt",
        1,
        None,
        files={**TEAM, "a.txt": SORRY, "kindword.toml": 'rules = ["r"]\n[severity]\nnever-again = "suggestion"\n'},
    ),
    Case(
        "the configured library",
        f"lint {ONE}",
        1,
        f"{found('words/closings/a.j2:1:16')}Checked 1 template (1 message): 1 error.\n",
        files={**TEAM, "words/closings/a.j2": SORRY, "kindword.toml": 'rules = ["r"]\nlibrary = "words"\n'},
    ),
    Case(
        "only one kind",
        "lint --only-kind closing closings x.txt --select never-again",
        0,
        None,
        files={**TEAM, "closings/a.txt": FINE, "x.txt": SORRY},
    ),
    Case(
        "a report to a file",
        f"lint {ONE} -o out.txt a.txt",
        1,
        "",
        "Checked 1 message: 1 error.\n",
        files={**TEAM, "a.txt": SORRY},
    ),
    Case(
        "rules by name, with commas",
        "lint --ignore never-again,template-error --ignore unrendered-text a.txt",
        0,
        None,
        files={**TEAM, "a.txt": SORRY},
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
    write(tmp_path, {**TEAM, "m.jsonl": message(f"Hello,\n{SORRY}", id="m-1", kind="apology")})
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "--format", "json", "--select", "never-again", "m.jsonl"]) == 1
    seen = capsys.readouterr()
    report = json.loads(seen.out)
    (finding,) = report["findings"]
    assert report["version"] == 1
    assert {
        key: finding[key] for key in ("rule", "severity", "file", "line", "kind", "message_id", "excerpt")
    } == {
        "rule": "never-again",
        "severity": "error",
        "file": "m.jsonl",
        "line": 1,
        "kind": "apology",
        "message_id": "m-1",
        "excerpt": "never again",
    }
    line = (tmp_path / "m.jsonl").read_text(encoding="utf-8")
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == "never again"
    assert seen.err == "Checked 1 message: 1 error.\n"


def test_the_report_in_a_file_is_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {**TEAM, "a.txt": SORRY})
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "-o", "out.txt", "--select", "never-again", "a.txt"]) == 1
    assert (tmp_path / "out.txt").read_text(encoding="utf-8").endswith("Checked 1 message: 1 error.\n")


def test_colour_is_for_terminals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, TEAM)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    seen = {}
    for wanted, terminal in (("plain", False), ("coloured", True)):
        monkeypatch.setattr("toolkit.cli.streams.to_terminal", lambda terminal=terminal: terminal)
        feed(monkeypatch, SORRY)
        run(["lint", "--select", "never-again", "-"])
        seen[wanted] = "\x1b" in capsys.readouterr().out
    assert seen == {"plain": False, "coloured": True}


@pytest.mark.parametrize("refusing", [["--no-color"], []])
def test_colour_can_be_refused(
    refusing: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, TEAM)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("toolkit.cli.streams.to_terminal", lambda: True)
    if refusing:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    feed(monkeypatch, SORRY)
    run(["lint", *refusing, "--select", "never-again", "-"])
    assert "\x1b" not in capsys.readouterr().out
