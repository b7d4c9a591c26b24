"""What reports for programs say of a finding: its path, its place, its advice in one line, a sure replacement."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING

from toolkit.lint import fingerprints

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult

_MARKUP = frozenset("{}<>&\\\n")
_QUOTES = frozenset("'\"")


def posix(path: str) -> str:
    """Return a path with / between its folders, on Windows too."""
    return PurePath(path).as_posix() if path else ""


def where(finding: Finding) -> str:
    """Return the place as editors understand it, or the file where there is none: 'a.j2:14:3'."""
    return finding.path if finding.location is None else str(finding.location)


def told(finding: Finding) -> str:
    """Return in one line what is wrong, what to write instead, and in which message of a set."""
    parts = [finding.message]
    if finding.suggestion is not None:
        parts.append(f"{'Write' if finding.safe else 'Write (needs a person)'}: {finding.suggestion}")
    if finding.message_id is not None:
        parts.append(f"(message {finding.message_id})")
    return " ".join(" ".join(parts).split())


def replacement(finding: Finding) -> str | None:
    """Return what may take the place of the excerpt in its file with nobody looking, None where nothing may.

    That is a safe suggestion for plain words: markup, code and what a file holds in escaped form need an editor
    who knows the format.
    """
    words, instead = finding.excerpt, finding.suggestion
    if not finding.safe or instead is None or not words or not stands_as_written(finding):
        return None
    marks = set(instead)
    if _MARKUP & (marks | set(words)) or _QUOTES & marks - set(words):
        return None
    return instead


def stands_as_written(finding: Finding) -> bool:
    """Tell whether `source_line` is the file's own line, not one decoded from a message set."""
    place, marked = finding.location, finding.marked
    if place is None:
        return False
    return place.start[1] - 1 == marked.start and marked.of(finding.source_line) == finding.excerpt.split("\n")[0]


def by_file(result: LintResult) -> Mapping[str, list[tuple[Finding, str]]]:
    """Return the findings, each with its fingerprint, by the path of their file; clean files have none."""
    files: dict[str, list[tuple[Finding, str]]] = {posix(path): [] for path in result.files}
    for finding, fingerprint in zip(result.findings, fingerprints(result.findings), strict=True):
        files.setdefault(posix(finding.path), []).append((finding, fingerprint))
    return files
