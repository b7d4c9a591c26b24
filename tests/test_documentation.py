"""The documentation shows what is: its commands are run, its links lead somewhere, its code works."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from cogapp import Cog

from toolkit.cli import cli

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ["README.md", *sorted(str(page.relative_to(ROOT)) for page in (ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_prints_is_what_the_commands_print(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status = Cog().main(["cog", "-P", "-I", "docs", "--check", page])
    assert status == 0, f"{page} is out of date: run cog -P -I docs -r {page}"


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_within_the_project_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert ((ROOT / page).parent / link).exists(), f"{page} links to {link}"


def test_ci_runs_the_readmes_test_command() -> None:
    (command,) = (line for line in README.splitlines() if "pytest" in line)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_readmes_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is our own README
    assert capsys.readouterr().out.rstrip().endswith(" 0")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_a_page_shows_exists(page: str) -> None:
    shown = re.findall(r"(?:^\$ |`|/)kindword ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shown) <= set(cli.list_commands(click.Context(cli)))
