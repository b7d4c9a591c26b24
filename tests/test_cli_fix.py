"""`kindword lint --fix`, `--diff` and `--add-suppressions`: what they write, leave alone and say."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write

from toolkit.cli import run
from toolkit.lint import bench
from toolkit.resources import original

LOUD = "Please DO NOT reply.\n"
QUIET = "Please do not reply.\n"
CAPS = "--select all-caps"
CLEAN_TEXT = "Checked 1 message: no findings.\n"
CLEAN = "Checked 1 template (1 message): no findings.\n"
USAGE = "Usage: kindword lint [OPTIONS] [PATH]...\nTry 'kindword lint --help' for help.\n\nError: "

CASES = [
    Case("a text", f"lint {CAPS} --fix a.txt", 0, CLEAN_TEXT, "Fixed 1 finding in 1 file.\n", {"a.txt": LOUD}),
    Case("nothing to fix", f"lint {CAPS} --fix a.txt", 0, CLEAN_TEXT, "Nothing was fixed.\n", {"a.txt": QUIET}),
    Case(
        "what needs a person is left, and decides the status",
        "lint --select all-caps,blame-language --fix a.txt",
        1,
        "a.txt:1:22: error blame-language\n    Please do not reply. You failed to call.\n…\n…\n…\n\n"
        "Checked 1 message: 1 error.\n",
        "Fixed 1 finding in 1 file.\n",
        {"a.txt": "Please DO NOT reply. You failed to call.\n"},
    ),
    Case(
        "a diff",
        f"lint {CAPS} --diff a.txt b.j2 m.jsonl",
        1,
        "--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-Please DO NOT reply.\n+Please do not reply.\n"
        "--- b.j2\n+++ b.j2\n@@ -1,2 +1,2 @@\n {# a note #}\n-Do NOT wait.\n\\ No newline at end of file\n"
        "+Do not wait.\n\\ No newline at end of file\n",
        "Would fix 2 findings in 2 files.\n",
        {"a.txt": LOUD, "b.j2": "{# a note #}\nDo NOT wait.", "m.jsonl": '{"body": "Please wait."}\n'},
    ),
    Case("a diff of nothing", f"lint {CAPS} --diff a.txt", 0, "", "Nothing to fix.\n", {"a.txt": QUIET}),
    Case("a diff and a fix", f"lint {CAPS} --fix --diff a.txt", 1, None, None, {"a.txt": LOUD}),
    Case(
        "standard input",
        "lint --fix -",
        2,
        "",
        f"{USAGE}Standard input cannot be changed: name the files.\n",
        stdin=LOUD,
    ),
    Case(
        "a diff in a file",
        "lint --diff -o out.txt a.txt",
        2,
        "",
        f"{USAGE}--diff stands in place of the report: leave out --format and -o.\n",
        {"a.txt": LOUD},
    ),
    Case(
        "both at once",
        "lint --fix --add-suppressions why a.txt",
        2,
        "",
        f"{USAGE}--add-suppressions allows what --fix would mend: give one of them.\n",
        {"a.txt": LOUD},
    ),
    Case(
        "no reason",
        "lint --add-suppressions ' ' a.j2",
        2,
        "",
        "Error: a suppression needs a reason\n"
        '  Say why the words are right: --add-suppressions "our brand is written so".\n',
        {"a.j2": LOUD},
    ),
    Case(
        "a reason that ends the comment",
        "lint --add-suppressions 'no #} here' a.j2",
        2,
        "",
        "Error: the reason holds “#}”, which would end the comment\n  Write it without.\n",
        {"a.j2": LOUD},
    ),
    Case(
        "a reason of two lines",
        "lint --add-suppressions 'one\ntwo' a.j2",
        2,
        "",
        "Error: the reason is not one line of plain text\n…\n",
        {"a.j2": LOUD},
    ),
    Case(
        "suppressions",
        f"lint {CAPS} --add-suppressions 'our motto' a.j2",
        0,
        CLEAN,
        "Allowed 1 finding in 1 file.\n",
        {"a.j2": LOUD},
    ),
    Case(
        "nothing to allow",
        f"lint {CAPS} --add-suppressions 'our motto' a.j2",
        0,
        CLEAN,
        "Nothing was allowed.\n",
        {"a.j2": QUIET},
    ),
    Case(
        "a text cannot hold suppressions",
        f"lint {CAPS} --fail-on never --add-suppressions 'our motto' a.txt",
        0,
        None,
        "a.txt: left alone: only a template can hold comments that allow its 1 finding.\nNothing was allowed.\n",
        {"a.txt": LOUD},
    ),
    Case(
        "what is used but was not named",
        f"lint {CAPS} --fix closings/a.j2",
        1,
        None,
        "_shared/end.j2: left alone: what you named uses it, but it is not among that.\nNothing was fixed.\n",
        {"closings/a.j2": "{% include '_shared/end.j2' %}", "_shared/end.j2": LOUD},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", "\ufeffPlease DO NOT reply.\r\nBye", "\ufeffPlease do not reply.\r\nBye"),
        ("a.txt", "Subject: DO NOT reply\r\rBye\n", "Subject: Do not reply\r\rBye\n"),
        ("a.md", "Hi 👋🏽, DO NOT reply.\n\n\n", "Hi 👋🏽, do not reply.\n\n\n"),
        ("a.j2", "Hi! Do come! And! Now!\n", "Hi! Do come. And. Now.\n"),
        ("a.j2", "Please {{ 'DO NOT' }} and DO NOT reply.\n", "Please {{ 'DO NOT' }} and do not reply.\n"),
        ("a.html.j2", "<p>Please DO NOT <b>reply</b></p>\r\n", "<p>Please do not <b>reply</b></p>\r\n"),
        (
            "m.jsonl",
            '{"id" :1,  "body": "DO NOT go.\\u0021", "x":[1.0]}',
            '{"id" :1,  "body": "Do not go.\\u0021", "x":[1.0]}',
        ),
        (
            "m.jsonl",
            '{"body":"Yes \\u2014 please D\\u004f NOT go"}\r\n\r\n',
            '{"body":"Yes \\u2014 please do not go"}\r\n\r\n',
        ),
        ("m.jsonl", '{"body":"Hi.\\r\\nDo NOT go.", "é":1}\n', '{"body":"Hi.\\r\\nDo not go.", "é":1}\n'),
        ("m.jsonl", '{"body":"DO NOT go","body":"DO NOT go"}\n', '{"body":"DO NOT go","body":"Do not go"}\n'),
        (
            "m.jsonl",
            '{"subject":"Do NOT go","body":"DO NOT go"}\n',
            '{"subject":"Do not go","body":"Do not go"}\n',
        ),
    ],
)
def test_all_but_the_words_stays_byte_for_byte(
    name: str, before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {name: before})
    for _ in range(2):
        run(["lint", "--fix", "--select", "all-caps,exclamation-overload", name])
        assert (tmp_path / name).read_bytes().decode() == after


def test_a_diff_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": LOUD})
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(f"lint {CAPS} --diff a.txt")) == 1
    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {"a.txt": LOUD}


def test_a_link_and_a_read_only_file_are_told_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a.txt": LOUD, "b.txt": LOUD, "apart/c.txt": LOUD})
    monkeypatch.chdir(tmp_path)
    Path("link.txt").symlink_to("apart/c.txt")
    Path("b.txt").chmod(0o444)
    assert run(shlex.split(f"lint {CAPS} --fix a.txt b.txt link.txt")) == 1
    assert capsys.readouterr().err == (
        "b.txt: left alone: the file is read-only.\n  Make it writable first.\n"
        "link.txt: left alone: this is a link.\n  Name the file it leads to: apart/c.txt.\n"
        "Fixed 1 finding in 1 file.\n"
    )
    read = [Path(name).read_text(encoding="utf-8") for name in ("a.txt", "b.txt", "apart/c.txt")]
    assert read == [QUIET, LOUD, LOUD]
    assert Path("link.txt").is_symlink()


def test_a_file_that_changes_meanwhile_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a.txt": LOUD})
    monkeypatch.chdir(tmp_path)
    write_text = original.Original.write

    def late(self: original.Original) -> None:
        Path("a.txt").write_text("Somebody else was here.\n", encoding="utf-8")
        write_text(self)

    monkeypatch.setattr(original.Original, "write", late)
    assert run(shlex.split(f"lint {CAPS} --fix a.txt")) == 1
    assert capsys.readouterr().err == (
        "a.txt: left alone: it has changed while kindword was at work.\n  Run the command again.\n"
        "Nothing was fixed.\n"
    )
    assert Path("a.txt").read_text(encoding="utf-8") == "Somebody else was here.\n"
    assert os.listdir() == ["a.txt"]  # noqa: PTH208 - hidden files too


def test_a_fix_that_would_do_harm_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (
        "{% set x %}Please DO NOT go.{% endset %}{{ x }} {% if 'NOT' in x %}We wait.{% endif %} Do NOT call.\n"
    )
    write(tmp_path, {"a.j2": source})
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(f"lint {CAPS} --fix a.j2")) == 1
    seen = capsys.readouterr()
    assert seen.err.startswith("a.j2:1: not fixed: with “do not”, ")
    assert seen.err.endswith("\nFixed 1 finding in 1 file.\n")
    assert Path("a.j2").read_text(encoding="utf-8") == source.replace("Do NOT call", "Do not call")


def test_a_shared_part_is_mended_for_all_that_use_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {f"lib/closings/{name}.j2": "Bye. {% include '_shared/end.j2' %}" for name in "ab"}
    write(tmp_path, {**files, "lib/_shared/end.j2": LOUD})
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(f"lint {CAPS} --fix lib")) == 0
    assert capsys.readouterr().err == "Fixed 1 finding in 1 file.\n"
    assert Path("lib/_shared/end.j2").read_text(encoding="utf-8") == QUIET


HEADER = '{#\ntitle = "T"\nsubject = "DO NOT go"\n#}\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("DO NOT go.\n", "{# allow all-caps: why -#}\nDO NOT go.\n"),
        (
            "One.\nDO NOT go. You failed to call.\n",
            "One.\n{# allow all-caps, blame-language: why -#}\nDO NOT go. You failed to call.\n",
        ),
        ("  DO NOT go.\n", "  DO NOT go. {#- allow all-caps: why #}\n"),
        ("  DO NOT go.  \n", "  DO NOT go.  {# allow all-caps: why #}\n"),
        (
            "{% if x -%}\n  DO NOT go.\n{%- endif %}",
            "{% if x -%}\n  DO NOT go. {#- allow all-caps: why #}\n{%- endif %}",
        ),
        (
            "{% raw %}\nDO NOT go.\n{% endraw %}",
            "{# allow-file all-caps: why -#}\n{% raw %}\nDO NOT go.\n{% endraw %}",
        ),
        (HEADER + "Hello.\n", HEADER.rstrip() + "\n{#- allow-file all-caps: why #}\nHello.\n"),
        (
            HEADER.replace("#}", "-#}") + "\nHi.",
            HEADER.replace("#}", "-#}").rstrip() + "\n{#- allow-file all-caps: why -#}\n\nHi.",
        ),
        ("A\r\nDO NOT go.", "A\r\n{# allow all-caps: why -#}\r\nDO NOT go."),
        (
            "{{ 'a' if x else\n 'DO NOT go' }}\nb",
            "{{ 'a' if x else\n 'DO NOT go' }} {#- allow all-caps: why #}\nb",
        ),
    ],
)
def test_a_comment_stands_where_it_adds_nothing_to_read(
    before: str, after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"a.j2": before})
    monkeypatch.chdir(tmp_path)
    assert run(shlex.split("lint --select all-caps,blame-language --add-suppressions ' why ' a.j2")) == 0
    assert Path("a.j2").read_bytes().decode() == after


def test_what_is_missing_is_allowed_for_the_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"apologies/a.j2": "We apologise.\n"})
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "--add-suppressions", "it is a stub", "--fail-on", "suggestion", "apologies"]) == 0
    text = Path("apologies/a.j2").read_text(encoding="utf-8")
    assert text.startswith("{# allow-file apology-error, apology-impact, ")
    assert text.endswith(": it is a stub -#}\nWe apologise.\n")


def test_a_suppression_that_has_no_place_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"a.j2": LOUD})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(bench, "objection", lambda *_: "the customer would read it")
    assert run(shlex.split(f"lint {CAPS} --add-suppressions why a.j2")) == 1
    assert capsys.readouterr().err == (
        "a.j2:1: not allowed: wherever the comment stands, the customer would read it.\nNothing was allowed.\n"
    )
    assert Path("a.j2").read_text(encoding="utf-8") == LOUD


def test_what_a_baseline_knows_is_not_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.txt": LOUD, "kindword.toml": "select = ['all-caps']\n"})
    monkeypatch.chdir(tmp_path)
    run(["baseline", "a.txt"])
    Path("a.txt").write_text(f"{LOUD}You must WAIT.\n", encoding="utf-8")
    assert run(["lint", "--fix", "a.txt"]) == 0
    assert Path("a.txt").read_text(encoding="utf-8") == f"{LOUD}You must wait.\n"
    assert run(["lint", "--fix", "--no-baseline", "a.txt"]) == 0
    assert Path("a.txt").read_text(encoding="utf-8") == f"{QUIET}You must wait.\n"
