"""Where an unpacked LanguageTool is, what is in it, and the Java that runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.resources import cache_folder

VERSION = "6.8"
"""The version of LanguageTool that kindword fetches."""
LEAST_JAVA = 17
_JAVA_TIMEOUT = 20.0  # seconds
_JAVA_VERSION = re.compile(r'version "(?P<old>1\.)?(?P<major>\d+)')
_SERVER = re.compile(r"languagetool-server(?:-(?P<version>\d[\w.]*))?\.jar")
_FOLDER = re.compile(r"LanguageTool-(?P<version>\d[\w.-]*)")


@dataclass(frozen=True, slots=True)
class Home:
    """An unpacked LanguageTool: its folder, its version as far as its names tell it, and what Java loads."""

    folder: Path
    version: str
    classpath: str


@dataclass(frozen=True, slots=True)
class Java:
    """A Java to run it with: the program, and its version as a whole number."""

    program: str
    version: int


def own_folder() -> Path:
    """Return the folder in the user's cache for what is fetched; raises KindwordError where there is no cache."""
    cache = cache_folder()
    if cache is None:
        hint = "Let KINDWORD_CACHE_DIR name a folder, or set `url` or `path` below [languagetool]."
        raise KindwordError("there is no cache folder to keep LanguageTool in", hint=hint)
    return cache / "languagetool"


def fetched() -> Path:
    """Return the folder that the LanguageTool which kindword fetches is in, there or not."""
    return own_folder() / f"LanguageTool-{VERSION}"


def home_in(folder: Path) -> Home | None:
    """Return the LanguageTool in a folder, None where there is none: its jars stand in it or in `libs`."""
    for place in (folder, folder / "libs"):
        for jar in sorted(place.glob("languagetool-server*.jar")) if place.is_dir() else ():
            found = _SERVER.fullmatch(jar.name)
            if found:
                named = _FOLDER.fullmatch(folder.resolve().name)
                version = found["version"] or (named["version"] if named else "")
                own = [str(jar)] if place == folder else []
                return Home(folder, version, os.pathsep.join([*own, str(folder / "libs" / "*")]))
    return None


def needed_home(path: Path | None) -> Home:
    """Return the LanguageTool in `path`, by default the fetched one; raises KindwordError where there is none."""
    folder = fetched() if path is None else path
    home = home_in(folder)
    if home is not None:
        return home
    if path is not None:
        hint = "Let `path` name the folder that holds languagetool-server.jar."
        raise KindwordError("there is no LanguageTool in this folder", path=str(path), hint=hint)
    hint = "Fetch it once with `kindword grammar install`, or set `url` or `path` below [languagetool]."
    raise KindwordError("LanguageTool is not installed", hint=hint)


def needed_java() -> Java:
    """Return a Java that is new enough; raises KindwordError where there is none."""
    java = found_java()
    hint = f"Install a Java of version {LEAST_JAVA} or later, or set `url` below [languagetool] to a server."
    if java is None:
        raise KindwordError("LanguageTool needs Java, and there is none on the PATH", hint=hint)
    if java.version < LEAST_JAVA:
        what = f"Java {java.version}" if java.version else "a Java that does not tell its version"
        raise KindwordError(f"LanguageTool needs Java {LEAST_JAVA} or later; {java.program} is {what}", hint=hint)
    return java


def found_java() -> Java | None:
    """Return the Java of JAVA_HOME or else of the PATH, with version 0 where it does not tell; None for none."""
    home = os.environ.get("JAVA_HOME")
    program = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    program = program or shutil.which("java")
    if program is None:
        return None
    try:
        told = subprocess.run(  # noqa: S603 - it is the user's own Java
            [program, "-version"], capture_output=True, text=True, timeout=_JAVA_TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return Java(program, 0)
    found = _JAVA_VERSION.search(told.stderr + told.stdout)
    return Java(program, int(found["major"]) if found else 0)
