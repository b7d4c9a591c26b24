"""Whatever the template: a fix changes literal words and nothing else, a suppression nothing that is read."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment

from toolkit.cli import run
from toolkit.library import Template, load_library, read_template
from toolkit.lint import lint
from toolkit.lint.allowing import allow, is_allowable
from toolkit.lint.fixes import Edit, apply, is_fixable
from toolkit.lint.pieces import layout, pieces
from toolkit.lint.repair import Changed, repair
from toolkit.lint.trial import Ruling
from toolkit.render import render_every
from toolkit.resources import shipped
from toolkit.rules import load_rules
from toolkit.sources.again import read_again
from toolkit.text import Span

RULING = Ruling(load_rules())
WORD = re.compile(r"(?<=[a-z] )[a-z]{3,}(?= [a-z])")
MARK = re.compile(r"(?<=[a-z])\.(?= [A-Z])")
EVERY = 5
"""Every so many words of the library are put in capitals."""


def code(source: str) -> list[str]:
    """Return all of a source that is no literal text."""
    return [span.of(source).rstrip() for kind, span in pieces(source) if kind != "data"]


def texts_of(root: Path) -> dict[str, str]:
    return {str(file): file.read_text(encoding="utf-8") for file in sorted(root.rglob("*.j2"))}


def readings(root: Path) -> list[tuple[str, str, str]]:
    """Return the sample, subject and body of every message of a library."""
    return [
        (message.sample, message.subject.text if message.subject else "", message.body.text)
        for template in load_library(root).templates
        for message in render_every(template).messages
    ]


# --- over the library that ships


def with_faults(source: str, *, doubled: bool) -> str:
    """Return a source with some of its literal words in capitals, and one mark doubled: `?.` for a place to be."""
    whole = layout(source)
    words = [found for found in WORD.finditer(source) if whole.is_literal(Span(*found.span()))]
    marks = [found for found in MARK.finditer(source) if whole.is_literal(Span(*found.span()))]
    edits = [Edit("", Span(*found.span()), found[0].upper()) for found in words[::EVERY]]
    return apply(source, [*edits, *(Edit("", Span(*found.span()), "!!") for found in marks[:doubled])])


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Mapping[str, str], Mapping[str, str]]:
    """Make a copy of the library with faults in it; give the folder, and its texts without and with the faults."""
    monkeypatch.chdir(tmp_path)
    for file in sorted(shipped("templates").rglob("*.j2")):
        if file.parent.name == "_skeletons":
            continue  # nothing uses them
        copy = Path("lib") / file.relative_to(shipped("templates"))
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    clean = texts_of(Path("lib"))
    for path, text in clean.items():
        # two marks in one message, the template's and the part's, are a fault that no single edit mends
        doubled = Path(path).parent.name != "_shared"
        Path(path).write_text(with_faults(text, doubled=doubled), encoding="utf-8")
    return Path("lib"), clean, texts_of(Path("lib"))


def test_fixing_the_library_takes_faults_away_and_leaves_all_else(
    faulty: tuple[Path, Mapping[str, str], Mapping[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, clean, before = faulty
    read_before = readings(root)
    run(["lint", "--fix", str(root)])
    told = capsys.readouterr().err
    after = texts_of(root)
    assert re.fullmatch(r"Fixed \d{2,} findings in \d{3} files\.\n", told)
    for path, text in after.items():
        assert code(text) == code(before[path])
        assert re.sub("!!?", ".", text).lower() == re.sub("!!?", ".", clean[path]).lower()
        assert "!!" not in text
        loud = set(re.findall(r"\b[A-Z]{3,}\b", text))
        assert loud <= set(re.findall(r"\b[A-Z]{3,}\b", before[path]))
    assert sum(map(shouting, after.values())) < sum(map(shouting, before.values())) / 3
    assert [as_heard(reading) for reading in readings(root)] == [as_heard(reading) for reading in read_before]
    run(["lint", "--fix", str(root)])
    assert capsys.readouterr().err == "Nothing was fixed.\n"
    assert texts_of(root) == after


def shouting(text: str) -> int:
    return len(re.findall(r"\b[A-Z]{3,}\b", text))


def as_heard(reading: tuple[str, str, str]) -> tuple[str, ...]:
    return tuple(re.sub("!!?", ".", part).lower() for part in reading)


def test_allowing_all_that_is_in_the_library_changes_no_message_and_leaves_it_clean(
    faulty: tuple[Path, Mapping[str, str], Mapping[str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    root, _, before = faulty
    read_before = readings(root)
    assert run(["lint", "--add-suppressions", "they are tests", str(root)]) == 0
    seen = capsys.readouterr()
    assert re.fullmatch(r"Allowed \d{2,} findings in \d{3} files\.\n", seen.err)
    assert seen.out.endswith("no findings.\n")
    assert readings(root) == read_before
    words = r"allow(?:-file)? [^#]*: they are tests "
    comment = re.compile(rf"\n\{{#- {words}-?#\}}| \{{#- {words}#\}}|\{{# {words}-#\}}\n|\{{# {words}#\}}")
    assert {path: comment.sub("", text) for path, text in texts_of(root).items()} == before


def test_what_a_macro_says_is_allowed_though_another_template_calls_only_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    part = "{% macro wait() %}\nDo NOT wait.\n{% endmacro %}\n{% macro go() %}\nYou can go.\n{% endmacro %}\n"
    start = "{% import '_shared/part.j2' as part %}"
    texts = {
        "lib/_shared/part.j2": part,
        "lib/a.j2": f"{start}{{{{ part.wait() }}}}",
        "lib/b.j2": f"{start}{{{{ part.go() }}}}",
    }
    for path, text in texts.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, encoding="utf-8")
    assert run(["lint", "--select", "all-caps", "--add-suppressions", "it is a test", "lib"]) == 0
    assert capsys.readouterr().err == "Allowed 1 finding in 1 file.\n"
    assert "Do NOT wait." in Path("lib/_shared/part.j2").read_text(encoding="utf-8")
    assert "{# allow all-caps: it is a test" in Path("lib/_shared/part.j2").read_text(encoding="utf-8")


# --- over generated templates

PARTS = {
    "_shared/end.j2": "Reply NOW, {{ name }}, or DO NOT reply.",
    "_shared/start.j2": "\n  Hello {{ name }}! You have to sign BOTH pages!!\n",
}
DATA = {"name": "Sam", "yes": True, "no": False, "items": ["lamp", "desk"]}
TEXTS = st.sampled_from(
    [
        "Please DO NOT reply. ",
        "You have to sign BOTH pages of the lease!! ",
        "Hooray! It is here! ",
        "We waited.\n",
        "\n  NO refunds on opened paint.  \n",
        "PLEASE {{ name }} SEND it NOW ",
        "  ",
        "\n\n",
        "We're sorry if it was late.\n",
        "a — b {# DO NOT #} c\n",
        "Please\nDO\nNOT go. ",
        "{{ 'DO NOT' }} go. ",
        "{{ name }}, call NOW",
        "{% set loud %}Call NOW.{% endset %}{{ loud }} {{ loud|lower }} ",
        "{% set t = 'READ THIS NOW' %}{{ t }} ",
        "{% include '_shared/end.j2' %}",
        "{% include '_shared/start.j2' %}",
        "{% raw %}Do READ THIS {{ now }}{% endraw %} ",
        "{% filter upper %}do not{% endfilter %} ",
        "{% trans %}Please DO NOT go.{% endtrans %} ",
        "{{\n'a'\n}} READ THIS NOW\n",
    ]
)
BLOCKS = st.sampled_from(
    [
        "{%L if yes R%}@{%L endif R%}",
        "{%L if no R%}@{%L else R%}Do NOT wait. {%L endif R%}",
        "{%L for one in items R%}@{{ one }} {%L endfor R%}",
        "{#L a note R#}@",
        "{%L macro m(a) R%}{{ a }}@{%L endmacro R%}{{ m('Call NOW') }}",
    ]
)
MARKS = st.sampled_from(["", "-"])


def block(form: str, left: str, right: str, inner: str) -> str:
    return form.replace("L ", f"{left} ").replace(" R", f" {right}").replace("@", inner)


SOURCES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join), st.builds(block, BLOCKS, MARKS, MARKS, inner)
    ),
    max_leaves=6,
)


def made(source: str, root: Path) -> tuple[Template, dict[str, str]]:
    """Write a library with one template; return it, and the texts of all files by path."""
    for name, text in {**PARTS, "closings/main.j2": source}.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    main = root / "closings/main.j2"
    return read_template(main, root, str(main)), {str(root / name): text for name, text in PARTS.items()} | {
        str(main): source
    }


def plainly(texts: Mapping[str, str], root: Path, **data: object) -> str:
    """Render with Jinja itself."""
    for path, text in texts.items():
        Path(path).write_text(text, encoding="utf-8")
    plain = SandboxedEnvironment(loader=FileSystemLoader(root), extensions=["jinja2.ext.i18n"])
    plain.install_null_translations()  # type: ignore[attr-defined]
    return plain.get_template("closings/main.j2").render({**DATA, **data})


def rounds_of(changed: Changed) -> list[dict[str, tuple[Edit, ...]]]:
    """Return the edits of each path, round by round; a round of one path says nothing of another's."""
    return [{path: edits} for path, rounds in changed.rounds.items() for edits in rounds]


@settings(max_examples=60)
@given(SOURCES)
def test_a_fix_changes_literal_words_wherever_they_are_read_and_nothing_else(source: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        template, texts = made(source, root)
        changed = repair([template], texts, RULING, read_again)
        for edits_by_path in rounds_of(changed):
            ((path, edits),) = edits_by_path.items()
            was = texts[path]
            assert all(layout(was).is_literal(edit.span) for edit in edits)
            holes = [Edit(path, edit.span, chr(0xE000 + number)) for number, edit in enumerate(edits)]
            after = apply(was, edits)
            assert code(after) == code(was)
            for data in ({}, {"yes": False}, {"no": True, "items": []}):
                read = plainly({**texts, path: apply(was, holes)}, root, **data)
                old, new = read, read
                for number, edit in enumerate(edits):
                    old = old.replace(chr(0xE000 + number), edit.span.of(was))
                    new = new.replace(chr(0xE000 + number), edit.text)
                if "|lower" not in source:
                    assert plainly(texts, root, **data) == old
                assert plainly({**texts, path: after}, root, **data).lower() == new.lower()
            texts[path] = after
        plainly(texts, root)
        template = read_template(root / "closings/main.j2", root, str(root / "closings/main.j2"))
        again = repair([template], texts, RULING, read_again)
        assert again.rounds == {}
        left = [found for found in lint(template).findings if is_fixable(found) and found.path in texts]
        spots = {(one.fix.edit.path, one.line) for one in again.refused}
        for found in left:
            assert found.location is not None
            literal = layout(texts[found.path])
            start = sum(len(line) + 1 for line in texts[found.path].split("\n")[: found.location.start[0] - 1])
            span = Span(start + found.location.start[1] - 1, start + found.location.start[1])
            assert not literal.is_literal(span) or (found.path, found.location.start[0]) in spots


@settings(max_examples=60)
@given(SOURCES)
def test_a_suppression_is_read_by_nobody_and_the_next_run_is_clean(source: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        template, texts = made(source, root)
        before = {str(data): plainly(texts, root, **data) for data in ({}, {"yes": False}, {"no": True})}
        changed = allow([template], texts, RULING, read_again, "it is right")
        for path, rounds in changed.rounds.items():
            for edits in rounds:
                assert all(len(edit.span) == 0 for edit in edits)
                texts[path] = apply(texts[path], edits)
        after = {str(data): plainly(texts, root, **data) for data in ({}, {"yes": False}, {"no": True})}
        assert after == before
        template = read_template(root / "closings/main.j2", root, str(root / "closings/main.j2"))
        left = lint(template).findings
        assert [found.rule for found in left if found.rule == "unused-suppression"] == []
        assert bool([found for found in left if is_allowable(found)]) == bool(changed.refused)
