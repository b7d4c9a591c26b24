"""What a template is once it is read: its header's declarations and its source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""What a locale looks like: `en`, `en-GB`."""

TAG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
"""What a tag looks like: one word, parts of it joined by hyphens."""

SITUATION_LENGTH = 40
"""The most characters that a situation has."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable that a header declares; `name` may be dotted (`order.id`). `line` is 1-based, in the file.

    `choices` are the only values that it may have, in the order in which to offer them; empty where any will do.
    """

    name: str
    description: str
    example: Any = None
    default: Any = None
    required: bool = True
    line: int = 1
    choices: tuple[str | int | float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One set of data that the template is rendered with: nested values by variable name."""

    name: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """A header's subject: Jinja source, and for each of its code points where it stands in the file.

    `offsets` has one more entry than `source` has code points: the last is where the value ends.
    """

    source: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One message template. `path` is as shown to people.

    `source` is the whole file (line ends as a line feed), header included; `root` is the folder from which its
    includes resolve. `has_header` tells whether the leading comment declared anything.
    """

    name: str
    kind: str
    channel: str
    locale: str
    path: str
    source: str
    root: Path
    title: str = ""
    use_when: str = ""
    situation: str = ""
    tags: tuple[str, ...] = ()
    subject: SubjectLine | None = None
    variables: tuple[Variable, ...] = ()
    samples: tuple[Sample, ...] = ()
    has_header: bool = False
    is_html: bool = False
    header: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
