"""Fetching LanguageTool: whole or not at all, with one clear message. Maven is a stand-in here."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

import pytest
from test_grammar_server import script

from toolkit.cli import run
from toolkit.errors import KindwordError
from toolkit.grammar import install as module
from toolkit.grammar.home import fetched

pytestmark = pytest.mark.process

JARS = {name: name.encode() for name in ("languagetool-server-6.8.jar", "language-en-6.8.jar")}
MAVEN = """
import sys
from pathlib import Path

out = next(Path(one.partition("=")[2]) for one in sys.argv if one.startswith("-DoutputDirectory="))
out.mkdir(parents=True)
for name in {names!r}:
    print(f"Downloaded from central: https://repo/{{name}} (1.5 MB at 3 MB/s)")
    (out / name).write_bytes({broken!r} or name.encode())
print({error!r})
sys.exit({status})
"""


def maven(  # a stand-in that fetches `names`
    folder: Path, names: tuple[str, ...] = tuple(JARS), broken: bytes = b"", error: str = "", status: int = 0
) -> None:
    (folder / "mvn.py").write_text(MAVEN.format(names=names, broken=broken, error=error, status=status))
    script(folder / "mvn", f'exec {sys.executable} {folder}/mvn.py "$@"')


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    digests: Mapping[str, str] = {name: sha256(data).hexdigest() for name, data in JARS.items()}
    monkeypatch.setattr(module, "_DIGESTS", MappingProxyType(digests))
    monkeypatch.setenv("KINDWORD_CACHE_DIR", str(tmp_path / "cache"))
    tools = tmp_path / "tools"
    tools.mkdir()
    monkeypatch.setenv("PATH", f"{tools}:/bin:/usr/bin")
    return tools


def left() -> list[str]:
    """Return what is in the folder for LanguageTool."""
    return sorted(path.name for path in fetched().parent.iterdir())


def test_it_says_what_it_fetches_from_where_and_to_where(tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maven(tools)
    assert not run(["grammar", "install"])
    told = capsys.readouterr()
    head = f"Fetching LanguageTool 6.8 from Maven Central, by mvn: up to 101 MB, to {fetched()}.\n"
    assert told.err.startswith(head)
    assert told.err.endswith(f"LanguageTool 6.8 is in {fetched()}. Check with it: kindword lint --grammar\n")
    assert left() == ["LanguageTool-6.8"]
    assert not run(["grammar", "install"])
    assert capsys.readouterr().err == f"LanguageTool 6.8 is in {fetched()}.\n"


def test_the_progress_is_what_has_come(tools: Path) -> None:
    maven(tools)
    seen: list[int] = []
    module.fetch(seen.append)
    assert seen == [1_500_000, 1_500_000]


def test_no_network_is_told_and_leaves_nothing(tools: Path, capsys: pytest.CaptureFixture[str]) -> None:
    maven(tools, (), error="[ERROR] Unknown host repo.example", status=1)
    assert run(["grammar", "install"]) == 2
    error = capsys.readouterr().err.splitlines()[-2:]
    assert error == [
        "Error: Maven could not fetch LanguageTool: Unknown host repo.example",
        "  Maven says what is wrong; check the network, its proxy and its mirror, and try again.",
    ]
    assert left() == []


def test_a_wrong_checksum_is_told_and_leaves_nothing(tools: Path) -> None:
    maven(tools, broken=b"half of it")
    with pytest.raises(KindwordError, match="is damaged: its checksum is wrong"):
        module.fetch(lambda _: None)
    assert left() == []


def test_what_a_run_left_that_was_cut_off_is_taken_away_after_a_day(tools: Path) -> None:
    for name, age in (("old", 2 * 86_400), ("new", 60)):
        part = fetched().parent / f".fetching-{name}"
        (part / "store").mkdir(parents=True)
        os.utime(part, (time.time() - age,) * 2)
    maven(tools)
    module.fetch(lambda _: None)
    assert left() == [".fetching-new", "LanguageTool-6.8"]


def test_what_is_not_there_is_told_and_leaves_what_was_there(tools: Path) -> None:
    maven(tools)
    module.fetch(lambda _: None)
    maven(tools, ("languagetool-server-6.8.jar",))
    with pytest.raises(KindwordError, match=r"language-en-6\.8\.jar is not among what was fetched"):
        module.fetch(lambda _: None)
    assert left() == ["LanguageTool-6.8"]


def test_without_maven_and_network_the_client_says_so(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tools))
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    script(tools / "java", "echo 'openjdk version \"17.0.1\"' >&2")
    with pytest.raises(KindwordError, match="LanguageTool could not be fetched: "):
        module.fetch(lambda _: None)
    assert left() == []


def test_without_a_cache_folder_there_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KINDWORD_CACHE_DIR", "")
    with pytest.raises(KindwordError, match="there is no cache folder to keep LanguageTool in"):
        fetched()
