"""The files that ship with kindword, and the safe reading and writing of everybody else's."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from toolkit.errors import KindwordError
from toolkit.text import normalise_newlines

MAX_FILE_BYTES = 5_000_000
"""Bytes; no file that is read whole may be larger (message sets are streamed instead)."""


def shipped(folder: str) -> Path:
    """Return the shipped `templates` or `lint_rules` folder, of the wheel or of a checkout."""
    package = Path(__file__).resolve().parent.parent
    in_wheel = package / "_data" / folder
    return in_wheel if in_wheel.is_dir() else package.parent / folder


def read_text(path: Path, *, shown: str | None = None) -> str:
    r"""Return a UTF-8 file's text, without a byte-order mark and with every line end as `\n`.

    Raises KindwordError for a file that is missing, no regular file, too large, no UTF-8 or binary; `shown`
    is the name to use for it in the message.
    """
    name = shown or str(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise KindwordError("this is a folder, not a file", path=name)
        if not stat.S_ISREG(mode):
            raise KindwordError("this is no regular file", path=name, hint="Pipes and devices are not read.")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise too_large(name, size)
        return decode(path.read_bytes(), name)
    except OSError as error:
        raise unreadable(name, error) from error


def unreadable(name: str, error: OSError) -> KindwordError:
    """Return what to tell the user when the system would not read `name`."""
    if isinstance(error, FileNotFoundError):
        return KindwordError("no such file or folder", path=name, hint="Check the path for a typing slip.")
    return KindwordError(f"cannot be read: {error.strerror or error}", path=name)


def too_large(name: str, size: int) -> KindwordError:
    """Return what to tell the user of a file of `size` bytes that is over the limit."""
    limit = MAX_FILE_BYTES // 1_000_000
    return KindwordError(
        f"the file has {size / 1_000_000:.1f} MB; the limit is {limit} MB",
        path=name,
        hint="A message is a few kilobytes: is this the right file?",
    )


def decode(raw: bytes, name: str) -> str:
    r"""Return `raw` as text with line ends as `\n`; raises KindwordError naming `name` and the line."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise KindwordError("the file is UTF-16", path=name, line=1, hint="Save it as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise KindwordError(
            f"byte 0x{raw[error.start]:02x} is not UTF-8",
            path=name,
            line=line,
            hint="Save the file as UTF-8.",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise KindwordError("a NUL byte: this is no text file", path=name, line=line)
    return normalise_newlines(text)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, whole or not at all.

    Raises KindwordError where the folder is missing or cannot be written.
    """
    with writing(path) as out:
        out.write(text)


def write_texts(texts: Iterable[tuple[Path, str]]) -> None:
    """Write several texts as UTF-8, each to its file: each whole or not at all, and none where one has no place.

    Raises KindwordError where a folder is missing or cannot be written.
    """
    with ExitStack() as stack:
        for out, text in [(stack.enter_context(writing(path)), text) for path, text in texts]:
            out.write(text)


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """Give a stream whose text is in the file `path` once all of it is written: until then it stands beside it.

    Half characters (lone surrogates) are written as their codes. Raises KindwordError where the folder is missing
    or cannot be written.
    """
    import tempfile  # noqa: PLC0415 - most runs write no file

    try:
        if path.exists() and not path.is_file():  # a device would be replaced by the file
            what = "this is a folder" if path.is_dir() else "this is no regular file"
            raise KindwordError(f"cannot be written: {what}", path=str(path))
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as out:
                yield out
            Path(temporary).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise KindwordError(f"cannot be written: {error.strerror or error}", path=str(path)) from error
