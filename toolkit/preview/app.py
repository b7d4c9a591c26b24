"""The page's server as a WSGI application: what it answers, and to whom."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

from toolkit.errors import KindwordError
from toolkit.grammar import Engine
from toolkit.library import Library, Template, inside, load_library, read_template
from toolkit.preview.answer import library_data, view_data
from toolkit.preview.grammar import Proofreader, message_of
from toolkit.preview.view import view_of
from toolkit.render import RenderOptions
from toolkit.resources.json import parse_json
from toolkit.rules import Rule
from toolkit.sources.data import check_depth

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
_FILES = {
    "/": ("page.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/draw.js": ("draw.js", "text/javascript"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page works with: the library's folders, the rules in force and how templates are rendered.

    `engine` checks grammar and spelling, where that is wanted.
    """

    roots: tuple[Path, ...]
    rules: tuple[Rule, ...]
    options: RenderOptions = field(default_factory=RenderOptions)
    engine: Engine | None = None


def make_app(desk: Desk, port: int) -> Flask:
    """Return the application for a server on 127.0.0.1 at `port`; it refuses what comes by any other name."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
    rules = {rule.id: rule for rule in desk.rules}
    one_at_a_time = Lock()  # requests come in threads of their own, and templates are kept compiled between them
    kept: dict[str, Library] = {}

    _guard(app, hosts)

    @app.get("/library")
    def library() -> Response:
        with one_at_a_time:
            kept["library"] = load_library(*desk.roots)
        return _json({**library_data(kept["library"]), "proofread": desk.engine is not None})

    def named(name: str) -> Template:
        if "library" not in kept:
            kept["library"] = load_library(*desk.roots)
        return _as_it_is_now(kept["library"].find(name))

    @app.post("/message")
    def message() -> Response:
        name, values = _asked()
        with one_at_a_time:
            return _json(view_data(view_of(named(name), values, desk.rules, desk.options), rules))

    if desk.engine is not None:
        _add_proofreading(app, desk, Proofreader(desk.engine, desk.rules), named, one_at_a_time)
    for address, (name, sort) in _FILES.items():
        app.add_url_rule(address, name, _file(name, sort))
    app.register_error_handler(KindwordError, lambda error: _json({"error": str(error)}, 404))
    app.register_error_handler(OSError, lambda error: _json({"error": str(error)}, 404))
    app.register_error_handler(HTTPException, lambda error: _json({"error": error.description}, error.code))
    return app


def _add_proofreading(
    app: Flask, desk: Desk, proofreader: Proofreader, named: Callable[[str], Template], one_at_a_time: Lock
) -> None:
    """Answer with the view of a message once its grammar and spelling are read; all else is answered meanwhile."""
    rules = {rule.id: rule for rule in desk.rules}

    @app.post("/proofread")
    def proofread() -> Response:
        name, values = _asked()
        with one_at_a_time:
            template = named(name)
            message = message_of(template, values, desk.options)
        read = proofreader.read(message)
        with one_at_a_time:
            view = view_of(template, values, desk.rules, desk.options, more=read.findings)
        return _json({"view": view_data(view, rules), "problem": read.problem})


def _guard(app: Flask, hosts: frozenset[str]) -> None:
    """Refuse what comes by another name or from another page, and guard every answer."""

    @app.before_request
    def check_sender() -> None:
        origin = request.headers.get("Origin")
        if request.headers.get("Host", "") not in hosts:
            abort(403, "This page answers on 127.0.0.1 only.")
        if origin is not None and origin.removeprefix("http://") not in hosts:
            abort(403, "This page answers to itself only.")

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response


def _asked() -> tuple[str, Mapping[str, Any]]:
    """Return the template and the values that a request names."""
    if request.mimetype != "application/json":
        abort(415, "Send JSON.")
    try:
        asked = parse_json(request.get_data().decode("utf-8"), "request")
        check_depth(asked, "request")
    except (KindwordError, UnicodeDecodeError) as error:
        abort(400, f"This is no JSON that the page sends: {error}")
    match asked:
        case {"template": str(name), "values": dict(values)}:
            pass
        case _:
            abort(400, "Name a template and its values.")
    return name, values


def _as_it_is_now(template: Template) -> Template:
    """Return a template of the library as its file reads now."""
    file = Path(template.path)
    if not inside(file, template.root):
        raise KindwordError("this link leads out of the library, and is not followed", path=template.path)
    return read_template(file, template.root, template.path)


def _file(name: str, sort: str) -> Any:
    def answer() -> Response:
        return Response(
            (Path(__file__).parent / name).read_text(encoding="utf-8"), content_type=f"{sort}; charset=utf-8"
        )

    return answer


def _json(data: Any, status: int | None = 200) -> Response:
    text = json.dumps(data, ensure_ascii=True, default=str)
    return Response(text, status=status, content_type="application/json")
