"""Configuration as its user meets it: `kindword config`, and what is otherwise for some files."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected, write

from toolkit.cli import run
from toolkit.cli.setup import render_options
from toolkit.config import load_config
from toolkit.rules import configured_rules

SHOUT = "You must ACT NOW.\n"
RULES = "--select all-caps"
OVERRIDES = """\
[[overrides]]
files = ["old/*"]
ignore = ["all-caps"]

[[overrides]]
kinds = ["closing"]
severity = { all-caps = "suggestion" }
"""


FOUND = """\
{place}: {severity} all-caps
    You must ACT NOW.
                 ^^^
  “NOW” shouts. Write “now”: say what matters first, and it needs no capitals.
  Write: now

"""
DEFAULTS = """\
library = []              # default
rules = []                # default
select = []               # default
ignore = []               # default
# baseline is not set     # default
fail_on = "error"         # default
allow = []                # default
# sample_data is not set  # default
locale = "en"             # default
grammar = false           # default

[severity]  # default: empty

[kinds]  # default: empty

[declare]  # default: empty

[stand_ins]  # default: empty

"""
AFTER = """\
[timeframe]  # default: empty

[readability]  # default: empty

[promises]  # default: empty

[languagetool]  # default: empty
"""

CASES = [
    Case(
        "without a configuration the defaults are shown",
        "config",
        0,
        DEFAULTS + AFTER,
        "No configuration: these are the defaults.\n",
    ),
    Case(
        "a file and a line stand beside what they give",
        "config",
        0,
        DEFAULTS.replace('locale = "en"             # default', 'locale = "en-GB"          # kindword.toml:1')
        + """\
[[overrides]]
files = ["old/*"]      # kindword.toml:4
ignore = ["all-caps"]  # kindword.toml:5

[[overrides]]
kinds = ["closing"]                     # kindword.toml:8
severity = { all-caps = "suggestion" }  # kindword.toml:9

"""
        + AFTER,
        "Configured by kindword.toml.\n",
        files={"kindword.toml": f'locale = "en-GB"\n\n{OVERRIDES}'},
    ),
    Case(
        "an override leaves a rule out for the files that fit",
        f"lint {RULES} old new",
        1,
        FOUND.format(place="new/a.txt:1:14", severity="error") + "Checked 2 messages: 1 error.\n",
        files={"kindword.toml": OVERRIDES, "old/a.txt": SHOUT, "new/a.txt": SHOUT},
    ),
    Case(
        "an override grades a rule for a kind",
        f"lint {RULES} --kind closing new",
        0,
        FOUND.format(place="new/a.txt:1:14", severity="suggestion") + "Checked 1 message: 1 suggestion.\n",
        files={"kindword.toml": OVERRIDES, "new/a.txt": SHOUT},
    ),
    Case(
        "an override that changes nothing is told",
        "config",
        2,
        "",
        "Error: kindword.toml:1: this override changes nothing\n  Say for which `files` or `kinds` it is, …\n",
        files={"kindword.toml": '[[overrides]]\nfiles = ["a/*"]\n'},
    ),
    Case(
        "an override names a rule that there is not",
        "config",
        2,
        "",
        "Error: kindword.toml:3: there is no rule 'all-cap'\n  Did you mean 'all-caps'?\n",
        files={"kindword.toml": '[[overrides]]\nfiles = ["a/*"]\nignore = ["all-cap"]\n'},
    ),
    Case(
        "an override names a kind that there is not",
        "config",
        2,
        "",
        "Error: kindword.toml:2: there is no kind 'apologies'\n  Did you mean 'apology'?\n",
        files={"kindword.toml": '[[overrides]]\nkinds = ["apologies"]\nignore = ["jargon"]\n'},
    ),
    Case(
        "a locale that is none is told",
        "config",
        2,
        "",
        "Error: kindword.toml:1: 'british english' is no locale\n  Write it as en or en-GB.\n",
        files={"kindword.toml": 'locale = "british english"\n'},
    ),
    Case(
        "messages of a configured language without rules are not judged",
        f"lint {RULES} a.txt m.jsonl t.j2",
        0,
        "Checked 3 files, 1 of them templates (0 messages): no findings. "
        "Not judged: 3 messages in de, for which there are no rules.\n",
        files={
            "kindword.toml": 'locale = "de-AT"\n',
            "a.txt": SHOUT,
            "m.jsonl": '{"body": "You must ACT NOW."}\n',
            "t.j2": SHOUT,
        },
    ),
    Case(
        "the configuration nearest to what is linted counts",
        f"lint {RULES} team/mail/a.txt",
        0,
        "Checked 1 message: no findings.\n",
        files={"team/kindword.toml": 'allow = ["ACT", "NOW"]\n', "team/mail/a.txt": SHOUT},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_the_user_sees(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def test_what_is_shown_is_a_configuration_that_means_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, {"kindword.toml": f'allow = ["a\\"b"]\nstand_ins = {{ a.b = 7 }}\n\n{OVERRIDES}'})
    monkeypatch.chdir(tmp_path)
    run(["config"])
    shown = capsys.readouterr().out
    write(tmp_path, {"again.toml": shown})
    run(["config", "--config", "again.toml"])
    again = capsys.readouterr().out
    assert [line.partition("  #")[0] for line in again.splitlines()] == [
        line.partition("  #")[0] for line in shown.splitlines()
    ]


@pytest.mark.parametrize(("name", "text"), [("v.json", '{"order": {"id": 7}}'), ("v.toml", "order.id = 7")])
def test_a_file_of_values_gives_what_no_sample_does(name: str, text: str, tmp_path: Path) -> None:
    write(tmp_path, {"kindword.toml": f'sample_data = "{name}"\nstand_ins.eta = "noon"\n', name: text})
    options = render_options(load_config(tmp_path / "kindword.toml"))
    assert dict(options.values) == {"order.id": 7, "eta": "noon"}


def test_the_kinds_that_must_say_when_can_be_chosen(tmp_path: Path) -> None:
    write(tmp_path, {"kindword.toml": 'timeframe.kinds = ["follow-up"]\n'})
    rules = {rule.id: rule for rule in configured_rules(load_config(tmp_path / "kindword.toml"))}
    assert rules["missing-timeframe"].kinds == {"follow-up"}
