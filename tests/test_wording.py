"""What an engine remarks becomes a finding on the writer's words, or none: the engine is a stand-in here."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import KindwordError
from toolkit.grammar import Remark
from toolkit.library import Template, read_template
from toolkit.lint import Finding, Item, LintResult, lint
from toolkit.render import Rendering, render_every
from toolkit.rules import load_rules
from toolkit.sources import Source, read_sources
from toolkit.text import Span

RULES = load_rules(words=["Zork"])
SLIP = re.compile(r"\w*(?:zx|Zork)\w*|\bqa\b")


class StandIn:
    """An engine to which each word with `zx` is misspelt, and `qa` disagrees with what is beside it."""

    name = "stand-in"

    def __init__(self) -> None:
        self.texts: list[str] = []

    def check(self, texts: Sequence[str], language: str) -> list[tuple[Remark, ...]]:  # noqa: ARG002
        self.texts += texts
        return [tuple(self._remark(Span(*one.span()), one[0]) for one in SLIP.finditer(text)) for text in texts]

    def close(self) -> None:
        return

    def _remark(self, span: Span, word: str) -> Remark:
        if word == "qa":
            return Remark(span, "SUBJECT_AGREEMENT", "GRAMMAR", "It disagrees.", ("qas",))
        return Remark(span, "MORFOLOGIK_RULE_EN_US", "TYPOS", "No word.", (word.replace("zx", "x"),))


def linted(source: str, name: str = "a.j2", engine: StandIn | None = None) -> tuple[Finding, ...]:
    item: Item = read_template(Path(name), Path(), name, source=source)
    return lint(item, RULES, select=["grammar", "spelling"], engine=engine or StandIn()).findings


def marked(source: str) -> str:
    """Return a template's source with `«…»` around what is found."""
    lines = source.split("\n")
    for found in reversed(linted(source)):
        assert found.location is not None
        (line, start), (_, end) = found.location.start, found.location.end
        text = lines[line - 1]
        lines[line - 1] = f"{text[: start - 1]}«{text[start - 1 : end - 1]}»{text[end - 1 :]}"
    return "\n".join(lines)


@pytest.mark.parametrize(
    "source",
    [
        "Hello {{ first_name }}, your «parzxel» is here.",
        "{% if gift %}Your «gizxft»{% else %}Your «orzxder»{% endif %} is here.",
        "Hello 😀 e\u0301 {{ first_name }} 👩‍👩‍👧, your «parzxel» is here.",
        "{% set note %}the «nozxte»{% endset %}Here is {{ note }} for you.",
        "{% for line in lines %}- {{ line }} «izxtem»\n{% endfor %}",
        "See [our «pazxge»](https://zx.example/zxzx), *«slozxwly»*.",
        "# A «heazxding»\n\n- an «izxtem»\n\n**«Bozxld»** words.",
    ],
)
def test_a_finding_stands_on_the_writers_words(source: str) -> None:
    plain = source.replace("«", "").replace("»", "")
    assert marked(plain) == source


@pytest.mark.parametrize(
    "source",
    [
        '{# title = "T"\n[samples.one]\nname = "Anzxa" #}\nHello {{ name }}, it is here.',
        '{# title = "T"\n[samples.one]\nname = "An" #}\nHello {{ name }}zxa, {{ name }}zx.',
        "See https://zx.example/zxzx or write to zx@zx.example.",
        "Type `zxzx` or the code ZX-19zx.",
        "> the parzxel never came",
        "We are Zork, and Zork's van is here.",
        "Ask @zxzx, or see #zxzx.",
        "Open zxzx.yaml, or ask for ZXZX and ZX-zxzx2.",
        "Write <<zx zx>>, {{ '{{' }}zx.zx{{ '}}' }} or [ZXZX] there.",
    ],
)
def test_what_is_data_code_link_quoted_or_allowed_is_left_out(source: str) -> None:
    assert linted(source) == ()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Both qa {{ item }}.", []),
        ("The {{ item }} qa here.", []),
        ("The {{ item }} was qa here.", ["qa"]),
        ("Our qa {{ item }}zx, and our parzxel {{ item }}.", ["parzxel"]),
    ],
)
def test_what_can_hang_on_the_value_beside_it_is_left_out(source: str, found: list[str]) -> None:
    assert [one.excerpt for one in linted(source)] == found


def test_one_fault_in_many_samples_is_one_finding_and_a_text_is_asked_about_once() -> None:
    engine = StandIn()
    header = '{# title = "T"\n[samples.one]\nname = "Ana"\n[samples.two]\nname = "Ben" #}\n'
    source = f"{header}Hello {{{{ name }}}},\n\nA parzxel."
    (found,) = linted(source, engine=engine)
    assert (found.seen_in, found.samples) == (("one", "two"), 2)
    assert engine.texts == ["Hello Ana,", "A parzxel.", "Hello Ben,"]


def test_a_long_paragraph_is_asked_about_in_parts_and_placed_as_a_whole() -> None:
    engine = StandIn()
    source = f"{'A short sentence is here. ' * 4_000}The parzxel."
    (found,) = linted(source, engine=engine)
    assert found.location is not None
    assert found.location.start == (1, source.index("parzxel") + 1)
    assert max(map(len, engine.texts)) <= 4_000
    assert all(text in source for text in engine.texts)


def test_html_is_read_as_its_customer_sees_it() -> None:
    found = linted("<p title='zx'>Your&nbsp;<b>par</b>zxel &amp; kezxy.</p>", "a.html.j2")
    assert [one.excerpt for one in found] == ["par</b>zxel", "kezxy"]
    assert [one.safe for one in found] == [False, False]


def test_a_message_set_and_a_subject_are_read_too(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    rows = [
        {"id": "a", "subject": "Your parzxel", "body": "It is\nhere, on a vazxn.", "kind": "subject"},
        {"id": "b", "body": "Ihr Pazxket.", "locale": "de"},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = lint(read_sources([str(file)], Source()), RULES, select=["spelling"], engine=StandIn())
    shown = [(one.message_id, one.excerpt, one.location and one.location.start) for one in result.findings]
    raw = file.read_text(encoding="utf-8")
    assert shown == [
        ("a", "parzxel", (1, raw.index("parzxel") + 1)),
        ("a", "vazxn", (1, raw.index("vazxn") + 1)),
    ]


def test_a_comment_allows_a_finding_and_is_not_unused() -> None:
    source = "{# allow spelling: our brand #}\nOur Parzxel is here.\n"
    item = read_template(Path("a.j2"), Path(), "a.j2", source=source)
    assert lint(item, RULES, engine=StandIn()).findings == ()
    assert lint(item, RULES).findings == ()


def test_a_template_is_rendered_once_for_all_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = []

    def counted(template: Template, **settings: Any) -> Rendering:
        rendered.append(template.name)
        return render_every(template, **settings)

    monkeypatch.setattr(sys.modules["toolkit.render.every"], "render_every", counted)
    item = read_template(Path("a.j2"), Path(), "a.j2", source="A parzxel.")
    assert [one.rule for one in lint([item], RULES, engine=StandIn()).findings] == ["spelling"]
    assert rendered == ["a"]


def test_templates_that_are_shared_out_come_back_with_their_messages() -> None:
    items = [
        read_template(Path(f"{number}.j2"), Path(), f"{number}.j2", source=f"Number {number} is a parzxel.")
        for number in range(60)
    ]
    assert [one.path for one in lint(items, RULES, engine=StandIn()).findings] == [item.path for item in items]


class Faulty(StandIn):
    def check(self, texts: Sequence[str], language: str) -> list[tuple[Remark, ...]]:  # noqa: ARG002
        raise KindwordError("it is down")


def test_an_engine_that_fails_leaves_all_other_findings() -> None:
    source = "{# allow spelling: our brand #}\nOur Parzxel is HERE NOW.\n"
    item = read_template(Path("a.j2"), Path(), "a.j2", source=source)
    result: LintResult = lint(item, RULES, engine=Faulty())
    assert [found.rule for found in result.findings] == ["all-caps"]
    assert str(result.fault) == "it is down"
    assert {"grammar", "spelling"}.isdisjoint(rule.id for rule in result.rules)


def test_findings_of_all_rules_stand_in_the_order_of_their_places(tmp_path: Path) -> None:
    source = "Our parzxel is LATE.\n\nA vazxn is HERE.\n"
    item = read_template(Path("a.j2"), Path(), "a.j2", source=source)
    found = lint(item, RULES, select=["all-caps", "spelling"], engine=StandIn()).findings
    assert [one.excerpt for one in found] == ["parzxel", "LATE", "vazxn", "HERE"]
    file = tmp_path / "set.jsonl"
    bodies = ["It is LATE.", "A parzxel.", "It is HERE, in a vazxn."]
    file.write_text("\n".join(json.dumps({"body": body}) for body in bodies), encoding="utf-8")
    result = lint(read_sources([str(file)], Source()), RULES, select=["all-caps", "spelling"], engine=StandIn())
    assert [one.excerpt for one in result.findings] == ["LATE", "parzxel", "HERE", "vazxn"]
