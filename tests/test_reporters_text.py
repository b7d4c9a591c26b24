"""The text report as people see it: the underlined words, the advice, the last line."""

import unicodedata

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.lint import Finding, LintResult, Summary
from toolkit.reporters import report_text, summary_line
from toolkit.reporters.columns import underline, visible, visible_lines, width
from toolkit.rules import Severity
from toolkit.text import Location, Span

LINE = "We're sorry if this caused you trouble."


def finding(words: str, line: str = LINE, /, **changes: object) -> Finding:
    start = line.index(words)
    fields: dict[str, object] = {
        "rule": "conditional-apology",
        "severity": Severity.ERROR,
        "message": "The apology hangs on a condition. Say what happened.",
        "path": "apologies/late.j2",
        "location": Location("apologies/late.j2", (14, start + 1), (14, start + 1 + len(words))),
        "excerpt": words,
        "source_line": line,
        "kind": "apology",
        "marked": Span(start, start + len(words)),
        "template": "apologies/late",
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def missing(**changes: object) -> Finding:
    fields: dict[str, object] = {
        "rule": "missing-timeframe",
        "severity": Severity.WARNING,
        "message": "Nothing says when.",
        "location": None,
        "excerpt": "",
        "source_line": "",
        "marked": Span(0, 0),
        "samples": 4,
    }
    return finding("sorry", **{**fields, **changes})


def report(*findings: Finding, colour: bool = False) -> str:
    return report_text(LintResult(findings, Summary(templates=1, messages=4, files=1, errors=1)), colour=colour)


def test_a_suggestion_that_only_a_person_can_judge_says_so() -> None:
    assert "  Write (needs a person): by {{ eta }}\n" in report(finding("if this", suggestion="by {{ eta }}"))


def test_a_finding_underlines_its_words_and_says_what_to_write() -> None:
    found = finding("if this", suggestion="We're sorry this caused you trouble.", safe=True)
    assert report(found) == (
        "apologies/late.j2:14:13: error conditional-apology\n"
        "    We're sorry if this caused you trouble.\n"
        "                ^^^^^^^\n"
        "  The apology hangs on a condition. Say what happened.\n"
        "  Write: We're sorry this caused you trouble.\n"
        "\n"
        "Checked 1 template (4 messages): 1 error.\n"
    )


def test_what_is_missing_from_a_message_names_file_and_samples() -> None:
    assert report(missing(seen_in=("typical", "no refund"))).startswith(
        "apologies/late.j2: warning missing-timeframe\n  Nothing says when.\n  Seen in: typical; no refund\n\n"
    )


def test_what_is_missing_from_a_message_of_a_set_names_the_message() -> None:
    assert report(missing(message_id="m-7", path="out.jsonl", samples=0)).startswith(
        "out.jsonl (message m-7): warning missing-timeframe\n  Nothing says when.\n\n"
    )


def test_samples_are_not_listed_where_all_of_them_show_it() -> None:
    assert "Seen in" not in report(missing(seen_in=("a", "b", "c", "d")))


def test_of_many_samples_a_few_are_named() -> None:
    assert "Seen in: a; b; c; and 2 more\n" in report(missing(seen_in=("a", "b", "c", "d", "e"), samples=9))


def test_words_that_run_over_lines_are_underlined_to_the_end_of_the_first() -> None:
    line = "We are sorry if"
    found = finding("sorry if", line, location=Location("a.j2", (1, 8), (2, 5)), excerpt="sorry if\nthis")
    assert "    We are sorry if\n           ^^^^^^^^\n" in report(found)


def test_colour_is_off_unless_asked_for() -> None:
    assert "\x1b" not in report(finding("sorry"))
    coloured = report(finding("sorry"), colour=True)
    assert "\x1b" in coloured
    assert click.unstyle(coloured) == report(finding("sorry"))


def test_nothing_from_a_file_reaches_the_terminal_raw() -> None:
    line = "We're \x1b[2J sorry"
    found = finding("sorry", line, message="“\x1b[2J”", path="a\x1b.j2", location=None, suggestion="\u202eback")
    shown = report(found, finding("sorry", line), colour=False)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        (Summary(files=22, templates=22, messages=58), "Checked 22 templates (58 messages): no findings."),
        (
            Summary(files=22, templates=22, messages=58, errors=2, warnings=1),
            "Checked 22 templates (58 messages): 2 errors, 1 warning.",
        ),
        (Summary(files=1, messages=1200, suggestions=1), "Checked 1,200 messages: 1 suggestion."),
        (Summary(files=1, errors=1), "Checked 1 file: 1 error."),
        (Summary(files=1, messages=1), "Checked 1 message: no findings."),
        (
            Summary(files=3, templates=2, messages=9),
            "Checked 3 files, 2 of them templates (9 messages): no findings.",
        ),
        (
            Summary(files=1, messages=1, errors=1, known=1200),
            "Checked 1 message: 1 error. 1,200 known from the baseline.",
        ),
        (Summary(files=1, messages=1, known=2), "Checked 1 message: no new findings. 2 known from the baseline."),
        (Summary(), "Checked nothing: the change touches nothing that is linted."),
    ],
)
def test_the_last_line_says_what_was_done(summary: Summary, line: str) -> None:
    assert summary_line(summary) == line


def shown_words(line: str, words: str, limit: int = 100) -> tuple[str, str]:
    """Return the line as shown, and what of it stands above the carets (every character one column wide)."""
    start = line.index(words)
    shown = underline(line, start, start + len(words), limit)
    return shown.line, shown.line[shown.lead : shown.lead + shown.marks]


def test_a_long_line_is_cut_around_the_words() -> None:
    line = "a " * 200 + "sorry if" + " b" * 200
    shown, words = shown_words(line, "sorry if")
    assert words == "sorry if"
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(shown) <= 102


def test_words_near_the_end_of_a_long_line_keep_what_stands_before_them() -> None:
    shown, words = shown_words("a " * 200 + "sorry", "sorry", 60)
    assert words == "sorry"
    assert len(shown) == 61


def test_a_line_that_fits_is_whole() -> None:
    assert shown_words(LINE, "trouble") == (LINE, "trouble")


def test_tabs_and_controls_are_shown_and_underlined_as_wide_as_they_show() -> None:
    assert shown_words("\tsorry", "sorry") == ("    sorry", "sorry")
    assert underline("a\x07b", 1, 2, 100) == ("a\\x07b", 1, 4)


def test_wide_and_combining_characters_take_the_columns_they_take() -> None:
    assert underline("日本 sorry", 3, 8, 100).lead == 5
    assert underline("cafe\u0301 sorry", 6, 11, 100).lead == 5
    assert width("👩\u200d🔧") == 4


def test_nothing_at_all_is_marked_with_one_caret() -> None:
    assert underline("Hello,", 6, 6, 100) == ("Hello,", 6, 1)


@given(st.text(max_size=90), st.data())
def test_the_carets_stand_below_the_words(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    limit = data.draw(st.integers(20, 60))
    shown, lead, marks = underline(line, start, end, limit)
    words = visible(line[start:end])
    assert marks == max(1, width(words)) or (0 < marks < width(words) and shown.endswith("…"))
    if marks == width(words):
        assert words in shown
    before = visible(line[:start])
    assert lead <= width(before) + 1
    assert "\n" not in shown


@given(st.text())
def test_what_is_visible_holds_no_control_character(text: str) -> None:
    for shown in (visible(text), visible_lines(text).replace("\n", "").replace("\t", "")):
        assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in shown)


@given(st.text(alphabet="ab .éÖ", max_size=150), st.data())
def test_a_line_of_usual_characters_is_cut_as_any_other_is(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    limit = data.draw(st.integers(20, 60))
    fast = underline(line, start, end, limit)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("toolkit.reporters.columns._FIRST_UNUSUAL", "")
        assert underline(line, start, end, limit) == fast
