"""What makes a finding the same from run to run: its rule, its message and its words, never its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePath

from toolkit.lint.finding import Finding

DIGITS = 16
"""Hexadecimal digits of a fingerprint: two of a million findings share one by chance once in 37 million runs."""


Identity = tuple[str, str, str, str]
"""What a finding is about: its rule, its file, the message's id, and the words."""


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the fingerprint of each finding, in the same order.

    Those of one rule on the same words of one message are told apart by their order among each other, so that
    edits elsewhere in a file change no fingerprint, and one more of them changes none of the others.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    made: list[str] = []
    for finding in findings:
        parts = identity(finding)
        seen[parts] += 1
        text = "\0".join((*parts, str(seen[parts])))
        made.append(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS])
    return tuple(made)


def identity(finding: Finding) -> Identity:
    """Return what a finding is about: its rule, its file, the message's id, and the words with single spaces.

    A message without an id of its own has an empty one: the number of its line changes with the lines before it.
    """
    return (
        finding.rule,
        PurePath(finding.path).as_posix(),
        "" if finding.numbered else finding.message_id or "",
        " ".join(finding.excerpt.split()),
    )
