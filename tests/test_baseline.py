"""A baseline: what it accepts stays so wherever it moves to, what is new is new, and its file is one to read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.library import read_template
from toolkit.lint import Finding, lint
from toolkit.lint.baseline import Baseline, Entry, Key, Scope, from_text, prune, record, renew, split, to_text
from toolkit.rules import Severity, load_rules
from toolkit.text import Location

RULES = load_rules()
EVERYTHING = Scope(frozenset(("a.j2", "b/c.j2")), frozenset(("all-caps", "jargon")))
MISTAKES = [
    "We're sorry if it came late.",
    "You failed to sign for it.",
    "It can NOT be.",
    "We will be in touch soon.",
    "WE MEAN IT. You must reply!",
]
FILLERS = ["", "{# a note #}", "{% set day = 'Friday' %}", "   ", "\nThank you, Ana.\n"]

texts = st.text(st.characters(exclude_categories=()), max_size=4)
findings = st.builds(
    lambda rule, path, words, line, message_id, *, numbered: Finding(
        rule,
        Severity.ERROR,
        "m",
        path,
        Location(path, (line, 1), (line, 2)),
        words,
        words,
        "any",
        message_id=message_id,
        numbered=numbered,
    ),
    st.sampled_from(sorted(EVERYTHING.rules)),
    st.sampled_from(sorted(EVERYTHING.files)),
    texts | st.sampled_from(["NOT", "N O T", "word " * 90]),
    st.integers(1, 9),
    st.none() | texts,
    numbered=st.booleans(),
)
lists = st.lists(findings, max_size=12)


def finding(words: str = "NOT", path: str = "a.j2", **changes: object) -> Finding:
    made = Finding("all-caps", Severity.ERROR, "m", path, Location(path, (3, 1), (3, 4)), words, words, "any")
    return replace(made, **changes)  # type: ignore[arg-type]


def entry(words: str, count: int = 1, path: str = "a.j2") -> Entry:
    return Entry(Key(path, "all-caps", "", words), count)


# --- properties


@given(lists)
def test_what_is_recorded_is_known_and_nothing_of_it_is_stale(found: list[Finding]) -> None:
    parts = split(record(found), found, EVERYTHING)
    assert (parts.new, parts.known, parts.stale) == ((), tuple(found), ())


@given(lists, st.randoms())
def test_the_order_of_findings_does_not_change_the_file(found: list[Finding], chance: Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert to_text(record(shuffled)) == to_text(record(found))


@given(lists)
def test_a_file_reads_as_what_was_written_and_each_entry_has_one_line(found: list[Finding]) -> None:
    baseline = record(found)
    text = to_text(baseline)
    assert from_text(text, "b.json") == baseline
    assert len([line for line in text.splitlines() if '"rule": ' in line]) == len(baseline.entries)


@given(lists, lists)
def test_every_finding_is_new_or_known_and_every_entry_met_or_stale(
    old: list[Finding], now: list[Finding]
) -> None:
    parts = split(record(old), now, EVERYTHING)
    assert sorted(map(id, (*parts.new, *parts.known))) == sorted(map(id, now))
    assert len(parts.known) + sum(one.count for one in parts.stale) == len(old)
    assert {one.key for one in record(parts.new).entries}.isdisjoint(one.key for one in parts.stale)


@given(lists, lists)
def test_a_pruned_baseline_knows_the_same_and_has_nothing_stale(old: list[Finding], now: list[Finding]) -> None:
    before = split(record(old), now, EVERYTHING)
    after = split(prune(record(old), before.stale), now, EVERYTHING)
    assert (after.known, after.new, after.stale) == (before.known, before.new, ())


@settings(max_examples=50)  # the first example compiles the rules
@given(st.lists(st.sampled_from(MISTAKES), min_size=1, max_size=4), st.data())
def test_lines_that_come_and_go_elsewhere_make_nothing_new(mistakes: list[str], data: st.DataObject) -> None:
    def found() -> tuple[Finding, ...]:
        fillers = st.lists(st.sampled_from(FILLERS), max_size=3)
        lines = [line for one in mistakes for line in (*data.draw(fillers), "", one, "")]
        source = "\n".join(["Hello,", *lines, *data.draw(fillers), ""])
        return lint(read_template(Path("a.j2"), Path(), "a.j2", source=source), RULES).findings

    before, after = found(), found()
    parts = split(record(before), after, Scope(frozenset(("a.j2",)), frozenset(rule.id for rule in RULES)))
    assert before
    assert (parts.new, parts.stale) == ((), ())


# --- examples


def test_of_more_of_the_same_the_surplus_is_new() -> None:
    first, second, third = finding(), finding(), finding()
    parts = split(record([first, second]), [third, first, second], EVERYTHING)
    assert parts.known == (third, first)
    assert parts.new == (second,)


def test_of_less_of_the_same_the_rest_is_stale() -> None:
    assert split(record([finding()] * 3), [finding()], EVERYTHING).stale == (entry("NOT", 2),)
    assert prune(record([finding()] * 3), [entry("NOT", 2)]) == Baseline((entry("NOT"),))


@pytest.mark.parametrize(
    "scope", [replace(EVERYTHING, rules=frozenset(("jargon",))), replace(EVERYTHING, files=frozenset(("b/c.j2",)))]
)
def test_what_a_run_did_not_look_at_is_never_stale_and_stays(scope: Scope) -> None:
    before = record([finding()])
    assert split(before, [], scope).stale == ()
    assert renew(before, Baseline(), scope) == before
    assert renew(before, Baseline(), EVERYTHING) == Baseline()


def test_a_file_is_known_by_the_name_it_is_given() -> None:
    def above(path: str) -> str:
        return f"mail/{path}"

    baseline = record([finding()], above)
    assert [one.key.path for one in baseline.entries] == ["mail/a.j2"]
    assert split(baseline, [finding()], EVERYTHING, above).new == ()
    assert split(baseline, [finding()], EVERYTHING).known == ()


def test_half_characters_are_marked_so_that_they_can_be_written() -> None:
    baseline = record([finding("\ud83d" + "\udc4b"), finding("\udc4b"), finding("\U0001f44b")])
    assert [(one.key.words, one.count) for one in baseline.entries] == [("\ufffd", 1), ("\U0001f44b", 2)]
    assert from_text(to_text(baseline), "b.json") == baseline


def test_words_that_are_long_are_told_apart_by_their_end_too() -> None:
    long = "word " * 90
    first, second = record([finding(long + "a"), finding(long + "b")]).entries
    assert first.key.words.startswith("word word")
    assert first.key.words != second.key.words
    assert len(first.key.words) < 230


FILE = """\
{
  "version": 1,
  "findings": {
    "a.j2": [
      {"rule": "all-caps", "words": "DO NOT", "count": 2},
      {"rule": "all-caps", "message": "m-1", "words": "Été \\u202e", "count": 1}
    ],
    "b.j2": [
      {"rule": "all-caps", "words": "", "count": 1}
    ]
  }
}
"""


def test_the_file_is_by_file_one_entry_a_line_with_nothing_hidden() -> None:
    found = [
        finding("", "b.j2", location=None),
        finding("Été \u202e", message_id="m-1"),
        finding("DO NOT"),
        finding("DO\n   NOT", message_id="7", numbered=True),
    ]
    assert to_text(record(found)) == FILE
    assert to_text(Baseline()) == '{\n  "version": 1,\n  "findings": {}\n}\n'


ANEW = "\n  Mend the line, or delete the file and run `kindword baseline`."
TWICE = '{"rule": "all-caps", "words": "DO NOT", "count": 2},'


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (FILE, "", "1: this is not valid JSON: expecting value (column 1)"),
        (FILE, "[]", " this is no baseline: it has no version" + ANEW),
        ('  "version": 1,\n', "", " this is no baseline: it has no version" + ANEW),
        (
            '"version": 1',
            '"version": 2',
            "2: the baseline has version 2\n  This kindword reads version 1. Update it, or delete the file and…",
        ),
        ('"version": 1', '"version": true', "2: the baseline has version True\n  This kindword reads…"),
        ('"findings"', '"finding"', "3: unknown key 'finding'\n  Did you mean 'findings'?"),
        (TWICE, f"{TWICE}\n{TWICE}", "6: this entry stands here twice\n  Leave one, with a count for both."),
        ('"b.j2"', '"a.j2"', "8: this is not valid JSON: 'a.j2' is given twice"),
        ('"a.j2": [', "<<<<<<< HEAD", "4: this is not valid JSON: expecting property name enclosed in double…"),
        ('"count": 2', '"count": 0', "5: count must be a whole number from 1 on" + ANEW),
        ('"count": 2', '"count": true', "5: count must be a whole number from 1 on" + ANEW),
        (', "count": 2', "", "5: count is missing" + ANEW),
        ('"words": ""', '"words": null', "9: words must be a text" + ANEW),
        ('"message": "m-1"', '"mesage": "m-1"', "6: unknown key 'mesage'\n  Did you mean 'message'?"),
        (TWICE, '"all-caps",', "5: an entry must be an object" + ANEW),
    ],
)
def test_a_file_that_is_broken_is_one_error_with_its_line(old: str, new: str, error: str) -> None:
    assert old in FILE
    with pytest.raises(KindwordError) as told:
        from_text(FILE.replace(old, new), "b.json")
    seen = str(told.value)
    expected = f"b.json:{error}"
    assert seen.startswith(expected[:-1]) if expected.endswith("…") else seen == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{"version": 1,\n"findings": []}', "b.json:2: findings must be an object" + ANEW),
        ('{"version": 1}', "b.json: findings is missing" + ANEW),
        ('{"version": 1,\n"findings": {\n"a.j2": {}}}', "b.json:3: the findings of 'a.j2' must be a list" + ANEW),
    ],
)
def test_a_file_of_another_shape_is_one_error(text: str, error: str) -> None:
    with pytest.raises(KindwordError) as told:
        from_text(text, "b.json")
    assert str(told.value) == error
