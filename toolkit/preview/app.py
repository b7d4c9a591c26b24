"""The page's server as a WSGI application: what it answers, and to whom."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from threading import Lock
from typing import Any

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from toolkit.errors import KindwordError
from toolkit.library import Template, inside, read_template
from toolkit.preview.answer import library_data, view_data
from toolkit.preview.app_write import add_writing
from toolkit.preview.asked import asked_of
from toolkit.preview.desk import Desk
from toolkit.preview.exchange import answered, sent
from toolkit.preview.routes import add_comparing, add_proofreading
from toolkit.preview.shelf import Shelf
from toolkit.preview.view import view_of

MAX_BODY = 1_000_000
"""Bytes of one request."""

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; "
    # the frame that shows an e-mail takes over this policy, and e-mails bear their style within
    "style-src 'self' 'unsafe-inline'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SCRIPTS = ("page", "ask", "draw", "library", "palette", "form", "records", "see", "judge", "beside", "take")
_WRITING = ("write", "conflict", "pane")
_FILES = {
    "/": ("page.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/write.css": ("write.css", "text/css"),
    "/codemirror.js": ("vendor/codemirror.js", "text/javascript"),
    **{f"/{name}.js": (f"{name}.js", "text/javascript") for name in (*_SCRIPTS, *_WRITING)},
}
_TOKEN_SLOT = "{token}"  # noqa: S105 - where the page has it


def make_app(desk: Desk, port: int, shelf: Shelf | None = None) -> Flask:
    """Return the application for a server on 127.0.0.1 at `port`; it refuses what comes by any other name.

    `shelf` is the library as far as it is read already.
    """
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
    rules = {rule.id: rule for rule in desk.rules}
    one_at_a_time = Lock()  # requests come in threads of their own, and templates are kept compiled between them
    known = shelf or Shelf(*desk.roots)
    token = token_urlsafe(32)

    _guard(app, hosts)
    add_writing(app, desk, one_at_a_time, token)

    @app.get("/library")
    def library() -> Response:
        with one_at_a_time:
            told = library_data(known.library())
        return answered({**told, "proofread": desk.engine is not None})

    def template(name: str) -> Template:
        return _as_it_is_now(known.find(name))

    @app.post("/message")
    def message() -> Response:
        asked = sent(asked_of)
        with one_at_a_time:
            view = view_of(asked.whole(template), asked.values, desk)
            return answered(view_data(view, rules))

    add_comparing(app, desk, template, one_at_a_time)
    add_proofreading(app, desk, template, one_at_a_time)
    for address, (name, sort) in _FILES.items():
        app.add_url_rule(address, name, _file(name, sort, token if address == "/" else ""))
    app.register_error_handler(KindwordError, lambda error: answered({"error": str(error)}, 404))
    app.register_error_handler(OSError, lambda error: answered({"error": str(error)}, 404))
    app.register_error_handler(HTTPException, lambda error: answered({"error": error.description}, error.code))
    return app


def _guard(app: Flask, hosts: frozenset[str]) -> None:
    """Refuse what comes by another name or from another page, and guard every answer."""

    @app.before_request
    def check_sender() -> None:
        origin = request.headers.get("Origin")
        if request.headers.get("Host", "") not in hosts:
            abort(403, "This page answers on 127.0.0.1 only.")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            abort(403, "This page answers to itself only.")
        if request.path != "/" and request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none"):
            abort(403, "This page answers to itself only.")

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response


def _as_it_is_now(template: Template) -> Template:
    """Return a template of the library as its file reads now."""
    file = Path(template.path)
    if not inside(file, template.root):
        raise KindwordError("this link leads out of the library, and is not followed", path=template.path)
    return read_template(file, template.root, template.path)


def _file(name: str, sort: str, token: str) -> Any:
    def answer() -> Response:
        text = (Path(__file__).parent / name).read_text(encoding="utf-8")
        return Response(text.replace(_TOKEN_SLOT, token) if token else text, content_type=f"{sort}; charset=utf-8")

    return answer
