"""Writes what all rules find in the corpus to the snapshot: `python tests/update_snapshot.py`, then read its diff.

The corpus is text written for this project: whole messages of many trades (`messages.jsonl`), and the sentences on
which the rules were built, frozen here so that each rule also meets what was written for the others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from toolkit.lint import lint
from toolkit.rules import load_rules
from toolkit.sources import read_sources

TESTS = Path(__file__).resolve().parent
CORPUS = sorted((TESTS / "corpus").glob("*.jsonl"))
SNAPSHOT = TESTS / "snapshots" / "findings.txt"
WHOLE = "(the whole message)"


def snapshot() -> str:
    """Return one line for each finding in the corpus: the message, the rule, the underlined words."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    rules = load_rules()
    for file in CORPUS:
        for found in lint(read_sources([str(file)]), rules).findings:
            words = f"“{' '.join(found.excerpt.split())}”" if found.location else WHOLE
            yield f"{file.stem}/{found.message_id}  {found.rule}  {words}"


if __name__ == "__main__":
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
    sys.stdout.write(f"Wrote {SNAPSHOT}. Read its diff: each line is a finding that came or went.\n")
