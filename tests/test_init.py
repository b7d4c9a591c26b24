"""`kindword init` and the action: what they write works, and nothing that was there is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from cli_case import feed, write

from toolkit.cli import run

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = ["init", "--github", "--gitlab", "--pre-commit", "--locale", "en-GB", "--library", "mail"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    feed(monkeypatch, "")
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_all_is_written_and_what_is_written_lints_clean(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(EVERYTHING) == 0
    assert sorted(files(here)) == [
        ".github/workflows/kindword.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
        "kindword.toml",
        "mail/apologies/late-delivery.j2",
    ]
    capsys.readouterr()
    assert run(["lint", "--fail-on", "error"]) == 0
    assert "Checked 1 template" in capsys.readouterr().out
    assert run(["config"]) == 0
    assert 'locale = "en-GB"' in capsys.readouterr().out


def test_without_a_flag_and_a_terminal_no_job_is_written(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "new"]) == 0
    assert sorted(files(here)) == ["new/kindword.toml", "new/templates/apologies/late-delivery.j2"]
    assert capsys.readouterr().err == (
        "Wrote new/kindword.toml\n"
        "Wrote new/templates/apologies/late-delivery.j2\n"
        "Next: kindword lint, and kindword baseline to accept what is there today.\n"
    )


def test_on_a_terminal_it_asks(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "y\nn\ny\n")
    monkeypatch.setattr("toolkit.cli.init.asks", lambda: True)
    assert run(["init"]) == 0
    assert ".github/workflows/kindword.yml" in files(here)
    assert ".gitlab-ci.yml" not in files(here)
    assert ".pre-commit-config.yaml" in files(here)
    assert "Do you check changes with GitHub Actions? [y/N]" in capsys.readouterr().err


def test_what_is_there_is_left_as_it_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(EVERYTHING)
    own = dict.fromkeys(files(here), "my own\n")
    write(here, own)
    capsys.readouterr()
    assert run(EVERYTHING) == 0
    assert files(here) == own
    assert capsys.readouterr().err.count("Left as it is: ") == len(own)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--library", "../x"], "'../x' is no folder below this one"),
        (["--library", "/x"], "'/x' is no folder below this one"),
        (["--locale", "english!"], "'english!' is no locale"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_written(
    arguments: list[str], said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert files(here) == {}


def test_the_jobs_are_yaml_and_run_commands_that_there_are(here: Path) -> None:
    run(EVERYTHING)
    jobs = {name: yaml.safe_load(text) for name, text in files(here).items() if name.endswith((".yml", ".yaml"))}
    steps = jobs[".github/workflows/kindword.yml"]["jobs"]["kindword"]["steps"]
    said = [step["run"] for step in steps if "run" in step] + jobs[".gitlab-ci.yml"]["kindword"]["script"]
    said.append(jobs[".pre-commit-config.yaml"]["repos"][0]["hooks"][0]["entry"])
    commands = [line.split() for line in said if line.startswith("kindword ")]
    assert len(commands) == 3
    for command in commands:
        assert run([*command[1:], "mail"]) == 0


def action() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    return loaded


def test_the_action_hands_inputs_over_as_data_never_as_code() -> None:
    for step in action()["runs"]["steps"]:
        assert "${{" not in step["run"]


@pytest.mark.process
@pytest.mark.skipif(shutil.which("bash") is None, reason="the action's steps are bash, which is not here")
@pytest.mark.parametrize(
    ("paths", "fail_on", "status", "found"),
    [("", "error", 1, 1), ("mail/a b.j2\n", "error", 1, 1), ("mail/fine.j2", "error", 0, 0), ("", "never", 0, 1)],
)
def test_the_action_lints(paths: str, fail_on: str, status: int, found: int, here: Path) -> None:
    write(
        here,
        {
            "kindword.toml": 'library = "mail"\nselect = ["all-caps"]\n',
            "mail/a b.j2": "Please READ THIS FIRST.\n",
            "mail/fine.j2": "All is well.\n",
            "kindword/bin/kindword": f'#!/bin/sh\nexec "{sys.executable}" -m toolkit "$@"\n',
        },
    )
    (here / "kindword/bin/kindword").chmod(0o755)
    inputs = {"PATHS": paths, "FORMAT": "json", "FAIL_ON": fail_on, "DIFF_BASE": ""}
    environment = {**os.environ, "RUNNER_TEMP": str(here), **{f"KINDWORD_{k}": v for k, v in inputs.items()}}
    script = action()["runs"]["steps"][-1]["run"]
    done = subprocess.run(
        ["bash", "-e", "-c", script], cwd=here, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.count('"rule": "all-caps"')) == (status, found)
