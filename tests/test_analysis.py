"""What is known of a template without rendering it: its variables, its words, and what must hold for each."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.library import Template
from toolkit.render import RenderOptions
from toolkit.render.program import Program, new_program
from toolkit.render.solve import solve_all
from toolkit.render.wants import Want, Wishes, merge


def program(source: str, root: Path = Path()) -> Program:
    return new_program(Template("main", "any", "email", "en", "main.j2", source, root), RenderOptions())


def variables(source: str, root: Path = Path()) -> set[str]:
    return {use.variable for analysis in program(source, root).analyses for use in analysis.uses}


def pieces(source: str) -> dict[str, list[tuple[Wishes, ...] | None]]:
    """Return each piece of words with what must be true of the data, for each way to reach it."""
    (analysis,) = program(source).analyses
    return {piece.span.of(source): [solve_all(way) for way in piece.ways] for piece in analysis.pieces}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("{{ name }}{{ order.id }}{{ a['b'].c }}", {"name", "order.id", "a.b.c"}),
        (
            "{% for line in order.lines %}{{ line.name }}{{ loop.index }}{% endfor %}",
            {"order.lines", "order.lines.*.name"},
        ),
        ("{% set x = a %}{{ x.b }}", {"a", "a.b"}),
        ("{% with x = a %}{{ x }}{% endwith %}{{ x }}", {"a", "x"}),
        ("{% macro m(p) %}{{ p.q }}{{ r }}{% endmacro %}{{ m(a) }}", {"a", "a.q", "r"}),
        ("{{ url_for('x') }}{{ a.b() }}", {"url_for", "a.b"}),
        ("{% if a and b is defined and c == 'x' %}{% endif %}", {"a", "b", "c"}),
        ("{{ a|default(b)|upper }}{{ a ~ c }}", {"a", "b", "c"}),
        ("{% trans n=count %}{{ n }} {{ who }}{% endtrans %}", {"count", "who"}),
        ("{{ range(n) }}{{ _('x') }}", {"n", "range", "_"}),
    ],
)
def test_variables_are_those_from_outside_by_their_whole_name(source: str, names: set[str]) -> None:
    assert variables(source) == names


def test_what_an_include_uses_is_used(tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("{{ a.b }}", encoding="utf-8")
    assert variables("{% set a = c %}{% include 'part.j2' %}", tmp_path) == {"c", "c.b"}


def test_each_piece_of_words_has_its_conditions() -> None:
    found = pieces("Hi{% if a %}one{% elif b == 'x' %}two{% else %}three{% endif %}")
    assert found == {
        "Hi": [({},)],
        "one": [({"a": Want("truthy")},)],
        "two": [({"a": Want("falsy"), "b": Want("equal", "x")},)],
        "three": [({"a": Want("falsy"), "b": Want("other", values=("x",))},)],
    }


def test_strings_that_show_are_words_and_others_are_not() -> None:
    source = (
        "{{ 'shown' if x == 'compared' else f('argument') }}{{ d['key'] }}{{ {'k': 'value'}[y] }}{{ '%s' % z }}"
    )
    assert set(pieces(source)) == {"shown", "value"}


def test_what_nothing_can_make_true_has_no_solution() -> None:
    assert pieces("{% if a and not a %}never{% endif %}") == {"never": [()]}
    assert pieces("{% if false %}never{% endif %}") == {"never": [()]}


def test_what_cannot_be_told_is_left_open() -> None:
    assert pieces("{% if f(a) == b %}open{% endif %}") == {"open": [None]}


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (Want("truthy"), Want("equal", "x"), Want("equal", "x")),
        (Want("truthy"), Want("equal", ""), None),
        (Want("falsy"), Want("undefined"), Want("undefined")),
        (Want("truthy"), Want("undefined"), None),
        (Want("equal", 1), Want("equal", 2), None),
        (Want("other", values=("a",)), Want("equal", "b"), Want("equal", "b")),
        (Want("other", values=("a",)), Want("equal", "a"), None),
        (Want("within", values=(3, None)), Want("within", values=(None, 5)), Want("within", values=(3, 5))),
        (Want("within", values=(3, None)), Want("within", values=(None, 2)), None),
        (Want("within", values=(3, None)), Want("equal", 4), Want("equal", 4)),
        (Want("within", values=(3, 4)), Want("other", values=(3,)), Want("equal", 4)),
        (Want("within", values=(None, 3)), Want("truthy"), Want("within", values=(1, 3))),
        (Want("within", values=(-2, 0)), Want("falsy"), Want("equal", 0)),
        (Want("long", values=(0, 5)), Want("long", values=(3, None)), Want("long", values=(3, 5))),
    ],
)
def test_wishes_for_one_variable_go_together_or_contradict(first: Want, second: Want, both: Want | None) -> None:
    expected = None if both is None else {"x": both}
    assert merge({"x": first}, {"x": second}) == expected
    assert merge({"x": second}, {"x": first}) == expected


@pytest.mark.parametrize(
    "source",
    ["{% if a == 'x' %}\n{% set a = 'y' %}\n{% endif %}\nSee {{ a }}.", "\n{% macro m(p) %}{{ p }}{% endmacro %}"],
)
def test_every_use_has_a_line(source: str) -> None:
    lines = [use.line for analysis in program(source).analyses for use in analysis.uses]
    assert lines
    assert all(1 <= line <= source.count("\n") + 1 for line in lines)
