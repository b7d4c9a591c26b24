"""A change is kept only if it does what it says and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.lint import Finding
from toolkit.lint.fixes import Edit, Fix
from toolkit.lint.trial import Change, Sight, objection
from toolkit.rules import Severity
from toolkit.sources.plain_text import read_plain_text
from toolkit.text import LineIndex, Span

BEFORE = "One TWO three. Four FIVE."
AFTER = "One two three. Four FIVE."
CHANGE = Change({"a.txt": BEFORE}, (Fix(Edit("a.txt", Span(4, 7), "two"), "caps"),))
SHOWN = Change({"a.txt": BEFORE}, (Fix(Edit("a.txt", Span(0, 0), "{# #}"), "caps"),), visible=False)


def found(rule: str, words: str | None, text: str = AFTER) -> Finding:
    at = 0 if words is None else text.index(words)
    place = None if words is None else LineIndex(text).location("a.txt", Span(at, at + len(words)))
    return Finding(rule, Severity.ERROR, "", "a.txt", place, words or "", "", "any")


def seen(text: str, *findings: Finding) -> Sight:
    return Sight((read_plain_text(text, "a.txt"),), (findings,))


WAS = seen(BEFORE, found("caps", "TWO", BEFORE), found("long", "Four FIVE", BEFORE))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (seen(AFTER), ""),
        (seen(AFTER, found("long", "Four FIVE")), ""),
        (seen(AFTER, found("caps", "FIVE")), ""),
        (seen(AFTER, found("caps", "FIVE"), found("caps", "One")), "caps would be found in what comes of it"),
        (seen(AFTER, found("caps", "two three")), "caps would be found there again"),
        (seen(AFTER, found("long", "One two three")), "long would be found in what comes of it"),
        (seen(AFTER, found("no-name", None)), "no-name would be found in what comes of it"),
        (seen("One two. Four FIVE."), "other words of the message would change too"),
        (seen(BEFORE), "other words of the message would change too"),
        (seen("Subject: One\n\n" + AFTER), "other words of the message would change too"),
        (Sight((), ()), "other messages would come of the template"),
        (replace(seen(AFTER), own=(found("broken", "One"),)), "broken would be found in what comes of it"),
    ],
)
def test_what_speaks_against_a_change(after: Sight, expected: str) -> None:
    assert objection(WAS, after, CHANGE) == expected


def test_a_comment_must_not_be_read_and_hides_no_new_fault() -> None:
    before = seen(BEFORE, found("caps", "TWO", BEFORE))
    same = found("caps", "TWO", f"{{# #}}{BEFORE}")
    assert objection(before, seen(BEFORE, same), SHOWN) == ""
    assert (
        objection(before, seen(f"{{# #}}{BEFORE}", same), SHOWN) == "other words of the message would change too"
    )
    other = found("caps", "FIVE", f"{{# #}}{BEFORE}")
    assert objection(before, seen(BEFORE, other), SHOWN) == "caps would be found in what comes of it"
