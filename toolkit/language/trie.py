"""One regular expression for many words, with common beginnings shared, so that its speed does not hang on their number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_END = ""


def trie_pattern(words: Iterable[str]) -> str:
    """Return a pattern that matches any of `words` (none of them empty), the longest first."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[_END] = True
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    branches: list[str] = []
    for letter, below in sorted(node.items(), reverse=True):
        if letter == _END:
            continue
        run = letter
        while len(below) == 1 and _END not in below:
            (step, below), *_ = below.items()
            run += step
        branches.append(re.escape(run) + ("" if set(below) == {_END} else _pattern(below)))
    inner = branches[0] if len(branches) == 1 and _END not in node else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if _END in node else inner
