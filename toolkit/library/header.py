"""Reads the header of a template: the leading comment that holds TOML, strict about every key."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library.declared import samples_of, variables_of
from toolkit.library.kinds import CHANNELS, KINDS
from toolkit.library.model import LOCALE, NOTHING, SITUATION_LENGTH, TAG, Sample, SubjectLine, Variable
from toolkit.library.strings import string_offsets, value_after
from toolkit.resources import key_lines, line_of, parse_toml
from toolkit.text import LineIndex

_TEXTS = ("title", "use_when", "situation", "channel", "locale", "kind", "subject")
_LISTS = ("tags",)
_TABLES = ("variables", "samples")
_KEYS = frozenset((*_TEXTS, *_LISTS, *_TABLES))
_COMMENT = re.compile(r"\s*\{#[-+]?(?P<text>.*?)[-+]?#\}", re.DOTALL)
_MEANT = re.compile(
    rf"^[ \t]*(?:(?:{'|'.join((*_TEXTS, *_LISTS))})[ \t]*=|"
    rf"\[[ \t]*(?:{'|'.join(_TABLES)})(?:\.[^\]\n]*)?\][ \t]*$)",
    re.MULTILINE,
)
_TWICE = re.compile(r"annot declare \('(?P<what>variable|sample)s', '(?P<name>.+)'\) twice")
_MOST_COMMENTS = 10
"""Comments at the start of a template that are looked at for a header."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a template's header declares; `kind` is empty where it leaves that to the folder."""

    title: str = ""
    use_when: str = ""
    situation: str = ""
    tags: tuple[str, ...] = ()
    kind: str = ""
    channel: str = "email"
    locale: str = "en"
    subject: SubjectLine | None = None
    variables: tuple[Variable, ...] = ()
    samples: tuple[Sample, ...] = ()
    data: Mapping[str, Any] = field(default_factory=lambda: NOTHING)


def read_header(source: str, shown: str) -> Header | None:
    """Return the header of a template's source, None where it has none.

    A leading comment is a header where it is TOML with a known key. Raises KindwordError, naming the file
    `shown` and its line, for an unknown key or a value that does not fit, and for a comment that means to be a
    header and is no valid TOML.
    """
    for start, text in islice(_leading_comments(source), _MOST_COMMENTS):
        if (reader := _read(source, start, text, shown)) is not None:
            try:
                return reader.header()
            except RecursionError as error:
                raise KindwordError(
                    "the header is nested too deeply", path=shown, line=reader.first_line
                ) from error
    return None


def _leading_comments(source: str) -> Iterator[tuple[int, str]]:
    """Yield the comments before anything else, each with the offset of its text."""
    at = 0
    while found := _COMMENT.match(source, at):
        yield found.start("text"), found["text"]
        at = found.end()


def _read(source: str, start: int, text: str, shown: str) -> _Reader | None:
    """Return what reads a comment's TOML, None where the comment is no header."""
    first_line = source.count("\n", 0, start) + 1
    try:
        data = parse_toml(text, shown, first_line=first_line)
    except KindwordError as error:
        if not _MEANT.search(text):
            return None
        if twice := _TWICE.search(error.message):
            name = twice["name"].replace("', '", ".")
            message = f"the {twice['what']} {name!r} is declared twice"
            raise KindwordError(message, path=shown, line=error.line, hint="Keep one of the two.") from error
        raise
    if not _KEYS & data.keys():
        return None
    return _Reader(source, start, text, shown, first_line, data, key_lines(text))


@dataclass(frozen=True, slots=True)
class _Reader:
    """A header while it is being read: its data, and errors that name the file and the line."""

    source: str
    start: int
    text: str
    shown: str
    first_line: int
    data: Mapping[str, Any]
    lines: Mapping[tuple[str, ...], int]

    def header(self) -> Header:
        self._known_keys()
        variables = variables_of(self.data.get("variables", {}), self._line, self.error)
        return Header(
            title=" ".join(self._text("title").split()),
            use_when=self._text("use_when").strip(),
            situation=self._situation(),
            tags=self._tags(),
            kind=self._choice("kind", KINDS, ""),
            channel=self._choice("channel", CHANNELS, "email"),
            locale=self._locale(),
            subject=self._subject(),
            variables=variables,
            samples=samples_of(self.data.get("samples", {}), variables, self.error),
            data=self.data,
        )

    def error(self, message: str, *keys: str, hint: str = "") -> KindwordError:
        return KindwordError(message, path=self.shown, line=self._line(keys), hint=hint)

    def _line(self, keys: tuple[str, ...]) -> int:
        return self.first_line + (line_of(self.lines, keys) or 1) - 1

    def _known_keys(self) -> None:
        for key, value in self.data.items():
            if key not in _KEYS:
                raise self.error(f"unknown key {key!r} in the header", key, hint=did_you_mean(key, _KEYS))
            if key in _TABLES and not isinstance(value, dict):
                raise self.error(
                    f"{key} must be a table", key, hint=f"Write [{key}.NAME] and what it holds below."
                )

    def _text(self, key: str) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.error(f"{key} must be a text", key, hint="Put it in quotes.")
        return value

    def _choice(self, key: str, known: Collection[str], default: str) -> str:
        value = self._text(key) if key in self.data else default
        if value != default and value not in known:
            raise self.error(f"there is no {key} {value!r}", key, hint=did_you_mean(value, known))
        return value

    def _locale(self) -> str:
        value = self._text("locale") if "locale" in self.data else "en"
        if not LOCALE.fullmatch(value):
            raise self.error(f"{value!r} is no locale", "locale", hint="Write it as en or en-GB.")
        return value

    def _situation(self) -> str:
        if "situation" not in self.data:
            return ""
        value = self._text("situation")
        words = " ".join(value.split())
        if not words or "\n" in value.strip() or len(words) > SITUATION_LENGTH:
            hint = f"Write it in a few words, at most {SITUATION_LENGTH} characters: late delivery."
            raise self.error("the situation is no short phrase", "situation", hint=hint)
        return words

    def _tags(self) -> tuple[str, ...]:
        values = self.data.get("tags", [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.error("tags must be a list of texts", "tags", hint='Write tags = ["refund", "delivery"].')
        for at, value in enumerate(values):
            if not TAG.fullmatch(value):
                raise self.error(f"{value!r} is no tag", "tags", hint="A tag is one word: refund, second-try.")
            if value in values[:at]:
                raise self.error(f"the tag {value!r} is there twice", "tags", hint="Keep one of the two.")
        return tuple(values)

    def _subject(self) -> SubjectLine | None:
        if "subject" not in self.data:
            return None
        whole = self._text("subject")
        value = whole.strip("\n")
        if "\n" in value:
            raise self.error("the subject has several lines", "subject", hint="A subject is one line.")
        lines = LineIndex(self.source)
        begins = lines.offset((self._line(("subject",)), 1))
        decoded, offsets = string_offsets(self.source, value_after(self.source, max(begins, self.start)))
        if decoded != whole:
            raise AssertionError(f"the subject reads {whole!r}, its offsets are of {decoded!r}")
        cut = len(whole) - len(whole.lstrip("\n"))
        return SubjectLine(value, offsets[cut : cut + len(value) + 1])
