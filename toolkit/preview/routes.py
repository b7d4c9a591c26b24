"""Where the page asks for more than one message: all samples side by side, and the records of a pasted text."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, time
from threading import Lock
from typing import Any

from flask import Flask, Response, abort, request

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.preview.answer import beside_data, records_data
from toolkit.preview.asked import Asked, asked_of
from toolkit.preview.desk import Desk
from toolkit.preview.fields import fields_of
from toolkit.preview.records import read_records
from toolkit.preview.view import beside_of


def add_comparing(app: Flask, desk: Desk, read: Callable[[str], Template], one_at_a_time: Lock) -> None:
    """Add the addresses for samples and records to an application; `read` gives a template by its name."""
    rules = {rule.id: rule for rule in desk.rules}

    @app.post("/samples")
    def samples() -> Response:
        asked = asked_now()
        with one_at_a_time:
            beside = beside_of(asked.whole(read), asked.values, desk.rules, desk.options)
            return reply(beside_data(beside, rules))

    @app.post("/records")
    def records() -> Response:
        asked = asked_now()
        with one_at_a_time:
            fields = fields_of(asked.whole(read), desk.options)
        try:
            return reply(records_data(read_records(asked.text, fields)))
        except KindwordError as error:
            return reply({"error": f"{error.message[:1].upper()}{error.message[1:]}. {error.hint}".strip()}, 400)


def asked_now() -> Asked:
    """Return what the request at hand asks; refuses one that the page does not send."""
    if request.mimetype != "application/json":
        abort(415, "Send JSON.")
    try:
        return asked_of(request.get_data())
    except KindwordError as error:
        abort(400, error.message)


def reply(data: Any, status: int | None = 200) -> Response:
    """Return plain data as an answer; dates are written as ISO 8601 has them."""
    text = json.dumps(data, ensure_ascii=True, default=_written)
    return Response(text, status=status, content_type="application/json")


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
