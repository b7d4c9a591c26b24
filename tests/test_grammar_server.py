"""The server that kindword starts: shared by runs, stopped when idle, never left behind. Java is a stand-in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.grammar.client import Address, LanguageTool
from toolkit.grammar.home import Java, found_java, home_in, needed_home, needed_java
from toolkit.grammar.server import Place, Running, answers, is_near, shared, stop

pytestmark = pytest.mark.process

SERVER = """
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

starts = Path(__file__).with_name("starts")
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
mode = Path(__file__).with_name("mode").read_text()
if mode == "dies" or (mode == "port taken once" and starts.read_text() == "x"):
    print("java.net.BindException: Address already in use", file=sys.stderr)
    sys.exit(1)

class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        known = b'[{"code": "en", "longCode": "en-US"}]'
        self.wfile.write(b"OK" if self.path.endswith("healthcheck") else known)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"matches": []}')

    def log_message(self, *_):
        pass

HTTPServer(("127.0.0.1", int(sys.argv[sys.argv.index("--port") + 1])), Handler).serve_forever()
"""


class Stage:
    """A stand-in for Java, an unpacked LanguageTool, and the place of its server."""

    def __init__(self, folder: Path, mode: str = "works") -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "server.py").write_text(SERVER)
        (self.bin / "mode").write_text(mode)
        self.java = Java(str(script(self.bin / "java", f'exec {sys.executable} {self.bin}/server.py "$@"')), 17)
        jar = folder / "LanguageTool-6.8" / "languagetool-server.jar"
        jar.parent.mkdir()
        jar.touch()
        self.home = needed_home(jar.parent)
        self.place = Place(folder / "server")

    def start(self, idle: float = 60.0) -> Running:
        return shared(self.place, self.home, self.java, idle=idle)

    @property
    def starts(self) -> int:
        return len((self.bin / "starts").read_text())


def script(file: Path, body: str) -> Path:
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)
    return file


def lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def gone(running: Running) -> bool:
    """Wait until neither the server nor its keeper runs; tell whether that came to pass."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not lives(running.server) and not lives(running.keeper):
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    stop(made.place)


def test_a_server_is_shared_by_later_runs_and_stops_when_told(stage: Stage) -> None:
    first = stage.start()
    assert answers(first.url)
    assert stage.start() == first
    assert stage.starts == 1
    assert stop(stage.place)
    assert gone(first)
    assert not stop(stage.place)


def test_two_runs_at_once_start_one(stage: Stage) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: stage.start(), range(4)))
    assert len(set(found)) == 1
    assert stage.starts == 1


def test_an_idle_server_stops_by_itself(stage: Stage) -> None:
    running = stage.start(idle=0.5)
    assert gone(running)
    assert not stage.place.state.exists()


def test_a_server_ends_with_its_keeper_however_that_ends(stage: Stage) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux ends a process with the one that started it")
    running = stage.start()
    os.kill(running.keeper, 9)
    assert gone(running)
    again = stage.start()
    assert again != running
    assert answers(again.url)


def test_a_server_that_died_is_started_again(stage: Stage) -> None:
    running = stage.start()
    os.kill(running.server, 9)
    assert gone(running)
    assert answers(stage.start().url)
    assert stage.starts == 2


def test_a_port_that_is_taken_by_another_is_left_to_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path, "port taken once")
    running = stage.start()
    assert stage.starts == 2
    assert stop(stage.place)
    assert gone(running)


def test_a_server_that_does_not_start_is_told_with_the_reason(tmp_path: Path) -> None:
    stage = Stage(tmp_path, "dies")
    with pytest.raises(KindwordError) as error:
        stage.start()
    log = tmp_path / "server" / "server.log"
    reason = "java.net.BindException: Address already in use"
    assert str(error.value) == f"LanguageTool did not start\n  Left in {log}: {reason}"
    assert not stage.place.state.exists()


def test_a_run_that_outlives_its_server_starts_another(stage: Stage) -> None:
    engine = LanguageTool("stand-in", lambda: Address(stage.start().url, used=stage.place.used))
    assert engine.check(["All is well."], "en-US") == [()]
    assert stop(stage.place)
    assert engine.check(["All is well."], "en-US") == [()]
    assert stage.starts == 2


@pytest.mark.parametrize(
    ("url", "near"),
    [
        ("http://localhost:8081", True),
        ("http://127.0.0.1:8081", True),
        ("http://127.8.0.1", True),
        ("http://[::1]:8081", True),
        ("https://languagetool.example.com", False),
        ("http://localhost.example.com", False),
        ("http://10.0.0.1", False),
    ],
)
def test_what_is_on_this_machine_is_known_by_its_name(url: str, near: bool) -> None:
    assert is_near(url) is near


@pytest.mark.parametrize("state", ["", "[]", "{", '{"port": 9, "keeper": 1, "server": 1}', '{"port": "x"}'])
def test_what_tells_of_no_server_is_passed_over(stage: Stage, state: str) -> None:
    stage.place.folder.mkdir()
    stage.place.state.write_text(state)
    assert answers(stage.start().url)


@pytest.mark.parametrize(
    ("body", "version", "told"),
    [
        ("echo 'openjdk version \"21.0.2\" 2024-01-16' >&2", 21, ""),
        ("echo 'java version \"1.8.0_402\"' >&2", 8, "LanguageTool needs Java 17 or later; {java} is Java 8"),
        ("echo 'openjdk version \"11.0.22\"' >&2", 11, "LanguageTool needs Java 17 or later; {java} is Java 11"),
        (
            "echo nonsense",
            0,
            "LanguageTool needs Java 17 or later; {java} is a Java that does not tell its version",
        ),
        ("exit 1", 0, "LanguageTool needs Java 17 or later; {java} is a Java that does not tell its version"),
    ],
)
def test_a_java_is_new_enough_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, version: int, told: str
) -> None:
    java = script(tmp_path / "java", body)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert found_java() == Java(str(java), version)
    if told:
        with pytest.raises(KindwordError) as error:
            needed_java()
        assert error.value.message == told.format(java=java)


def test_no_java_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(KindwordError) as error:
        needed_java()
    assert error.value.message == "LanguageTool needs Java, and there is none on the PATH"


def test_an_unpacked_languagetool_is_known_by_its_jars(tmp_path: Path) -> None:
    assert home_in(tmp_path) is None
    libs = tmp_path / "libs"
    libs.mkdir()
    (libs / "languagetool-server-6.8.jar").touch()
    found = home_in(tmp_path)
    assert found is not None
    assert (found.version, found.classpath) == ("6.8", str(libs / "*"))
    with pytest.raises(KindwordError, match="there is no LanguageTool in this folder"):
        needed_home(libs / "further")


def test_ctrl_c_while_a_server_starts_leaves_nothing_behind(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    (stage.bin / "java").write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    code = (
        "from pathlib import Path\nfrom toolkit.grammar.home import Java, needed_home\n"
        "from toolkit.grammar.server import Place, shared\n"
        f"shared(Place(Path({str(stage.place.folder)!r})), needed_home(Path({str(stage.home.folder)!r})),"
        f" Java({stage.java.program!r}, 17))"
    )
    run = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 20
    while not (tmp_path / "pid").exists() and time.monotonic() < end:
        time.sleep(0.05)
    run.send_signal(2)
    assert run.wait(20) != 0
    server = int((tmp_path / "pid").read_text())
    assert gone(Running(0, run.pid, server))
