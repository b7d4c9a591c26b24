"""What each line of a message is: prose, greeting, sign-off, list item, heading, quotation, table row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_ITEM = re.compile(r"[ \t]*(?:[-*•·▪◦–—+]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ \t]*>")
_HEADING = re.compile(r"[ \t]*(?:#{1,6}[ \t]+\S|(\*\*|__)[^*_\n]+\1[ \t]*:?[ \t]*$)")
_TABLE = re.compile(r"[^|\n]*\|[^|\n]*\||[^\t\n]+\t[^\t\n]+\t|.*\S[ ]{4,}\S.*[ ]{4,}\S|[ \t]*[|:+=-]{5,}[ \t]*$")
_RULE = re.compile(r"[ \t]*(?:[-=_*~][ \t]*){3,}$")
_ENDED = re.compile(r"[.!?…:;][)\"'”’*_]*[ \t]*$")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_DASHED_NAME = re.compile(r"[ \t]*[-–—~][ \t]?[^\W\d_][\w'’. ]{0,30}[ \t]*$")

_SENTENCES = re.compile(r"[.?!]\s+\S")

MOST_AFTER_SIGN_OFF = 6
"""Lines that may follow a sign-off and still belong to it: a name, a role, a firm, a number."""
SHORT = 7
"""Words that a greeting, a name or a role has at most."""
WRAPPED = 50
"""Code points from which on a line without an end mark is taken for one that was wrapped."""


class Role(StrEnum):
    """What a line is."""

    TEXT = "text"
    SUBJECT = "subject"
    GREETING = "greeting"
    SIGN_OFF = "sign-off"
    ITEM = "item"
    HEADING = "heading"
    QUOTED = "quoted"
    TABLE = "table"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its role, where it stands (code points, its end left out), and whether a sentence ends with it.

    Its words begin at `begins`, after the marker of a list item or a heading.
    """

    role: Role
    start: int
    end: int
    begins: int
    ends: bool


_MARKERS = {Role.ITEM: _ITEM, Role.QUOTED: re.compile(r"[ \t>]*"), Role.HEADING: re.compile(r"[ \t]*#*[ \t]*")}

Opens = Callable[[str], bool]
"""Tells whether a line begins as greetings (or sign-offs) do."""


def read_lines(text: str, start: int, greets: Opens, closes: Opens) -> list[Line]:
    """Return the lines of `text`, which begins at code point `start` of a larger one."""
    raw = text.split("\n")
    roles = [_role(line) for line in raw]
    _mark_greeting(raw, roles, greets)
    _mark_sign_off(raw, roles, closes)
    lines: list[Line] = []
    at = start
    for number, line in enumerate(raw):
        begins = at + _marker(line, roles[number])
        lines.append(Line(roles[number], at, at + len(line), begins, _ends(raw, roles, number)))
        at += len(line) + 1
    return lines


def _role(line: str) -> Role:
    first = line[:1]
    if first.isalpha() and "\t" not in line and "    " not in line and "|" not in line:
        return Role.TEXT
    if not line or line.isspace():
        return Role.BLANK
    for role, pattern in (
        (Role.QUOTED, _QUOTED),
        (Role.TABLE, _RULE),
        (Role.HEADING, _HEADING),
        (Role.TABLE, _TABLE),
    ):
        if pattern.match(line):
            return role
    return Role.ITEM if _ITEM.match(line) else Role.TEXT


def _marker(line: str, role: Role) -> int:
    """Return how many code points the marker of a list item, a heading or a quotation takes."""
    pattern = _MARKERS.get(role)
    found = pattern.match(line) if pattern else None
    return found.end() if found else 0


def _mark_greeting(raw: Sequence[str], roles: list[Role], greets: Opens) -> None:
    first = next((number for number, role in enumerate(roles) if role is not Role.BLANK), None)
    if first is None or roles[first] is not Role.TEXT or len(raw[first]) > 80:
        return
    name, _, rest = raw[first].partition(",")
    if greets(name) and len(words_of(name)) <= SHORT and len(words_of(rest)) <= 2 and not _SENTENCES.search(name):
        roles[first] = Role.GREETING


def _mark_sign_off(raw: Sequence[str], roles: list[Role], closes: Opens) -> None:
    """Mark the last line that closes as letters do, with what follows it; else a name alone at the end."""
    written = [number for number, role in enumerate(roles) if role is not Role.BLANK]
    tail = written[-MOST_AFTER_SIGN_OFF - 1 :]
    for at in reversed(tail if len(written) > 1 else []):
        if not closes(raw[at]) or (count := len(words_of(raw[at]))) > SHORT:
            continue
        after = [number for number in tail if number > at]
        if all(_name_like(raw[number]) for number in after):
            if after or not _ENDED.search(raw[at]) or count <= 3:
                for number in (at, *after):
                    roles[number] = Role.SIGN_OFF
            return
    names = []
    for number in reversed(tail[1:] if len(written) > 1 else []):
        dashed = _DASHED_NAME.match(raw[number]) is not None
        if not _signature(raw[number]) or (roles[number] is not Role.TEXT and not dashed):
            break
        names.append(number)
    if names and (roles[names[-1] - 1] is Role.BLANK or _DASHED_NAME.match(raw[names[-1]])):
        for number in names:
            roles[number] = Role.SIGN_OFF


@lru_cache(maxsize=2_000)
def _name_like(line: str) -> bool:
    short = len(line) <= 80 and len(words_of(line)) <= SHORT
    return (short and not line.rstrip().endswith((".", "!", "?"))) or "@" in line or "://" in line


@lru_cache(maxsize=2_000)
def _signature(line: str) -> bool:
    """Tell whether a line is a name, a role or a firm: a few words, all but the smallest of them capitalised."""
    if len(line) > 60 or _ENDED.search(line) or not 0 < len(words_of(line)) <= 5:
        return False
    raw = _WORDS.findall(line)
    return all(word[0].isupper() or len(word) <= 3 or word[0].isdigit() for word in raw) and raw[0][0].isupper()


@lru_cache(maxsize=2_000)
def words_of(line: str) -> Sequence[str]:
    """Return the lower-case words of a line; greetings, names and sign-offs come again and again."""
    return _WORDS.findall(line.lower().replace("’", "'"))


def _ends(raw: Sequence[str], roles: Sequence[Role], number: int) -> bool:
    """Tell whether a sentence cannot run on from line `number` into the next."""
    role = roles[number]
    if number + 1 >= len(raw) or role is Role.BLANK:
        return True
    below = roles[number + 1]
    if below is Role.TEXT and role in (Role.TEXT, Role.ITEM, Role.GREETING):
        line, after = raw[number].rstrip(), raw[number + 1].lstrip()
        if role is Role.GREETING:
            return True
        if line.endswith(","):
            return False
        return not after[:1].islower() and (len(line) < WRAPPED or line.endswith(":"))
    return below is not Role.QUOTED or role is not Role.QUOTED
