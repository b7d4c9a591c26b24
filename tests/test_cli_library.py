"""`kindword list`, `show` and `new`: what a writer sees of the library, and how a template begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected

from toolkit.cli import run
from toolkit.library import KINDS, load_library

LATE = """\
{#
title = "Late parcel"
use_when = "A parcel is late."
situation = "late delivery"
tags = ["delivery", "courier"]
channel = "chat"

[variables.eta]
description = "The day it comes."
example = "Friday"

[variables.note]
description = "A last word."
default = "Thank you."

[samples.typical]
eta = "Friday"

[samples."with a note"]
eta = "Monday"
note = "See you."
#}
Hello, your parcel comes on {{ eta }}. {{ note }}
"""
FILES = {
    "words/apologies/late.j2": LATE,
    "words/closings/bye.txt.j2": "Goodbye.\n",
    "words/odd.j2": "Hello.\n",
    "kindword.toml": 'library = "words"\n',
}

TWO = {
    "kindword.toml": 'library = ["mail", "chat"]\n',
    "mail/closings/bye.j2": "Goodbye {{ name }}.\n",
    "mail/late.j2": "{% include '_shared/end.j2' %}\n",
    "mail/_shared/end.j2": "SORRY.\n",
    "chat/closings/bye.j2": "bye {{ name }}\n",
    "chat/hello.j2": "reply NOW\n",
}

CASES = [
    Case(
        "a library of two folders",
        "list",
        0,
        "closing\n  closings/bye\n  closings/bye\n\nany\n  hello\n  late\n",
        files=TWO,
    ),
    Case("a template of the second folder", "render hello --no-lint", 0, "reply NOW\n", files=TWO),
    Case(
        "a template of which there are two",
        "render closings/bye",
        2,
        "",
        "Error: there are several templates 'closings/bye': chat/closings/bye.j2, mail/closings/bye.j2\n"
        "  Give the path of the one you mean.\n",
        files=TWO,
    ),
    Case("one of them by its path", "render chat/closings/bye.j2 --set name=Ana", 0, "bye Ana\n", None, files=TWO),
    Case(
        "a template of neither",
        "render helo",
        2,
        "",
        "Error: there is no template 'helo' in mail, chat\n  Did you mean 'hello'?\n",
        files=TWO,
    ),
    Case(
        "both are linted, each with its own shared parts",
        "lint --select all-caps --format concise --no-cache",
        1,
        "chat/hello.j2:1:7: error all-caps “NOW” shouts. Write “now”: say what matters first, and it needs no"
        " capitals. Write: now\n"
        "mail/_shared/end.j2:1:1: error all-caps “SORRY” shouts. Write “Sorry”: say what matters first, and it"
        " needs no capitals. Write: Sorry\n",
        None,
        files=TWO,
    ),
    Case(
        "the library by kind",
        "list",
        0,
        "apology\n  apologies/late  Late parcel (chat, late delivery)\n\nclosing\n  closings/bye\n\nany\n  odd\n",
        files=FILES,
    ),
    Case(
        "one situation",
        "list --situation 'Late delivery'",
        0,
        "apology\n  apologies/late  Late parcel (chat, late delivery)\n",
        files=FILES,
    ),
    Case(
        "one tag",
        "list --tag courier",
        0,
        "apology\n  apologies/late  Late parcel (chat, late delivery)\n",
        files=FILES,
    ),
    Case(
        "a situation that is nearly one",
        "list --situation 'late delivrey'",
        2,
        "",
        "Error: words: the library has no situation 'late delivrey'\n  Did you mean 'late delivery'?\n",
        files=FILES,
    ),
    Case(
        "a tag that no template has",
        "list --tag zzz",
        2,
        "",
        "Error: words: the library has no tag 'zzz'\n  Known: courier, delivery.\n",
        files=FILES,
    ),
    Case(
        "a situation where no header says one",
        "list --library more --situation outage",
        2,
        "",
        "Error: more: the library has no situation 'outage'\n"
        '  Write it into a header: situation = "late delivery".\n',
        files={**FILES, "more/a.j2": "Hello.\n"},
    ),
    Case(
        "a situation for which there is none of a kind",
        "list --kind closing --situation 'late delivery'",
        2,
        "",
        "Error: words: the library holds no template of kind 'closing' of situation 'late delivery'\n"
        "  See `kindword new --help`.\n",
        files=FILES,
    ),
    Case("one kind", "list --kind closing", 0, "closing\n  closings/bye\n", files=FILES),
    Case(
        "a kind of which there is none",
        "list --kind subject",
        2,
        "",
        "Error: words: the library holds no template of kind 'subject'\n  See `kindword new --help`.\n",
        files=FILES,
    ),
    Case("another library", "list --library more", 0, "any\n  a\n", files={**FILES, "more/a.j2": "Hello.\n"}),
    Case(
        "what a template is for",
        "show apologies/late",
        0,
        """\
apologies/late: Late parcel
apology, for chat, in en (words/apologies/late.j2)

When to use it
  A parcel is late.

Situation
  late delivery

Tags
  delivery, courier

Variables
  eta
    The day it comes.
    Example: Friday
  note (may be left out)
    A last word.
    Where none is given: Thank you.

Samples
  typical
  with a note

Try it
  kindword render apologies/late --sample typical
""",
        files=FILES,
    ),
    Case(
        "a variable that has choices",
        "show words/closings/tone.j2",
        0,
        "closings/tone\nclosing, for email, in en (words/closings/tone.j2)\n\nVariables\n"
        "  tone (may be left out)\n    One of: plain, warm\n    Where none is given: plain\n\nTry it\n"
        "  kindword render words/closings/tone.j2\n",
        files={
            "words/closings/tone.j2": '{#\n[variables.tone]\nchoices = ["plain", "warm"]\ndefault = "plain"\n#}\n'
            "{{ tone }}\n"
        },
    ),
    Case(
        "a template by its file",
        "show words/closings/bye.txt.j2",
        0,
        "closings/bye\nclosing, for email, in en (words/closings/bye.txt.j2)\n\nTry it\n"
        "  kindword render words/closings/bye.txt.j2\n",
        files=FILES,
    ),
    Case(
        "a template that is broken",
        "show apologies/late",
        2,
        "",
        "Error: words/apologies/late.j2:2: unknown key 'titel' in the header\n  Did you mean 'title'?\n",
        files={**FILES, "words/apologies/late.j2": LATE.replace("title", "titel")},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_a_rule_is_explained_from_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "explain", "template-error"]) == 0
    page = capsys.readouterr().out
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings == [
        "# template-error",
        "## Why",
        "## Found",
        "## Left alone",
        "## How to allow it",
        "## Sources",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_template_starts_from_a_skeleton_of_its_kind(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", f"{kind}/lost-parcel"]) == 0
    (template,) = load_library(Path("templates")).templates
    assert (template.kind, template.title, len(template.samples) > 0) == (kind, "Lost parcel", True)
    said = capsys.readouterr().err
    assert said == (
        f"Created {template.path}. Now make it yours, then:\n"
        f"  kindword render {template.path} --sample typical\n"
        f"  kindword lint {template.path}\n"
    )
    assert run(["lint", template.path]) == 0


def test_a_new_template_goes_into_the_configured_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kindword.toml").write_text('library = "words"\n', encoding="utf-8")
    (tmp_path / "words" / "Apology").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert run(["new", "apologies/late.j2"]) == 0
    assert capsys.readouterr().err.startswith("Created words/")
