"""What each option of a construction finds and leaves alone, and what a slip in one is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from toolkit.checks import OptionError
from toolkit.checks.phrases import Phrases
from toolkit.errors import KindwordError
from toolkit.language import Prose, load_vocabulary
from toolkit.rules import load_rules


def check(**options: Any) -> Phrases:
    return Phrases.from_options(options, load_vocabulary())


def construction(**table: Any) -> Phrases:
    return check(constructions=[table])


def marked(phrases: Phrases, body: str, subject: str | None = None) -> str:
    """Return the message with «…» around what is underlined."""
    prose = Prose.of(body, subject)
    text = prose.text
    for match in reversed(list(phrases.matches(prose))):
        assert match.span is not None
        text = f"{text[: match.span.start]}«{match.span.of(text)}»{text[match.span.end :]}"
    return text


def written(phrases: Phrases, body: str) -> list[str | None]:
    return [match.suggestion for match in phrases.matches(Prose.of(body))]


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({"phrases": ["your ticket"]}, "We closed «your ticket». «Your\nticket» was old."),
        ({"phrases": ["~parcel"]}, "Both «parcels» and one «parcel» left us."),
        ({"phrases": ["parcel", "your parcel is"]}, "I fear «your parcel is» late."),
        ({"phrases": ["ticket"], "allow": ["train ticket"]}, "Your train ticket, not the «ticket» here."),
        ({"constructions": [{"find": ["sorry «if you»"]}]}, "We're sorry «if you» waited."),
        ({"constructions": [{"find": ["late"], "unless": ["late night"]}]}, "A late night line, yet «late»."),
        (
            {"constructions": [{"find": ["late"], "unless_in_sentence": ["not"]}]},
            "It is not late. It is «late».",
        ),
        (
            {"constructions": [{"find": ["late"], "unless_before": ["if"]}]},
            "If it comes late, call. It comes «late» if it snows.",
        ),
        ({"constructions": [{"find": ["late"], "unless_in_message": ["on us"]}]}, "It is late. This is on us."),
        (
            {"constructions": [{"find": ["late"], "unless_in_message": ["on us"]}]},
            "It is «late». This is on them.",
        ),
        (
            {"constructions": [{"find": ["late"], "only_in_sentence": ["parcel"]}]},
            "The train is late. The parcel is «late».",
        ),
        ({"constructions": [{"find": ["late"], "only_in_message": ["parcel"]}]}, "It is «late». It is a parcel."),
        ({"constructions": [{"find": ["late"], "only_in_message": ["parcel"]}]}, "It is late. It is a letter."),
        ({"constructions": [{"find": ["late"], "questions": True}]}, "Is it «late»? It is late."),
        ({"constructions": [{"find": ["late"], "questions": False}]}, "Is it late? It is «late»."),
        ({"constructions": [{"find": ["late"]}]}, "Is it «late»? It is «late».\n\n- always «late»\n\n> so late"),
        ({"constructions": [{"find": ["late"], "roles": ["item"]}]}, "It is late:\n\n- always «late»"),
        ({"constructions": [{"find": ["late"], "roles": ["quoted"]}]}, "It is late.\n\n> so «late»"),
        ({"phrases": ["soon"], "constructions": [{"find": ["late"]}]}, "Not «late» but «soon»."),
    ],
)
def test_what_is_underlined(options: dict[str, Any], shown: str) -> None:
    assert marked(check(**options), shown.replace("«", "").replace("»", "")) == shown


def test_the_subject_is_read_unless_roles_leave_it_out() -> None:
    assert marked(construction(find=["late"]), "It is late.", "So late") == "So «late»\n\nIt is «late»."
    assert (
        marked(construction(find=["late"], roles=["text"]), "It is late.", "So late") == "So late\n\nIt is «late»."
    )


@pytest.mark.parametrize(
    ("table", "body", "suggestion"),
    [
        ({"find": ["soon"], "suggestion": "by {{ eta }}"}, "It comes soon.", "by {{ eta }}"),
        ({"find": ["soon"]}, "It comes soon.", None),
        ({"find": ["you just need to"], "rewrite": [["just", ""]]}, "You just need to sign.", "You need to"),
        ({"find": ["utilise it"], "rewrite": [["utilise", "use"]]}, "Please utilise it.", "use it"),
        ({"find": ["utilise"], "rewrite": [["just", ""]], "suggestion": "use"}, "Please utilise it.", "use"),
        ({"find": ["so late"], "suggestion": "ever so late"}, "It is so late.", None),
    ],
)
def test_what_is_written_instead(table: dict[str, Any], body: str, suggestion: str | None) -> None:
    assert written(construction(**table), body) == [suggestion]


@pytest.mark.parametrize(
    ("options", "key", "message"),
    [
        ({}, "phrases", "there is nothing to find"),
        ({"phrases": "late"}, "phrases.find", "patterns must be a list of texts"),
        ({"phrases": ["(late"]}, "phrases.find", "a bracket is not closed in the pattern '(late'"),
        ({"phrases": ["«late"]}, "phrases.find", "the marks « and » must stand once each in the pattern '«late'"),
        ({"phrases": ["late"], "allow": [3]}, "allow", "patterns must be a list of texts"),
        ({"constructions": {"find": ["late"]}}, "constructions", "constructions must be tables"),
        ({"constructions": [{"fnd": ["late"]}]}, "constructions.1.fnd", "unknown key 'fnd'"),
        ({"constructions": [{"unless": ["late"]}]}, "constructions.1", "there is nothing to find"),
        (
            {"constructions": [{"find": ["late"], "roles": "item"}]},
            "constructions.1.roles",
            "roles must be a list of texts",
        ),
        ({"constructions": [{"find": ["late"], "roles": ["itm"]}]}, "constructions.1.roles", "unknown role 'itm'"),
        (
            {"constructions": [{"find": ["late"], "questions": 1}]},
            "constructions.1.questions",
            "questions must be true or false",
        ),
        (
            {"constructions": [{"find": ["late"], "suggestion": 1}]},
            "constructions.1.suggestion",
            "suggestion must be a text",
        ),
        (
            {"constructions": [{"find": ["late"], "unless": ["|"]}]},
            "constructions.1.unless",
            "unexpected '|' in the pattern '|'",
        ),
        (
            {"constructions": [{"find": ["late"], "rewrite": [["late"]]}]},
            "constructions.1.rewrite",
            "each rewrite must be a pair: a pattern and the text for its words",
        ),
    ],
)
def test_a_slip_in_an_option_is_told(options: dict[str, Any], key: str, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        check(**options)
    assert (caught.value.key, caught.value.message) == (key, message)


@pytest.mark.parametrize(
    ("table", "hint"),
    [
        ({"fnd": ["late"]}, "Did you mean 'find'?"),
        ({"find": ["late"], "roles": ["itm"]}, "Did you mean 'item'?"),
        ({"find": []}, "Give `find` a list of patterns."),
    ],
)
def test_a_slip_is_told_with_what_to_do(table: dict[str, Any], hint: str) -> None:
    with pytest.raises(OptionError) as caught:
        construction(**table)
    assert caught.value.hint == hint


SLIPS = """\
severity = "warning"
check = "phrases"
message = "Not “{words}”."
rationale = "Why not."
sources = ["Our own style guide"]

[[options.constructions]]
find = ["late"]

[[options.constructions]]
find = ["soon"]
roles = ["text"]

[examples]
bad = ["So «late»."]
good = ["On time."]
"""


@pytest.mark.parametrize(
    ("change", "into", "line"),
    [
        ('find = ["soon"]', 'fnd = ["soon"]', 11),
        ('find = ["soon"]', 'find = ["(soon"]', 11),
        ('find = ["late"]', 'find = "late"', 8),
        ('roles = ["text"]', 'roles = ["txt"]', 12),
        ('roles = ["text"]', 'rewrite = [["soon"]]', 12),
        ('find = ["soon"]', "", 10),
    ],
)
def test_a_slip_in_a_rule_file_is_told_with_its_line(tmp_path: Path, change: str, into: str, line: int) -> None:
    (tmp_path / "house.toml").write_text(SLIPS.replace(change, into), encoding="utf-8")
    with pytest.raises(KindwordError) as caught:
        load_rules([tmp_path])
    assert (caught.value.path, caught.value.line) == (str(tmp_path / "house.toml"), line)


def test_a_word_list_that_is_not_there_is_told() -> None:
    with pytest.raises(OptionError, match="nowhere"):
        check(phrases=["{nowhere}"])
