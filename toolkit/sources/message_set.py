"""Reads a message set: one JSON object a line, streamed, each line checked before the next is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, BinaryIO

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import CHANNELS, KINDS
from toolkit.render.message import EMPTY, RenderedMessage, plain
from toolkit.resources import MAX_FILE_BYTES, decode
from toolkit.sources.json_place import JsonLine
from toolkit.text import normalise_newlines

_SHAPE = 'A message is one line: {"id": "m-1", "kind": "apology", "subject": "…", "body": "…"}.'
_NO_SOURCES: Mapping[str, str] = MappingProxyType({})
_TEXTS = ("kind", "channel", "subject", "body", "locale", "dialect")
_FINISHED = (None, "", "none")
"""The `dialect` of a message that is no raw macro."""
_NAMES = (("kind", frozenset(KINDS), KINDS), ("channel", frozenset(CHANNELS), CHANNELS))


def read_message_set(
    lines: Iterable[bytes], path: str, *, kind: str = "any", locale: str = "en", first_line: int = 1
) -> Iterator[RenderedMessage]:
    """Yield the messages of a set, given its lines as bytes, the first of which is line `first_line` of the file.

    `kind` and `locale` are for those that do not say. Raises KindwordError with the line for one that is no JSON
    object, lacks its text, repeats an id or holds a value that does not fit. Unknown keys are ignored.
    """
    seen: dict[str, int] = {}
    for number, raw in enumerate(_lines(lines, path), first_line):
        text = _decoded(raw, path, number)
        if not text or text.isspace():
            continue
        data = _object(text, path, number)
        message_id = _id(data, path, number)
        if (before := seen.setdefault(message_id, number)) != number:
            raise KindwordError(f"the id {message_id!r} is that of line {before} too", path=path, line=number)
        yield _message(data, JsonLine(path, number, text), message_id, (kind, locale))


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; of one over the limit only so much that it is known to be."""
    return iter(partial(stream.readline, MAX_FILE_BYTES + 1), b"")


def _lines(lines: Iterable[bytes], path: str) -> Iterator[bytes]:
    """Yield lines of which a lone CR ends one too; raises KindwordError for one that is too long."""
    for number, raw in enumerate(lines, 1):
        if len(raw) > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 1_000_000
            raise KindwordError(f"this line is over {limit} MB", path=path, line=number, hint=_SHAPE)
        if b"\r" in raw:
            yield from raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
        else:
            yield raw.removesuffix(b"\n")


def _decoded(raw: bytes, path: str, number: int) -> str:
    if number > 1:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            pass
    try:
        return decode(raw, path)
    except KindwordError as error:
        raise KindwordError(error.message, path=path, line=number, hint=error.hint) from error


def _object(text: str, path: str, number: int) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        raise KindwordError(problem, path=path, line=number, hint=_SHAPE) from error
    except RecursionError as error:
        raise KindwordError("this JSON is nested too deeply", path=path, line=number, hint=_SHAPE) from error
    except ValueError as error:
        raise KindwordError("a number is too long", path=path, line=number, hint=_SHAPE) from error
    if not isinstance(data, dict):
        raise KindwordError("this line is no JSON object", path=path, line=number, hint=_SHAPE)
    return data


def _id(data: Mapping[str, Any], path: str, number: int) -> str:
    value = data.get("id")
    if value is None:
        return str(number)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise KindwordError("id must be a text or a whole number", path=path, line=number)
    return str(value)


def _message(data: Mapping[str, Any], line: JsonLine, message_id: str, unsaid: tuple[str, str]) -> RenderedMessage:
    """Return a line's message; `unsaid` are the kind and the locale of one that does not say."""
    for key in _TEXTS:
        if not isinstance(data.get(key, ""), (str, type(None))):
            raise KindwordError(
                f"{key} must be a text", path=line.path, line=line.number, hint="Put it in quotes."
            )
    for key, known, in_order in _NAMES:
        if (name := data.get(key)) is not None and name not in known:
            hint = did_you_mean(name, in_order)
            raise KindwordError(f"there is no {key} {name!r}", path=line.path, line=line.number, hint=hint)
    kind = data.get("kind") or unsaid[0]
    subject, body = data.get("subject"), data.get("body")
    if body is None and not (kind == "subject" and subject is not None):
        near = _near_body(data)
        raise KindwordError("the message has no body", path=line.path, line=line.number, hint=near or _SHAPE)
    return RenderedMessage(
        kind=kind,
        channel=data.get("channel") or "email",
        locale=data.get("locale") or unsaid[1],
        template=None,
        path=line.path,
        sample="",
        body=EMPTY if body is None else plain(normalise_newlines(body), line.path),
        sources=_NO_SOURCES,
        subject=None if subject is None else plain(normalise_newlines(subject), line.path),
        message_id=message_id,
        locate=line,
        raw=data.get("dialect") not in _FINISHED,
        numbered=data.get("id") is None,
    )


def _near_body(data: Iterable[str]) -> str:
    """Return a hint where a key looks like a slip for `body`."""
    slips = [key for key in data if key not in _TEXTS and did_you_mean(key, ("body",)).startswith("Did")]
    return f"Is {slips[0]!r} meant to be 'body'?" if slips else ""
