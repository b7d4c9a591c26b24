"""The hook for pre-commit: which files it takes, how they are linted, and that it holds back a faulty template."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from cli_case import Case, seen_and_expected, write
from test_cli_lint import FINE, ONE, SORRY, TEAM, found

from toolkit.library import is_template
from toolkit.library.names import is_apart
from toolkit.library.starters import Choice, starters

ROOT = Path(__file__).resolve().parent.parent
FAULTY = "Hello Sam,\n\nThe driver could NOT call you on Friday.\n"
FIXED = FAULTY.replace("NOT", "not")
NAMES = [
    *(
        f"templates/closings/a{inner}{ending}"
        for inner in ("", ".txt", ".html")
        for ending in (".j2", ".jinja", ".J2")
    ),
    *("a.jinja2", "a.html", "a.htm", "a.txt", "a.j2.bak", "aj2", "j2", "a.j2x", "no.j2/a.txt"),
    *("templates/_shared/a.j2", "_a.j2", ".github/a.j2", "templates/a_b.j2", "templates/a.b/c.j2"),
]

NAME = "kindword-baseline.json"


def baseline(*files: str) -> str:
    """Return a baseline in which each of the files has `never again` once."""
    entry = {"rule": "never-again", "words": "never again", "count": 1}
    return json.dumps({"version": 1, "findings": {file: [entry] for file in files}})


GIVEN = [
    Case(
        "parts of the library are found from a single file, and its configuration",
        f"lint {ONE} templates/closings/a.j2",
        1,
        f"{found('templates/_shared/x.j2:1:16')}Checked 1 template (1 message): 1 error.\n",
        files={**TEAM, "templates/_shared/x.j2": SORRY, "templates/closings/a.j2": "{% include '_shared/x.j2' %}"},
    ),
    Case(
        "parts of the configured library, whatever it is called",
        f"lint {ONE} mail/post/a.j2 mail/post/old/b.j2",
        1,
        f"{found('mail/parts/x.j2:1:16')}Checked 2 templates (2 messages): 1 error.\n",
        files={
            **TEAM,
            "kindword.toml": 'rules = ["r"]\nlibrary = "mail"\n',
            "mail/parts/x.j2": SORRY,
            "mail/post/a.j2": "{% include 'parts/x.j2' %}",
            "mail/post/old/b.j2": "{% include 'parts/x.j2' %}",
        },
    ),
    Case(
        "overrides and kinds count by the path",
        f"lint {ONE} mail/old/a.j2 mail/new/b.j2",
        1,
        f"{found('mail/new/b.j2:1:16')}Checked 2 templates (2 messages): 1 error.\n",
        files={
            **TEAM,
            "kindword.toml": 'rules = ["r"]\n[[overrides]]\nfiles = ["mail/old/*"]\nignore = ["never-again"]\n',
            "mail/old/a.j2": SORRY,
            "mail/new/b.j2": SORRY,
        },
    ),
    Case(
        "what the baseline holds of other files is not stale",
        f"lint {ONE} templates/closings/a.j2",
        0,
        "Checked 1 template (1 message): no new findings. 1 known from the baseline.\n",
        files={
            **TEAM,
            "templates/closings/a.j2": SORRY,
            "templates/closings/b.j2": FINE,
            NAME: baseline("templates/closings/a.j2", "templates/closings/b.j2", "templates/gone.j2"),
        },
    ),
    Case(
        "what the baseline holds of a part is known through any template",
        f"lint {ONE} templates/closings/a.j2",
        0,
        "Checked 1 template (1 message): no new findings. 1 known from the baseline.\n",
        files={
            **TEAM,
            "templates/_shared/x.j2": SORRY,
            "templates/closings/a.j2": "{% include '_shared/x.j2' %}",
            NAME: baseline("templates/_shared/x.j2"),
        },
    ),
    Case(
        "what the baseline holds of a part that is not included is not stale",
        f"lint {ONE} templates/closings/a.j2",
        0,
        "Checked 1 template (1 message): no findings.\n",
        files={
            **TEAM,
            "templates/_shared/x.j2": SORRY,
            "templates/closings/a.j2": FINE,
            NAME: baseline("templates/_shared/x.j2"),
        },
    ),
    Case(
        "what the baseline holds of a given file still is stale",
        f"lint {ONE} templates/closings/a.j2 templates/closings/b.j2",
        0,
        None,
        f"1 finding in {NAME} is stale: it no longer occurs. Run `kindword baseline --prune`.\n",
        files={
            **TEAM,
            "templates/closings/a.j2": SORRY,
            "templates/closings/b.j2": FINE,
            NAME: baseline("templates/closings/a.j2", "templates/closings/b.j2", "templates/gone.j2"),
        },
    ),
]


def hook() -> Mapping[str, str]:
    (only,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(only)


def is_web_page(path: Path) -> bool:
    """Tell whether a file may be any web page: in a repository of any sort, few of them are messages."""
    return path.suffix.lower() in (".html", ".htm")


@pytest.mark.parametrize("name", NAMES)
def test_the_hook_takes_the_templates_that_a_library_holds_but_no_web_pages(name: str) -> None:
    path = Path(name)
    takes = re.search(hook()["files"], name) is not None and re.search(hook()["exclude"], name) is None
    assert takes == (is_template(path) and not is_apart(path) and not is_web_page(path))


def test_the_hook_that_a_team_starts_with_takes_the_same() -> None:
    started = yaml.safe_load(starters(Choice(pre_commit=True))[".pre-commit-config.yaml"])
    (own,) = started["repos"][0]["hooks"]
    same = ("id", "name", "entry", "language", "files", "exclude")
    assert {key: own[key] for key in same} == {key: hook()[key] for key in same}


@pytest.mark.parametrize("case", GIVEN, ids=str)
def test_single_files_are_linted_as_their_library_is(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


def clean_environment(home: Path) -> Mapping[str, str]:
    """Return the environment less what would lead git or Python elsewhere, with all that is made below `home`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "SKIP": ""}
    return {**kept, **none, "PRE_COMMIT_HOME": str(home), "KINDWORD_CACHE_DIR": ""}


def need_a_checkout_and_an_index(folder: Path) -> None:
    """Skip the test where it cannot be run; never in CI, where it must."""
    if os.environ.get("CI"):
        return
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, and pre-commit takes a hook from one")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--retries", "0", "--timeout", "10"]
    asked = subprocess.run([*pip, "--dest", str(folder), "hatchling"], capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip("pip reaches no package index, and the hook's environment is made from one")


@pytest.mark.process
@pytest.mark.network
def test_pre_commit_holds_back_a_faulty_template(tmp_path: Path) -> None:
    need_a_checkout_and_an_index(tmp_path / "asked")
    environment, team, copy = clean_environment(tmp_path / "home"), tmp_path / "team", tmp_path / "kindword"

    def done(*command: str, folder: Path = team, status: int = 0) -> str:
        seen = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert seen.returncode == status, seen.stdout + seen.stderr
        return seen.stdout

    def run(status: int) -> str:
        done("git", "add", "--all")
        return done(sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never", status=status)

    team.mkdir()
    done("git", "clone", "--quiet", str(ROOT), str(copy))
    revision = done("git", "rev-parse", "HEAD", folder=copy).strip()
    done("git", "init", "--quiet")
    repository = {"repo": str(copy), "rev": revision, "hooks": [{"id": "kindword"}]}
    layout = "Hello,\n{% block body required %}{% endblock %}\n"
    page = "<p>Do NOT look here.</p>\n"
    known = {".pre-commit-config.yaml": yaml.safe_dump({"repos": [repository]}), "site/index.html": page}
    write(team, {**known, "templates/_shared/layout.j2": layout, "templates/note.j2": FAULTY})

    held = run(1)
    assert "templates/note.j2:3:18: error all-caps" in held
    assert "Checked 1 template (1 message): 1 error." in held
    write(team, {"templates/note.j2": FIXED})
    assert run(0).split() == ["kindword" + "." * 65 + "Passed"]
