"""A text file as it is on disk, so that a change to some of its words leaves every other byte as it was."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.resources.files import decode, unreadable, write_text
from toolkit.text import Span, normalise_newlines

_BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Original:
    """A file's bytes as read, and its text with its own line ends, without a byte-order mark."""

    path: Path
    read: bytes
    raw: str

    @cached_property
    def text(self) -> str:
        """Return the text with line ends as line feeds."""
        return normalise_newlines(self.raw)

    @cached_property
    def _pairs(self) -> list[int]:
        """Return where in `text` the line feeds stand that are two characters in the file."""
        return [found.start() - number for number, found in enumerate(re.finditer("\r\n", self.raw))]

    def edited(self, edits: Iterable[tuple[Span, str]]) -> Original:
        """Return the file with spans of `text` replaced; line feeds in what is new become the file's line ends.

        Raises ValueError for edits that overlap.
        """
        found = _LINE_END.search(self.raw)
        end = found[0] if found else "\n"
        kept: list[str] = []
        at = 0
        for span, text in sorted(edits):
            start, last = (offset + bisect_left(self._pairs, offset) for offset in (span.start, span.end))
            if start < at:
                raise ValueError(f"edits overlap at {span.start}")
            kept += [self.raw[at:start], text.replace("\n", end)]
            at = last
        return replace(self, raw="".join([*kept, self.raw[at:]]))

    def write(self) -> None:
        """Write the text over the file it was read from, whole or not at all.

        Raises KindwordError where the file has changed since, and where it cannot be written.
        """
        try:
            now = self.path.read_bytes()
        except OSError as error:
            raise unreadable(str(self.path), error) from error
        if now != self.read:
            hint = "Run the command again."
            raise KindwordError("it has changed while kindword was at work", path=str(self.path), hint=hint)
        mark = _BOM if self.read.startswith(_BOM.encode()) else ""
        write_text(self.path, mark + self.raw)


def read_original(path: Path) -> Original:
    """Return a file that is to be changed.

    Raises KindwordError for one that cannot be read, is no UTF-8 text, is a link or may not be written.
    """
    shown = str(path)
    try:
        if path.is_symlink():
            hint = f"Name the file it leads to: {path.readlink()}."
            raise KindwordError("this is a link", path=shown, hint=hint)
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise KindwordError("this is no regular file", path=shown)
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
            raise KindwordError("the file is read-only", path=shown, hint="Make it writable first.")
        read = path.read_bytes()
    except OSError as error:
        raise unreadable(shown, error) from error
    decode(read, shown)
    return Original(path, read, read.decode("utf-8-sig"))
