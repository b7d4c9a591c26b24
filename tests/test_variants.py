"""Every word of a template is read by the linter: with the samples, with data made up for it, or it is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.library import Template, read_template
from toolkit.render import Rendering, RenderOptions, render_every

HEADER = """{# title = "A test"
[variables.status]
description = "how it went"
[variables.eta]
description = "when"
optional = true
[samples.late]
status = "late"
eta = "Friday"
[samples.lost]
status = "lost"
#}
"""


def template(source: str, root: Path = Path(), name: str = "main.j2") -> Template:
    return read_template(root / name, root, name, source=source)


def texts(rendering: Rendering) -> dict[str, str]:
    return {message.sample: message.body.text.strip() for message in rendering.messages}


def unrendered(rendering: Rendering) -> list[str]:
    return [span.of(rendering.sources[path]) for path, span in rendering.unrendered]


def problems(rendering: Rendering) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in rendering.problems]


def test_each_sample_is_a_message() -> None:
    rendering = render_every(template(HEADER + "It is {{ status }}{% if eta %} until {{ eta }}{% endif %}."))
    assert texts(rendering) == {"late": "It is late until Friday.", "lost": "It is lost."}
    assert problems(rendering) == []
    assert unrendered(rendering) == []


def test_words_that_no_sample_shows_get_a_variant() -> None:
    source = HEADER + "{{ status }}{% if eta %}!{% endif %}{% if status == 'found' %} We have it.{% endif %}"
    assert texts(render_every(template(source)))['late, status = "found"'] == "found! We have it."


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{% if vip %}yes{% else %}no{% endif %}", {"yes", "no"}),
        ("{% if not vip %}yes{% else %}no{% endif %}", {"yes", "no"}),
        ("{% if a and not b %}one{% elif a or c %}two{% else %}three{% endif %}", {"one", "two", "three"}),
        ("{% if n > 3 %}many{% elif n == 1 %}one{% else %}few{% endif %}", {"many", "one", "few"}),
        (
            "{% if items|length > 5 %}long{% elif items|length > 2 %}mid{% else %}short{% endif %}",
            {"long", "mid", "short"},
        ),
        ("{% if n > 3 and n != 4 and n < 6 %}five{% elif n and n < 0 %}minus{% endif %}", {"five", "minus"}),
        ("{% if x == 'a' %}A{% elif x in ['b', 'c'] %}B{% else %}C{% endif %}", {"A", "B", "C"}),
        ("{% if x is defined %}there{% else %}absent{% endif %}", {"there", "absent"}),
        ("{% if x is none %}none{% else %}some{% endif %}", {"none", "some"}),
        ("{% if items|length > 5 %}long{% else %}short{% endif %}", {"long", "short"}),
        ("{% for x in items %}each{% else %}empty{% endfor %}", {"eacheach", "empty"}),
        ("{% for x in items if x.ok %}good{% endfor %}{% for x in items if not x.ok %}bad{% endfor %}", {"bad"}),
        ("{{ 'yes' if vip else 'no' }}", {"yes", "no"}),
        ("{{ eta or 'soon' }}", {"soon"}),
        ("{{ eta|default('soon') }}", {"soon"}),
        ("{{ {'late': 'We are late', 'lost': 'It is lost'}[status] }}", {"We are late", "It is lost"}),
        ("{% set x = 'Dear' if vip else 'Hi' %}{% if x == 'Hi' %}{{ x }} there{% endif %}", {"Hi there"}),
        ("{% trans count=n %}one thing{% pluralize %}many things{% endtrans %}", {"one thing", "many things"}),
        ("{% if order.get_total() > 100 %}big{% endif %}", {"big"}),
        ("{% if frobnicate(x) == y %}odd{% endif %}", {"odd"}),
        ("{% if loop_count % 2 == 1 %}odd{% endif %}", {"odd"}),
    ],
)
def test_stand_ins_and_variants_reach_every_word(source: str, words: set[str]) -> None:
    rendering = render_every(template(source))
    assert unrendered(rendering) == []
    seen = {message.body.text for message in rendering.messages}
    assert all(any(word in text for text in seen) for word in words)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Hi.{% if false %} Never.{% endif %}", ["Never."]),
        ("Hi.{% for x in [] %}Never.{% endfor %}", ["Never."]),
        ("Hi.{% if a %}{% if not a %}Never.{% endif %}{% endif %}", ["Never."]),
        ("Hi.{% if x == 1 and x == 2 %}Never.{% endif %}", ["Never."]),
        ("Hi.{% if n > 3 and n < 4 %}Never.{% endif %}", ["Never."]),
        ("{% set x = false %}{% if x %}Never.{% endif %}Hi.", ["Never."]),
        ("{{ 'Hi' if true else 'Never' }}", ["Never"]),
    ],
)
def test_dead_words_are_told_of(source: str, words: list[str]) -> None:
    assert unrendered(render_every(template(source))) == words


def test_variants_are_bounded() -> None:
    source = "".join(f"{{% if x == {number} %}}word {number}{{% endif %}}" for number in range(100, 130))
    rendering = render_every(template(source), options=RenderOptions(most_variants=5))
    assert len(rendering.messages) == 6
    assert len(rendering.unrendered) == 25


def test_a_macro_that_nothing_calls_is_read_with_stand_ins() -> None:
    source = (
        "Hi.{% macro m(first_name) %}Dear {{ first_name }}{% if x %}, yes{% else %}, no{% endif %}{% endmacro %}"
    )
    rendering = render_every(template(source))
    assert set(texts(rendering).values()) == {"Hi.", "Dear Sam, yes", "Dear Sam, no"}
    assert unrendered(rendering) == []


def test_a_layout_is_read_through_its_child(tmp_path: Path) -> None:
    (tmp_path / "base.j2").write_text(
        "Hello.{% block a %}unused{% endblock %}{% if late %} Sorry.{% endif %}", encoding="utf-8"
    )
    source = "{% extends 'base.j2' %}nowhere{% block a %} Words.{% endblock %}"
    rendering = render_every(template(source, tmp_path))
    assert "Hello. Words. Sorry." in texts(rendering).values()
    assert unrendered(rendering) == ["nowhere"]


# --- what is wrong hides nothing else


@pytest.mark.parametrize(
    ("source", "text", "problem"),
    [
        ("{{ name|shout }} rest", "Sam rest", "there is no filter 'shout'"),
        ("{% if x is prime %}yes{% endif %} rest", "yes rest", "there is no test 'prime'"),
        ("{{ url_for('a') }} rest", "https://example.com/help rest", "there is no function 'url_for'"),
        ("{% include 'no.j2' %}rest", "rest", "there is no include 'no.j2'"),
        ("{% extends 'no.j2' %}{% block a %}rest{% endblock %}", "rest", "there is no parent 'no.j2'"),
        ("{% from 'no.j2' import box %}{{ box('x') }} rest", "box rest", "there is no import 'no.j2'"),
        ("{% from 'no.j2' import box %}{% call box() %}rest{% endcall %}", "rest", "there is no import 'no.j2'"),
        ("{% load x %}rest", "rest", "there is no tag 'load'"),
        ("{{ 1 / 0 }}\nrest", "…\nrest", "this cannot be rendered: division by zero"),
        (
            "{% for x in range(10**9) %}x{% endfor %}\nrest",
            "xx\nrest",
            "the template counts through more than 100,000 numbers",
        ),
    ],
)
def test_what_is_unknown_or_fails_is_one_problem_and_the_rest_is_read(
    source: str, text: str, problem: str
) -> None:
    rendering = render_every(template(source))
    assert problems(rendering) == [(1, problem)]
    assert rendering.messages[0].body.text == text


def test_each_unknown_name_is_told_once_where_it_is_first_used() -> None:
    rendering = render_every(template("a\n{{ x|shout }}{{ y|shout }}\n{{ z|shout }}{{ go() }}{{ go() }}"))
    assert problems(rendering) == [(2, "there is no filter 'shout'"), (3, "there is no function 'go'")]


def test_a_function_may_be_a_macro_of_a_parent_that_is_missing() -> None:
    rendering = render_every(template("{% extends 'gone.j2' %}\n{% block body %}{{ go() }} read{% endblock %}"))
    assert problems(rendering) == [(1, "there is no parent 'gone.j2'")]
    assert rendering.messages[0].body.text.strip().endswith("read")


def test_names_that_are_declared_are_known() -> None:
    options = RenderOptions(
        filters=frozenset({"money"}),
        tests=frozenset({"vip"}),
        functions=frozenset({"url_for"}),
        values={"a.b": "C"},
    )
    source = "{{ a.b|money }}{{ url_for('x') }}{% if a is vip %}!{% endif %}"
    rendering = render_every(template(source), options=options)
    assert problems(rendering) == []
    assert rendering.messages[0].body.text == "Chttps://example.com/help!"


def test_a_file_with_a_mistake_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("a\n{% if %}", encoding="utf-8")
    rendering = render_every(template("Hello. {% include 'part.j2' %}Bye.", tmp_path))
    assert [(problem.path, problem.line) for problem in rendering.problems] == [("part.j2", 2)]
    assert rendering.messages[0].body.text == "Hello. Bye."


def test_a_template_that_does_not_parse_has_one_problem_and_no_message() -> None:
    rendering = render_every(template("Hi\n{% if %}\n"))
    assert problems(rendering) == [(2, "expected an expression, got 'end of statement block'")]
    assert rendering.messages == ()


def test_a_misspelt_closing_tag_is_a_mistake() -> None:
    assert render_every(template("{% if x %}a{% endfor %}")).messages == ()


# --- the header's variables


def test_a_variable_the_header_does_not_declare_is_told_with_the_nearest() -> None:
    rendering = render_every(
        template(HEADER + "{{ stauts }} {{ eta }}{{ status }}".replace("{{ eta }}", "{{ eta or '' }}"))
    )
    assert [(found.line, found.message, found.hint) for found in rendering.problems] == [
        (13, "the header does not declare the variable 'stauts'", "Did you mean 'status'?")
    ]


def test_a_variable_that_is_not_used_is_told_on_its_line() -> None:
    rendering = render_every(template(HEADER + "{{ status }}"))
    assert problems(rendering) == [(4, "the template does not use the variable 'eta'")]


def test_a_variable_used_in_the_subject_or_an_include_is_used(tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("{{ eta or '' }}", encoding="utf-8")
    source = HEADER.replace("#}", "#}").replace('title = "A test"', 'title = "A test"\nsubject = "{{ status }}"')
    assert problems(render_every(template(source + "Hi.{% include 'part.j2' %}", tmp_path))) == []


def test_a_sample_without_a_value_that_is_needed_is_told_and_the_rest_is_read() -> None:
    source = (
        HEADER.replace('[samples.lost]\nstatus = "lost"', "[samples.lost]") + "It is {{ status }}.{{ eta or '' }}"
    )
    rendering = render_every(template(source))
    assert problems(rendering) == [(12, "the variable 'status' has no value in the sample 'lost'")]
    assert [message.sample for message in rendering.messages][:2] == ["late", "lost"]


def test_an_optional_variable_must_not_be_printed_without_asking() -> None:
    rendering = render_every(template(HEADER + "{{ status }} {{ eta }}"))
    assert problems(rendering) == [(13, "the variable 'eta' is optional and has no value here")]


def test_a_header_without_samples_is_read_with_its_examples() -> None:
    source = '{# title = "x"\n[variables.first_name]\nexample = "Ana"\n[variables.eta]\ndescription = "when"\n#}\n'
    rendering = render_every(template(source + "{{ first_name }}: {{ eta }}"))
    assert texts(rendering) == {"stand-ins": "Ana: Friday 6 March"}


def test_below_a_missing_parent_blocks_see_what_is_defined_after_them() -> None:
    source = "{% extends 'no.j2' %}{% block a %}{{ where() }}{% endblock %}"
    source += "{% macro where() %}In {{ city }}{% endmacro %}"
    rendering = render_every(template(source))
    assert [problem for _, problem in problems(rendering)] == ["there is no parent 'no.j2'"]
    assert [message.body.text for message in rendering.messages] == ["In Leeds"]


def test_an_unknown_tag_is_told_of_once() -> None:
    rendering = render_every(template("{% url 'a' %}\n{% url 'b' %}\n{% load c %}"))
    assert problems(rendering) == [(1, "there is no tag 'url'"), (3, "there is no tag 'load'")]


def test_a_part_is_as_it_is_for_each_template_that_shares_it(tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text(
        "{% if late %}Late.{% else %}Early.{% endif %}{% include 'more.j2' %}\n", "utf-8"
    )
    for name in ("one", "two"):
        (tmp_path / f"{name}.j2").write_text(f"{name}: {{% include 'part.j2' %}}", "utf-8")
    for more, lines in ((None, ["Late.", "Early."]), ("More.", ["Late.More.", "Early.More."])):
        if more is not None:
            (tmp_path / "more.j2").write_text(more, "utf-8")
        for name in ("one", "two"):
            rendering = render_every(read_template(tmp_path / f"{name}.j2", tmp_path, f"{name}.j2"))
            assert sorted(one.body.text.strip() for one in rendering.messages) == sorted(
                f"{name}: {line}" for line in lines
            )
            assert len(rendering.problems) == (more is None)
