"""Reads what `lint` is given: each file by its ending, each folder file by file, `-` as what it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from toolkit.errors import KindwordError
from toolkit.library import TEMPLATE_ENDINGS, Template, files_below, is_template, kind_of_path, read_template
from toolkit.render.message import RenderedMessage
from toolkit.resources import MAX_FILE_BYTES, decode, read_text, too_large, unreadable
from toolkit.sources.message_set import lines_of, read_message_set
from toolkit.sources.plain_text import read_plain_text
from toolkit.sources.roots import root_of_file, root_of_folder

if TYPE_CHECKING:
    from toolkit.lint import Item

STDIN = "-"
"""What stands for standard input among paths."""

_STDIN_SHOWN = "<stdin>"
_SETS = frozenset((".jsonl", ".ndjson"))
_TEXTS = frozenset((".txt", ".md"))
ENDINGS = (*TEMPLATE_ENDINGS, *sorted(_SETS), *sorted(_TEXTS))
"""The endings, in lower case, of the files that are read."""

_ABOUT = frozenset(("readme", "license", "licence", "changelog", "contributing"))
_HINT = "Templates end in .j2 or .html, messages in .txt or .md, message sets in .jsonl."
_JSON = re.compile(rb"\s*\{\s*[\"}]")


def no_kind(_path: Path) -> str | None:
    """Return None: no file's kind is configured."""
    return None


def every_file(_path: Path) -> bool:
    """Return True: all files are read."""
    return True


@dataclass(frozen=True, slots=True)
class Source:
    """How to read: `kind` is that of what has none, `kind_of` the configured one of a path.

    `libraries` are the folders that files may be put together from, `locale` is that of what names none; `stdin`
    opens standard input as bytes. `wanted` tells which texts and message sets are read at all; templates are, for
    they may be put together from other files.
    """

    kind: str | None = None
    kind_of: Callable[[Path], str | None] = no_kind
    libraries: tuple[Path, ...] = ()
    locale: str = "en"
    stdin: Callable[[], BinaryIO] = BytesIO
    wanted: Callable[[Path], bool] = every_file

    def only(self, wanted: Callable[[Path], bool]) -> Source:
        """Return the same, but for the texts and message sets that are read."""
        return replace(self, wanted=wanted)

    def read(self, path: str) -> Iterator[Item]:
        """Yield what stands at a path; for a template or text that cannot be read, the reason.

        Raises KindwordError for a path that is not there, a folder that holds nothing to lint, a file of a sort
        that is not read, and a message set with a broken line.
        """
        if path == STDIN:
            yield from self._from_stdin()
        elif Path(path).is_dir():
            yield from self._from_folder(Path(path))
        elif Path(path).exists():
            yield from self._from_file(Path(path), None)
        else:
            raise unreadable(path, FileNotFoundError())

    def _from_folder(self, folder: Path) -> Iterator[Item]:
        root = root_of_folder(folder, self.libraries)
        empty = True
        for file in files_below(folder, is_linted):
            empty = False
            if isinstance(file, KindwordError):
                yield file
            else:
                yield from self._from_file(file, root)
        if empty:
            raise KindwordError("this folder holds nothing to lint", path=str(folder), hint=_HINT)

    def _from_file(self, file: Path, root: Path | None) -> Iterator[Item]:
        ending = file.suffix.lower()
        if ending in _SETS | _TEXTS and not self.wanted(file):
            return
        if ending in _SETS:
            yield from self._from_set(file)
        elif ending in _TEXTS or is_template(file):
            try:
                yield self._text(file) if ending in _TEXTS else self._template(file, root)
            except KindwordError as error:
                yield error
        else:
            what = f"a file that ends in {ending!r}" if ending else "a file without an ending"
            raise KindwordError(f"{what} is not linted", path=str(file), hint=_HINT)

    def _template(self, file: Path, root: Path | None) -> Template:
        base = root_of_file(file, self.libraries) if root is None else root
        kind = self.kind_of(file)
        template = read_template(file, base, str(file), kind=kind)
        if "locale" not in template.header:
            template = replace(template, locale=self.locale)
        if kind is None and self.kind is not None and template.kind == "any" and "kind" not in template.header:
            return replace(template, kind=self.kind)
        return template

    def _text(self, file: Path) -> RenderedMessage:
        return read_plain_text(read_text(file), str(file), kind=self._kind(file), locale=self.locale)

    def _from_set(self, file: Path) -> Iterator[RenderedMessage]:
        shown = str(file)
        if not file.is_file():
            raise KindwordError("this is no regular file", path=shown, hint="Pipe the messages in, and write -.")
        try:
            with file.open("rb") as stream:
                yield from _some(
                    read_message_set(lines_of(stream), shown, kind=self._kind(file), locale=self.locale), shown
                )
        except OSError as error:
            raise unreadable(shown, error) from error

    def _from_stdin(self) -> Iterator[RenderedMessage]:
        stream, kind = self.stdin(), self.kind or "any"
        head: list[bytes] = []
        for line in lines_of(stream):
            head.append(line)
            if line.strip():
                break
        if head and _JSON.match(head[-1].removeprefix(b"\xef\xbb\xbf")):
            yield from read_message_set(chain(head, lines_of(stream)), _STDIN_SHOWN, kind=kind, locale=self.locale)
            return
        raw = b"".join(head) + stream.read(MAX_FILE_BYTES)
        if len(raw) > MAX_FILE_BYTES:
            raise too_large(_STDIN_SHOWN, len(raw))
        if not raw.strip():
            raise KindwordError(
                "there is nothing to lint", path=_STDIN_SHOWN, hint="Pipe a message into the command."
            )
        yield read_plain_text(decode(raw, _STDIN_SHOWN), _STDIN_SHOWN, kind=kind, locale=self.locale)

    def _kind(self, file: Path) -> str:
        told = kind_of_path(file)
        return self.kind_of(file) or (told if told != "any" else self.kind or told)


def read_sources(paths: Iterable[str], source: Source | None = None) -> Iterator[Item]:
    """Yield what stands at each path in turn, without reading further than is asked for; see `Source.read`."""
    how = source or Source()
    for path in paths:
        yield from how.read(path)


def is_linted(file: Path) -> bool:
    """Tell whether a file in a folder is read: a template, a message set, a text that is not about the folder."""
    ending = file.suffix.lower()
    return is_template(file) or ending in _SETS or (ending in _TEXTS and file.stem.lower() not in _ABOUT)


def _some(messages: Iterator[RenderedMessage], shown: str) -> Iterator[RenderedMessage]:
    """Yield the messages; raises KindwordError where there are none."""
    empty = True
    for message in messages:
        empty = False
        yield message
    if empty:
        raise KindwordError("this message set is empty", path=shown, hint="It holds one JSON object a line.")
