"""What the rules on apologies find and leave alone, over sentences and messages in many registers.

In `apologies/RULE.txt` a line that begins with `+` must be found and one with `-` left alone; in
`apologies/messages.jsonl` each message names what it lacks.
"""

import json
from pathlib import Path

import pytest

from toolkit.language import Prose
from toolkit.rules import load_rules

FOLDER = Path(__file__).parent / "apologies"
RULES = {rule.id: rule.check for rule in load_rules()}
MESSAGES = [json.loads(line) for line in (FOLDER / "messages.jsonl").read_text("utf-8").splitlines()]


def fires(rule: str, body: str) -> bool:
    check = RULES[rule]
    assert check is not None
    return any(True for _ in check.matches(Prose.of(body, kind="apology")))


@pytest.mark.parametrize("rule", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_sentences_are_found_or_left_alone(rule: str) -> None:
    lines = (FOLDER / f"{rule}.txt").read_text("utf-8").splitlines()
    wrong = [line for line in lines if fires(rule, line[2:]) is not (line[0] == "+")]
    assert wrong == []


@pytest.mark.parametrize("part", ["error", "impact", "responsibility"])
def test_an_apology_is_told_what_it_lacks(part: str) -> None:
    wrong = [
        message["body"]
        for message in MESSAGES
        if fires(f"apology-{part}", message["body"]) is not (part in message["lacks"])
    ]
    assert wrong == []
