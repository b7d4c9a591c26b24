"""A real LanguageTool: what it finds in messages with faults and without, on the writer's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.cli import run
from toolkit.grammar import Engine, Source, open_engine
from toolkit.library import Template, read_template
from toolkit.lint import LintResult, check_examples, lint
from toolkit.rules import load_rules
from toolkit.text import LineIndex, Span

pytestmark = [pytest.mark.languagetool, pytest.mark.process]

SET = Path(__file__).parent / "proofread"
RULES = load_rules()
ASKED = [rule for rule in RULES if rule.sort == "engine"]


@pytest.fixture(scope="module")
def engine(languagetool: Path) -> Iterator[Engine]:
    made = open_engine(Source(path=languagetool))
    yield made
    made.close()


def sources(name: str) -> list[str]:
    """Return the messages of a set, one a line there, with `«…»` around their faults."""
    return [line.replace("\\n", "\n") for line in (SET / f"{name}.txt").read_text(encoding="utf-8").splitlines()]


def template(number: int, source: str) -> Template:
    return read_template(Path(f"{number}.j2"), Path(), f"{number}.j2", source=source)


def marked(source: str) -> tuple[str, list[Span]]:
    """Return a message without its marks, and what stood between them."""
    spans, plain, at = [], "", 0
    for found in re.finditer("«(.*?)»", source):
        plain += source[at : found.start()]
        spans.append(Span(len(plain), len(plain) + len(found[1])))
        plain, at = plain + found[1], found.end()
    return plain + source[at:], spans


def found_in(name: str, engine: Engine) -> tuple[LintResult, list[tuple[str, list[Span]]]]:
    messages = [marked(source) for source in sources(name)]
    templates = [template(number, plain) for number, (plain, _) in enumerate(messages)]
    return lint(templates, ASKED, engine=engine), messages


@pytest.mark.parametrize(("name", "count", "least"), [("faulty", 60, 45), ("faulty_later", 30, 21)])
def test_every_finding_stands_on_a_fault_and_most_faulty_messages_have_one(
    name: str, count: int, least: int, engine: Engine
) -> None:
    result, messages = found_in(name, engine)
    assert result.fault is None
    astray = []
    for found in result.findings:
        plain, spans = messages[int(Path(found.path).stem)]
        assert found.location is not None
        index = LineIndex(plain)
        span = Span(index.offset(found.location.start), index.offset(found.location.end))
        assert span.of(plain) == found.excerpt
        if not any(span.overlaps(one) for one in spans):
            astray.append((found.excerpt, plain))
    assert astray == []
    assert len({found.path for found in result.findings}) >= least
    assert len(messages) == count


@pytest.mark.parametrize(("name", "count", "most"), [("clean", 60, 2), ("clean_later", 30, 1)])
def test_clean_messages_have_hardly_any_findings(name: str, count: int, most: int, engine: Engine) -> None:
    result, messages = found_in(name, engine)
    assert result.fault is None
    assert len(result.findings) <= most, [(found.excerpt, found.message) for found in result.findings]
    assert len(messages) == count


def test_the_examples_in_the_rule_files(engine: Engine) -> None:
    report = check_examples(ASKED, engine=engine)
    assert [f"{one.text}: {one.reason}" for one in report.failures] == []
    assert report.rules == 2


def test_a_text_is_judged_alike_alone_and_among_others(engine: Engine, languagetool: Path) -> None:
    texts = [marked(source)[0].replace("\n", " ") for name in ("faulty", "clean") for source in sources(name)]
    together = engine.check(texts, "en-US")
    alone = open_engine(Source(path=languagetool))
    assert [alone.check([text], "en-US")[0] for text in texts[::7]] == together[::7]
    alone.close()


def test_a_dialect_is_that_of_the_locale(engine: Engine) -> None:
    texts = ["The colour is gold.", "The color is gold.", "The colur is gold."]
    words = {
        locale: [
            [one.span.of(text) for one in found]
            for text, found in zip(texts, engine.check(texts, locale), strict=True)
        ]
        for locale in ("en", "en-US", "en-GB", "en-AU", "en-IN")
    }
    british = [[], ["color"], ["colur"]]
    assert words == {
        "en": [[], [], ["colur"]],
        "en-US": [["colour"], [], ["colur"]],
        "en-GB": british,
        "en-AU": british,
        "en-IN": british,
    }


def test_the_place_is_right_behind_emoji_and_combining_characters(engine: Engine) -> None:
    source = "Hello 👩‍👩‍👧 5\u0301 {{ first_name }}, 😀 we recieved it 🇬🇧 and sent teh key."
    found = lint(template(1, source), ASKED, engine=engine).findings
    assert [(one.excerpt, one.location and one.location.start[1] - 1) for one in found] == [
        (word, source.index(word)) for word in ("recieved", "teh")
    ]


def test_the_shipped_library_is_clean(
    engine: Engine, languagetool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "kindword.toml"
    config.write_text(f'grammar = true\nlanguagetool = {{ path = "{languagetool}" }}\n', encoding="utf-8")
    assert not run(["lint", "--config", str(config), "--no-cache", "--fail-on", "suggestion"])
    assert capsys.readouterr().out.endswith(": no findings.\n")
