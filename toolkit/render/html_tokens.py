"""Cuts HTML into tags and stretches of text as a browser does, in one pass and with exact places.

No parser at hand fits: those that are exact about HTML decode entities and keep no places within a text, and the
standard library's takes quadratic time over tags that are never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"/?[A-Za-z][^ \t\n\f\r/>]*")
_ATTRIBUTE = re.compile(
    r"""[ \t\n\f\r/]*+
    (?:(?P<end>>)|
    =?[^ \t\n\f\r/>=]*+(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+(?:"[^"]*+"?|'[^']*+'?|[^ \t\n\f\r>"'][^ \t\n\f\r>]*+)?)?)
    """,
    re.VERBOSE,
)
_DECLARATION = re.compile(r"[!?]|/(?!\Z)")
_COMMENT_END = re.compile("--!?>")
_HELD = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"))
"""Elements that hold text and no tags: only their own end tag ends them."""


class Token(NamedTuple):
    """A tag by its lower-case name (`p`, `/p`) or, without a name, text; half-open, code points of the HTML."""

    name: str
    start: int
    end: int


def read_tokens(html: str) -> Iterator[Token]:
    """Yield the tags and texts of `html` in order; comments and an unfinished tag at the end are left out."""
    start = at = 0
    while (opening := html.find("<", at)) >= 0:
        found = _NAME.match(html, opening + 1)
        end = _tag_end(html, found.end()) if found else _declaration_end(html, opening)
        if end == opening + 1:  # a mere sign, and so part of the text
            at = end
            continue
        if opening > start:
            yield Token("", start, opening)
        if end is None:
            return
        start = at = end
        if found:
            name = found[0].lower()
            yield Token(name, opening, end)
            if name in _HELD:
                at = _held_end(html, name, end)
    if start < len(html):
        yield Token("", start, len(html))


def _tag_end(html: str, at: int) -> int | None:
    """Return where the tag ends whose name ends at `at`, None where it never does."""
    while at < len(html) and (found := _ATTRIBUTE.match(html, at)):
        at = found.end()
        if found["end"]:
            return at
    return None


def _held_end(html: str, name: str, at: int) -> int:
    """Return where the end tag begins of an element that holds only text, else where the text ends."""
    found = re.compile(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def _declaration_end(html: str, opening: int) -> int:
    """Return where a comment or a declaration ends that begins at `opening`; of a mere `<`, where that ends."""
    if html.startswith(("<!-->", "<!--->"), opening):
        return html.index(">", opening) + 1
    if html.startswith("<!--", opening):
        found = _COMMENT_END.search(html, opening + 4)
        return found.end() if found else len(html)
    if _DECLARATION.match(html, opening + 1):
        end = html.find(">", opening)
        return len(html) if end < 0 else end + 1
    return opening + 1
