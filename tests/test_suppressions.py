"""Which findings a comment in a template allows."""

import pytest

from toolkit.lint.suppressions import find_suppressions

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


def test_a_comment_knows_where_it_stands() -> None:
    source = "one\n  {# allow all-caps: x #} READ"
    (found,) = find_suppressions(source, "a.j2", RULES)
    assert found.span.of(source) == "{# allow all-caps: x #}"
