"""Bad input and wrong use: one clear message with file and line each, and nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_case import Case, seen_and_expected

FINE = "Your parcel will be with you by Friday.\n"
RULE = """\
severity = "error"
check = "phrases"
message = "x"
rationale = "x"
sources = ["x"]
options.phrases = ["never again"]
[examples]
bad = ["«never again»"]
good = ["always"]
"""
CONFIG = 'rules = ["r"]\n'


WRONG_USE = [
    Case("nothing at all", "", 2, "", None),
    Case(
        "an unknown command",
        "lnt",
        2,
        "",
        "Usage: kindword …\n…\n\nError: There is no command 'lnt'. Did you mean 'lint'?\n",
    ),
    Case(
        "an unknown option",
        "lint --knd apology",
        2,
        "",
        "Usage: kindword lint …\n…\n\nError: No such option '--knd'. (Did…\n",
    ),
    Case(
        "an unknown kind",
        "lint --kind apologies",
        2,
        "",
        "…\n…\n\nError: Invalid value for '--kind': There is no kind 'apologies'. Did you mean 'apology'?\n",
    ),
    Case(
        "an unknown format",
        "lint --format jsn",
        2,
        "",
        "…\n…\n\nError: Invalid value for '--format': There is no format 'jsn'. Did you mean 'json'?\n",
    ),
    Case(
        "an unknown severity",
        "lint --fail-on warn",
        2,
        "",
        "…\n…\n\nError: Invalid value for '--fail-on': There is no severity 'warn'. Did you mean 'warning'?\n",
    ),
    Case(
        "an unknown rule",
        "lint --select unrendered-txt a.txt",
        2,
        "",
        "Error: there is no rule 'unrendered-txt'\n  Did you mean 'unrendered-text'?\n",
        {"a.txt": FINE},
    ),
    Case(
        "every rule ignored",
        "lint --select template-error --ignore template-error a.txt",
        2,
        "",
        "Error: no rule is left to check\n  Select a rule that you do not also ignore.\n",
        {"a.txt": FINE},
    ),
    Case(
        "a missing file",
        "lint none.j2",
        2,
        "",
        "Error: none.j2: no such file or folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "a missing folder",
        "lint none/",
        2,
        "",
        "Error: none/: no such file or folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "an empty folder",
        "lint none",
        2,
        "",
        "Error: none: this folder holds nothing to lint\n  Templates end in…\n",
        {"none/": ""},
    ),
    Case(
        "a missing library",
        "list --library none",
        2,
        "",
        "Error: none: no such folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "a file of another sort",
        "lint a.csv",
        2,
        "",
        "Error: a.csv: a file that ends in '.csv' is not linted\n  Templates end in…\n",
        {"a.csv": "x"},
    ),
    Case(
        "nothing of the kind",
        "lint --only-kind apology a.txt",
        2,
        "",
        "Error: there is nothing of kind 'apology' to lint\n  Leave --only-kind out.\n",
        {"a.txt": FINE},
    ),
    Case(
        "nothing on standard input",
        "lint -",
        2,
        "",
        "Error: <stdin>: there is nothing to lint\n  Pipe a message into the command.\n",
    ),
    Case(
        "a file that cannot be written",
        "lint -o none/out.txt a.txt",
        2,
        "",
        "Error: none/out.txt: cannot be written: No such file or directory\n",
        {"a.txt": FINE},
    ),
    Case(
        "a missing template",
        "show apologies/late-gft",
        2,
        "",
        "Error: there is no template 'apologies/late-gft' in…\n  Did you mean 'apologies/late-gift'?\n",
    ),
    Case(
        "a missing rule",
        "rules explain template-eror",
        2,
        "",
        "Error: there is no rule 'template-eror'\n  Did you mean 'template-error'?\n",
    ),
    Case(
        "a template that is there",
        "new closing/a",
        2,
        "",
        "Error: templates/closings/a.j2: this template exists already\n  Choose another name.\n",
        {"templates/closings/a.j2": FINE},
    ),
    Case(
        "a template of no kind",
        "new apolgy/a",
        2,
        "",
        "Error: there is no kind 'apolgy'\n  Did you mean 'apology'? Write KIND/NAME: apology/lost-parcel.\n",
    ),
    Case(
        "a template outside",
        "new closing/../../a",
        2,
        "",
        "Error: 'closing/../../a' is no name for a template\n  Write KIND/NAME: apology/lost-parcel.\n",
    ),
]

CONFIGURATION = [
    Case(
        "a missing configuration",
        "lint --config none.toml",
        2,
        "",
        "Error: none.toml: no such file or folder\n  Check the path for a typing slip.\n",
    ),
    Case(
        "an unknown key",
        "lint a.txt",
        2,
        "",
        "Error: kindword.toml:2: unknown key 'libary'\n  Did you mean 'library'?\n",
        {"a.txt": FINE, "kindword.toml": '\nlibary = "x"\n'},
    ),
    Case(
        "a rule that is not there",
        "lint a.txt",
        2,
        "",
        "Error: kindword.toml:2: there is no rule 'template-eror'\n  Did you mean 'template-error'?\n",
        {"a.txt": FINE, "kindword.toml": '[severity]\ntemplate-eror = "error"\n'},
    ),
    Case(
        "a selected rule that is not there",
        "lint a.txt",
        2,
        "",
        "Error: kindword.toml:1: there is no rule 'template-eror'\n  Did you mean 'template-error'?\n",
        {"a.txt": FINE, "kindword.toml": 'select = ["template-eror"]\n'},
    ),
    Case(
        "a rule folder that is not there",
        "lint a.txt",
        2,
        "",
        "Error: r: no such rule folder\n  Check the path for a typing slip.\n",
        {"a.txt": FINE, "kindword.toml": CONFIG},
    ),
    Case(
        "a rule folder without rules",
        "lint a.txt",
        2,
        "",
        "Error: r: this folder holds no rule files\n  A rule is one .toml file.\n",
        {"a.txt": FINE, "kindword.toml": CONFIG, "r/": ""},
    ),
]


def rule(name: str, old: str, new: str, err: str) -> Case:
    """Return a run with a rule file in which a part is changed for the worse."""
    assert old in RULE
    files = {"a.txt": FINE, "kindword.toml": CONFIG, "r/mine.toml": RULE.replace(old, new)}
    return Case(f"a rule with {name}", "lint a.txt", 2, "", f"Error: r/mine.toml:{err}", files)


RULES = [
    rule(
        "an unknown key", 'message = "x"', 'mesage = "x"', "3: unknown key 'mesage'\n  Did you mean 'message'?\n"
    ),
    rule(
        "an unknown severity",
        '"error"',
        '"fatal"',
        "1: unknown severity 'fatal'\n  Known: error, suggestion, warning.\n",
    ),
    rule(
        "an unknown sort",
        '"phrases"',
        '"phrase"',
        "2: unknown sort of check 'phrase'\n  Did you mean 'phrases'?\n",
    ),
    rule("a pattern that is none", '["never again"]', '["(never again"]', "6: …\n"),
    rule("a pattern of unknown words", '["never again"]', '["{nver_again}"]', "6: …\n"),
    rule(
        "an unknown option",
        "options.phrases",
        "options.phrase",
        "6: unknown key 'phrase'\n  Did you mean 'phrases'?\n",
    ),
    rule(
        "an unknown kind",
        "[examples]",
        '[applies_to]\nkinds = ["apologies"]\n[examples]',
        "8: unknown name 'apologies' in kinds\n  Did you mean 'apology'?\n",
    ),
    rule(
        "no good example",
        'good = ["always"]',
        "good = []",
        "7: the rule has no good example\n  A rule is only as good…\n",
    ),
    rule(
        "broken TOML",
        'message = "x"',
        "message = x",
        "3: this is not valid TOML: invalid value\n  Texts stand in quotes, each key on a line of its own.\n",
    ),
]

MESSAGE_SETS = [
    Case(
        "a broken line 7",
        "lint m.jsonl",
        2,
        "",
        "Error: m.jsonl:7: this is not valid JSON: expecting value (column 10)\n  A message is one line:…\n",
        {"m.jsonl": '{"body": "Hello."}\n' * 6 + '{"body": }\n'},
    ),
    Case(
        "UTF-16",
        "lint m.jsonl",
        2,
        "",
        "Error: m.jsonl:1: the file is UTF-16\n  Save it as UTF-8.\n",
        {"m.jsonl": '{"body": "x"}'.encode("utf-16")},
    ),
    Case(
        "an unknown kind",
        "lint m.jsonl",
        2,
        "",
        "Error: m.jsonl:1: there is no kind 'sorry'\n…\n",
        {"m.jsonl": '{"body": "x", "kind": "sorry"}'},
    ),
]


def template(name: str, text: str | bytes, place: str, said: str, **files: str) -> Case:
    """Return a run over a template that cannot be rendered and one that can: one finding, and nothing hidden."""
    out = f"{place}: error template-error\n{said}\n\nChecked 2 templates (…\n"
    more = {file.replace("__", "/"): source for file, source in files.items()}
    return Case(
        name, "lint --select template-error words", 1, out, files={"words/a.j2": text, "words/b.j2": FINE, **more}
    )


TEMPLATES = [
    template("a syntax error", "Hi.\n{% if %}\n", "words/a.j2:2:1", "    {% if %}\n    ^^^^^^^^\n…"),
]


@pytest.mark.parametrize("case", [*WRONG_USE, *CONFIGURATION, *RULES, *MESSAGE_SETS], ids=str)
def test_a_run_that_cannot_do_its_work(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {
        Path(name).name for name in case.files if not name.endswith("/")
    }
