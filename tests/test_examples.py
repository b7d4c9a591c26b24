"""Every example in every shipped rule file does what the file promises; and the runner can tell when not."""

from dataclasses import replace

import pytest

from toolkit.lint import check_examples
from toolkit.rules import Example, Rule, Verdict, load_rules

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_examples_of_a_shipped_rule(rule: Rule) -> None:
    report = check_examples([rule], among=RULES)
    assert [f"{failure.text}: {failure.reason}" for failure in report.failures] == []


def shouting(verdict: Verdict, body: str) -> Rule:
    rule = next(rule for rule in RULES if rule.id == "all-caps")
    return replace(rule, examples=(Example(verdict, 1, body),))


@pytest.mark.parametrize(
    ("verdict", "body", "reason"),
    [
        (Verdict.BAD, "Please «read» this.", "must underline “read”, but underlines nothing"),
        (Verdict.BAD, "Please «READ THIS» now.", ""),
        (Verdict.BAD, "Please «READ» THIS now.", "must underline “READ”, but underlines “READ THIS”"),
        (Verdict.GOOD, "Please READ THIS now.", "must be left alone, but underlines “READ THIS”"),
        (Verdict.GOOD, "Please read this now.", ""),
        (Verdict.KNOWN_MISS, "Please «READ THIS» now.", "is found by now: move it to `bad`"),
        (Verdict.KNOWN_MISS, "Please «read this» now.", ""),
        (Verdict.KNOWN_FALSE_ALARM, "Please read this now.", "is left alone by now: move it to `good`"),
        (Verdict.KNOWN_FALSE_ALARM, "Please READ THIS now.", ""),
        (Verdict.BAD, "Please «READ THIS now.", "must have its marks « and » in pairs"),
        (Verdict.BAD, "Please READ» THIS now.", "must have its marks « and » in pairs"),
    ],
)
def test_an_example_that_breaks_its_promise_is_told(verdict: Verdict, body: str, reason: str) -> None:
    failures = check_examples([shouting(verdict, body)]).failures
    assert [failure.reason for failure in failures] == ([reason] if reason else [])
