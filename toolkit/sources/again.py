"""Reads what was read before once more, from another text of its file."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from toolkit.library import Template
from toolkit.render.message import RenderedMessage
from toolkit.sources.json_place import JsonLine
from toolkit.sources.message_set import read_message_set
from toolkit.sources.plain_text import read_plain_text


def read_again(item: Template | RenderedMessage, text: str) -> Template | RenderedMessage:
    """Return a template or message as it reads where its file holds `text` (line ends as line feeds).

    The header of a template must be the same in it, and each message of a set on its line. Raises KindwordError
    for a line that holds no message any more.
    """
    if isinstance(item, Template):
        return replace(item, source=text)
    if isinstance(item.locate, JsonLine):
        number = item.locate.number
        line = _lines(text)[number - 1].encode()
        return next(read_message_set([line], item.path, kind=item.kind, first_line=number))
    return read_plain_text(text, item.path, kind=item.kind)


@lru_cache(maxsize=2)
def _lines(text: str) -> list[str]:
    return text.split("\n")
