"""What a template renders to is what plain Jinja makes of it, whatever it is written with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from toolkit.library import Template
from toolkit.render import JinjaSettings, RenderOptions, render

DATA: dict[str, Any] = {
    "name": "Sam",
    "odd": "a<b> & 'c'",
    "items": ["lamp", "chair", "desk"],
    "empty": [],
    "none": None,
    "n": 3,
    "one": 1,
    "price": 14.2,
    "order": {"id": 7, "eta": "Friday", "lines": [{"name": "lamp", "n": 1}, {"name": "desk", "n": 2}]},
    "tree": [{"name": "a", "children": [{"name": "b", "children": []}]}, {"name": "c", "children": []}],
    "yes": True,
}

FILES = {
    "base.j2": "<{% block head %}base head{% endblock %}|{% block body %}base {{ name }}{% endblock %}>\n",
    "middle.j2": "{% extends 'base.j2' %}{% block body %}middle ({{ super() }}){% endblock %}",
    "part.j2": "part of {{ name }}{% if yes %}!{% endif %}\n",
    "macros.j2": (
        "{% macro hi(who, word='Hello') %}{{ word }} {{ who }}, "
        "{{ caller() if caller is defined else '' }}{% endmacro %}"
        "{% macro list(xs) %}{% for x in xs %}{{ loop.index }}:{{ x }} {% endfor %}{% endmacro %}"
        "{% set word = 'Bye' %}"
    ),
}

CONSTRUCTS = [
    "Hello {{ name }}.",
    "{{ 'a' }}{{ 'it\\'s' }}{{ \"tab\\there\" }}{{ '\\u00e9\\x41' }}{{ 'two' ' parts' }}",
    "{{ name ~ ' and ' ~ n ~ none }}",
    "{{ 'Hi ' + name + '!' }}{{ 2 + 3 }}{{ [1] + [2] }}{{ 'ab' * 3 }}{{ 7 // 2 }}{{ 7 % 4 }}{{ 2 ** 5 }}",
    (
        "{{ 'Hi %s, %d%% of %.2f' % (name, n, price) }}{{ '%(a)s-%(b)5s|' % {'a': name, 'b': n} }}"
        "{{ '%-5s|' % name }}"
    ),
    "{{ 'Hi {}, {n:>4} {{x}} {0!r}'.format(name, n=n) if false else 'Hi {}, {n:>4} {{x}}'.format(name, n=n) }}",
    "{{ '{0!r} {0} {o.id}{o[eta]}'.format(name, o=order) }}{{ '{:{w}}|'.format(name, w=6) }}",
    "{{ 'Hi %s'|format(name) }}{{ '%(x)s'|format(x=n) }}{{ '%*d' % (5, 3) }}",
    "{{ items|join(', ') }}{{ items|join }}{{ order.lines|join('/', attribute='name') }}{{ ', '.join(items) }}",
    "{{ name|upper }}{{ 'straße'|upper }}{{ 'ABC'|lower }}{{ 'one two'|title }}{{ 'one'|capitalize }}",
    (
        "{{ 'abc'.upper() }}{{ 'a,b'.split(',')|join('-') }}{{ ' x '.strip() }}{{ 'xxay'.lstrip('x') }}"
        "{{ 'abc'.replace('b','') }}"
    ),
    "{{ '  padded '|trim }}{{ 'xxhixx'|trim('x') }}{{ name|center(11) }}{{ name|replace('a', 'o') }}",
    "{{ 'one\ntwo\n\nthree'|indent(2) }}|{{ 'one\n\ntwo\n'|indent('> ', true, true) }}|{{ ''|indent }}",
    "{{ 'one two three four'|wordwrap(9) }}{{ 'one two three'|truncate(9) }}{{ 'one two'|wordcount }}",
    "{{ missing|default('there') }}{{ ''|d('none', true) }}{{ name|default('x') }}{{ none or 'else' }}",
    "{{ 'yes' if yes else 'no' }}{{ 'yes' if not yes }}{{ name and 'set' }}",
    "{{ 'abc'[1] }}{{ 'abcdef'[1:4] }}{{ 'abcdef'[::-1] }}{{ items[-1] }}{{ {'late': 'We are late'}['late'] }}",
    "{% for c in 'ab' %}({{ c }}){% endfor %}{{ 'ab'|list }}{{ 'abc'|first }}{{ 'abc'|last }}{{ 'abc'|reverse }}",
    "{% if n > 2 %}many{% elif n == 2 %}two{% else %}few{% endif %}",
    "{% for item in items %}{{ loop.index }}/{{ loop.length }} {{ item }}{{ ', ' if not loop.last }}{% endfor %}",
    (
        "{% for x in empty %}{{ x }}{% else %}nothing{% endfor %}{% for x in items if x != 'chair' %}{{ x }}"
        "{% endfor %}"
    ),
    (
        "{% for k, v in order|dictsort %}{{ k }} {% endfor %}{% for a in items %}"
        "{{ loop.cycle('odd', 'even') }}{% endfor %}"
    ),
    "{% for t in tree recursive %}{{ t.name }}{% if t.children %}[{{ loop(t.children) }}]{% endif %}{% endfor %}",
    (
        "{% for x in range(5) %}{% if x == 1 %}{% continue %}{% elif x == 3 %}{% break %}{% endif %}{{ x }}"
        "{% endfor %}"
    ),
    "{% set x = 'set ' ~ name %}{{ x }}{% set a, b = 1, 'two' %}{{ a }}{{ b }}",
    "{% set block %}in a {{ name }} block{% endset %}{{ block }}{% set up | upper %}loud{% endset %}{{ up }}",
    (
        "{% set ns = namespace(total=0) %}{% for l in order.lines %}{% set ns.total = ns.total + l.n %}"
        "{% endfor %}{{ ns.total }}"
    ),
    (
        "{% macro m(a, b='two') %}[{{ a }}|{{ b }}|{{ varargs|join }}]{% endmacro %}{{ m('x') }}"
        "{{ m(name, odd) }}{{ m(1, 2, 3) }}"
    ),
    (
        "{% macro box(t) %}<{{ t }}: {{ caller(n) }}>{% endmacro %}{% call(k) box('Title') %}inside {{ k }}"
        "{% endcall %}"
    ),
    "{% filter upper %}loud {{ name }}{% endfilter %}{% filter trim %}  soft {{ name }}  {% endfilter %}",
    (
        "{% filter indent(2) %}one\n{{ name }}\nthree{% endfilter %}{% filter replace('a', 'o') %}"
        "cat {{ name }}{% endfilter %}"
    ),
    "{% with a = 'in', b = name %}{{ a }}{{ b }}{% endwith %}{% raw %}{{ raw }} {% if %}{% endraw %}",
    "{% include 'part.j2' %}{% include ['none.j2', 'part.j2'] %}{% include 'none.j2' ignore missing %}",
    "{% extends 'base.j2' %}{% block head %}new {{ super() }} {{ self.body() }}{% endblock %}ignored",
    "{% extends 'middle.j2' %}{% block body %}leaf [{{ super() }}]{% endblock %}",
    "{% block a %}A{% endblock %}{{ self.a() }}{% block b scoped %}{{ name }}{% endblock %}",
    (
        "{% import 'macros.j2' as m %}{{ m.hi('Sam') }}{{ m.list(items) }}{{ m.word }}"
        "{% call m.hi(name, 'Dear') %}x{% endcall %}"
    ),
    "{% from 'macros.j2' import hi as greet, list with context %}{{ greet(name) }}{{ list([1, 2]) }}",
    "{% trans %}Hello {{ name }}, 100% sure{% endtrans %}{% trans %}Plain 100%{% endtrans %}",
    "{% trans count=n %}{{ count }} item{% pluralize %}{{ count }} items{% endtrans %}",
    (
        "{% trans k=one, who=name|upper %}{{ who }} has {{ k }} item{% pluralize k %}{{ who }} has {{ k }}"
        " items{% endtrans %}"
    ),
    "{% trans trimmed who=name %}\n  Hello\n   {{ who }},\n  it is late.\n{% endtrans %}",
    (
        "{% trans items=items|length %}One{% pluralize %}{{ items }} many{% endtrans %}{% trans 'ctx' %}"
        "ctx{% endtrans %}"
    ),
    "{{ _('Hello') }}{{ gettext('Hi %(n)s') % {'n': name} }}{{ ngettext('one', 'many', n) }}{{ _('100%') }}",
    "{% autoescape true %}{{ odd }}{{ '<b>' }}{{ '<b>'|safe }}{{ '<i>' ~ odd }}{% endautoescape %}{{ odd|e }}",
    "{% autoescape yes %}{{ odd }}<p>{% set x %}<b>{{ odd }}</b>{% endset %}{{ x }}{% endautoescape %}",
    "{% do items|length %}done{{ order.eta }}{{ order['id'] }}{{ order.nope is defined }}{{ name is string }}",
    (
        "{{ items|length }}{{ items|map('upper')|join(' ') }}{{ items|select('eq', 'lamp')|list }}"
        "{{ order.lines|map(attribute='name')|list }}"
    ),
    (
        "{{ order.lines|sum(attribute='n') }}{{ items|sort|first }}{{ price|round(1) }}"
        "{{ 1234567|filesizeformat }}{{ items|batch(2)|list }}"
    ),
    (
        "{{ items|tojson }}{{ {'a': 1}|tojson }}{{ 'a b'|urlencode }}{{ '<b>x</b>'|striptags }}"
        "{{ 'see http://a.example'|urlize }}"
    ),
    "{{ name in ['Sam'] }}{{ n is odd }}{{ n is divisibleby 3 }}{{ -n }}{{ not yes }}{{ 1 < n <= 3 }}{{ (1, 2) }}",
    (
        "{% set j = joiner(', ') %}{% for i in items %}{{ j() }}{{ i }}{% endfor %}"
        "{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}"
    ),
    "{% macro r(k) %}{{ k }}{% if k %}{{ r(k - 1) }}{% endif %}{% endmacro %}{{ r(3) }}",
    "{# a comment #}text{#- another -#}  more",
    (
        "{{ 'x'|string }}{{ 5|string }}{{ '3'|int + 1 }}{{ '3.5'|float }}{{ 'a'|attr('upper') is defined }}"
        "{{ ['b', 'a']|max }}"
    ),
    (
        "{{ dict(a=1)|items|list }}{{ items|groupby('0')|list|length }}{{ [3, 1]|min }}{{ 'abc'|count }}"
        "{{ odd|forceescape }}"
    ),
    "emoji 👍 {{ '👍' }} {{ 'é'|upper }} – “quoted”\n\ttab",
]

SPACED = [
    "one\n  {% if yes %}\n    two\n  {% endif %}\nthree\n",
    "one\n  {%- if yes -%}\n    two\n  {%- endif %}\nthree\n\n",
    "one\n  {%+ if yes %}\n    two\n  {%+ endif +%}\nthree",
    "  {% for i in items %}\n  {{ i }}\n  {% endfor %}  \n",
    "{{- name -}}  \n  {{ name -}}\n x {{- name }}\n",
    "  {# c #}\nA\n  {#- c -#}\nB\n  {#+ c #}\nC\n",
    "a {%- raw -%}  {{ x }}  {%- endraw -%} b\n  {% raw %}\n  y\n  {% endraw %}\nend\n",
    "{% set x -%}\n  block  {{ name }}\n{%- endset %}\n{{ x }}\n{% trans -%}\n hi {{ name }}\n{%- endtrans %}\n",
    "{%- macro m() %}\n  in\n{%- endmacro -%}\n  {{ m() -}}\n\n\n end\n",
    "\n\n{% include 'part.j2' %}\n\n{% filter upper -%}\n a\n{%- endfilter %}\n\n\n",
]
WITH_SPACE = [*SPACED, *CONSTRUCTS[::4]]


def template(source: str, root: Path, *, is_html: bool = False) -> Template:
    return Template("main", "any", "email", "en", "main.j2", source, root, is_html=is_html)


def plain(source: str, settings: JinjaSettings, *, autoescape: bool = False) -> str:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(FILES),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        undefined=StrictUndefined,
        autoescape=autoescape,
        trim_blocks=settings.trim_blocks,
        lstrip_blocks=settings.lstrip_blocks,
        keep_trailing_newline=settings.keep_trailing_newline,
        line_statement_prefix=settings.line_statement_prefix,
    )
    environment.install_null_translations()  # type: ignore[attr-defined]
    return environment.from_string(source).render(DATA)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("source", CONSTRUCTS, ids=range(len(CONSTRUCTS)))
def test_a_construct_renders_as_it_does_in_jinja(source: str, library: Path) -> None:
    assert render(template(source, library), DATA).body.text == plain(source, JinjaSettings())


@pytest.mark.parametrize("source", CONSTRUCTS, ids=range(len(CONSTRUCTS)))
def test_a_construct_renders_as_it_does_in_jinja_for_html(source: str, library: Path) -> None:
    message = render(template(source, library, is_html=True), DATA)
    assert message.html == plain(source, JinjaSettings(), autoescape=True)


@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize("lstrip", [False, True])
@pytest.mark.parametrize("trim", [False, True])
@pytest.mark.parametrize("source", WITH_SPACE, ids=range(len(WITH_SPACE)))
def test_whitespace_is_what_jinja_leaves(source: str, trim: bool, lstrip: bool, keep: bool, library: Path) -> None:
    settings = JinjaSettings(trim_blocks=trim, lstrip_blocks=lstrip, keep_trailing_newline=keep)
    message = render(template(source, library), DATA, options=RenderOptions(settings=settings))
    assert message.body.text == plain(source, settings)


def test_line_statements_render_as_they_do_in_jinja(library: Path) -> None:
    source = "a\n  # if yes\n b {{ name }}\n  # endif\nc\n#- for x in items\n{{ x }}\n# endfor\n"
    settings = JinjaSettings(line_statement_prefix="#")
    message = render(template(source, library), DATA, options=RenderOptions(settings=settings))
    assert message.body.text == plain(source, settings)
