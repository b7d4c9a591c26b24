"""Which findings a comment in a template allows."""

import re

import pytest

from toolkit.lint import Finding
from toolkit.lint.suppressions import find_suppressions
from toolkit.rules import Severity
from toolkit.text import LineIndex, Span

RULES = frozenset({"all-caps", "blame-language"})


@pytest.mark.parametrize(
    ("source", "allowed"),
    [
        ("READ this. {# allow all-caps: our sign #}\n", [("all-caps", 1)]),
        ("{# allow all-caps: our sign #}\n\nREAD this.\n", [("all-caps", 3)]),
        ("a\n{# allow all-caps: our sign #}\n{% if x %}\nREAD\n{% endif %}", [("all-caps", 4)]),
        ("{#- allow all-caps, blame-language: both are quoted -#}\nx", [("all-caps", 2), ("blame-language", 2)]),
        ("{# allow-file all-caps: our sign #}\nx", [("all-caps", None)]),
        ("{# allow all-caps: one #}\n{{ 'READ' }}", [("all-caps", 2)]),
        ("{% raw %}{# allow all-caps: not a comment #}{% endraw %}", []),
        ("{# we allow all-caps: here #}\nREAD", []),
        ("{{ unclosed {# allow all-caps: x #}", []),
    ],
)
def test_a_comment_allows_its_line_the_next_line_of_text_or_the_file(
    source: str, allowed: list[tuple[str, int | None]]
) -> None:
    found = find_suppressions(source, "a.j2", RULES)
    assert [(one.rule, one.reach and one.reach[0][0]) for one in found] == allowed
    assert all(not one.fault for one in found)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{# allow all-caps #}\nREAD", "it gives no reason; write {# allow all-caps: why it is right here #}"),
        ("{# allow all-caps: #}\nREAD", "it gives no reason; write {# allow all-caps: why it is right here #}"),
        ("{# allow all-cap: slip #}\nREAD", "there is no rule 'all-cap'. Did you mean 'all-caps'?"),
        ("{# allow : slip #}\nREAD", "it names no rule"),
    ],
)
def test_a_comment_that_cannot_allow_anything_says_why(source: str, fault: str) -> None:
    (found,) = find_suppressions(source, "a.j2", RULES)
    assert found.fault == fault


@pytest.mark.parametrize(
    ("source", "allowed"),
    [
        ("{# allow-start all-caps: ours #}\nREAD\nTHIS\n{# allow-end all-caps #}\nNOW", ["READ", "THIS"]),
        ("READ {# allow-start all-caps: ours #}THIS{# allow-end all-caps #} NOW", ["THIS"]),
        ("{#- allow-start all-caps: a -#}\nREAD\n{#- allow-end all-caps -#}\nNOW", ["READ"]),
        (
            (
                "{# allow-start all-caps: a #}READ{# allow-start all-caps: b #}THIS{# allow-end all-caps #}"
                "HERE{# allow-end all-caps #}NOW"
            ),
            ["READ", "THIS", "HERE"],
        ),
        (
            (
                "{# allow-start blame-language: a #}READ{# allow-start all-caps: b #}THIS"
                "{# allow-end blame-language #}HERE{# allow-end all-caps #}NOW"
            ),
            ["THIS", "HERE"],
        ),
        (
            (
                "{# allow-start all-caps, blame-language: a #}READ{# allow-end blame-language #}THIS"
                "{# allow-end all-caps #}NOW"
            ),
            ["READ", "THIS"],
        ),
        ("{# allow-start all-caps: never closed #}READ", []),
    ],
)
def test_a_block_allows_what_stands_between_its_comments(source: str, allowed: list[str]) -> None:
    found = find_suppressions(source, "a.j2", RULES)
    words = [finding(source, word) for word in re.findall(r"\b[A-Z]{3,}\b", source)]
    assert [one.excerpt for one in words if any(each.allows(one) for each in found)] == allowed


def finding(source: str, word: str) -> Finding:
    place = LineIndex(source).location("a.j2", Span(source.index(word), source.index(word) + len(word)))
    return Finding("all-caps", Severity.ERROR, "", "a.j2", place, word, "", "any")


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        (
            "{# allow-start all-caps: ours #}\nREAD",
            ["it is never closed; write {# allow-end all-caps #} where it ends"],
        ),
        ("READ {# allow-end all-caps #}", ["no allow-start all-caps is open before it"]),
        (
            "{# allow-end all-caps #} {# allow-start all-caps: a #}",
            [
                "no allow-start all-caps is open before it",
                "it is never closed; write {# allow-end all-caps #} where it ends",
            ],
        ),
        (
            "{# allow-start all-caps: a #}{# allow-start all-caps: b #}x{# allow-end all-caps #}",
            ["it is never closed; write {# allow-end all-caps #} where it ends", ""],
        ),
        (
            "{# allow-start all-caps #}x{# allow-end all-caps #}",
            ["it gives no reason; write {# allow-start all-caps: why it is right here #}"],
        ),
        (
            "{# allow-start all-cap: a #}x{# allow-end all-cap #}",
            ["there is no rule 'all-cap'. Did you mean 'all-caps'?"],
        ),
        ("{# allow-end #}", ["it names no rule"]),
        ("{# allow-end : #}", ["it names no rule"]),
    ],
)
def test_a_block_without_its_other_half_says_so(source: str, faults: list[str]) -> None:
    assert [one.fault for one in find_suppressions(source, "a.j2", RULES)] == faults


def test_a_comment_knows_where_it_stands() -> None:
    source = "one\n  {# allow all-caps: x #} READ"
    (found,) = find_suppressions(source, "a.j2", RULES)
    assert found.span.of(source) == "{# allow all-caps: x #}"
