"""What is found where the templates of a library are compared with each other, and what each run leaves out."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write
from hypothesis import given
from hypothesis import strategies as st

from toolkit.cli import run
from toolkit.library import Part, parts_below
from toolkit.lint.gist import Name
from toolkit.lint.health.locales import lacking
from toolkit.lint.health.near import ALIKE, pairs
from toolkit.lint.health.parts import unused_parts
from toolkit.lint.health.spelling import spellings
from toolkit.resources import PROJECT_FOLDER

TEXT = (
    "We brought your parcel two days late, and you waited in for it twice. That was our mistake. "
    "The delivery fee is back on your card today, and your bank shows it by {}.\n"
)
SPELT = {"mail/a.j2": "Hi {{ first_name }},\n", "mail/b.j2": "Hi {{ first_name }}.\n"}
ODD = {**SPELT, "mail/c.j2": "Hi,\nyour name is {{ user }} {{ firstName }}.\n"}
NAMES = "--select inconsistent-name,unused-suppression"
FOUND = (
    "mail/c.j2:2:28: warning inconsistent-name\n"
    "    your name is {{ user }} {{ firstName }}.\n"
    "                               ^^^^^^^^^\n"
    "  “firstName” is spelt “first_name” in 2 files of this library, as in mail/a.j2:1. Spell a variable\n"
    "  one way, or one of the two is never filled in.\n\n"
)
NEEDED = (
    "Error: a whole library is needed for near-duplicate: templates are compared\n"
    "  Give the folder of your library, without --only-kind and --diff-base.\n"
)

CASES = [
    Case(
        "two spellings of a variable",
        f"lint {NAMES} mail",
        0,
        f"{FOUND}Checked 3 templates (3 messages): 1 warning.\n",
        files=ODD,
    ),
    Case(
        "what compares takes no part where a file is linted",
        f"lint {NAMES} mail/a.j2 mail/b.j2 mail/c.j2",
        0,
        "Checked 3 templates (3 messages): no findings.\n",
        files=ODD,
    ),
    Case(
        "a comment that allows what only a whole library shows is in use all the same",
        f"lint {NAMES} mail/c.j2",
        0,
        "Checked 1 template (1 message): no findings.\n",
        files={"mail/c.j2": "{# allow inconsistent-name: as our shop has it #}\nHi {{ firstName }}.\n"},
    ),
    Case(
        "a comment allows it",
        f"lint {NAMES} mail",
        0,
        "Checked 3 templates (3 messages): no findings.\n",
        files={**SPELT, "mail/c.j2": "{# allow inconsistent-name: as our shop has it #}\nHi {{ firstName }}.\n"},
    ),
    Case(
        "a comment that allows nothing in a whole library is told",
        f"lint --format concise {NAMES} mail",
        0,
        "mail/c.j2:1:1: warning unused-suppression…\n",
        "Checked 3 templates (3 messages): 1 warning.\n",
        files={**SPELT, "mail/c.j2": "{# allow inconsistent-name: as our shop has it #}\nHi {{ first_name }}.\n"},
    ),
    Case(
        "a folder of a library is no whole library",
        f"lint {NAMES} mail/sorry",
        0,
        "Checked 2 templates (2 messages): no findings.\n",
        files={
            "mail/_shared/foot.j2": "Bye.\n",
            "mail/sorry/a.j2": "Hi {{ first_name }}.\n",
            "mail/sorry/b.j2": "Hi {{ firstName }}.\n",
        },
    ),
    Case(
        "no silence where nothing can be compared", "lint --select near-duplicate mail/a.j2", 2, "", NEEDED, SPELT
    ),
    Case(
        "the same where only some kinds are linted",
        "lint --select near-duplicate --only-kind any mail",
        2,
        "",
        NEEDED,
        SPELT,
    ),
    Case(
        "two messages that say nearly the same, each with the other's place",
        "lint --select near-duplicate --format concise mail",
        0,
        "mail/a.j2:1:1: suggestion near-duplicate This says nearly the same as mail/b.j2:1 (93% of it).…\n"
        "mail/b.j2:1:1: suggestion near-duplicate This says nearly the same as mail/a.j2:1 (93% of it).…\n",
        None,
        {"mail/a.j2": TEXT.format("Friday"), "mail/b.j2": TEXT.format("Monday")},
    ),
    Case(
        "data makes no difference, and the same message in another format or locale is none",
        "lint --select near-duplicate --format concise mail",
        0,
        "",
        None,
        {
            "mail/en/a.j2": TEXT.format("{{ day }}"),
            "mail/en/a.html.j2": f"<p>{TEXT.format('Friday')}</p>",
            "mail/en-GB/a.j2": TEXT.format("Friday"),
        },
    ),
    Case(
        "a text from a part is no text of the template",
        "lint --select near-duplicate --format concise mail",
        0,
        "",
        None,
        {
            "mail/_foot.j2": TEXT.format("Friday"),
            "mail/a.j2": "Your key is cut.\n{% include '_foot.j2' %}",
            "mail/b.j2": "Your bike is ready.\n{% include '_foot.j2' %}",
        },
    ),
    Case(
        "parts that no template uses, less the one that is allowed",
        "lint --select unused-part,unused-suppression --format concise mail",
        0,
        "mail/_old.j2: suggestion unused-part No template of this library includes, imports or extends…\n",
        None,
        {
            "mail/_base.j2": "{% block body %}{% endblock %}\n{% include '_deep/foot.j2' %}\n",
            "mail/_deep/foot.j2": "Bye.\n",
            "mail/_old.j2": "{# allow all-caps: our motto #}\nWe are here.\n",
            "mail/_web.j2": "{# allow-file unused-part: the web shop shows it #}\nWe are here.\n",
            "mail/_skeletons/any.j2": "Hi.\n",
            "mail/a.j2": "{% extends '_base.j2' %}{% block body %}Your key is cut.{% endblock %}\n",
        },
    ),
    Case(
        "a message that one locale lacks",
        "lint --select missing-locale --format concise mail",
        0,
        "mail/en/x/b.j2: suggestion missing-locale This message has no mail/de/x/b.j2.…\n",
        None,
        {"mail/en/a.j2": "Hi.\n", "mail/en/x/b.j2": "Hi.\n", "mail/de/a.j2": "Hallo.\n"},
    ),
    Case(
        "a promise that is not the configured one, and what to write",
        "lint --select contradicting-promise a.txt",
        0,
        "a.txt:1:25: warning contradicting-promise\n"
        "    Your refund reaches you within 3 days, and your lamp is with you in two weeks.\n"
        "                            ^^^^^^^^^^^^^\n"
        "  For “refund” we promise “5 business days”, and this says “within 3 days”. Write the time that we\n"
        "  promise, or change it under [promises] in the configuration.\n"
        "  Write (needs a person): within 5 business days\n\n"
        "Checked 1 message: 1 warning.\n",
        "",
        {
            "kindword.toml": '[promises]\nrefund = "5 business days"\n',
            "a.txt": "Your refund reaches you within 3 days, and your lamp is with you in two weeks.\n",
        },
    ),
    Case(
        "a time that the data give is nobody's promise",
        "lint --select contradicting-promise mail",
        0,
        "Checked 1 template (1 message): no findings.\n",
        "",
        {
            "kindword.toml": '[promises]\nrefund = "5 business days"\n',
            "mail/a.j2": "Your refund reaches you within {{ days }} days.\n",
        },
    ),
    Case(
        "spellings in a subject and in a key",
        f"lint {NAMES} --format concise mail",
        0,
        "mail/a.j2:4:1: warning inconsistent-name “orderId” is spelt “order_id” in 2 files…\n"
        "mail/b.j2:1:1: warning inconsistent-name “Name” is spelt “name” in 1 file of this library,…\n",
        None,
        {
            "mail/a.j2": "{#\ntitle = 'A'\nuse_when = 'b'\nsubject = 'For {{ orderId }}'\n#}\n{{ user.name }}\n",
            "mail/b.j2": "{{ user['Name'] }}, it is {{ order_id }}\n",
            "mail/c.j2": "It is {{ order_id }}\n",
        },
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_the_user_sees(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_what_is_kept_of_a_run_is_enough_to_compare_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = {f"mail/t{number}.j2": TEXT.format(f"{{{{ day{number // 2} }}}}") for number in range(30)}
    write(tmp_path, {**texts, **ODD, "mail/_old.j2": "Bye.\n"})
    monkeypatch.chdir(tmp_path)
    printed = []
    for arguments in ("", "", "--no-cache"):
        run(shlex.split(f"lint mail --format concise {arguments}"))
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] == printed[2]
    assert [
        rule for rule in ("near-duplicate", "inconsistent-name", "unused-part") if rule not in printed[0]
    ] == []
    assert (tmp_path / PROJECT_FOLDER).is_dir()
    (tmp_path / "mail/c.j2").write_text("Hi {{ first_name }}.\n", encoding="utf-8")
    run(["lint", "mail", "--select", "inconsistent-name"])
    assert capsys.readouterr().out.endswith("no findings.\n")


def test_a_baseline_holds_it_and_a_run_over_a_file_does_not_take_it_for_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, ODD)
    monkeypatch.chdir(tmp_path)
    run(["baseline", "mail"])
    capsys.readouterr()
    assert run(["lint", "mail", "--fail-on", "suggestion"]) == 0
    run(["lint", "mail/c.j2"])
    assert capsys.readouterr().err == ""


def test_comments_are_written_for_what_is_found_across_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {**ODD, "mail/_old.j2": "Bye.\n"})
    monkeypatch.chdir(tmp_path)
    assert run(["lint", "mail", "--add-suppressions", "as our shop has it", "--fail-on", "suggestion"]) == 0
    assert "Allowed 2 findings in 2 files." in capsys.readouterr().err
    assert (tmp_path / "mail/_old.j2").read_text(encoding="utf-8") == (
        "{# allow-file unused-part: as our shop has it -#}\nBye.\n"
    )


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["first_name", "firstName"], [("firstName", "first_name")]),
        (["firstName", "first_name"], [("firstName", "first_name")]),
        (["firstName", "firstName", "first_name"], [("first_name", "firstName")]),
        (["order.id", "Order.ID", "order.id"], [("Order", "order"), ("ID", "id")]),
        (["order.id", "user.ID"], []),
        (["items.*.name", "items.*.Name"], [("Name", "name")]),
        (["first_name", "last_name", "name"], []),
    ],
)
def test_spellings_of_one_variable(names: list[str], found: list[tuple[str, str]]) -> None:
    used = [Name(variable, f"t{number}.j2", 1) for number, variable in enumerate(names)]
    assert [(one.written, one.common) for one in spellings(used)] == found


@pytest.mark.parametrize(
    ("source", "unused"),
    [
        ("", "abx"),
        ("{% include '_a.j2' %}{% import \"_b.j2\" as b %}", "x"),
        ("{% from '_a.j2' import one, two as three with context %}", "bx"),
        ("{%- include ['_a.j2', './_b.j2'] ignore missing -%}", "x"),
        ("{% include '_a.j2' if day else '_b.j2' %}", "x"),
        ("{% include '_' ~ name ~ '.j2' %}", ""),
        ("{% include '_x/' ~ name %}", "ab"),
        ("{% extends layout %}", ""),
        ("{# {% include '_a.j2' %} #}", "abx"),
        ("{% include '_a.j2", "abx"),
    ],
)
def test_parts_that_a_source_does_not_ask_for(source: str, unused: str) -> None:
    parts = [Part(name, name, "") for name in ("_a.j2", "_b.j2", "_x/x.j2")]
    assert "".join(part.name[-4] for part in unused_parts(parts, [source], ())) == unused


def test_parts_that_were_seen_in_use_and_what_they_ask_for_are_used() -> None:
    parts = [Part("_a.j2", "_a.j2", "{% include '_b.j2' %}"), Part("_b.j2", "_b.j2", "{% include '_b.j2' %}")]
    assert list(unused_parts(parts, [""], {"_a.j2"})) == []
    assert [part.name for part in unused_parts(parts, [""], ())] == ["_a.j2", "_b.j2"]


def test_no_part_is_read_through_a_link_that_leads_out(tmp_path: Path) -> None:
    write(tmp_path, {"out.j2": "secret", "mail/_a.j2": "a", "mail/.b/_b.j2": "b", "mail/_c.j2": b"\xff\xfe\xff"})
    (tmp_path / "mail/_out.j2").symlink_to(tmp_path / "out.j2")
    assert [part.name for part in parts_below(tmp_path / "mail")] == ["_a.j2"]


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        (["en/a", "de/a", "de/b", "fr/a"], [(2, ("en", "fr"))]),
        (["en/a", "de/b"], []),
        (["mail/en/a", "mail/en/b", "sms/de/a"], []),
        (["faq/a", "new/a", "new/b"], []),
        (["pt-BR/a", "pt/a", "pt/b"], [(2, ("pt-BR",))]),
    ],
)
def test_messages_that_a_locale_lacks(paths: list[str], found: list[tuple[int, tuple[str, ...]]]) -> None:
    assert [(lack.number, lack.locales) for lack in lacking([f"{path}.j2" for path in paths])] == found


def share(one: str, other: str) -> float:
    first, second = (
        {tuple(words[at : at + 5]) for at in range(len(words) - 4)} for words in (one.split(), other.split())
    )
    return len(first & second) / len(first | second)


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 39), st.sampled_from("xyz")), max_size=3), min_size=2, max_size=8)
)
def test_pairs_are_those_that_a_look_at_each_two_finds(changes: list[list[tuple[int, str]]]) -> None:
    texts = []
    for changed in changes:
        words = [f"w{number}" for number in range(40)]
        for at, word in changed:
            words[at] = word
        texts.append(" ".join(words))
    numbers = range(len(texts))
    shares = {one: [share(texts[one], texts[other]) for other in numbers if other != one] for one in numbers}
    expected = {one: max(found) for one, found in shares.items() if max(found) >= ALIKE}
    assert {pair.one: pair.share for pair in pairs(texts, lambda _, __: False)} == pytest.approx(expected)


def test_many_texts_that_are_all_alike_are_each_told_once() -> None:
    texts = [" ".join(f"w{word}" for word in range(60)) for _ in range(600)]
    assert [pair.one for pair in pairs(texts, lambda _, __: False)] == list(range(600))
    assert list(pairs(texts, lambda _, __: True)) == []
