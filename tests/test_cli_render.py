"""`kindword render`: one message, whatever its data comes from and whatever it is written as."""

from __future__ import annotations

import email
import json
import sys
from email import policy
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write

from toolkit.cli import run

HEADER = """{#
title = "Late"
subject = "Your {{ item }} arrives by {{ eta }}"
[variables.first_name]
description = "Who it is to."
[variables.item]
description = "What they ordered."
default = "order"
[variables.eta]
description = "When it arrives."
[variables.order.id]
description = "Its number."
required = false
[samples.typical]
first_name = "Sam"
eta = "Friday"
#}
"""
BODY = """\
Hello {{ first_name }},

your {{ item }}{% if order.id %} **{{ order.id }}**{% endif %} arrives by {{ eta }}.
"""
LATE = HEADER + BODY
FILES = {
    "lib/apologies/late.j2": LATE,
    "lib/subjects/late.j2": "{{ first_name }}, by {{ eta }}",
    "lib/closings/open.j2": "\nReply here, {{ first_name }}, and {{ agent }} picks it up.\n",
    "lib/apologies/page.html.j2": "<html><body><p>Sorry&nbsp;&amp; soon, {{ first_name }}.</p></body></html>\n",
}
MESSAGE = "Subject: Your order arrives by Friday\n\nHello Sam,\n\nyour order arrives by Friday.\n"
SUBJECT = "render --library lib subjects/late"
RENDER = "render --library lib apologies/late"


def case(
    name: str, args: str, status: int, out: str | None = "", err: str | None = "", **files: str | bytes
) -> Case:
    named = {key.replace("__", "."): value for key, value in files.items()}
    return Case(name, args, status, out, err, files={**FILES, **named})


CASES = [
    case("a sample", f"{RENDER} --sample typical", 0, MESSAGE),
    case("pairs", f"{RENDER} --set first_name=Sam --set eta=Friday", 0, MESSAGE),
    case("a file by its path", "render lib/apologies/late.j2 --sample typical", 0, MESSAGE),
    case("data as JSON", f"{RENDER} --data d.json", 0, MESSAGE, d__json='{"first_name": "Sam", "eta": "Friday"}'),
    case("data as YAML", f"{RENDER} --data d.yaml", 0, MESSAGE, d__yaml="first_name: Sam\neta: Friday\n"),
    case("data as TOML", f"{RENDER} --data d.toml", 0, MESSAGE, d__toml='first_name = "Sam"\neta = "Friday"\n'),
    case(
        "pairs before data before the sample before the default",
        f"{RENDER} --sample typical --data d.json --set eta=Sunday --set order.id=ORD-7",
        0,
        "Subject: Your mug arrives by Sunday\n\nHello Sam,\n\nyour mug **ORD-7** arrives by Sunday.\n",
        d__json='{"item": "mug", "eta": "Monday"}',
    ),
    case(
        "parts",
        "render --library lib --subject subjects/late --body apologies/late --closing closings/open"
        " --sample typical --set agent=Jo --no-lint",
        0,
        "Subject: Sam, by Friday\n\nHello Sam,\n\nyour order arrives by Friday.\n\n"
        "Reply here, Sam, and Jo picks it up.\n",
    ),
    case("a subject by itself", f"{SUBJECT} --set first_name=Sam --set eta=7", 0, "Sam, by 7\n"),
    case(
        "the words of an HTML template",
        "render --library lib apologies/page --set first_name=<b>",
        0,
        "Sorry\u00a0& soon, <b>.\n",
    ),
    case(
        "the subject of an HTML template is plain text",
        "render x.html.j2 --set name=<A&B>",
        0,
        "Subject: <A&B> & co\n\nHello <A&B>\n",
        x__html__j2='{#\nsubject = "{{ name }} & co"\nvariables.name.description = "x"\n#}\nHello {{ name }}',
    ),
    case(
        "an HTML template as HTML",
        "render --library lib apologies/page --set first_name=<b> --format html",
        0,
        "<html><body><p>Sorry&nbsp;&amp; soon, &lt;b&gt;.</p></body></html>\n",
    ),
    case(
        "a missing value",
        RENDER,
        2,
        "",
        "Error: lib/apologies/late.j2:18: the variable 'first_name' has no value\n"
        "  Give it with --set first_name=… or in --data. Its samples have values: typical.\n",
    ),
    case(
        "a value under a slip of a name",
        f"{RENDER} --set firstname=Sam --set eta=Friday",
        2,
        "",
        "Error: lib/apologies/late.j2: the template has no variable 'firstname'\n  Did you mean 'first_name'?\n",
    ),
    case(
        "a slip in a sample's name",
        f"{RENDER} --sample typicall",
        2,
        "",
        "Error: lib/apologies/late.j2: there is no sample 'typicall'\n  Did you mean 'typical'?\n",
    ),
    case(
        "a slip in a template's name",
        "render --library lib apologies/lat",
        2,
        "",
        "Error: there is no template 'apologies/lat' in lib\n  Did you mean 'apologies/late'?\n",
    ),
    case(
        "a part of another kind",
        "render --library lib apologies/late --subject closings/open",
        2,
        "",
        "Error: lib/closings/open.j2: --subject: this is of kind 'closing', not 'subject'\n"
        "  See `kindword list --kind subject`.\n",
    ),
    case("no template", "render --library lib", 2, "", None),
    case("two bodies", f"{RENDER} --body apologies/late", 2, "", None),
    case("an address for a text", f"{RENDER} --sample typical --to sam@example.com", 2, "", None),
    case("no such format", f"{RENDER} --sample typical --format htm", 2, "", None),
    case(
        "an address that is none",
        f"{RENDER} --sample typical --format eml --to sam",
        2,
        "",
        "Error: --to: 'sam' is no e-mail address\n"
        '  Write sam@example.com, or "Sam Taylor <sam@example.com>".\n',
    ),
    case(
        "a pair that is none",
        f"{RENDER} --set first_name",
        2,
        "",
        "Error: --set: 'first_name' is no key=value\n"
        "  Write key=value for a text, key:=3 for a number, true, false or a list as JSON has them.\n",
    ),
    case(
        "data with a fault on line 2",
        f"{RENDER} --data d.yaml",
        2,
        "",
        "Error: d.yaml:2: 'eta' is given twice\n  Give it once.\n",
        d__yaml="eta: Friday\neta: Monday\n",
    ),
    case("no such data", f"{RENDER} --data d.json", 2, "", "Error: d.json: no such file or folder\n…\n"),
    case(
        "a folder that is not there",
        f"{RENDER} --sample typical -o out/late.txt",
        2,
        "",
        "Error: out/late.txt: cannot be written: No such file or directory\n",
    ),
    case(
        "a folder for a file",
        f"{RENDER} --sample typical -o lib",
        2,
        "",
        "Error: lib: cannot be written: this is a folder\n",
    ),
    case(
        "a template that goes on for ever",
        "render x.j2",
        2,
        "",
        None,
        x__j2="{% for n in range(10**9) %}{{ n }}{% endfor %}",
    ),
    case("a template that reaches for more", "render x.j2", 2, "", None, x__j2="{{ ''.__class__.__mro__ }}"),
    case("a file outside", "render x.j2", 2, "", None, x__j2="{% include '/etc/passwd' %}"),
    case("a template with a slip", "render x.j2", 2, "", "Error: x.j2:2: …\n", x__j2="Hi\n{% if %}"),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=str)
def test_render(
    one: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(one, tmp_path, monkeypatch, capsys)
    assert seen == expected


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def render(*args: str) -> int:
    return run(["render", "--library", "lib", *args])


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["--format", "html"], "<p>Hello Sam,</p>\n<p>your order arrives by Friday.</p>"),
        (["--format", "json"], '"subject": "Your order arrives by Friday"'),
        (["--format", "eml"], "Subject: Your order arrives by Friday\r\n"),
        ([], "Hello Sam,\n"),
    ],
)
def test_a_file_holds_what_would_be_printed(
    library: Path, capsys: pytest.CaptureFixture[str], args: list[str], part: str
) -> None:
    assert render("apologies/late", "--sample", "typical", *args) == 0
    printed = capsys.readouterr().out
    assert part in printed
    assert render("apologies/late", "--sample", "typical", *args, "-o", "out.txt") == 0
    assert capsys.readouterr() == ("", "Wrote out.txt.\n")
    assert (library / "out.txt").read_bytes().decode() == printed


def test_an_email_has_its_addresses(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    addresses = ["--to", "Sam Taylor <sam@example.com>", "--from", "help@example.com"]
    assert render("apologies/late", "--sample", "typical", "--format", "eml", *addresses) == 0
    mail = email.message_from_string(capsys.readouterr().out, policy=policy.default)
    assert (mail["To"], mail["From"]) == ("Sam Taylor <sam@example.com>", "help@example.com")
    assert mail["Subject"] == "Your order arrives by Friday"


def test_json_says_what_it_was_made_from(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert render("apologies/late", "--sample", "typical", "--format", "json") == 0
    message = json.loads(capsys.readouterr().out)
    assert (message["template"], message["kind"], message["sample"]) == ("apologies/late", "apology", "typical")


def test_nothing_of_a_file_changes_when_rendering_fails(library: Path) -> None:
    (library / "out.txt").write_text("as it was")
    assert render("apologies/late", "-o", "out.txt") == 2
    assert (library / "out.txt").read_text() == "as it was"


@pytest.mark.parametrize(
    ("terminal", "shown"), [(True, "Hello \\x1b[2J\\u202eSam,"), (False, "Hello \x1b[2J\u202eSam,")]
)
def test_data_cannot_play_with_a_terminal(
    library: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    terminal: bool,
    shown: str,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert render("apologies/late", "--set", "first_name=\x1b[2J\u202eSam", "--set", "eta=Friday") == 0
    assert shown in capsys.readouterr().out


def test_an_email_on_a_terminal_has_plain_line_ends(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert render("apologies/late", "--sample", "typical", "--format", "eml") == 0
    assert "\\x0d" not in capsys.readouterr().out


def test_in_a_terminal_the_findings_stand_apart_and_in_colour(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(library / "lib", LOUD)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert render("apologies/loud", "--lint", "--set", "item=mug") == 1
    assert capsys.readouterr().err.startswith("\n\x1b[1m")
    monkeypatch.setenv("NO_COLOR", "1")
    render("apologies/loud", "--lint", "--set", "item=mug")
    assert "\x1b" not in capsys.readouterr().err


LOUD = {
    "apologies/loud.j2": "We sent the wrong {{ item }}, and you had none. DO NOT wait: you get a new one today.\n",
}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--body", "apologies/loud", "--closing", "closings/open"], 1, "error all-caps"),
        (["--body", "apologies/loud", "--closing", "closings/open", "--no-lint"], 0, None),
        (["apologies/loud", "--lint"], 1, "error all-caps"),
        (["apologies/loud"], 0, None),
    ],
)
def test_a_message_of_parts_is_linted_as_a_whole(
    library: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str | None
) -> None:
    write(library / "lib", LOUD)
    values = ["--set", "item=mug", "--set", "first_name=Sam", "--set", "agent=Jo"]
    if not any("closings" in argument for argument in arguments):
        values = values[:2]
    assert render(*arguments, *values) == status
    captured = capsys.readouterr()
    assert captured.out.startswith("We sent the wrong mug")
    assert (said in captured.err) if said else captured.err == ""
