"""The keeper of a server: starts it on a free port, and ends it when nobody has asked for a while.

It is a process of its own, so that a server outlives the run that started it, and never its keeper.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from toolkit.grammar.server import Place, Running, answers

_LOOK = 0.5
"""Seconds between two looks at the server."""
_TRIES = 3
"""Ports to try: one that is free may be taken by the time that the server asks for it."""
_START = 120.0
"""Seconds that a server may take to answer once it was started: less than the run that waits for it waits."""
_STOP = 5.0
"""Seconds that it may take to end when it is asked to."""
_SETTINGS = """\
pipelineCaching=true
maxPipelinePoolSize=8
pipelineExpireTimeInSeconds=3600
cacheSize=1000
maxCheckThreads=8
"""
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main(folder: str, java: str, classpath: str, idle: str) -> int:
    """Keep a server; return 0 where it was ended, 1 where it did not start."""
    place = Place(Path(folder))
    signal.signal(signal.SIGTERM, _leave)
    for _ in range(_TRIES):
        port = _free_port()
        server = _java(place, java, classpath, port)
        try:
            running = Running(port, os.getpid(), server.pid)
            if _is_up(server, running.url):
                place.note(running)
                _keep(place, server, float(idle))
                return 0
        finally:
            _end(server)
            _forget(place)
    return 1


def _leave(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _java(place: Place, java: str, classpath: str, port: int) -> subprocess.Popen[bytes]:
    settings = place.folder / "server.properties"
    settings.write_text(_SETTINGS, encoding="utf-8")
    order = [java, "-Xmx1g", "-Dsun.net.httpserver.nodelay=true", "-cp", classpath]
    order += ["org.languagetool.server.HTTPServer", "--port", str(port), "--config", str(settings)]
    return subprocess.Popen(order, stdin=subprocess.DEVNULL, preexec_fn=_bound())  # noqa: S603, PLW1509


def _bound() -> Callable[[], None] | None:
    """Return what makes a new process end with this one, however that ends; None where the system cannot."""
    if sys.platform != "linux":
        return None
    control = ctypes.CDLL(None).prctl
    return lambda: control(_DIE_WITH_PARENT, signal.SIGKILL)


def _is_up(server: subprocess.Popen[bytes], url: str) -> bool:
    end = time.monotonic() + _START
    while time.monotonic() < end and server.poll() is None:
        if answers(url):
            return server.poll() is None  # else another's server answers on that port
        time.sleep(0.1)
    return False


def _keep(place: Place, server: subprocess.Popen[bytes], idle: float) -> None:
    """Wait until the server has died, was told to stop, or has been idle for so many seconds."""
    while server.poll() is None and place.state.exists():
        if _rested(place) > idle:
            with place.lock():
                if _rested(place) > idle:  # nobody has come while we waited for the lock
                    return
        time.sleep(_LOOK)


def _rested(place: Place) -> float:
    try:
        return time.time() - place.used.stat().st_mtime
    except OSError:
        return float("inf")


def _forget(place: Place) -> None:
    """Take away what tells of our server, and leave what tells of another."""
    try:
        told = place.state.read_text(encoding="utf-8")
    except OSError:
        return
    if f'"keeper": {os.getpid()},' in told:
        place.state.unlink(missing_ok=True)


def _end(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
