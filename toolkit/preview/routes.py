"""What else the page asks: all samples side by side, the records of a pasted text, and grammar and spelling."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from flask import Flask, Response

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.preview.answer import beside_data, records_data, view_data
from toolkit.preview.asked import asked_of
from toolkit.preview.desk import Desk
from toolkit.preview.exchange import answered, sent
from toolkit.preview.fields import fields_of
from toolkit.preview.grammar import Proofreader, message_of
from toolkit.preview.records import read_records
from toolkit.preview.view import beside_of, view_of


def add_comparing(app: Flask, desk: Desk, read: Callable[[str], Template], one_at_a_time: Lock) -> None:
    """Add the addresses for samples and records to an application; `read` gives a template by its name."""
    rules = {rule.id: rule for rule in desk.rules}

    @app.post("/samples")
    def samples() -> Response:
        asked = sent(asked_of)
        with one_at_a_time:
            beside = beside_of(asked.whole(read), asked.values, desk)
            return answered(beside_data(beside, rules))

    @app.post("/records")
    def records() -> Response:
        asked = sent(asked_of)
        with one_at_a_time:
            fields = fields_of(asked.whole(read), desk.options)
        try:
            return answered(records_data(read_records(asked.text, fields)))
        except KindwordError as error:
            return answered(
                {"error": f"{error.message[:1].upper()}{error.message[1:]}. {error.hint}".strip()}, 400
            )


def add_proofreading(app: Flask, desk: Desk, read: Callable[[str], Template], one_at_a_time: Lock) -> None:
    """Add the address for a message with its grammar and spelling read, if they are; nothing else waits."""
    if desk.engine is None:
        return
    rules = {rule.id: rule for rule in desk.rules}
    proofreader = Proofreader(desk.engine, desk.rules)

    @app.post("/proofread")
    def proofread() -> Response:
        asked = sent(asked_of)
        with one_at_a_time:
            whole = asked.whole(read)
            message = message_of(whole, asked.values, desk.options)
        done = proofreader.read(message)
        with one_at_a_time:
            view = view_of(whole, asked.values, desk, more=done.findings)
            return answered({"view": view_data(view, rules), "problem": done.problem})
