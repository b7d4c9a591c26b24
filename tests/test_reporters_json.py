"""The JSON report: the documented keys, in their order, and the text as it is written."""

import json
from dataclasses import replace

from toolkit.lint import Finding, LintResult, Summary
from toolkit.reporters import report_json
from toolkit.rules import Severity
from toolkit.text import Location

FOUND = Finding(
    rule="conditional-apology",
    severity=Severity.ERROR,
    message="Say “sorry” flatly.",
    path="apologies/late.j2",
    location=Location("apologies/late.j2", (14, 13), (15, 3)),
    excerpt="if\nit",
    source_line="We're sorry if",
    kind="apology",
    template="apologies/late",
    seen_in=("typical",),
)
MISSING = Finding(
    rule="missing-timeframe",
    severity=Severity.WARNING,
    message="Nothing says when.",
    path="out.jsonl",
    location=None,
    excerpt="",
    source_line="",
    kind="apology",
    message_id="m-7",
    suggestion="By Friday.",
)


def test_a_finding_has_the_documented_keys_in_order() -> None:
    data = json.loads(report_json(LintResult((FOUND, MISSING), Summary(files=2, errors=1, warnings=1))))
    assert list(data) == ["version", "findings", "summary"]
    assert data["version"] == 1
    assert data["findings"][0] == {
        "rule": "conditional-apology",
        "severity": "error",
        "message": "Say “sorry” flatly.",
        "file": "apologies/late.j2",
        "line": 14,
        "column": 13,
        "end_line": 15,
        "end_column": 3,
        "excerpt": "if\nit",
        "kind": "apology",
        "message_id": None,
        "template": "apologies/late",
        "seen_in": ["typical"],
        "suggestion": None,
        "suggestion_safe": None,
        "fingerprint": "26412688a152d405",
    }
    assert list(data["findings"][0]) == list(data["findings"][1])
    assert data["summary"] == {
        "files": 2,
        "templates": 0,
        "messages": 0,
        "errors": 1,
        "warnings": 1,
        "suggestions": 0,
        "unjudged": 0,
        "languages": [],
        "known": 0,
    }


def test_what_is_missing_has_no_place() -> None:
    found = json.loads(report_json(LintResult((MISSING,), Summary())))["findings"][0]
    assert [found[key] for key in ("line", "column", "end_line", "end_column")] == [None] * 4
    assert (found["file"], found["message_id"]) == ("out.jsonl", "m-7")
    assert (found["suggestion"], found["suggestion_safe"]) == ("By Friday.", False)


def test_words_are_written_as_they_are() -> None:
    assert "“sorry”" in report_json(LintResult((FOUND,), Summary()), colour=True)


def test_half_characters_are_written_as_json_escapes_them() -> None:
    report = report_json(LintResult((replace(FOUND, message="half \ud83d"),), Summary()))
    assert '"message": "half \\ud83d"' in report.encode().decode()
    assert json.loads(report)["findings"][0]["message"] == "half \ud83d"
