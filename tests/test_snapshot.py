"""What all rules find in a corpus of our own: a change to a rule shows its whole effect as a diff of one file."""

from __future__ import annotations

import json
from difflib import unified_diff

from update_snapshot import CORPUS, SNAPSHOT, snapshot


def test_the_findings_are_those_of_the_snapshot() -> None:
    before = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    diff = list(unified_diff(before, snapshot().splitlines(), "snapshot", "now", lineterm="", n=0))
    assert diff == [], "\n".join([*diff, "Where each change is right: python tests/update_snapshot.py"])


def test_the_corpus_is_there_and_says_what_each_message_is() -> None:
    messages = [json.loads(line) for file in CORPUS for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(messages) > 3_000
    assert all({"id", "kind", "body"} <= message.keys() for message in messages)
