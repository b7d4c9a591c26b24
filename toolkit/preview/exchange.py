"""How the page and the server talk: requests are JSON, and so are answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from typing import Any, TypeVar

from flask import Response, abort, request

from toolkit.errors import KindwordError

Sent = TypeVar("Sent")


def sent(read: Callable[[bytes], Sent]) -> Sent:
    """Return what `read` reads in the body of the request at hand; whatever it raises for is refused."""
    if request.mimetype != "application/json":
        abort(415, "Send JSON.")
    try:
        return read(request.get_data())
    except KindwordError as error:
        abort(400, error.message)


def answered(data: Any, status: int | None = 200) -> Response:
    """Return data as an answer to the page."""
    text = json.dumps(data, ensure_ascii=True, default=_written)
    return Response(text, status=status, content_type="application/json")


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
