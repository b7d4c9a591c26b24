r"""What the rules on manner find and leave alone, over sentences in many registers and trades.

In `manner/RULE.txt` a line that begins with `+` must be found and one with `-` left alone; one with `?` ought to
be found and is not yet: where it is, it moves up to `+`. A `\n` in a line stands for a line's end.
"""

from pathlib import Path

import pytest

from toolkit.language import Prose
from toolkit.rules import load_rules

FOLDER = Path(__file__).parent / "manner"
RULES = {rule.id: rule.check for rule in load_rules()}


def fires(rule: str, body: str) -> bool:
    """Tell whether a rule finds anything in a message."""
    check = RULES[rule]
    assert check is not None
    return any(True for _ in check.matches(Prose.of(body.replace(r"\n", "\n"))))


@pytest.mark.parametrize("rule", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_sentences_are_found_or_left_alone(rule: str) -> None:
    lines = (FOLDER / f"{rule}.txt").read_text("utf-8").splitlines()
    wrong = [line for line in lines if fires(rule, line[2:]) is not (line[0] == "+")]
    assert wrong == []
