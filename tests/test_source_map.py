"""Every word of a rendered message knows where it was written: in the source, as it stands there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader
from jinja2.sandbox import SandboxedEnvironment

from toolkit.library import Template, read_template
from toolkit.render import JinjaSettings, MappedText, Origin, RenderedMessage, RenderOptions, render, render_every

DATA = {"name": "Sam", "yes": True, "no": False, "items": ["lamp", "desk"], "n": 2}


def template(source: str, root: Path = Path(), **fields: object) -> Template:
    return Template("main", "any", "email", "en", "main.j2", source, root, **fields)  # type: ignore[arg-type]


def map_of(source: str, root: Path = Path()) -> list[tuple[str, str, str]]:
    """Return what each stretch of the text reads, what stands at its source, and how it came from there."""
    return read(render(template(source, root), DATA))


def read(message: RenderedMessage, text: MappedText | None = None) -> list[tuple[str, str, str]]:
    body = text or message.body
    return [
        (found.span.of(body.text), found.source.of(message.sources[found.path]), found.origin.value)
        for found in body.segments
    ]


def written(source: str, root: Path = Path()) -> list[tuple[str, str]]:
    """Return each stretch of the writer's words beside its source."""
    return [(text, place) for text, place, origin in map_of(source, root) if origin != "filled"]


def test_text_stands_where_it_is_written_and_data_in_its_braces() -> None:
    assert map_of("Hi {{ name }},\nyour {{ items[0] }}.") == [
        ("Hi ", "Hi ", "literal"),
        ("Sam", "{{ name }}", "filled"),
        (",\nyour ", ",\nyour ", "literal"),
        ("lamp", "{{ items[0] }}", "filled"),
        (".", ".", "literal"),
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ 'now' if yes else 'later' }}", [("now", "now")]),
        ("{{ 'now' if no else 'later' }}", [("later", "later")]),
        ("{{ missing|default('there') }}", [("there", "there")]),
        ("{{ no or 'else' }}", [("else", "else")]),
        ("{{ 'Dear ' ~ name ~ ',' }}", [("Dear ", "Dear "), (",", ",")]),
        ("{{ 'Dear ' + name }}", [("Dear ", "Dear ")]),
        ("{{ 'Dear %s, hello' % name }}", [("Dear ", "Dear "), (", hello", ", hello")]),
        ("{{ 'Dear {}, hello'.format(name) }}", [("Dear ", "Dear "), (", hello", ", hello")]),
        ("{{ _('Hello') }}", [("Hello", "Hello")]),
        ("{{ ngettext('one', 'many', n) }}", [("many", "many")]),
        ("{% set x = 'in a set' %}{{ x }}", [("in a set", "in a set")]),
        ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m('given') }}", [("<", "<"), ("given", "given"), (">", ">")]),
        ("{{ items|join(' and ') }}", [(" and ", " and ")]),
        ("{{ '  edges  '|trim }}", [("edges", "edges")]),
        ("{{ 'abcdef'[2:4] }}", [("cd", "cd")]),
        ("{{ 'a\nb'|indent(2) }}", [("a", "a"), ("b", "b")]),
        ("{{ {'late': 'We are late'}['late'] }}", [("We are late", "We are late")]),
        ("{% for word in ['one', 'two'] %}{{ word }}{% endfor %}", [("one", "one"), ("two", "two")]),
        ("{{ 'it\\'s' }}", [("it", "it"), ("'", "\\'"), ("s", "s")]),
        ("{{ 'two ' 'parts' }}", [("two ", "two "), ("parts", "parts")]),
        ("{{ 'ab' * 2 }}", [("ab", "ab"), ("ab", "ab")]),
    ],
)
def test_a_string_in_an_expression_is_the_writers_and_stands_where_it_is_written(
    source: str, words: list[tuple[str, str]]
) -> None:
    assert written(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ 'loud'|upper }}", [("LOUD", "loud")]),
        ("{{ 'loud'.upper() }}", [("LOUD", "loud")]),
        ("{{ 'one two'|replace('one', '1') }}", [("1 two", "one two")]),
        ("{{ 'a long text'|truncate(6, true, leeway=0) }}", [("a l...", "a long text")]),
        ("{{ name|upper }}", []),
        ("{{ name|replace('a', 'o') }}", []),
    ],
)
def test_what_a_filter_makes_of_words_stands_on_them(source: str, words: list[tuple[str, str]]) -> None:
    assert written(source) == words


def test_a_filter_block_stands_on_the_whole_block() -> None:
    block = "{% filter upper %}loud, {{ name }}{% endfilter %}"
    assert map_of(f"a {block} b") == [
        ("a ", "a ", "literal"),
        ("LOUD, SAM", block, "transformed"),
        (" b", " b", "literal"),
    ]


def test_words_that_are_only_wrapped_keep_their_places() -> None:
    source = "{% filter wordwrap(9) %}one two three {{ name }} four{% endfilter %}"
    assert map_of(source) == [
        ("one two", "one two", "literal"),
        ("\n", source, "filled"),
        ("three ", "three ", "literal"),
        ("Sam", "{{ name }}", "filled"),
        ("\n", source, "filled"),
        ("four", "four", "literal"),
    ]


def test_a_filter_block_around_data_alone_is_data() -> None:
    assert written("{% filter upper %}{{ name }}{% endfilter %}") == []


def test_text_from_other_files_stands_there(tmp_path: Path) -> None:
    (tmp_path / "base.j2").write_text("<{% block a %}base {{ name }}{% endblock %}>", encoding="utf-8")
    (tmp_path / "part.j2").write_text("a part", encoding="utf-8")
    (tmp_path / "macros.j2").write_text(
        "{% macro hi(x) %}Hi {{ x }}{{ caller() }}{% endmacro %}", encoding="utf-8"
    )
    source = (
        "{% extends 'base.j2' %}{% from 'macros.j2' import hi %}"
        "{% block a %}{{ super() }}+{% include 'part.j2' %}{% call hi('you') %}called{% endcall %}{% endblock %}"
    )
    message = render(template(source, tmp_path), DATA)
    places = [
        (found.span.of(message.body.text), found.path)
        for found in message.body.segments
        if found.origin is Origin.LITERAL
    ]
    assert places == [
        ("<", "base.j2"),
        ("base ", "base.j2"),
        ("+", "main.j2"),
        ("a part", "part.j2"),
        ("Hi ", "macros.j2"),
        ("you", "main.j2"),
        ("called", "main.j2"),
        (">", "base.j2"),
    ]


def test_translatable_text_stands_where_it_is_written() -> None:
    source = "{% trans trimmed who=name %}\n  Hello\n  {{ who }}, 100% sure\n{% endtrans %}"
    assert map_of(source) == [
        ("Hello", "Hello", "literal"),
        (" ", "\n  ", "transformed"),
        ("Sam", "{{ who }}", "filled"),
        (", 100% sure", ", 100% sure", "literal"),
    ]


def test_in_html_an_entity_stands_on_its_character() -> None:
    message = render(template("{{ 'a < b' }} <b>{{ name }}</b>", is_html=True), {**DATA, "name": "<Sam>"})
    assert message.html == "a &lt; b <b>&lt;Sam&gt;</b>"
    assert message.body.text == "a < b <Sam>"
    found = message.body.source_of(next(iter(message.body.segments)).span)
    assert found is not None
    assert found[1].of(message.sources[found[0]]).startswith("a")


def test_a_subject_stands_in_the_header() -> None:
    source = '{#\ntitle = "x"\nsubject = "Hi \\"{{ name }}\\", {{ \'ready\' }}"\n[variables.name]\n#}\nBody.\n'
    message = render(read_template(Path("main.j2"), Path(), "main.j2", source=source), {"name": "Sam"})
    assert message.subject is not None
    assert message.subject.text == 'Hi "Sam", ready'
    assert read(message, message.subject) == [
        ("Hi ", "Hi ", "literal"),
        ('"', '\\"', "transformed"),
        ("Sam", "{{ name }}", "filled"),
        ('"', '\\"', "transformed"),
        (", ", ", ", "literal"),
        ("ready", "ready", "literal"),
    ]


def test_a_message_of_kind_subject_is_its_subject() -> None:
    made = Template("subjects/a", "subject", "email", "en", "subjects/a.j2", "\nYour {{ n }} days \n", Path())
    message = render(made, {"n": 2})
    assert message.subject is not None
    assert (message.subject.text, message.body.text) == ("Your 2 days", "")


# --- over generated templates


def _pieces(words: Callable[[], str]) -> st.SearchStrategy[str]:
    space = st.sampled_from(["", " ", "\n", "\n  ", " \n\n"])
    mark = st.sampled_from(["", "-", "+"])
    expressions = st.sampled_from(
        [
            "name",
            "'{}'",
            '"{}"',
            "'{}' if yes else '{}'",
            "'{}' if no else '{}'",
            "no or '{}'",
            "missing|default('{}')",
            "'{}' ~ name ~ '{}'",
            "'{} %s {}' % name",
            "['{}', '{}']|join(' {} ')",
            "'{}'|trim",
            "_('{}')",
            "'{}\\n{}\\''",
            "items[0]",
        ]
    )

    def filled(pattern: str) -> str:
        return re.sub(r"\{\}", lambda _: words(), pattern)

    def block(parts: tuple[str, str, str, str, str], form: str) -> str:
        inner, before, after, left, right = parts
        return (
            before
            + form.replace("{%", "{%" + left)
            .replace("%}", right.replace("+", "") + "%}")
            .replace("@", inner)
            .replace("{}", words())
            + after
        )

    forms = st.sampled_from(
        [
            "{% if yes %}@{% else %}{}{% endif %}",
            "{% if no %}{}{% elif n == 2 %}@{% endif %}",
            "{% for i in items %}{} @{% endfor %}",
            "{% set x %}@{% endset %}{{ x }} {}",
            "{% macro m(a) %}{} {{ a }} @{% endmacro %}{{ m('{}') }}",
            "{% macro c() %}{} {{ caller() }}{% endmacro %}{% call c() %}@{% endcall %}",
            "{% with y = '{}' %}{{ y }} @{% endwith %}",
            "{% filter indent(2) %}@ {}{% endfilter %}",
            "{% raw %}{} {{ raw }}{% endraw %}@",
            "{% trans who=name %}{} {{ who }}{% endtrans %}@",
            "{# {} #}@",
        ]
    )
    leaves = st.one_of(
        st.builds(lambda a, b: a + words() + b, space, space),
        st.builds(
            lambda e, left, right: f"{{{{{left} {filled(e)} {right}}}}}",
            expressions,
            mark,
            st.sampled_from(["", "-"]),
        ),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map("".join),
            st.builds(block, st.tuples(inner, space, space, mark, mark), forms),
        ),
        max_leaves=8,
    )


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Return a template in which every written word is another one."""
    numbers = itertools.count(1)
    return draw(_pieces(lambda: f"word{next(numbers)}z"))


SETTINGS = st.builds(
    JinjaSettings, trim_blocks=st.booleans(), lstrip_blocks=st.booleans(), keep_trailing_newline=st.booleans()
)
WORD = re.compile(r"word\d+z")


@settings(max_examples=60)
@given(sources(), SETTINGS)
def test_every_word_stands_where_it_is_written(source: str, chosen: JinjaSettings) -> None:
    message = render(template(source), DATA, options=RenderOptions(settings=chosen))
    for found in WORD.finditer(message.body.text):
        span = type(message.body.segments[0].span)(*found.span())
        place = message.body.source_of(span)
        assert place is not None
        shown = place[1].of(message.sources[place[0]])
        assert shown == found[0] or (found[0] in shown and shown.startswith("{%"))


@settings(max_examples=60)
@given(sources(), SETTINGS)
def test_generated_templates_render_as_they_do_in_jinja(source: str, chosen: JinjaSettings) -> None:
    plain = SandboxedEnvironment(
        loader=DictLoader({}),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=chosen.trim_blocks,
        lstrip_blocks=chosen.lstrip_blocks,
        keep_trailing_newline=chosen.keep_trailing_newline,
    )
    plain.install_null_translations()  # type: ignore[attr-defined]
    message = render(template(source), DATA, options=RenderOptions(settings=chosen))
    assert message.body.text == plain.from_string(source).render(DATA)


@settings(max_examples=50)
@given(sources())
def test_segments_cover_the_text_and_literal_ones_are_their_source(source: str) -> None:
    for message in render_every(template(source)).messages:
        at = 0
        for segment in message.body.segments:
            assert segment.span.start == at
            at = segment.span.end
            if segment.origin is Origin.LITERAL:
                assert segment.span.of(message.body.text) == segment.source.of(message.sources[segment.path])
        assert at == len(message.body.text)


@settings(max_examples=50)
@given(st.text(alphabet="{}%#-+ '\"\\\nabif|.()[]~x", max_size=60))
def test_no_text_whatever_breaks_the_linters_rendering(source: str) -> None:
    rendering = render_every(template(source))
    assert rendering.messages or rendering.problems
