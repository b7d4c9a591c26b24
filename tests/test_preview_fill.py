"""Filling a message in: fields by their sort, names to try, pasted records, defaults and what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_preview import Client

from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules

ORDER = """{#
title = "An order"
channel = "chat"
[variables."customer.first_name"]
description = "The first name."
example = "Sam"
required = false
[variables.tone]
description = "How to write."
choices = ["plain", "warm"]
default = "plain"
[variables.count]
description = "How many."
example = 2
[variables.gift]
description = "Whether it is a gift."
example = true
required = false
[variables.items]
description = "What was ordered."
example = ["lamp", "rug"]
[variables.day]
description = "When it comes."
example = 2026-03-06
[variables.at]
description = "At what time."
example = 2026-03-06T10:30:00
required = false
[variables.note]
description = "More to say."
default = "No hurry."
[samples.typical]
customer.first_name = "Ana"
count = 2
items = ["lamp", "rug"]
day = 2026-03-06
at = 2026-03-06T10:30:00
#}
Hello{% if customer.first_name %} {{ customer.first_name }}{% endif %}, {{ count }} of {{ items|join(" and ") }} on
{{ day.isoformat() }}. {{ note }}{% if tone == "warm" %} Dear{% endif %}
"""


@pytest.fixture
def client(tmp_path: Path) -> Client:
    folder = tmp_path / "templates" / "first_replies"
    folder.mkdir(parents=True)
    (folder / "order.j2").write_text(ORDER, encoding="utf-8")
    app = make_app(Desk((folder.parent,), load_rules()), 4713)
    return Client(app, app.response_class)


def shown(client: Client, values: dict[str, Any]) -> dict[str, Any]:
    body = {"template": "first_replies/order", "values": values}
    told: dict[str, Any] = client.post("/message", json=body).get_json()
    return told


def records(client: Client, text: str) -> dict[str, Any]:
    body = {"template": "first_replies/order", "values": {}, "text": text}
    told: dict[str, Any] = client.post("/records", json=body).get_json()
    return told


def marked(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["origin"], one["text"]) for one in told["message"]["body"] if one["origin"] != "written"]


def test_each_field_has_its_sort_and_its_choices(client: Client) -> None:
    fields = {field["name"]: field for field in shown(client, {})["fields"]}
    assert {name: field["sort"] for name, field in fields.items()} == {
        "customer.first_name": "text",
        "tone": "choice",
        "count": "number",
        "gift": "boolean",
        "items": "texts",
        "day": "date",
        "at": "datetime",
        "note": "text",
    }
    assert (fields["tone"]["choices"], fields["tone"]["must"]) == (["plain", "warm"], False)


def test_defaults_and_gaps_are_told_from_what_is_filled_in(client: Client) -> None:
    told = shown(client, {"customer.first_name": "Ana", "items": ["rug"]})
    assert (told["missing"], told["defaulted"]) == (["count", "day"], ["tone", "note"])
    assert marked(told) == [
        ("filled", "Ana"),
        ("missing", "[count]"),
        ("filled", "rug"),
        ("missing", "[day]"),
        ("default", "No hurry."),
    ]
    filled = shown(client, {**told["samples"]["typical"], "note": "Soon."})
    assert (filled["missing"], filled["defaulted"]) == ([], ["tone"])
    assert ("filled", "Soon.") in marked(filled)


def test_a_sample_can_be_sent_back_as_it_was_told(client: Client) -> None:
    sample = shown(client, {})["samples"]["typical"]
    assert (sample["day"], sample["at"]) == ("2026-03-06", "2026-03-06T10:30:00")
    assert shown(client, sample)["problem"] == ""


def test_a_value_that_is_no_choice_is_a_problem(client: Client) -> None:
    told = shown(client, {"tone": "cold"})
    assert (told["message"], told["problem"]) == (None, "Line 8: the value of 'tone' is none of its choices.")


def test_other_names_can_be_tried(client: Client) -> None:
    profiles = shown(client, {})["profiles"]
    assert list(profiles) == [
        "No first name",
        "Very long name",
        "Japanese name",
        "Arabic name",
        "Name with an apostrophe",
    ]
    assert profiles["No first name"] == {"customer.first_name": ""}
    assert profiles["Name with an apostrophe"] == {"customer.first_name": "D'Arcy"}
    told = shown(client, profiles["Japanese name"])
    assert ("filled", "さくら") in marked(told)


@pytest.mark.parametrize(
    ("name", "has"),
    [("first_name", True), ("customer.name", True), ("product.name", False), ("agent", False), ("surname", True)],
)
def test_a_customers_name_is_told_from_other_names(client: Client, tmp_path: Path, name: str, has: bool) -> None:
    text = f'{{#\n[variables."{name}"]\nexample = "x"\n#}}\n{{{{ {name} }}}}\n'
    (tmp_path / "templates" / "first_replies" / "order.j2").write_text(text, encoding="utf-8")
    assert bool(shown(client, {})["profiles"]) is has


def test_a_table_is_read_by_the_sorts_of_the_fields(client: Client) -> None:
    text = 'customer.first_name;count;gift;items;phone\nAna;2;yes;"lamp\nrug";1\nBo;many;;;\n'
    told = records(client, text)
    assert told["records"] == [
        {
            "number": 1,
            "values": {"customer.first_name": "Ana", "count": 2, "gift": True, "items": ["lamp", "rug"]},
        },
        {"number": 2, "values": {"customer.first_name": "Bo", "count": "many"}},
    ]
    assert (told["unused"], told["faults"], told["cut"]) == (["phone"], [], False)


@pytest.mark.parametrize(
    "text",
    [
        '{"customer": {"first_name": "Ana", "vip": true}, "count": 2}',
        '{"customer.first_name": "Ana", "count": 2}',
        '\n[{"customer": {"first_name": "Ana"}, "count": 2}]',
        '{"customer": {"first_name": "Ana"}, "count": 2}\n{"count": 3}\n',
    ],
)
def test_json_is_read_as_one_record_or_as_many(client: Client, text: str) -> None:
    told = records(client, text)
    assert told["records"][0] == {"number": 1, "values": {"customer.first_name": "Ana", "count": 2}}
    assert told["unused"] == (["customer.vip"] if "vip" in text else [])


def test_rows_that_cannot_be_read_are_told_and_the_others_kept(client: Client) -> None:
    told = records(client, "count\n1\n2,3\n4\n")
    assert [one["values"]["count"] for one in told["records"]] == [1, 4]
    assert told["faults"] == ["row 2: it has 2 cells, and there are 1 columns"]


def test_only_so_many_rows_are_read(client: Client) -> None:
    told = records(client, "count\n" + "1\n" * 2001)
    assert (len(told["records"]), told["cut"]) == (2000, True)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "The first line must name the columns."),
        ("first_name\n", "There is no row."),
        ("[1, 2]", "Row 1: it is no JSON object."),
        ('[{"a": 1}', "This is not valid JSON"),
        ("count,count\n1,2\n", "'count' is given twice."),
        ('{"a": 1', "Row 1: this is not valid JSON"),
    ],
)
def test_a_text_without_records_is_one_message(client: Client, text: str, error: str) -> None:
    body = {"template": "first_replies/order", "values": {}, "text": text}
    answer = client.post("/records", json=body)
    assert answer.status_code == 400
    assert answer.get_json()["error"].startswith(error)


def test_a_short_message_has_no_grade_and_its_reading_time_says_how_fast(client: Client) -> None:
    reading = shown(client, {})["message"]["reading"]
    assert (reading["grade"], reading["limit"], reading["words_a_minute"]) == (None, 9, 238)
    assert reading["seconds"] == round(reading["words"] * 60 / 238)
