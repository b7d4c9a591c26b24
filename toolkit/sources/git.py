"""Asks git, by its command, what has changed since a branch began: which files, and which of their lines."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.sources.change import Change, Lines

TIMEOUT = 60
"""Seconds that one question to git may take."""

_GIT = ("git", "--no-pager", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false")
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "LANGUAGE": "C"}
_OVERRULING = ("GIT_DIFF_OPTS", "GIT_EXTERNAL_DIFF")
"""What the caller's environment may hold that changes the output whatever the options say."""
_DIFF = (
    "diff",
    *("--numstat", "--patch", "-z", "--unified=0", "--inter-hunk-context=0", "--find-renames"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-relative", "--src-prefix=a/", "--dst-prefix=b/"),
    *("--submodule=short", "--ignore-submodules=dirty"),
)
_SHALLOW = (
    "A shallow clone may lack it: run `git fetch --unshallow`, or set fetch-depth: 0 in your pipeline's checkout. "
    "A branch that was never checked out here is called origin/NAME."
)
_NUMBERS = re.compile(rb"(?P<added>\d+|-)\t(?:\d+|-)\t(?P<name>[^\0]*)\0")
_HUNK = re.compile(rb"@@ -\d+(?:,(?P<old>\d+))? \+(?P<first>\d+)(?:,(?P<new>\d+))? @@")
_ESCAPE = re.compile(rb"\\(?:([0-7]{3})|(.))", re.DOTALL)
_LETTERS = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))


def change_since(revision: str) -> Change:
    """Return what differs between the files here and the commit from which HEAD and `revision` both come.

    What is not committed counts, and so do new files that git does not ignore. Raises KindwordError without git,
    outside a repository, for a revision that is not there, and where git takes over a minute.
    """
    if not revision or revision.startswith("-") or "\0" in revision:
        hint = "Write a branch, a tag or a commit, such as origin/main."
        raise KindwordError(f"{revision!r} is no revision", hint=hint)
    top = Path(os.fsdecode(_ask("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    if not _ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", missing=True):
        raise KindwordError(f"git knows no revision {revision!r} here", hint=_SHALLOW)
    base = _ask("merge-base", revision, "HEAD", missing=True).split()
    if not base:
        raise KindwordError(f"git knows no commit from which both {revision!r} and HEAD come", hint=_SHALLOW)
    files = read_diff(_ask(*_DIFF, base[0].decode("ascii"), "--"))
    for name in _ask("-C", str(top), "ls-files", "-z", "--others", "--exclude-standard", "--").split(b"\0"):
        files[name] = None
    return Change(top, {top / os.fsdecode(name): lines for name, lines in files.items() if name})


def read_diff(raw: bytes) -> dict[bytes, Lines | None]:
    """Return each changed file of a `git diff --numstat --patch -z --unified=0`, and its lines that changed.

    None stands for all lines. A pair of lines (first, last) is 1-based; where lines were only taken away, it is
    that of the line after and the line before.
    """
    files: dict[bytes, Lines | None] = {}
    at = 0
    while found := _NUMBERS.match(raw, at):
        name, at = found["name"], found.end()
        if not name:  # a file with a new name: the old one and the new one follow
            old_end = raw.index(b"\0", at)
            new_end = raw.index(b"\0", old_end + 1)
            files[raw[at:old_end]] = ()
            name, at = raw[old_end + 1 : new_end], new_end + 1
        files[name] = None if found["added"] == b"-" else ()
    for name, pair in _hunks(raw[at:].removeprefix(b"\0").split(b"\n")):
        lines = files.get(name)
        if lines is not None:  # a file that was taken away has no name after it
            files[name] = (*lines, pair)
    return files


def _hunks(lines: list[bytes]) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Yield the file's name as it is now, and the first and last changed line, for each hunk of a patch."""
    name = b""
    left = iter(lines)
    for line in left:
        if line.startswith(b"+++ "):
            name = _name(line)
        elif found := _HUNK.match(line):
            old, new = (int(found[which] or 1) if found[which] else 1 for which in ("old", "new"))
            first = int(found["first"]) + (not new)
            yield name, (first, first + new - 1)
            _skip(left, old + new)


def _skip(lines: Iterator[bytes], number: int) -> None:
    """Pass over the words of a hunk: they may look like the head of one."""
    while number:
        number -= not next(lines, b"").startswith(b"\\")


def _name(line: bytes) -> bytes:
    """Return the name in a line such as `+++ b/late.j2`, where an unusual one stands in quotes."""
    text = line.removeprefix(b"+++ ").removesuffix(b"\t")
    if text.startswith(b'"'):
        text = _ESCAPE.sub(_unescaped, text[1:-1])
    return text.removeprefix(b"b/")


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return bytes([_LETTERS.get(found[2][0], found[2][0])])


def _ask(*question: str, missing: bool = False) -> bytes:
    """Return what git answers; with `missing`, nothing where git answers only by a status of 1 or 128."""
    environment = {key: value for key, value in os.environ.items() if key not in _OVERRULING}
    try:
        answer = subprocess.run(  # noqa: S603 - no shell, and what the user gives is checked or comes after an option
            [*_GIT, *question],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment | _QUIET,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError as error:
        raise KindwordError("there is no git command", hint="Install git, or lint without --diff-base.") from error
    except subprocess.TimeoutExpired as error:
        raise KindwordError(f"git took over {TIMEOUT} seconds", hint="Lint without --diff-base.") from error
    if answer.returncode == 0 or missing:
        return answer.stdout if answer.returncode == 0 else b""
    told = answer.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in told:
        hint = "Run kindword inside the repository, or without --diff-base."
        raise KindwordError("the current folder is in no git repository", hint=hint)
    first = told.partition("\n")[0].removeprefix("fatal: ")
    raise KindwordError(f"git could not tell what changed: {first or f'status {answer.returncode}'}")
