"""The command as a process of its own: a reader who leaves, an interrupted run, and what it starts with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from toolkit import __version__

pytestmark = pytest.mark.process

INTERRUPTED = """
import signal, sys
from toolkit.cli import main

class Stdin:
    @property
    def buffer(self):
        signal.raise_signal(signal.SIGINT)

sys.stdin = Stdin()
main(["lint", "-o", "out.txt", "-"])
"""

STARTED = """
import sys
from toolkit.cli import run

status = run({arguments!r})
print(sorted(name for name in {unwanted!r} if name in sys.modules), file=sys.stderr)
"""


def kindword(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "toolkit", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_version() -> None:
    seen = kindword("--version")
    assert (seen.returncode, seen.stdout, seen.stderr) == (0, f"kindword {__version__}\n", "")


def test_a_reader_who_has_left_is_no_error() -> None:
    command = [sys.executable, "-m", "toolkit", "rules", "explain", "template-error"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "closed", "status"),
    [("rules", ">&-", 0), ("lint -", "<&-", 2), ("lint none.txt", "2>&-", 2), ("lint none.txt", ">&- 2>&-", 2)],
)
def test_a_stream_that_is_closed_is_no_fault(arguments: str, closed: str, status: int) -> None:
    command = ["sh", "-c", f'"$0" -m toolkit {arguments} {closed}', sys.executable]
    seen = subprocess.run(command, capture_output=True, text=True, check=False)
    assert seen.returncode == status
    assert "fault" not in seen.stderr


def test_an_interrupted_run_says_so_and_writes_nothing(tmp_path: Path) -> None:
    seen = subprocess.run(
        [sys.executable, "-c", INTERRUPTED], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (seen.returncode, seen.stdout, seen.stderr) == (2, "", "Interrupted.\n")
    assert list(tmp_path.iterdir()) == []


def test_words_survive_whatever_the_locale() -> None:
    command = [sys.executable, "-m", "toolkit", "lint", "--select", "conditional-apology", "-"]
    seen = subprocess.run(
        command,
        input="Zoë 👋, we’re sorry if it’s late.".encode(),
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert seen.returncode == 1
    assert "Zoë 👋, we’re sorry if it’s late." in seen.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (
            ["--version"],
            ["jinja2", "toolkit.lint", "toolkit.library", "toolkit.config", "textstat", "yaml", "json"],
        ),
        (
            ["lint", "m.jsonl"],
            [
                "jinja2",
                "markdown_it",
                "yaml",
                "email",
                "nltk",
                "asyncio",
                "xml",
                "html",
                "toolkit.reporters.words",
                "toolkit.cli.change",
                "toolkit.lint.fixes",
            ],
        ),
        (
            ["lint", "m.jsonl", "--format", "sarif:s.sarif"],
            ["jinja2", "xml", "toolkit.reporters.html", "toolkit.lint.gist", "toolkit.lint.health"],
        ),
        (
            ["lint", "m.jsonl"],
            [
                "subprocess",
                "toolkit.lint.baseline",
                "toolkit.sources.git",
                "toolkit.cli.baseline",
                "toolkit.cli.watch",
            ],
        ),
        (["list"], ["jinja2", "markdown_it", "yaml", "toolkit.lint", "toolkit.rules", "toolkit.language"]),
    ],
)
def test_a_command_imports_only_what_it_needs(tmp_path: Path, arguments: list[str], unwanted: list[str]) -> None:
    (tmp_path / "m.jsonl").write_text('{"body": "Your parcel comes by Friday."}\n', encoding="utf-8")
    code = STARTED.format(arguments=arguments, unwanted=unwanted)
    seen = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert seen.stderr.splitlines()[-1] == "[]"
