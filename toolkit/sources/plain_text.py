"""Reads a plain text file as one message; a first line `Subject: …` above an empty line is its subject."""

from __future__ import annotations

import re

from toolkit.render.message import RenderedMessage, plain

_SUBJECT = re.compile(r"Subject:[ \t]*(?P<subject>[^\n]*)(?:\n[ \t]*(?:\n|\Z)|\Z)", re.IGNORECASE)


def read_plain_text(text: str, path: str, *, kind: str = "any", locale: str = "en") -> RenderedMessage:
    """Return the message that a text (line ends as line feeds) is; `path` is as shown to people."""
    head = _SUBJECT.match(text)
    start = head.end() if head else 0
    return RenderedMessage(
        kind=kind,
        channel="email",
        locale=locale,
        template=None,
        path=path,
        sample="",
        body=plain(text[start:], path, start),
        sources={path: text},
        subject=plain(head["subject"].rstrip(" \t"), path, head.start("subject")) if head else None,
    )
