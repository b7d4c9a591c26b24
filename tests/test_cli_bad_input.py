"""Bad input and wrong use: one clear message with file and line each, and nothing half-written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write

from toolkit.cli import run

FINE = "Your parcel will be with you by Friday.\n"
RULE = """\
severity = "error"
check = "phrases"
message = "x"
rationale = "x"
sources = ["x"]
options.phrases = ["never again"]
[examples]
bad = ["«never again»"]
good = ["always"]
"""
CONFIG = 'rules = ["r"]\n'


WRONG_USE = [
    Case("nothing at all", "", 2, "", None),
    Case(
        "an unknown command",
        "lnt",
        2,
        "",
        "Usage: kindword …\n…\n\nError: There is no command 'lnt'. Did you mean 'lint'?\n",
    ),
    Case(
        "an unknown option",
        "lint --knd apology",
        2,
        "",
        "Usage: kindword lint …\n…\n\nError: No such option '--knd'. (Did…\n",
    ),
    Case(
        "an unknown kind",
        "lint --kind apologies",
        2,
        "",
        "…\n…\n\nError: Invalid value for '--kind': There is no kind 'apologies'. Did you mean 'apology'?\n",
    ),
    Case(
        "an unknown format",
        "lint --format jsn",
        2,
        "",
        "…\n…\n\nError: Invalid value for '--format': There is no format 'jsn'. Did you mean 'json'?\n",
    ),
    Case(
        "an unknown severity",
        "lint --fail-on warn",
        2,
        "",
        "…\n…\n\nError: Invalid value for '--fail-on': There is no severity 'warn'. Did you mean 'warning'?\n",
    ),
    Case(
        "an unknown rule",
        "lint --select unrendered-txt a.txt",
        2,
        "",
        "Error: there is no rule 'unrendered-txt'\n  Did you mean 'unrendered-text'?\n",
        {"a.txt": FINE},
    ),
    Case(
        "every rule ignored",
        "lint --select template-error --ignore template-error a.txt",
        2,
        "",
        "Error: no rule is left to check\n  Select a rule that you do not also ignore.\n",
        {"a.txt": FINE},
    ),
    Case(
        "a missing file",
        "lint none.j2",
        2,
        "",
        "Error: none.j2: no such file or folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "a missing folder",
        "lint none/",
        2,
        "",
        "Error: none/: no such file or folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "an empty folder",
        "lint none",
        2,
        "",
        "Error: none: this folder holds nothing to lint\n  Templates end in…\n",
        {"none/": ""},
    ),
    Case(
        "a missing library",
        "list --library none",
        2,
        "",
        "Error: none: no such folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "a file of another sort",
        "lint a.csv",
        2,
        "",
        "Error: a.csv: a file that ends in '.csv' is not linted\n  Templates end in…\n",
        {"a.csv": "x"},
    ),
    Case(
        "nothing of the kind",
        "lint --only-kind apology a.txt",
        2,
        "",
        "Error: there is nothing of kind 'apology' to lint\n  Leave --only-kind out.\n",
        {"a.txt": FINE},
    ),
    Case(
        "nothing on standard input",
        "lint -",
        2,
        "",
        "Error: <stdin>: there is nothing to lint\n  Pipe a message into the command.\n",
    ),
    Case(
        "a file that cannot be written",
        "lint -o none/out.txt a.txt",
        2,
        "",
        "Error: none/out.txt: cannot be written: No such file or directory\n",
        {"a.txt": FINE},
    ),
    Case(
        "a missing template",
        "show apologies/late-gft",
        2,
        "",
        "Error: there is no template 'apologies/late-gft' in…\n  Did you mean 'apologies/late-gift'?\n",
    ),
    Case(
        "a missing rule",
        "rules explain template-eror",
        2,
        "",
        "Error: there is no rule 'template-eror'\n  Did you mean 'template-error'?\n",
    ),
    Case(
        "a template that is there",
        "new closing/a",
        2,
        "",
        "Error: templates/closings/a.j2: this template exists already\n  Choose another name.\n",
        {"templates/closings/a.j2": FINE},
    ),
    Case(
        "a template of no kind",
        "new apolgy/a",
        2,
        "",
        "Error: there is no kind 'apolgy'\n  Did you mean 'apology'? Write KIND/NAME: apology/lost-parcel.\n",
    ),
    Case(
        "a template outside",
        "new closing/../../a",
        2,
        "",
        "Error: 'closing/../../a' is no name for a template\n  Write KIND/NAME: apology/lost-parcel.\n",
    ),
]

CONFIGURATION = [
    Case(
        "a missing configuration",
        "lint --config none.toml",
        2,
        "",
        "Error: none.toml: no such file or folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "an unknown key",
        "lint a.txt",
        2,
        "",
        "Error: kindword.toml:2: unknown key 'libary'\n  Did you mean 'library'?\n",
        {"a.txt": FINE, "kindword.toml": '\nlibary = "x"\n'},
    ),
    Case(
        "a rule that is not there",
        "lint a.txt",
        2,
        "",
        "Error: kindword.toml:2: there is no rule 'template-eror'\n  Did you mean 'template-error'?\n",
        {"a.txt": FINE, "kindword.toml": '[severity]\ntemplate-eror = "error"\n'},
    ),
    Case(
        "a selected rule that is not there",
        "lint a.txt",
        2,
        "",
        "Error: kindword.toml:1: there is no rule 'template-eror'\n  Did you mean 'template-error'?\n",
        {"a.txt": FINE, "kindword.toml": 'select = ["template-eror"]\n'},
    ),
    Case(
        "a rule folder that is not there",
        "lint a.txt",
        2,
        "",
        "Error: r: no such rule folder\n  Check the path for a typing slip.\n",
        {"a.txt": FINE, "kindword.toml": CONFIG},
    ),
    Case(
        "a rule folder without rules",
        "lint a.txt",
        2,
        "",
        "Error: r: this folder holds no rule files\n  A rule is one .toml file.\n",
        {"a.txt": FINE, "kindword.toml": CONFIG, "r/": ""},
    ),
]


def rule(name: str, old: str, new: str, err: str) -> Case:
    """Return a run with a rule file in which a part is changed for the worse."""
    assert old in RULE
    files = {"a.txt": FINE, "kindword.toml": CONFIG, "r/mine.toml": RULE.replace(old, new)}
    return Case(f"a rule with {name}", "lint a.txt", 2, "", f"Error: r/mine.toml:{err}", files)


RULES = [
    rule(
        "an unknown key", 'message = "x"', 'mesage = "x"', "3: unknown key 'mesage'\n  Did you mean 'message'?\n"
    ),
    rule(
        "an unknown severity",
        '"error"',
        '"fatal"',
        "1: unknown severity 'fatal'\n  Known: error, suggestion, warning.\n",
    ),
    rule(
        "an unknown sort",
        '"phrases"',
        '"phrase"',
        "2: unknown sort of check 'phrase'\n  Did you mean 'phrases'?\n",
    ),
    rule("a pattern that is none", '["never again"]', '["(never again"]', "6: …\n"),
    rule("a pattern of unknown words", '["never again"]', '["{nver_again}"]', "6: …\n"),
    rule(
        "an unknown option",
        "options.phrases",
        "options.phrase",
        "6: unknown key 'phrase'\n  Did you mean 'phrases'?\n",
    ),
    rule(
        "an unknown kind",
        "[examples]",
        '[applies_to]\nkinds = ["apologies"]\n[examples]',
        "8: unknown name 'apologies' in kinds\n  Did you mean 'apology'?\n",
    ),
    rule(
        "no good example",
        'good = ["always"]',
        "good = []",
        "7: the rule has no good example\n  A rule is only as good…\n",
    ),
    rule(
        "broken TOML",
        'message = "x"',
        "message = x",
        "3: this is not valid TOML: invalid value\n  Texts stand in quotes, each key on a line of its own.\n",
    ),
]

MESSAGE_SETS = [
    Case(
        "a broken line 7",
        "lint m.jsonl",
        2,
        "",
        "Error: m.jsonl:7: this is not valid JSON: expecting value (column 10)\n  A message is one line:…\n",
        {"m.jsonl": '{"body": "Hello."}\n' * 6 + '{"body": }\n'},
    ),
    Case(
        "UTF-16",
        "lint m.jsonl",
        2,
        "",
        "Error: m.jsonl:1: the file is UTF-16\n  Save it as UTF-8.\n",
        {"m.jsonl": '{"body": "x"}'.encode("utf-16")},
    ),
    Case(
        "an unknown kind",
        "lint m.jsonl",
        2,
        "",
        "Error: m.jsonl:1: there is no kind 'sorry'\n…\n",
        {"m.jsonl": '{"body": "x", "kind": "sorry"}'},
    ),
]

UNREADABLE = [
    Case(
        "a folder to render",
        "render ./x.j2",
        2,
        "",
        "Error: ./x.j2: this is a folder, not a file\n",
        {"x.j2/": ""},
    ),
    Case(
        "a folder to lint that holds nothing",
        "lint x.j2",
        2,
        "",
        "Error: x.j2: this folder holds nothing to lint\n…\n",
        {"x.j2/": ""},
    ),
]


@pytest.mark.parametrize("case", [*WRONG_USE, *CONFIGURATION, *RULES, *MESSAGE_SETS, *UNREADABLE], ids=str)
def test_a_run_that_cannot_do_its_work(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {
        Path(name).name for name in case.files if not name.endswith("/")
    }


TEMPLATES = [
    ("a syntax error", "Hi.\n{% if %}\n", 2, "Expected an expression"),
    ("an endless loop", "Hi.\n{% for i in range(10**9) %}x{% endfor %}\n", 2, "more than"),
    ("a number that explodes", "Hi.\n{{ 9**9**9 }}\n", 2, "a number that is too large"),
    ("a text that explodes", "Hi.\n{{ 'x' * 10**9 }}\n", 2, "more than"),
    ("deep recursion", "Hi.\n{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}\n", 2, "too deeply"),
    ("an include of itself", "{% include 'a.j2' %}\n", 1, "too deeply"),
    ("deep brackets", "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", 1, "too deeply"),
    ("a reach for Python", "Hi.\n{{ ''.__class__ }}\n", 2, "may not reach for '__class__'"),
    ("a reach for the system", "Hi.\n{{ cycler.__init__.__globals__.os }}\n", 2, "may not reach for '__init__'"),
    ("a file of the computer", "Hi.\n{% include '/etc/passwd' %}\n", 2, "not of the library"),
    ("a file outside", "Hi.\n{% include '../secret.j2' %}\n", 2, "leads out of the library"),
    ("an unknown filter", "Hi.\n{{ amount|curency }}\n", 2, "There is no filter 'curency'"),
    ("a bad key", "{#\ntitle = 'x'\nchanel = 'sms'\n#}\nHi.\n", 3, "Unknown key 'chanel' in the header."),
    (
        "a duplicate variable",
        "{#\n[variables.a]\n[variables.a]\n#}\nHi.\n",
        3,
        "The variable 'a' is declared twice.",
    ),
    ("invalid UTF-8", b"Hi.\n\xff", 2, "Byte 0xff is not UTF-8."),
    ("UTF-16", "Hi.".encode("utf-16"), 1, "The file is UTF-16."),
    ("a NUL byte", b"Hi.\n\0", 2, "A NUL byte: this is no text file."),
    ("a binary file", bytes(range(256)), 2, "Byte 0x80 is not UTF-8."),
    ("a byte-order mark", "\ufeffHi.\n{% if %}", 2, "Expected an expression"),
    ("CRLF", "Hi.\r\n{% if %}\r\n", 2, "Expected an expression"),
    ("a lone CR", "Hi.\r{% if %}\r", 2, "Expected an expression"),
    ("a very long line", "x" * 200_000 + "{% if %}", 1, "Expected an expression"),
    ("50 MB", None, 1, "The file has 50.0 MB; the limit is 5 MB."),
]


@pytest.mark.parametrize(
    ("source", "line", "said"), [case[1:] for case in TEMPLATES], ids=[case[0] for case in TEMPLATES]
)
def test_a_bad_template_is_one_finding_and_hides_no_other(
    source: str | bytes | None,
    line: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write(tmp_path, {"secret.j2": "Secret.", "words/a.j2": source or "", "words/b.j2": "{% if %}\n"})
    if source is None:
        with (tmp_path / "words" / "a.j2").open("wb") as out:
            out.truncate(50_000_000)
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "--select", "template-error", "--format", "json", "words"]) == 1
    captured = capsys.readouterr()
    first, second = json.loads(captured.out)["findings"]
    assert (first["file"], first["line"]) == ("words/a.j2", line)
    assert said in first["message"]
    assert (second["file"], second["line"]) == ("words/b.j2", 1)
    assert "Secret" not in captured.out


@pytest.mark.parametrize(
    "arguments", [["lint", "a.j2"], ["render", "./a.j2"], ["render", "any/x", "--data", "a.json"]]
)
def test_a_pipe_is_refused_and_not_waited_for(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"templates/any/x.j2": "Hi.", "kindword.toml": "library = 'templates'\n"})
    for name in ("a.j2", "a.json"):
        os.mkfifo(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    status = run(arguments)
    said = capsys.readouterr()
    assert "no regular file" in said.out + said.err
    assert status == (1 if arguments[0] == "lint" else 2)
