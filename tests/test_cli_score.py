"""`kindword score`: what it takes, what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected

GOOD = "We charged you twice on Monday. That was our mistake. I've refunded £20, and you'll have it by Friday.\n"
FOUND = """\
  no   acknowledges
  yes  names the error  “We charged you twice on Monday.”
  yes  owns it          “We charged you twice on Monday.”
  yes  next step        “I've refunded £20, and you'll have it by Friday.”
  yes  time             “I've refunded £20, and you'll have it by Friday.”
  no   invitation
  yes  plain words
  yes  no blame
"""
ENDS = "No one behaviour decides: read what is missing, and whether it should be there.\n"
SET = "".join(json.dumps({"id": name, "kind": "apology", "body": GOOD}) + "\n" for name in "ab")

CASES = [
    Case(
        "one message",
        "score --kind apology a.txt",
        0,
        f"a.txt: apology\n{FOUND}\nScored 1 message. {ENDS}",
        files={"a.txt": GOOD},
    ),
    Case(
        "a message set",
        "score m.jsonl",
        0,
        f"m.jsonl (a): apology\n{FOUND}\nm.jsonl (b): apology\n{FOUND}\nScored 2 messages. {ENDS}",
        files={"m.jsonl": SET},
    ),
    Case(
        "a format that is not there",
        "score --format xml a.txt",
        2,
        "",
        None,
        files={"a.txt": GOOD},
    ),
    Case(
        "a path that is not there",
        "score nowhere.txt",
        2,
        "",
        None,
    ),
    Case(
        "a rule that it needs is off",
        "score a.txt",
        2,
        "",
        "Error: the score needs the rule 'blame-language'\n"
        "  It is switched off in a rule folder of yours; the score looks for it all the same.\n",
        files={"a.txt": GOOD, "kindword.toml": 'rules = ["r"]\n', "r/blame-language.toml": "off = true\n"},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_the_shipped_library_is_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, _ = seen_and_expected(Case("", "score", 0, None, None), tmp_path, monkeypatch, capsys)
    lines = seen.out.splitlines()
    assert (seen.status, seen.err) == (0, "")
    assert lines[0].strip().startswith("acknowledges  names the error  owns it  next step  time  invitation")
    assert any(line.startswith("apologies/late-gift (refund-only) ") for line in lines)


def test_programs_get_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = Case("", "score --format json m.jsonl", 0, None, None, files={"m.jsonl": SET})
    seen, _ = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert [one["message_id"] for one in json.loads(seen.out)["scores"]] == ["a", "b"]
