"""What a team configures reaches the rules; what does not fit is told with the line of the configuration."""

from pathlib import Path

import pytest

from toolkit.checks.readability import Readability
from toolkit.config import SEVERITIES, Config, load_config
from toolkit.errors import KindwordError
from toolkit.lint import lint
from toolkit.rules import Rule, Severity, configured_rules
from toolkit.sources.plain_text import read_plain_text


def configured(folder: Path, text: str) -> dict[str, Rule]:
    file = folder / "kindword.toml"
    file.write_text(text, encoding="utf-8")
    return {rule.id: rule for rule in configured_rules(load_config(file))}


def test_the_names_of_severities_are_those_of_the_rules() -> None:
    assert set(SEVERITIES) == set(Severity)


def test_a_severity_is_changed_by_name(tmp_path: Path) -> None:
    before = {rule.id: rule.severity for rule in configured_rules(Config())}
    after = configured(tmp_path, '[severity]\nunrendered-text = "suggestion"\n')
    changed = {name for name, rule in after.items() if rule.severity != before[name]}
    assert changed == {"unrendered-text"}


def test_the_limits_of_hard_going_are_changed_one_by_one(tmp_path: Path) -> None:
    check = configured(tmp_path, "[readability]\nsentence_words = 12\n")["readability"].check
    assert isinstance(check, Readability)
    assert (check.limit, check.sentence_words) == (9, 12)


def test_a_teams_own_words_are_left_alone(tmp_path: Path) -> None:
    message = read_plain_text("Your FERNHILL card is ready. Please DO NOT wait.", "a.txt")
    rules = configured(tmp_path, 'allow = ["FERNHILL"]\n').values()
    assert [finding.excerpt for finding in lint(message, rules, select=["all-caps"]).findings] == ["DO NOT"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[severity]\nunrendered-txt = "error"',
            ":2: there is no rule 'unrendered-txt'\n  Did you mean 'unrendered-text'?",
        ),
        (
            'ignore = ["unrendered-txt"]',
            ":1: there is no rule 'unrendered-txt'\n  Did you mean 'unrendered-text'?",
        ),
        ('[readability]\nmetric = "smog_idx"', ":2: unknown metric 'smog_idx'\n  Did you mean 'smog_index'?"),
        (
            '[promises]\nreply = "24 hours"\nrefund = "soon"',
            ":3: 'soon' is no length of time\n  Write it as a number and a unit: refund = \"5 business days\".",
        ),
        ('[promises]\n"" = "5 days"', ":2: a promise needs a word for its thing"),
        ("[readability]\nlimit = 9\nsentence_words = 1.5", ":3: sentence_words must be "),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KindwordError) as caught:
        configured(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path}/kindword.toml{said}")
