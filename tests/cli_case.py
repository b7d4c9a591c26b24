"""One run of the command as data: what is given, and what its user sees."""

from __future__ import annotations

import io
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from toolkit.cli import run


@dataclass(frozen=True)
class Case:
    """`args` as typed in a folder with `files`; the status, and the whole stdout and stderr that must come of it.

    `out` and `err` are not compared where they are None; `…` at the end of a line stands for the rest of it.
    """

    name: str
    args: str
    status: int
    out: str | None = ""
    err: str | None = ""
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    stdin: str | bytes = ""

    def __str__(self) -> str:
        return self.name


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by name; a name that ends in `/` is an empty folder."""
    for name, text in files.items():
        file = folder / name
        (file if name.endswith("/") else file.parent).mkdir(parents=True, exist_ok=True)
        if not name.endswith("/"):
            file.write_bytes(text if isinstance(text, bytes) else text.encode())


def feed(monkeypatch: pytest.MonkeyPatch, stdin: str | bytes) -> None:
    """Make a text or bytes what the command reads from standard input."""
    raw = stdin if isinstance(stdin, bytes) else stdin.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))


@dataclass(frozen=True)
class Seen:
    """What the user of a run sees."""

    status: int
    err: str
    out: str


def seen_and_expected(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Seen, Seen]:
    """Run a case in an empty folder; return what came of it, and what must."""
    write(folder, case.files)
    monkeypatch.chdir(folder)
    feed(monkeypatch, case.stdin)
    status = run(shlex.split(case.args))
    captured = capsys.readouterr()
    seen = Seen(status, captured.err, captured.out)
    return seen, Seen(case.status, _filled(case.err, seen.err), _filled(case.out, seen.out))


def _filled(expected: str | None, seen: str) -> str:
    """Return what is expected, with the rest of each line that ends in `…` taken from what was seen."""
    if expected is None:
        return seen
    lines = seen.splitlines(keepends=True)
    filled = []
    for number, line in enumerate(expected.splitlines(keepends=True)):
        start = line.removesuffix("\n").removesuffix("…")
        cut = line.rstrip("\n").endswith("…") and number < len(lines) and lines[number].startswith(start)
        filled.append(lines[number] if cut else line)
    return "".join(filled)
