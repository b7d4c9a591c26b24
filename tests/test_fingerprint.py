"""Fingerprints: the same for the same fault wherever it moves to, another for another fault."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from toolkit.lint import Finding, fingerprints
from toolkit.rules import Severity
from toolkit.text import Location


def finding(excerpt: str = "URGENT", line: int = 3, rule: str = "all-caps", path: str = "a.j2") -> Finding:
    place = Location(path, (line, 1), (line, 1 + len(excerpt)))
    return Finding(rule, Severity.ERROR, "shouts", path, place, excerpt, excerpt, "any")


def test_a_fault_keeps_its_fingerprint_when_lines_come_before_it_or_it_is_wrapped() -> None:
    assert fingerprints([finding("ACT NOW", 3)]) == fingerprints([finding("ACT\n  NOW", 90)])


def test_faults_that_differ_in_rule_file_words_or_message_differ() -> None:
    others = [
        finding(),
        finding("ACT"),
        finding(rule="jargon"),
        finding(path="b.j2"),
        replace(finding(), message_id="m1"),
        replace(finding(), location=None, excerpt=""),
    ]
    assert len(set(fingerprints(others))) == len(others)


def test_the_number_of_a_line_is_no_id_of_a_message() -> None:
    at = [replace(finding(), message_id=number, numbered=True) for number in ("3", "90")]
    assert fingerprints(at[:1]) == fingerprints(at[1:]) == fingerprints([finding()])


def test_the_same_fault_twice_in_a_file_is_two_and_a_third_changes_neither() -> None:
    twice, thrice = fingerprints([finding()] * 2), fingerprints([finding()] * 3)
    assert len(set(thrice)) == 3
    assert thrice[:2] == twice


@given(st.lists(st.text(max_size=3), max_size=6))
def test_every_finding_has_one_of_its_own(excerpts: list[str]) -> None:
    made = fingerprints([finding(excerpt) for excerpt in excerpts])
    assert len(made) == len(set(made)) == len(excerpts)
    assert all(len(one) == 16 for one in made)
