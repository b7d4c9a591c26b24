"""Fetches LanguageTool into the cache folder, whole or not at all: from Maven Central, or as its client does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from toolkit.errors import KindwordError
from toolkit.grammar.home import VERSION, fetched, home_in, own_folder

Progress = Callable[[int], None]
"""Is told of bytes that have come since it was told last."""

MAVEN_BYTES = 101_000_000
"""Bytes of the English part of LanguageTool with all that it needs, from Maven Central."""
ARCHIVE_BYTES = 259_000_000
"""Bytes of the whole archive, as the client fetches it."""
LANGUAGES = ("en", "ca", "es", "pt")
"""The language modules that are fetched: English, and those without which its server does not start."""
_DIGESTS: Mapping[str, str] = MappingProxyType(
    {
        "language-en-6.8.jar": "69d3fa1020dea45ad38266e3d54c81969f3ba7eef5efd0a83a8b3fd778acddd0",
        "languagetool-core-6.8.jar": "c441918b1cf2de5491756772cd4bce2a408c3b9eb08e4ab84d843b2cd50f1d2b",
        "languagetool-server-6.8.jar": "07caad9dd6ba263c5827e87eebdbf27f0163f7f5a5056005576e373072043b2e",
        "english-pos-dict-0.6.jar": "2a3e96b49854e5275f8eb7a1bb5b3b85b82f687fed272f3043882ccc0b1634b1",
    }
)
_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_ARRIVED = re.compile(r"Downloaded from [^:]+: \S+ \((?P<size>[\d.]+) (?P<unit>B|kB|MB)")
_UNITS: Mapping[str, int] = MappingProxyType({"B": 1, "kB": 1_000, "MB": 1_000_000})
_PART = ".fetching-"
_ABANDONED = 86_400
"""Seconds after which nobody is at work any more on what is fetched in part."""
_MAVEN_DEADLINE = "-Dmaven.wagon.http.readTimeout=60000"


def has_maven() -> bool:
    """Tell whether Maven is on this machine."""
    return shutil.which("mvn") is not None


def fetch(progress: Progress) -> Path:
    """Fetch LanguageTool; return the folder that it is in.

    What was fetched in part, or is not what it should be, is taken away again. Raises KindwordError for that, and
    where nothing could be fetched.
    """
    target = fetched()
    with _beside(target) as folder:
        made = _by_maven(folder, progress) if has_maven() else _by_client(folder, progress)
        if home_in(made) is None:
            raise KindwordError("what was fetched is no LanguageTool", hint="Try again.")
        shutil.rmtree(target, ignore_errors=True)
        made.replace(target)
    return target


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a new folder beside another, which is gone afterwards; those of runs that were cut off go too."""
    own_folder().mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f"{_PART}*"):
        if time.time() - left.stat().st_mtime > _ABANDONED:
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=_PART))
    try:
        work = folder / target.name
        work.mkdir()
        yield work
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _by_maven(folder: Path, progress: Progress) -> Path:
    """Let Maven fetch the jars; return the folder that holds them in `libs`."""
    pom = folder.parent / "pom.xml"
    pom.write_text(_pom(), encoding="utf-8")
    order = ["mvn", "-B", "-C", "-f", str(pom), _MAVEN_DEADLINE, _PLUGIN, "-DincludeScope=runtime"]
    # Maven's own store would keep all of it a second time, and hand on what was damaged there
    order += [f"-DoutputDirectory={folder / 'libs'}", f"-Dmaven.repo.local={folder.parent / 'store'}"]
    last = ""
    with subprocess.Popen(  # noqa: S603 - it is the user's own Maven
        order,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as maven:
        try:
            for line in maven.stdout or ():
                if arrived := _ARRIVED.search(line):
                    progress(int(float(arrived["size"]) * _UNITS[arrived["unit"]]))
                elif line.startswith("[ERROR]") and not last:
                    last = line.removeprefix("[ERROR]").strip()
        except BaseException:
            maven.terminate()
            raise
    if maven.returncode:
        hint = "Maven says what is wrong; check the network, its proxy and its mirror, and try again."
        raise KindwordError(f"Maven could not fetch LanguageTool: {last or 'it gives no reason'}", hint=hint)
    _verify(folder / "libs")
    return folder


def _verify(libs: Path) -> None:
    """Raise KindwordError where what was fetched is not, byte for byte, what this version consists of."""
    for name, expected in _DIGESTS.items():
        file = libs / name
        if not file.is_file():
            raise KindwordError(f"{name} is not among what was fetched", hint="Try again.")
        if sha256(file.read_bytes()).hexdigest() != expected:
            hint = "Try again; if it stays so, ask who looks after your network's proxy or mirror."
            raise KindwordError(f"{name} is damaged: its checksum is wrong", hint=hint)


def _pom() -> str:
    """Return the project that tells Maven what to fetch: the server with English alone, not all languages."""

    def dependency(artifact: str, more: str = "") -> str:
        return (
            f"<dependency><groupId>org.languagetool</groupId><artifactId>{artifact}</artifactId>"
            f"<version>{VERSION}</version>{more}</dependency>"
        )

    without = (
        "<exclusions><exclusion><groupId>org.languagetool</groupId><artifactId>language-all</artifactId>"
        "</exclusion></exclusions>"
    )
    wanted = [dependency("languagetool-server", without), *(dependency(f"language-{one}") for one in LANGUAGES)]
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>kindword</groupId><artifactId>fetch</artifactId><version>1</version><packaging>pom</packaging>"
        f"<dependencies>{''.join(wanted)}</dependencies></project>"
    )


def _by_client(folder: Path, progress: Progress) -> Path:
    """Fetch the archive as the client does, with its checksum; return the folder that it was unpacked to."""
    before = os.environ.get("LTP_PATH")
    os.environ["LTP_PATH"] = str(folder.parent / "unpacked")
    try:
        from language_tool_python.download_lt import LocalLanguageTool  # noqa: PLC0415 - most machines have Maven

        LocalLanguageTool.from_version_name(VERSION).download()
    except (Exception, SystemExit) as error:  # the client throws a dozen types
        hint = "Check the network, or install Maven (`mvn`) and try again: it fetches less, from elsewhere."
        raise KindwordError(f"LanguageTool could not be fetched: {error}", hint=hint) from error
    finally:
        if before is None:
            del os.environ["LTP_PATH"]
        else:
            os.environ["LTP_PATH"] = before
    progress(ARCHIVE_BYTES)
    return folder.parent / "unpacked" / f"LanguageTool-{VERSION}"
