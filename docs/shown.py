"""What the documentation shows: files as they are, and commands with what they print, run in this process."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import shlex
import shutil
import tempfile
from importlib import import_module
from pathlib import Path

from toolkit.cli import run
from toolkit.config import KEYS
from toolkit.grammar.home import LEAST_JAVA, VERSION
from toolkit.grammar.install import ARCHIVE_BYTES, MAVEN_BYTES
from toolkit.grammar.server import IDLE
from toolkit.reporters import REPORTERS
from toolkit.rules import load_rules, page, table

DOCS = Path(__file__).parent
EXAMPLE = DOCS / "example"


def file(name: str, language: str = "", lines: slice = slice(None)) -> None:
    """Print a file of the example as a code block; `lines` picks some of it."""
    shown = (EXAMPLE / name).read_text(encoding="utf-8").splitlines()[lines]
    print(f"\n```{language}", *shown, "```\n", sep="\n")


def console(*commands: str, folder: Path = EXAMPLE, writes: tuple[str, ...] = ()) -> None:
    """Print commands, each with its output (stdout, then stderr), run in a folder: the example's, if not said.

    What they write there is taken away again: the files named by `writes`.
    """
    print("\n```console")
    for command in commands:
        print(f"$ {command}")
        print(_output(command, folder), end="")
    print("```\n")
    for name in writes:
        (folder / name).unlink()


class Walk:
    """A project of its own, in which a page goes from step to step; it begins with the example's templates."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp()).resolve()
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        shutil.copytree(EXAMPLE / "apologies", self.folder / "templates" / "apologies")

    def console(self, *commands: str) -> None:
        """Print commands, each with its output."""
        console(*commands, folder=self.folder)

    def file(self, name: str, language: str) -> None:
        """Print a file as a code block."""
        print(f"\n```{language}\n{(self.folder / name).read_text(encoding='utf-8')}```\n")

    def edit(self, name: str, before: str, after: str) -> None:
        """Change some words of a file; raises ValueError where they are not there."""
        text = (self.folder / name).read_text(encoding="utf-8")
        if before not in text:
            raise ValueError(f"{name} does not say {before!r}")
        (self.folder / name).write_text(text.replace(before, after), encoding="utf-8")


def help_of(*names: str) -> None:
    """Print the help of each command."""
    for name in names:
        print(f"\n## {name}\n\n```")
        print(_output(f"{name} --help", EXAMPLE), end="")
        print("```")
    print()


def keys() -> None:
    """Print the table of the configuration's keys."""
    rows = [f"| `{name}` | {key.about} |" for name, key in KEYS.items()]
    print("\n| key | what it is for |", "|---|---|", *rows, "", sep="\n")


def rules() -> None:
    """Print the table of all rules."""
    print(f"\n{table(load_rules())}\n")


def formats() -> None:
    """Print the table of report formats, from the first line of each reporter's module."""
    print("\n| format | report |\n|---|---|")
    for name in REPORTERS:
        about = (import_module(f"toolkit.reporters.{name}").__doc__ or "").splitlines()[0].partition(": ")[2]
        print(f"| `{name}` | {about[:1].upper()}{about[1:]} |")
    print()


def rule_pages() -> None:
    """Print every rule's page."""
    for rule in load_rules():
        print("\n" + page(rule).replace("\n## ", "\n### ").replace("# ", "## ", 1), end="")
    print()


def _output(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    if program != "kindword":
        raise ValueError(f"only kindword is run here, not {program}")
    out, err, before = io.StringIO(), io.StringIO(), Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            run(arguments)
    finally:
        os.chdir(before)
    return out.getvalue() + err.getvalue()


def fetched_parts() -> None:
    """Print what `kindword grammar install` fetches, and how large it is."""
    print(
        "",
        "| with | what is fetched | from | up to |",
        "|---|---|---|---|",
        f"| Maven (`mvn`) on your machine | LanguageTool {VERSION}, English only | Maven Central, or your mirror "
        f"| {MAVEN_BYTES // 1_000_000} MB |",
        f"| no Maven | the archive of LanguageTool {VERSION}, all languages | where its client fetches it "
        f"| {ARCHIVE_BYTES // 1_000_000} MB |",
        "",
        sep="\n",
    )


def server_facts() -> None:
    """Print what is known of the server that kindword starts."""
    print(
        f"\nLanguageTool needs Java {LEAST_JAVA} or later. The first run starts it as a server that only your "
        "machine can reach, which takes some seconds, and 1 GB of memory at most. Later runs, runs at the same "
        f"time and the preview share it. It stops when nobody has asked for {IDLE / 60:.0f} minutes, or with "
        "`kindword grammar stop`.\n"
    )
