"""A server that kindword starts, shares between runs, and lets stop by itself: found here, or started.

Beside the server runs its keeper, a process of its own that ends it when nobody has asked for a while. What tells
of them stands in one folder: `server.json` where they answer, `used` whose time tells when somebody last asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, ProxyHandler, build_opener

from toolkit.errors import KindwordError
from toolkit.grammar.home import Home, Java
from toolkit.resources import digest, write_text

IDLE = 600.0
"""Seconds without a question after which a server stops."""
_START = 150.0
"""Seconds that a server may take to start."""
_LOCK_WAIT = _START + 30.0
"""Seconds to wait for another run that starts a server."""
_ANSWER = 5.0
"""Seconds within which a server says that it is there."""
_STOP = 15.0
"""Seconds that a keeper may take to end."""
_LEFT = "Left in {log}: {last}"


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs: its port on this machine, and the processes of its keeper and of itself."""

    port: int
    keeper: int
    server: int

    @property
    def url(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True)
class Place:
    """The files that tell of one server."""

    folder: Path

    @classmethod
    def of(cls, base: Path, home: Home) -> Place:
        """Return the place of the server of one LanguageTool."""
        return cls(base / f"server-{digest(str(home.folder.resolve()))}")

    @property
    def state(self) -> Path:
        """Return the file that tells where the server answers."""
        return self.folder / "server.json"

    @property
    def used(self) -> Path:
        """Return the file whose time tells when somebody last asked."""
        return self.folder / "used"

    @property
    def log(self) -> Path:
        """Return the file that holds what the server printed."""
        return self.folder / "server.log"

    def lock(self) -> Any:
        """Return the lock that is held while a server is looked for, started or stopped."""
        from filelock import FileLock  # noqa: PLC0415 - it comes with the extra

        return FileLock(self.folder / "lock", timeout=_LOCK_WAIT)

    def note(self, running: Running) -> None:
        """Write down where a server answers."""
        write_text(self.state, json.dumps(asdict(running)))

    def running(self) -> Running | None:
        """Return the server that is written down here and answers, None where there is none."""
        try:
            running = Running(**json.loads(self.state.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return running if answers(running.url) else None


def is_near(url: str) -> bool:
    """Tell whether a URL is of this very machine, to which no proxy leads."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def answers(url: str) -> bool:
    """Tell whether a LanguageTool server answers at a URL."""
    try:
        with _opener(url).open(f"{url}/v2/healthcheck", timeout=_ANSWER) as answer:
            return bool(answer.read(100).strip() == b"OK")
    except (OSError, URLError, ValueError):
        return False


def languages(url: str) -> tuple[str, ...]:
    """Return the languages that a server knows, none where it does not tell."""
    try:
        with _opener(url).open(f"{url}/v2/languages", timeout=_ANSWER) as answer:
            return tuple(sorted({one["longCode"] for one in json.load(answer)}))
    except (OSError, URLError, ValueError, KeyError, TypeError):
        return ()


def _opener(url: str) -> OpenerDirector:
    """Return what asks at a URL: by the proxy of the environment, unless it is of this machine."""
    return build_opener(ProxyHandler({})) if is_near(url) else build_opener()


def shared(place: Place, home: Home, java: Java, *, idle: float = IDLE) -> Running:
    """Return the running server of a place, started where there is none; two runs at once start one.

    Raises KindwordError where it does not start.
    """
    from filelock import Timeout  # noqa: PLC0415 - it comes with the extra

    try:
        place.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with place.lock():
            place.used.touch()
            return place.running() or _started(place, home, java, idle)
    except Timeout as error:
        raise KindwordError(
            "another run has been starting LanguageTool for too long", hint="Try again."
        ) from error
    except OSError as error:
        raise KindwordError(f"cannot be written: {error.strerror or error}", path=str(place.folder)) from error


def stop(place: Place) -> bool:
    """Stop the server of a place, with its keeper; tell whether there was one."""
    running = place.running()
    if running is None:
        return False
    place.state.unlink(missing_ok=True)  # the keeper stops when it is gone
    end = time.monotonic() + _STOP
    while time.monotonic() < end and answers(running.url):
        time.sleep(0.1)
    return True


def _started(place: Place, home: Home, java: Java, idle: float) -> Running:
    """Start a keeper and wait for its server; raises KindwordError with what the server said last."""
    place.state.unlink(missing_ok=True)
    order = [
        sys.executable,
        "-m",
        "toolkit.grammar.keeper",
        str(place.folder),
        java.program,
        home.classpath,
        str(idle),
    ]
    package = str(Path(__file__).resolve().parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    with place.log.open("wb") as log:
        keeper = subprocess.Popen(  # noqa: S603 - it is this very program
            order,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    try:
        running = _awaited(place, keeper)
    except BaseException:
        keeper.terminate()
        raise
    if running is not None:
        keeper.returncode = 0  # it outlives this run, and is not waited for
        return running
    keeper.terminate()
    keeper.wait(_STOP)
    raise KindwordError("LanguageTool did not start", hint=_LEFT.format(log=place.log, last=_last(place.log)))


def _awaited(place: Place, keeper: subprocess.Popen[bytes]) -> Running | None:
    end = time.monotonic() + _START
    while time.monotonic() < end and keeper.poll() is None:
        if place.state.exists() and (running := place.running()) is not None:
            return running
        time.sleep(0.1)
    return None


def _last(log: Path) -> str:
    """Return the line of a log that tells best why Java gave up: its last error, or else its last line."""
    lines = [
        line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()
    ]
    told = [line for line in lines if "Error" in line or "Exception" in line]
    return (told or lines or ["nothing"])[-1][:300]
