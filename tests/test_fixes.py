"""Edits of a text: made together, followed to where they lead, and taken only from what is safe to fix."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.library import Template
from toolkit.lint import lint
from toolkit.lint.fixes import Edit, Fix, Shift, apart, apply, fixes_of
from toolkit.lint.pieces import layout
from toolkit.text import Span


def edit(start: int, end: int, text: str, path: str = "a") -> Edit:
    return Edit(path, Span(start, end), text)


def template(source: str) -> Template:
    return Template("main", "any", "email", "en", "main.j2", source, Path())


def fixed(source: str) -> str:
    findings = lint(template(source), select=["all-caps", "exclamation-overload"]).findings
    return apply(source, (fix.edit for fix in apart(fixes_of(findings, {"main.j2": source}))))


def test_edits_are_made_all_at_once() -> None:
    assert apply("one two three", [edit(8, 13, "3"), edit(0, 3, "first"), edit(4, 4, "& ")]) == "first & two 3"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at 2"):
        apply("abcdef", [edit(0, 3, "x"), edit(2, 4, "y")])


def test_of_fixes_that_overlap_the_first_is_made() -> None:
    one, two, three = (Fix(edit(*span, "x"), "r") for span in ((4, 8), (0, 5), (8, 9)))
    assert apart([one, two, three]) == (two, three)
    assert apart([one, Fix(edit(0, 5, "x", path="b"), "r")]) == (one, Fix(edit(0, 5, "x", path="b"), "r"))


@pytest.mark.parametrize(
    ("span", "edits", "expected"),
    [
        ((3, 5), [(0, 1, "long")], (6, 8)),
        ((3, 5), [(5, 6, "long")], (3, 5)),
        ((3, 5), [(3, 3, "ab")], (5, 7)),
        ((3, 5), [(5, 5, "ab")], (3, 5)),
        ((3, 5), [(3, 5, "abc")], (3, 6)),
        ((0, 9), [(3, 5, "abc"), (6, 6, "xy")], (0, 12)),
        ((4, 9), [(3, 5, "abc")], (3, 10)),
        ((0, 4), [(3, 5, "abc")], (0, 6)),
    ],
)
def test_a_place_moves_with_the_edits_before_and_in_it(
    span: tuple[int, int], edits: list[tuple[int, int, str]], expected: tuple[int, int]
) -> None:
    assert Shift(edit(*one) for one in edits).moved(Span(*span)) == Span(*expected)


@given(
    st.text(alphabet="abc\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.text(alphabet="XY", max_size=3)), max_size=6),
)
def test_words_that_no_edit_touches_are_found_where_they_have_moved(
    text: str, drafts: list[tuple[int, int, str]]
) -> None:
    spans = [edit(start, min(start + size, len(text)), new) for start, size, new in drafts if start <= len(text)]
    edits = [fix.edit for fix in apart(Fix(one, "r") for one in spans)]
    after, shift = apply(text, edits), Shift(edits)
    for at in range(len(text)):
        span = Span(at, at + 1)
        if not any(one.span.overlaps(span) for one in edits):
            assert shift.moved(span).of(after) == span.of(text)
    for one, written in zip(sorted(edits), shift.written, strict=True):
        assert written.of(after) == one.text or not one.span


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Please DO NOT reply, but sign BOTH pages!!", "Please do not reply, but sign both pages!"),
        ("{% if x %}Please DO NOT go.{% endif %}", "{% if x %}Please do not go.{% endif %}"),
        ("{% raw %}Please DO NOT go.{% endraw %}", "{% raw %}Please do not go.{% endraw %}"),
        ("{% set x %}Please DO NOT go.{% endset %}{{ x }}", "{% set x %}Please do not go.{% endset %}{{ x }}"),
        ("Please {{ 'DO NOT' if x else 'do' }} go.", None),
        ("{% set x = 'Please DO NOT go.' %}{{ x }}", None),
        ("{% filter upper %}do not{% endfilter %} go", None),
        ("{% trans %}Please DO NOT go.{% endtrans %}", None),
        ("Please DO{# not #} NOT go.", None),
        ("Please DO {{- ' ' -}} NOT go.", None),
        ("Please go. {# READ THIS NOW #}", None),
    ],
)
def test_only_literal_text_is_mended(source: str, expected: str | None) -> None:
    assert fixed(source) == (source if expected is None else expected)


def test_a_variable_is_no_block_to_translate() -> None:
    source = "{{ trans }} Please DO NOT go."
    assert layout(source).is_literal(Span(12, 18))


def test_a_suggestion_that_holds_data_needs_a_person() -> None:
    (finding,) = lint(template("PLEASE {{ 'DO' }} NOT GO."), select=["all-caps"]).findings
    assert (finding.suggestion, finding.safe) == ("Please do not go", False)


def test_a_suggestion_that_samples_disagree_on_needs_a_person() -> None:
    source = "{% if x %}Please wait. {% else %}Please {% endif %}DO NOT go."
    (finding,) = lint(template(source), select=["all-caps"]).findings
    assert not finding.safe
