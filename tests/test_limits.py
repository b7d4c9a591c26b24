"""What a template may not do: run away, grow without end, reach out of its sandbox or out of its folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.render import Bounds, RenderOptions, render, render_every

GROWING = "{% set ns = namespace(a=[1], b=[1], t='x', d={}) %}{% for i in range(60) %}@{% endfor %}{{ ns.a }}"


def template(source: str, root: Path = Path()) -> Template:
    return Template("main", "any", "email", "en", "main.j2", source, root)


def refused(source: str, root: Path = Path(), **bounds: float) -> KindwordError:
    options = RenderOptions(bounds=Bounds(**bounds))  # type: ignore[arg-type]
    with pytest.raises(KindwordError) as caught:
        render(template(source, root), {"x": 1}, options=options)
    return caught.value


RUNAWAY = [
    "{% for x in range(10**9) %}{% endfor %}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    (
        "{% macro a() %}{{ caller() }}{% endmacro %}{% macro r() %}{% call a() %}{{ r() }}{% endcall %}"
        "{% endmacro %}{{ r() }}"
    ),
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% include 'main.j2' %}",
    "{% extends 'main.j2' %}",
    "{% import 'main.j2' as again %}",
    "{{ 9 ** 9999 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{{ 10**900 * 10**900 }}",
    "{{ 'x' * 10**9 }}",
    "{{ [1] * 10**9 }}",
    "{{ [[[1] * 1000] * 1000] * 1000 }}",
    "{{ 'x'|center(10**9) }}",
    "{{ 'x'.ljust(10**9) }}",
    "{{ (5).to_bytes(10**9, 'big') }}",
    "{{ 'x'|indent(10**9) }}",
    "{{ ('x\\n' * 9999)|indent(9999) }}",
    "{{ ('a' * 99999)|replace('a', 'x' * 99999) }}",
    "{{ ('a' * 99999).replace('a', 'x' * 99999) }}",
    "{{ ('a' * 99999)|wordwrap(1, true, 'x' * 99999) }}",
    "{{ (['x' * 900000] * 1000)|join }}",
    "{{ ''.join(['x' * 900000] * 1000) }}",
    "{{ ['x' * 900000] * 1000 }}",
    "{{ '%s' % [['x' * 900000] * 1000] }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%*d' % (10**9, 1) }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ '{:{w}}'.format(1, w=999999999) }}",
    "{{ {'a': 1}|tojson(indent=10**9) }}",
    "{{ lipsum(10**9) }}",
    "{{ [1]|batch(10**9, 'x')|list }}",
    "{{ [1]|slice(10**9)|list }}",
    "{{ 1|round(10**9) }}",
    "{{ range(100000)|map('center', 9999)|list|length }}",
    "{% autoescape 'x'|center(10**9) %}{{ 'x'|center(10**9) }}{% endautoescape %}",
    GROWING.replace("@", "{% set ns.a = ns.a + ns.a %}"),
    GROWING.replace("@", "{% set ns.a = [ns.a, ns.a] %}"),
    GROWING.replace("@", "{% set ns.a = [ns.a, ns.a] %}{% set ns.b = [ns.b, ns.b] %}").replace(
        "ns.a }}", "ns.a == ns.b }}"
    ),
    GROWING.replace("@", "{% set ns.d = dict(a=ns.d, b=ns.d) %}"),
    GROWING.replace("@", "{% set ns.t = ns.t ~ ns.t %}"),
    GROWING.replace("@", "{% set ns.t = ns.t|replace('x', 'xx') %}"),
    GROWING.replace("@", "{% set ns.t = '{0}{0}'.format(ns.t) %}"),
    GROWING.replace("@", "{% set ns.t %}{{ ns.t }}{{ ns.t }}{% endset %}"),
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "1 + " * 5000 + "1 }}",
    "{{ " + "not " * 5000 + "x }}",
    "{{ x" + "|upper" * 5000 + " }}",
    "{% if x %}" * 300 + "{% endif %}" * 300,
    "{% for i in [1] %}" * 30 + "{% endfor %}" * 30,
    "{{ x }}" * 20_000,
]


@pytest.mark.parametrize("source", RUNAWAY, ids=range(len(RUNAWAY)))
def test_a_runaway_template_is_stopped_with_one_message(source: str) -> None:
    began = time.monotonic()
    error = refused(source)
    assert time.monotonic() - began < 4
    assert error.path == "main.j2"
    assert error.line == 1
    assert "\n" not in error.message


@pytest.mark.parametrize("source", RUNAWAY[::5], ids=range(0, len(RUNAWAY), 5))
def test_the_linter_takes_a_runaway_template_for_a_problem(source: str) -> None:
    assert render_every(template(source)).problems


def test_output_steps_and_time_are_bounded_as_asked() -> None:
    assert "100 characters" in refused("{{ 'x' * 101 }}", output=100).message
    assert "10 steps" in refused("{% for x in range(11) %}{% endfor %}", steps=10).message
    assert "0 seconds" in refused("{% for x in range(9999) %}{% endfor %}", seconds=0).message


def test_a_bound_knows_the_line_of_what_went_beyond_it() -> None:
    assert refused("one\ntwo\n{{ 'x' * 10**9 }}\n").line == 3


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ x|attr('__class__') }}",
        "{{ '{0.__class__}'.format(x) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ _.__globals__ }}",
        "{{ range.__class__.__mro__ }}",
        "{{ self.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ [1].append(2) }}",
        "{{ {}.update(a=1) }}",
        "{{ os }}",
        "{{ environment }}",
        "{{ __builtins__ }}",
        "{{ namespace.__init__ }}",
    ],
)
def test_nothing_outside_the_sandbox_can_be_reached(source: str) -> None:
    assert refused(f"\n{source}").line == 2


def test_a_stand_in_leads_nowhere() -> None:
    rendering = render_every(template("{{ thing.__class__ }}{{ thing.__init__.__globals__ }}"))
    assert "class" not in rendering.messages[0].body.text
    assert rendering.problems


@pytest.mark.parametrize("tag", ["include", "extends", "import"])
@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../secret.j2", "a/../../secret.j2", "~/secret.j2", "C:/secret.j2"]
)
def test_no_file_outside_the_library_is_read(tag: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("secret", encoding="utf-8")
    root = tmp_path / "library"
    root.mkdir()
    error = refused(f"\n{{% {tag} '{name}'{' as x' if tag == 'import' else ''} %}}", root)
    assert name in error.message
    assert "library" in error.message
    assert error.line == 2


def test_a_file_named_by_data_is_no_way_out(tmp_path: Path) -> None:
    with pytest.raises(KindwordError, match=r"main.j2:1: '/etc/passwd' is a path of the whole computer"):
        render(template("{% include x %}", tmp_path), {"x": "/etc/passwd"})


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("secret", encoding="utf-8")
    root = tmp_path / "library"
    root.mkdir()
    (root / "link.j2").symlink_to(tmp_path / "secret.j2")
    (root / "folder").symlink_to(tmp_path)
    assert "link that leads out" in refused("{% include 'link.j2' %}", root).message
    assert "link that leads out" in refused("{% include 'folder/secret.j2' %}", root).message


def test_pipes_and_folders_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.j2")
    (tmp_path / "folder.j2").mkdir()
    assert refused("{% include 'pipe.j2' %}", tmp_path).message == "this is no regular file"
    assert refused("{% include 'folder.j2' %}", tmp_path).message == "this is a folder, not a file"
    rendering = render_every(template("Hello.{% include 'pipe.j2' %} Bye.", tmp_path))
    assert [message.body.text for message in rendering.messages] == ["Hello. Bye."]
    assert [problem.message for problem in rendering.problems] == ["this is no regular file"]
