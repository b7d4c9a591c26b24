"""The JSON that the page and the server exchange: what is asked, of a bounded depth, and what is answered."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, abort, request

from toolkit.errors import KindwordError
from toolkit.resources.json import parse_json
from toolkit.sources.data import check_depth


def asked() -> Any:
    """Return the data of the request at hand; whatever is no JSON is refused."""
    if request.mimetype != "application/json":
        abort(415, "Send JSON.")
    try:
        told = parse_json(request.get_data().decode("utf-8"), "request")
        check_depth(told, "request")
    except (KindwordError, UnicodeDecodeError) as error:
        abort(400, f"This is no JSON that the page sends: {error}")
    return told


def answered(data: Any, status: int | None = 200) -> Response:
    """Return data as an answer to the page."""
    text = json.dumps(data, ensure_ascii=True, default=str)
    return Response(text, status=status, content_type="application/json")
