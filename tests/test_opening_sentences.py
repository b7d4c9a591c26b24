r"""Which messages hold what they must: the first reply, the closing, the request for data, the offer to make good.

In `openings/RULE.txt` a message that begins with `+` lacks it and one with `-` has it; one with `?` ought to be
told apart and is not yet: where it is, it moves up. A `\n` in a line stands for a line's end.
"""

from pathlib import Path

import pytest

from toolkit.language import Prose
from toolkit.rules import load_rules

FOLDER = Path(__file__).parent / "openings"
RULES = {rule.id: rule for rule in load_rules()}


def fires(name: str, body: str) -> bool:
    """Tell whether a rule finds that a message of its kind lacks something."""
    rule = RULES[name]
    assert rule.check is not None
    (kind,) = rule.kinds
    return any(True for _ in rule.check.matches(Prose.of(body.replace(r"\n", "\n"), kind=kind)))


@pytest.mark.parametrize("rule", sorted(path.stem for path in FOLDER.glob("*.txt")))
def test_messages_lack_or_hold_what_they_must(rule: str) -> None:
    lines = (FOLDER / f"{rule}.txt").read_text("utf-8").splitlines()
    wrong = [line for line in lines if fires(rule, line[2:]) is not (line[0] == "+")]
    assert wrong == []
