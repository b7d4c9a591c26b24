"""Grammar and spelling as their user meets them; LanguageTool is a stand-in that knows two slips."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write
from fake_languagetool import Fake, fake, match, spelt

from toolkit.cli import run

MESSAGE = "Hello {{ first_name }},\n\nTeh van has teh key.\n"
FOUND = """\
a.j2:3:13: warning spelling
    Teh van has teh key.
                ^^^
  “teh” is no word that LanguageTool knows in this dialect. (MORFOLOGIK_RULE_EN_US)
  Write (needs a person): the

"""
CHECKED = "Checked 1 template (1 message): 1 warning.\n"
CLEAN = "Checked 1 template (1 message): no findings.\n"


@pytest.fixture
def server() -> Iterator[Fake]:
    with fake() as running:
        yield running


def config(url: str, more: str = "") -> str:
    return f'{more}[languagetool]\nurl = "{url}"\n'


@pytest.mark.parametrize(
    ("args", "more", "out"),
    [
        ("lint a.j2", "", CLEAN),
        ("lint --grammar a.j2", "", FOUND + CHECKED),
        ("lint a.j2", "grammar = true\n", FOUND + CHECKED),
        ("lint --no-grammar a.j2", "grammar = true\n", CLEAN),
        ("lint --select spelling a.j2", "", FOUND + CHECKED),
        ("lint --select grammar a.j2", "", CLEAN),
        ("lint --grammar --select jargon a.j2", "", FOUND + CHECKED),
        ("lint --grammar --select jargon,grammar a.j2", "", CLEAN),
        ("lint --grammar --ignore spelling a.j2", "", CLEAN),
        ("lint --grammar --ignore spelling,grammar a.j2", "", CLEAN),
        ("lint --grammar a.j2", 'allow = ["TEH"]\n', CLEAN),
        ("lint --grammar --no-cache a.j2", "", FOUND + CHECKED),
    ],
)
def test_when_grammar_is_checked_and_what_is_seen(  # as the options and the configuration say
    args: str,
    more: str,
    out: str,
    server: Fake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = {"kindword.toml": config(server.url, more), "a.j2": MESSAGE}
    seen, expected = seen_and_expected(Case("", args, 0, out, files=files), tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_the_other_findings_are_printed_where_languagetool_cannot_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with fake(lambda _: (500, b"no")) as server:
        files = {"kindword.toml": config(server.url), "a.j2": MESSAGE + "{# allow grammar: ours #}\nACT NOW.\n"}
        err = (
            "Checked 1 template (1 message): 2 errors.\n"
            f"Error: LanguageTool at {server.url} could not be asked: no\n"
            "  See `kindword grammar status`; without --grammar, all other rules are checked.\n"
        )
        case = Case("", "lint --grammar --format concise a.j2", 2, None, err, files)
        seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected
    assert [line.split()[2] for line in seen.out.splitlines()] == ["pressure", "all-caps"]


def test_a_baseline_is_left_as_it_is_where_languagetool_cannot_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with fake(lambda _: (500, b"no")) as server:
        files = {
            "kindword.toml": config(server.url, "grammar = true\n"),
            "a.j2": MESSAGE,
            "kindword-baseline.json": "{",
        }
        write(tmp_path, {**files, "kindword-baseline.json": '{"version": 1, "findings": {}}'})
        monkeypatch.chdir(tmp_path)
        assert run(["baseline", "a.j2"]) == 2
    assert (tmp_path / "kindword-baseline.json").read_text() == '{"version": 1, "findings": {}}'
    assert "could not be asked" in capsys.readouterr().err


OWN_RULE = """\
severity = "error"
check = "engine"
message = "{problem}"
rationale = "We look words up."
sources = ["Style guide"]
[options]
reports = ["MORFOLOGIK_*"]
[examples]
bad = ["«Teh» van."]
good = ["The van."]
"""


@pytest.mark.parametrize(
    ("args", "rules"),
    [
        ("lint a.j2", []),
        ("lint --select looked-up a.j2", ["looked-up"]),
        ("lint --select looked-up,jargon a.j2", ["looked-up"]),
        ("lint --grammar --select jargon a.j2", ["looked-up", "spelling"]),
        ("lint --grammar --ignore spelling a.j2", ["looked-up"]),
        ("lint --grammar --ignore looked-up,spelling,grammar a.j2", []),
        ("lint --no-grammar --select looked-up,jargon a.j2", []),
    ],
)
def test_a_rule_of_the_teams_own_asks_the_engine_as_ours_do(
    args: str,
    rules: list[str],
    server: Fake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = config(server.url, 'rules = ["rules"]\n')
    write(tmp_path, {"kindword.toml": own, "rules/looked-up.toml": OWN_RULE, "a.j2": MESSAGE})
    monkeypatch.chdir(tmp_path)
    run([*args.split(), "--format", "concise"])
    assert [line.split()[2] for line in capsys.readouterr().out.splitlines()] == rules


def test_what_was_asked_is_kept_though_the_run_fails_later(
    server: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.dumps({"id": number, "body": "Teh van has teh key."}) for number in range(600)]
    write(tmp_path, {"kindword.toml": config(server.url), "set.jsonl": "\n".join([*rows, "{"])})
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert run(["lint", "--grammar", "set.jsonl"]) == 2
    assert server.texts == ["Teh van has teh key."] * 2  # of both dialects, in the first run


MISSING = """\
Error: LanguageTool is not installed
  Fetch it once with `kindword grammar install`, or set `url` or `path` below [languagetool].
"""
CASES = [
    Case("not installed", "lint --grammar a.j2", 2, CLEAN, MISSING, {"a.j2": MESSAGE}),
    Case(
        "not installed, fixing",
        "lint --grammar --fix a.j2",
        2,
        CLEAN,
        "Nothing was fixed.\n" + MISSING,
        {"a.j2": MESSAGE},
    ),
    Case(
        "not installed, showing",
        "lint --grammar --diff a.j2",
        2,
        "",
        "Nothing to fix.\n" + MISSING,
        {"a.j2": MESSAGE},
    ),
    Case(
        "no such path",
        "lint --grammar a.j2",
        2,
        CLEAN,
        None,
        {"a.j2": MESSAGE, "kindword.toml": 'languagetool = { path = "nowhere" }\n'},
    ),
    Case(
        "no url",
        "lint a.j2",
        2,
        "",
        "Error: kindword.toml:2: 'localhost:8081' is no address of a LanguageTool server\n"
        '  Write it as url = "http://localhost:8081".\n',
        {"a.j2": MESSAGE, "kindword.toml": '[languagetool]\nurl = "localhost:8081"\n'},
    ),
    Case(
        "an unknown key",
        "lint a.j2",
        2,
        "",
        "Error: kindword.toml:2: unknown key 'ulr'\n  Did you mean 'url'?\n",
        {"a.j2": MESSAGE, "kindword.toml": '[languagetool]\nulr = "http://localhost:8081"\n'},
    ),
    Case(
        "neither of the rules",
        "lint --no-grammar --select spelling a.j2",
        2,
        "",
        "Error: no rule is left to check\n  Leave --no-grammar out.\n",
        {"a.j2": MESSAGE},
    ),
    Case("nothing to stop", "grammar stop", 0, "", "No LanguageTool server of kindword runs.\n"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_cannot_be_done_is_one_clear_message(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KINDWORD_CACHE_DIR", str(tmp_path / "cache"))
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_the_extra_is_named_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("toolkit.grammar.source.find_spec", lambda _: None)
    err = (
        "Error: checking grammar needs language-tool-python, which is not installed\n"
        "  Install the extra: pip install 'kindword[grammar]'\n"
    )
    case = Case("", "lint --grammar a.j2", 2, CLEAN, err, {"a.j2": MESSAGE})
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_status_tells_what_there_is_and_what_is_missing(
    server: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KINDWORD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    case = Case("", "grammar status", 0, f"client  …\nserver  {server.url} (configured): en, en-GB, en-US\n")
    write(tmp_path, {"kindword.toml": config(server.url)})
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected
    (tmp_path / "kindword.toml").unlink()
    assert run(["grammar", "status"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "! Java          missing: LanguageTool needs 17 or later",
        f"! LanguageTool  missing in {tmp_path}/cache/languagetool/LanguageTool-6.8: kindword grammar install",
    ]


def test_without_grammar_nothing_of_it_is_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.startswith(("toolkit.grammar", "language_tool_python"))]:
        monkeypatch.delitem(sys.modules, name)
    write(tmp_path, {"a.j2": MESSAGE})
    monkeypatch.chdir(tmp_path)
    assert not run(["lint", "a.j2"])
    assert [name for name in sys.modules if name.startswith(("toolkit.grammar", "language_tool_python"))] == []


@pytest.mark.process
def test_ctrl_c_does_not_wait_for_a_server_that_hangs(tmp_path: Path) -> None:
    asked, released = threading.Event(), threading.Event()

    def answer(text: str) -> tuple[int, bytes]:
        asked.set()
        released.wait(60)
        return spelt(text)

    with fake(answer) as server:
        write(tmp_path, {"kindword.toml": config(server.url), "a.j2": MESSAGE})
        command = [sys.executable, "-m", "toolkit", "lint", "--grammar", "a.j2"]
        process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
        assert asked.wait(60)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        released.set()
    assert (process.returncode, err) == (2, "Interrupted.\n")


def test_what_needs_no_person_is_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(text: str) -> tuple[int, bytes]:
        at = text.find("the the")
        found = [] if at < 0 else [match(text, at, at + 7, "the")]
        for one in found:
            one["rule"] = {
                "id": "ENGLISH_WORD_REPEAT_RULE",
                "issueType": "duplication",
                "category": {"id": "MISC"},
            }
        return 200, json.dumps({"matches": found}).encode()

    with fake(answer) as server:
        write(
            tmp_path, {"kindword.toml": config(server.url), "a.j2": "Hello {{ first_name }}, the the van left.\n"}
        )
        monkeypatch.chdir(tmp_path)
        assert not run(["lint", "--grammar", "--fix", "a.j2"])
    assert (tmp_path / "a.j2").read_text() == "Hello {{ first_name }}, the van left.\n"
    assert capsys.readouterr().err == "Fixed 1 finding in 1 file.\n"
