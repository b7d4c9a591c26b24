"""Rendering one message: the data it takes, and the one error that says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import KindwordError
from toolkit.library import Template, read_template
from toolkit.render import Parts, render, variables_of

HEADER = """{# title = "A test"
subject = "About {{ order.id }}"
[variables.first_name]
description = "who"
[variables."order.id"]
description = "which"
[variables.agent]
default = "Alex"
[variables.note]
optional = true
[samples.typical]
first_name = "Sam"
"order.id" = 7
#}
"""
BODY = "Hi {{ first_name }},\n{% if note %}{{ note }}\n{% endif %}{{ agent }}\n"


def template(source: str = HEADER + BODY, name: str = "main.j2", root: Path = Path()) -> Template:
    return read_template(root / name, root, name, source=source)


def error(source: str, data: dict[str, Any] | None = None, **given: Any) -> KindwordError:
    with pytest.raises(KindwordError) as caught:
        render(template(source), data, **given)
    return caught.value


def test_data_stands_over_the_sample_and_the_sample_over_the_defaults() -> None:
    message = render(template(), {"first_name": "Ana"}, sample="typical")
    assert message.body.text == "\nHi Ana,\nAlex"
    assert message.subject is not None
    assert message.subject.text == "About 7"
    assert message.sample == "typical"


def test_nested_data_is_put_together_with_that_of_the_sample() -> None:
    source = '{# title = "x"\n[variables.order]\n[samples.a]\norder = { id = 1, eta = "Friday" }\n#}\n'
    message = render(template(source + "{{ order.id }} {{ order.eta }}"), {"order": {"id": 2}}, sample="a")
    assert message.body.text == "\n2 Friday"


def test_a_missing_variable_is_named_with_its_line_and_what_is_known() -> None:
    found = error(HEADER + BODY, {"first_nam": "Sam", "order": {"id": 7}})
    assert "first_nam" in found.message
    found = error(HEADER + BODY, {"order": {"id": 7}})
    assert (found.path, found.line, found.message) == (
        "main.j2", 15, "the variable 'first_name' has no value"
    )  # fmt: skip
    assert "typical" in found.hint


def test_a_missing_part_of_a_variable_is_named_in_full_with_the_nearest() -> None:
    found = error("one\n{{ order.eta }}", {"order": {"etta": 1}})
    assert (found.line, found.message, found.hint) == (
        2,
        "the variable 'order.eta' has no value",
        "Did you mean 'etta'? Give it with --set order.eta=… or in --data.",
    )  # fmt: skip


def test_a_variable_missing_in_the_subject_is_named_on_the_headers_line() -> None:
    found = error(HEADER + BODY, {"first_name": "Sam"})
    assert (found.line, found.message) == (2, "the variable 'order' has no value")


def test_a_value_that_is_none_of_the_choices_is_an_error() -> None:
    header = '{#\n[variables.order]\n[variables."order.size"]\nchoices = ["S", "L"]\n#}\n'
    found = error(header + "{{ order.size }}", {"order": {"size": "M"}})
    assert (found.line, found.message) == (3, "the value of 'order.size' is none of its choices")
    assert found.hint == "The choices are: S, L."
    assert render(template(header + "{{ order.size }}"), {"order": {"size": "L"}}).body.text == "\nL"


def test_data_for_a_variable_that_the_template_does_not_have_is_an_error() -> None:
    found = error(HEADER + BODY, {"frist_name": "Sam"}, sample="typical")
    assert found.message == "the template has no variable 'frist_name'"
    assert found.hint == "Did you mean 'first_name'?"


def test_an_optional_variable_may_be_left_out_but_not_printed() -> None:
    assert "note" not in render(template(), sample="typical").body.text
    found = error(HEADER + "\n{{ note }}", sample="typical")
    assert found.message == "the variable 'note' is optional and has no value here"
    assert "{% if note %}" in found.hint


def test_an_unknown_sample_is_an_error_that_knows_the_others() -> None:
    assert error(HEADER + BODY, sample="typcial").hint == "Did you mean 'typical'?"


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n{% if %}", 2, "expected an expression, got 'end of statement block'"),
        ("a\n{{ x|uper }}", 2, "there is no filter 'uper'"),
        ("a\n{% if x is od %}{% endif %}", 2, "there is no test 'od'"),
        ("a\n\n{% include 'no.j2' %}", 3, "there is no include 'no.j2'"),
        ("a\n{{ 1 / 0 }}", 2, "this cannot be rendered: division by zero"),
        ("{% macro m() %}\n{{ 1 // 0 }}{% endmacro %}\n\n{{ m() }}", 2, "this cannot be rendered"),
        ("{% block a %}{% endblock %}\n{% block a %}{% endblock %}", 2, "block 'a' defined twice"),
        ("a\n{{ x", 2, "unexpected end of template"),
        ("a\n{# b", 2, "missing end of comment tag"),
        ("a\n{% endif %}", 2, "encountered unknown tag 'endif'"),
    ],
)
def test_a_mistake_is_told_with_its_line(source: str, line: int, message: str) -> None:
    found = error(source, {"x": 1})
    assert found.line == line
    assert found.message.startswith(message)


def test_parts_share_their_data_and_become_one_message() -> None:
    subject = Template("subjects/a", "subject", "email", "en", "subjects/a.j2", "For {{ name }}", Path())
    closing = Template("closings/a", "closing", "email", "en", "closings/a.j2", "Bye {{ name }}", Path())
    body = Template("apologies/a", "apology", "email", "en", "apologies/a.j2", "Sorry, {{ name }}.", Path())
    parts = Parts(body=body, subject=subject, closing=closing)
    message = render(parts, {"name": "Sam"})
    assert message.subject is not None
    assert (message.kind, message.subject.text, message.body.text) == (
        "apology", "For Sam", "Sorry, Sam.\n\nBye Sam"
    )  # fmt: skip
    assert variables_of(parts) == {"name"}
    assert set(message.sources) == {"subjects/a.j2", "closings/a.j2", "apologies/a.j2"}


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    part = tmp_path / "part.j2"
    part.write_text("one", encoding="utf-8")
    main = template("{% include 'part.j2' %}", root=tmp_path)
    assert render(main).body.text == "one"
    part.write_text("another", encoding="utf-8")
    assert render(main).body.text == "another"


def test_data_is_not_changed_by_a_template() -> None:
    data = {"items": [1], "order": {"id": 1}}
    error("{{ items.append(2) }}", data)
    error("{{ order.update(id=2) }}", data)
    assert data == {"items": [1], "order": {"id": 1}}


@pytest.mark.process
def test_jinja_is_not_imported_before_a_template_is_rendered() -> None:
    code = "import sys, toolkit.render; print('jinja2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
