"""Putting a message together, and the same message over all its samples side by side."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from test_preview import Client

from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules

NONE: Mapping[str, Any] = MappingProxyType({})
BODY = """{#
title = "It came late"
subject = "{% if gift %}The gift{% else %}Your {{ item }}{% endif %}"
[variables.first_name]
description = "The first name."
example = "Sam"
[variables.item]
description = "What came late."
example = "lamp"
[variables.gift]
description = "For what."
example = "a birthday"
required = false
[samples.typical]
first_name = "Ana"
item = "lamp"
[samples.a-gift]
first_name = "Bo"
item = "rug"
gift = "a birthday"
#}
{% import "_shared/words.j2" as words -%}
Hello {{ first_name }},

Your {{ item }} came late{% if gift %}, and {{ words.missed(gift) }}{% elif first_name == "Ana" %}, Ana{% else %}.
{%- endif %} That was our mistake, and I am sorry.
"""
SUBJECT = """{#
[variables.item]
description = "What it is about."
example = "order"
[variables.day]
description = "When."
example = "Monday"
[samples.typical]
item = "order"
day = "Monday"
#}
About your {{ item }} of {{ day }}
"""
CLOSING = """{#
[variables.first_name]
description = "The first name, once more."
default = "you"
[variables.agent]
description = "Who signs."
example = "Alex"
[samples.other]
agent = "Alex"
#}
You failed to write, {{ first_name }}.

{{ agent }}
"""
PLAIN = "Hello,\n\nReply to this email and I will take it from there.\n"
FILES = {
    "apologies/late": BODY,
    "apologies/plain": PLAIN,
    "subjects/about": SUBJECT,
    "closings/write": CLOSING,
    "_shared/words": "{% macro missed(day) %}{{ day }} was missed{% endmacro %}\n",
}


@pytest.fixture
def client(tmp_path: Path) -> Client:
    for name, text in FILES.items():
        file = tmp_path / f"{name}.j2"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    app = make_app(Desk((tmp_path,), load_rules()), 4713)
    return Client(app, app.response_class)


def asked(client: Client, address: str, values: Mapping[str, Any] = NONE, /, **parts: str) -> dict[str, Any]:
    body = {"template": "apologies/late", "values": dict(values), **parts}
    told: dict[str, Any] = client.post(address, json=body).get_json()
    return told


PARTS = {"subject": "subjects/about", "closing": "closings/write"}
VALUES = {"first_name": "Ana", "item": "lamp", "day": "Friday", "agent": "Kim"}


def test_the_parts_share_one_form(client: Client) -> None:
    told = asked(client, "/message", **PARTS)
    fields = {field["name"]: field for field in told["fields"]}
    assert list(fields) == ["first_name", "item", "gift", "day", "agent"]
    assert fields["item"]["description"] == "What came late."
    assert fields["first_name"]["must"] is True
    assert told["missing"] == ["first_name", "item", "day", "agent"]


def test_what_one_part_needs_is_needed_though_another_has_a_default(client: Client) -> None:
    told = asked(client, "/message", template="closings/write")
    assert (told["missing"], told["defaulted"]) == (["agent"], ["first_name"])
    assert "first_name" in asked(client, "/message", **PARTS)["missing"]


def test_a_sample_fills_all_parts(client: Client) -> None:
    samples = asked(client, "/message", **PARTS)["samples"]
    assert samples == {
        "typical": {"first_name": "Ana", "item": "lamp", "day": "Monday", "agent": "Alex"},
        "a-gift": {"first_name": "Bo", "item": "rug", "gift": "a birthday", "day": "Monday", "agent": "Alex"},
    }


def test_the_whole_is_shown_and_taken_away(client: Client) -> None:
    message = asked(client, "/message", VALUES, **PARTS)["message"]
    assert message["subject_line"] == "About your lamp of Friday"
    assert message["body_text"].endswith("I am sorry.\n\nYou failed to write, Ana.\n\nKim")
    assert "Subject: About your lamp of Friday\r\n" in message["eml"]
    assert "Kim" in message["html"]


def test_a_finding_stands_in_its_own_part(client: Client) -> None:
    message = asked(client, "/message", VALUES, **PARTS)["message"]
    number = [one["excerpt"] for one in message["findings"]].index("You failed to")
    marked = "".join(piece["text"] for piece in message["body"] if number in piece["findings"])
    assert marked == "You failed to"


def test_a_closing_is_judged_with_what_the_body_already_says(client: Client) -> None:
    def rules(**asked_for: str) -> list[str]:
        told = asked(client, "/message", {"agent": "Kim"}, **asked_for)
        return [one["rule"] for one in told["message"]["findings"]]

    assert "closing-invitation" in rules(template="closings/write")
    assert "closing-invitation" in rules(template="apologies/late", closing="closings/write")
    assert "closing-invitation" not in rules(template="apologies/plain", closing="closings/write")


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"subject": "closings/write"}, "--subject: this is of kind 'closing', not 'subject'"),
        ({"template": "subjects/about", "closing": "closings/write"}, "--body: this is a subject"),
        ({"closing": "closings/wrote"}, "Did you mean 'closings/write'?"),
    ],
)
def test_parts_that_make_no_message_are_refused(client: Client, parts: dict[str, str], error: str) -> None:
    body = {"template": "apologies/late", "values": {}, **parts}
    answer = client.post("/message", json=body)
    assert answer.status_code == 404
    assert error in answer.get_json()["error"]


def test_samples_stand_side_by_side_with_what_each_shows(client: Client) -> None:
    told = asked(client, "/samples")
    assert [(one["condition"], one["otherwise"], one["line"]) for one in told["passages"]] == [
        ("gift", False, 25),
        ('first_name == "Ana"', False, 25),
        ('first_name == "Ana"', True, 25),
        ("gift", False, None),
        ("gift", True, None),
    ]
    assert told["passages"][0]["words"] == ", and {{ words.missed(gift) }}"
    assert {one["sample"]: one["taken"] for one in told["columns"]} == {
        "typical": [False, True, False, False, True],
        "a-gift": [True, False, False, True, False],
    }
    assert "".join(piece["text"] for piece in told["columns"][1]["subject"]) == "The gift"


def test_what_is_filled_in_stands_beside_the_samples(client: Client) -> None:
    told = asked(client, "/samples", {"first_name": "Cy"}, **PARTS)
    assert [one["sample"] for one in told["columns"]] == ["What you filled in", "typical", "a-gift"]
    assert "[item]" in [piece["text"] for piece in told["columns"][0]["body"] if piece["origin"] == "missing"]
    assert told["columns"][0]["taken"] == [False, False, True, False, True]


def test_a_sample_that_cannot_be_rendered_is_told_in_its_place(client: Client, tmp_path: Path) -> None:
    text = "{#\n[variables.n]\nexample = 1\n[samples.none]\nn = 0\n[samples.one]\nn = 1\n#}\n{{ 1 // n }} left\n"
    (tmp_path / "apologies" / "late.j2").write_text(text, encoding="utf-8")
    none, one = asked(client, "/samples")["columns"]
    assert none["problem"].startswith("Line 9: this cannot be rendered")
    assert (none["body"], one["problem"], one["body"][0]["text"]) == ([], "", "1")
