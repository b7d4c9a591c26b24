"""The hook for pre-commit: which files it takes, and that it holds back a faulty template and lets a good one by."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from cli_case import write

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


def clean_environment(home: Path) -> Mapping[str, str]:
    """Return the environment less what would lead git or Python elsewhere, with all that is made below `home`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "SKIP": ""}
    return {**kept, **none, "PRE_COMMIT_HOME": str(home), "KINDWORD_CACHE_DIR": ""}


def need_an_index(folder: Path) -> None:
    """Skip the test where pip finds no package index; never in CI, where there must be one."""
    if os.environ.get("CI"):
        return
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--retries", "0", "--timeout", "10"]
    asked = subprocess.run([*pip, "--dest", str(folder), "hatchling"], capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip("pip reaches no package index, and the hook's environment is made from one")


@pytest.mark.process
@pytest.mark.network
def test_pre_commit_holds_back_a_faulty_template(tmp_path: Path) -> None:
    need_an_index(tmp_path / "asked")
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
