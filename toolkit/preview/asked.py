"""What the page asks: which templates make the message, with which values, and from which pasted text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.render import Parts
from toolkit.resources.json import parse_json
from toolkit.sources.data import check_depth


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of the page: the names of the templates, the values by dotted name, a text with records."""

    template: str
    subject: str = ""
    closing: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""

    def whole(self, read: Callable[[str], Template]) -> Template | Parts:
        """Return the template, or the parts, as `read` gives them by name.

        Raises KindwordError for parts that do not make one message.
        """
        body = read(self.template)
        if not self.subject and not self.closing:
            return body
        return Parts(
            body, read(self.subject) if self.subject else None, read(self.closing) if self.closing else None
        )


def told_of(body: bytes) -> Any:
    """Return the data in a request's body; raises KindwordError where that is no JSON, or nests too deeply."""
    try:
        told = parse_json(body.decode("utf-8"), "request")
        check_depth(told, "request")
    except (KindwordError, UnicodeDecodeError) as error:
        raise KindwordError(f"This is no JSON that the page sends: {error}") from error
    return told


def asked_of(body: bytes) -> Asked:
    """Return what a request's body asks; raises KindwordError for one that the page does not send."""
    asked = told_of(body)
    match asked:
        case {"template": str(name), "values": dict(values)}:
            pass
        case _:
            raise KindwordError("Name a template and its values.")
    texts = {key: asked.get(key, "") for key in ("subject", "closing", "text")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise KindwordError("The parts and the records are texts.")
    return Asked(name, values=values, **texts)
