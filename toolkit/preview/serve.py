"""Runs the page on this machine alone, until it is stopped."""

from __future__ import annotations

import gc
import logging
import socket
import webbrowser
from collections.abc import Callable
from urllib.parse import quote

from werkzeug.serving import make_server

from toolkit.errors import KindwordError
from toolkit.preview.app import make_app
from toolkit.preview.desk import Desk
from toolkit.preview.shelf import Shelf
from toolkit.preview.view import view_of

HOST = "127.0.0.1"
PORT = 4713


def serve(desk: Desk, port: int, say: Callable[[str], None], *, name: str | None, browser: bool) -> None:
    """Serve the page on 127.0.0.1 until Ctrl-C; `port` 0 takes any that is free, `name` is shown first.

    `say` is told where the page is, and how it ends. Raises KindwordError where the port cannot be had.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # no record of what was looked at
    shelf = Shelf(*desk.roots)
    with _listening(port) as listener:
        taken = listener.getsockname()[1]
        server = make_server(HOST, taken, make_app(desk, taken, shelf), threaded=True, fd=listener.fileno())
        address = f"http://{HOST}:{taken}/" + (f"#template={quote(name, safe='')}" if name else "")
        try:
            settle(desk, shelf)
            say(f"The preview is at {address} (Ctrl-C ends it).")
            if browser and not _opened(address):
                say("No browser could be opened: open the address yourself.")
            server.serve_forever()  # itself returns on Ctrl-C, which may also come before it
        except KeyboardInterrupt:
            pass
        finally:
            server.server_close()
        say("The preview has ended.")


def settle(desk: Desk, shelf: Shelf) -> None:
    """Do once what the first message would wait for, and look no more through the memory that stays in use.

    Raises KindwordError where a folder of the library is missing.
    """
    for template in shelf.library().templates[:1]:
        view_of(template, {}, desk)
    gc.collect()
    gc.freeze()


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise KindwordError(
            f"port {port} cannot be had: {error.strerror}",
            hint="Give another with --port, or 0 for any that is free.",
        ) from error
    return listener


def _opened(address: str) -> bool:
    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False
