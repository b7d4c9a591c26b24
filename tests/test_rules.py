"""Rule files: strict keys with file and line, and a team's folder over ours."""

from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.rules import Severity, choose, load_rules, page, table

GOOD = """severity = "warning"
check = "phrases"
message = "“{words}” is our supplier's word. Write “parcel”."
rationale = "Customers say parcel."
sources = ["Our style guide"]

[options]
phrases = ["consignment"]

[examples]
bad = ["Your «consignment» left us today."]
good = ["Your parcel left us today."]
"""


def folder_with(tmp_path: Path, text: str, name: str = "house-words.toml") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_teams_rule_stands_beside_ours(tmp_path: Path) -> None:
    rules = {rule.id: rule for rule in load_rules([folder_with(tmp_path, GOOD)])}
    assert rules["house-words"].severity is Severity.WARNING
    assert "all-caps" in rules


def test_a_team_extends_one_of_ours(tmp_path: Path) -> None:
    text = 'extends = "all-caps"\nseverity = "warning"\n[options]\nallow = ["KINDLY"]\n'
    before = {rule.id: rule for rule in load_rules()}["all-caps"]
    after = {rule.id: rule for rule in load_rules([folder_with(tmp_path, text, "all-caps.toml")])}["all-caps"]
    assert after.severity is Severity.WARNING
    assert after.message == before.message
    assert after.check != before.check
    assert len(after.examples) == len(before.examples)


def test_a_team_switches_one_of_ours_off(tmp_path: Path) -> None:
    rules = load_rules([folder_with(tmp_path, "off = true\n", "readability.toml")])
    assert "readability" not in {rule.id for rule in rules}


@pytest.mark.parametrize(
    ("change", "into", "line", "said"),
    [
        ('severity = "warning"', 'severity = "warnig"', 1, "unknown severity 'warnig'\n  Did you mean 'warning'?"),
        ('check = "phrases"', 'check = "phrase"', 2, "unknown sort of check 'phrase'\n  Did you mean 'phrases'?"),
        ("rationale =", "rational =", 4, "unknown key 'rational'\n  Did you mean 'rationale'?"),
        ("phrases = [", "phrase = [", 8, "unknown key 'phrase'\n  Did you mean 'phrases'?"),
        ("good = [", "goood = [", 12, "unknown key 'goood'\n  Did you mean 'good'?"),
        ("[options]", '[applies_to]\nkinds = ["apologies"]\n\n[options]', 8, "unknown name 'apologies' in kinds"),
        ('sources = ["Our style guide"]', 'sources = "x"', 5, "sources must be a list of texts"),
        ("rationale = ", "rationale = 3 #", 4, "rationale must be a text"),
        ('good = ["Your parcel left us today."]', "", 10, "the rule has no good example"),
        ("message =", "message = ]", 3, "this is not valid TOML"),
    ],
)
def test_a_slip_in_a_rule_file_names_file_and_line(
    tmp_path: Path, change: str, into: str, line: int, said: str
) -> None:
    assert change in GOOD
    folder = folder_with(tmp_path, GOOD.replace(change, into))
    with pytest.raises(KindwordError) as caught:
        load_rules([folder])
    assert str(caught.value).startswith(f"{folder / 'house-words.toml'}:{line}: {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extends = "all-cap"', "there is no rule 'all-cap' to extend\n  Did you mean 'all-caps'?"),
        ("off = true", "there is no rule 'house-words' to switch off"),
        ('severity = "error"', "the rule has no check"),
    ],
)
def test_what_a_rule_file_leans_on_must_be_there(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KindwordError, match=said.split("\n", maxsplit=1)[0]):
        load_rules([folder_with(tmp_path, text)])


def test_a_folder_without_rules_is_no_silent_success(tmp_path: Path) -> None:
    with pytest.raises(KindwordError, match="holds no rule files"):
        load_rules([tmp_path])
    with pytest.raises(KindwordError, match="no such rule folder"):
        load_rules([tmp_path / "none"])


def test_choosing_keeps_what_is_selected_less_what_is_ignored() -> None:
    rules = load_rules()
    assert [rule.id for rule in choose(rules, ["all-caps", "readability"], ["readability"])] == ["all-caps"]
    with pytest.raises(KindwordError, match="there is no rule 'al-caps'") as caught:
        choose(rules, ["al-caps"])
    assert caught.value.hint == "Did you mean 'all-caps'?"
    with pytest.raises(KindwordError, match="no rule is left"):
        choose(rules, ["all-caps"], ["all-caps"])


def test_a_severity_given_by_a_team_wins() -> None:
    rules = {rule.id: rule for rule in load_rules(severities={"all-caps": Severity.SUGGESTION})}
    assert rules["all-caps"].severity is Severity.SUGGESTION
    with pytest.raises(KindwordError, match="there is no rule 'caps'"):
        load_rules(severities={"caps": Severity.ERROR})


def test_severities_are_ranked() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == ["suggestion", "warning", "error"]


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_a_page_in_one_order(rule: object) -> None:
    text = page(rule)  # type: ignore[arg-type]
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## Why", "## Found", "## Left alone", "## How to allow it", "## Sources"]


def test_the_table_has_a_row_for_every_rule() -> None:
    rules = load_rules()
    assert [row.split("`")[1] for row in table(rules).splitlines()[2:]] == [rule.id for rule in rules]
