"""What the score sees in a message, and the sentence that it shows for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.library import read_template
from toolkit.lint.score import RUBRIC, Score, score
from toolkit.render import RenderedMessage
from toolkit.render.message import plain
from toolkit.rules import Rule, load_rules
from toolkit.sources import Source, read_sources

RULES = load_rules()

GOOD = """\
Hello Ana,

That's two failed visits in a week, and you took a day off for each. We sent the fitter to the wrong street. \
That was our mistake, and I'm sorry.

I've booked a new fitter for you. She will be with you by 10 am on Friday.

If anything feels off later, reply here and I'll pick it up.
"""
POOR = """\
Hello Ana,

You failed to answer the door. Notwithstanding the administrative considerations mentioned previously, \
reimbursement processing necessitates comprehensive documentation substantiating the circumstances surrounding \
the cancellation and any additional correspondence regarding supplementary entitlements. \
It will be looked into soon.
"""
TEMPLATE = """\
{#
title = "Late"
use_when = "Late."
[variables.day]
description = "The day."
example = "Friday"
[samples.with-a-day]
day = "Friday"
[samples.without]
day = "soon"
#}
I'm sending a new one. It will be with you by {{ day }}.
"""


def message(tmp_path: Path, body: str) -> RenderedMessage:
    (tmp_path / "m.txt").write_text(body, encoding="utf-8")
    (item,) = read_sources([str(tmp_path / "m.txt")], Source(kind="apology"))
    assert isinstance(item, RenderedMessage)
    return item


def seen(one: Score) -> dict[str, tuple[bool, str]]:
    return {observed.behaviour: (observed.found, observed.words) for observed in one.observations}


def test_a_message_that_shows_it_all(tmp_path: Path) -> None:
    (one,) = score(message(tmp_path, GOOD), RULES)
    assert seen(one) == {
        "acknowledges": (True, "That's two failed visits in a week, and you took a day off for each."),
        "names the error": (True, "That's two failed visits in a week, and you took a day off for each."),
        "owns it": (True, "We sent the fitter to the wrong street."),
        "next step": (True, "I've booked a new fitter for you."),
        "time": (True, "She will be with you by 10 am on Friday."),
        "invitation": (True, "If anything feels off later, reply here and I'll pick it up."),
        "plain words": (True, ""),
        "no blame": (True, ""),
    }


def test_a_message_that_shows_little(tmp_path: Path) -> None:
    (one,) = score(message(tmp_path, POOR), RULES)
    shown = seen(one)
    assert shown["no blame"] == (False, "You failed to answer the door.")
    assert shown["plain words"][0] is False
    assert shown["plain words"][1].startswith("Notwithstanding the administrative considerations")
    assert {name: shown[name] for name in ("owns it", "next step", "time", "invitation")} == {
        "owns it": (False, ""),
        "next step": (False, ""),
        "time": (False, ""),
        "invitation": (False, ""),
    }


def test_what_blames_the_customer_names_no_error_of_ours(tmp_path: Path) -> None:
    (one,) = score(message(tmp_path, "You failed to answer the door. We are sorry."), RULES)
    shown = seen(one)
    assert (shown["names the error"], shown["no blame"][0]) == ((False, ""), False)


def test_each_sample_of_a_template_is_scored(tmp_path: Path) -> None:
    (tmp_path / "late.j2").write_text(TEMPLATE, encoding="utf-8")
    template = read_template(tmp_path / "late.j2", tmp_path, "late.j2")
    with_a_day, without = score(template, RULES)
    assert (with_a_day.sample, with_a_day.template) == ("with-a-day", "late")
    assert seen(with_a_day)["time"] == (True, "It will be with you by Friday.")
    assert (without.sample, seen(without)["time"]) == ("without", (False, ""))


def test_the_rubric_is_observed_in_its_order(tmp_path: Path) -> None:
    (one,) = score([message(tmp_path, GOOD)])
    assert [observed.behaviour for observed in one.observations] == [behaviour.name for behaviour in RUBRIC]


def without_blame() -> list[Rule]:
    return [rule for rule in RULES if rule.id != "blame-language"]


def test_a_rule_that_the_score_needs_and_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(KindwordError, match="the score needs the rule 'blame-language'"):
        score(message(tmp_path, GOOD), without_blame())


def test_a_rule_without_a_check_does_not_count(tmp_path: Path) -> None:
    blame = next(rule for rule in RULES if rule.id == "blame-language")
    with pytest.raises(KindwordError, match="the score needs the rule 'blame-language'"):
        score(message(tmp_path, GOOD), [*without_blame(), replace(blame, check=None)])


def test_what_cannot_be_read_is_raised() -> None:
    error = KindwordError("this file is not UTF-8", path="a.j2")
    with pytest.raises(KindwordError, match="this file is not UTF-8"):
        score([error], RULES)


def test_a_message_in_a_language_without_rules_is_named() -> None:
    text = plain("Wir haben Ihnen das Geld heute erstattet.", "m.jsonl")
    message = RenderedMessage("apology", "email", "de", None, "m.jsonl", "", text, {}, message_id="m-7")
    with pytest.raises(KindwordError, match="message m-7: there is no vocabulary for the language 'de'") as caught:
        score(message)
    assert caught.value.path == "m.jsonl"
