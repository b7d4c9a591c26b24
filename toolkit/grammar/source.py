"""Where LanguageTool comes from: a team's own server, an unpacked one, or the one that kindword fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from toolkit.errors import KindwordError
from toolkit.grammar.client import Address, LanguageTool
from toolkit.grammar.dialects import Dialects
from toolkit.grammar.engine import Engine, Remarks
from toolkit.grammar.home import Home, Java, needed_home, needed_java, own_folder
from toolkit.grammar.kept import Kept
from toolkit.grammar.server import Place, shared


@dataclass(frozen=True, slots=True)
class Source:
    """What a team has configured: the `url` of a server, else the `path` of an unpacked LanguageTool, or none."""

    url: str | None = None
    path: Path | None = None


class Missing:
    """The engine that there is not: it says so when it is asked, so that all else can be checked first."""

    name = "missing"

    def __init__(self, reason: KindwordError) -> None:
        self.reason = reason

    def check(self, texts: Sequence[str], language: str) -> list[Remarks]:  # noqa: ARG002
        """Raise KindwordError with the reason."""
        raise self.reason

    def close(self) -> None:
        """Let go of nothing."""


def open_engine(source: Source, *, keep_in: Path | None = None) -> Engine:
    """Return LanguageTool as an engine for every dialect of English; what it reports is kept in `keep_in`.

    Nothing is started or asked before there is something to check that is not known yet; where that cannot be, the
    engine raises KindwordError when it is asked.
    """
    try:
        return Dialects(Kept(_engine(source), keep_in))
    except KindwordError as error:
        return Missing(error)


def _engine(source: Source) -> LanguageTool:
    for module in ("language_tool_python", "filelock"):
        if find_spec(module) is None:
            hint = "Install the extra: pip install 'kindword[grammar]'"
            raise KindwordError("checking grammar needs language-tool-python, which is not installed", hint=hint)
    if source.url is not None:
        address = Address(server_url(source.url))
        # a team's server tells no version: what it said counts for a day
        return LanguageTool(f"{address.url} on {datetime.now(UTC):%Y-%m-%d}", lambda: address)
    home, java = needed_home(source.path), cache(needed_java)
    return LanguageTool(f"LanguageTool {home.version} in {home.folder.resolve()}", lambda: _started(home, java()))


def _started(home: Home, java: Java) -> Address:
    place = Place.of(own_folder(), home)
    return Address(shared(place, home, java).url, used=place.used)


def server_url(url: str) -> str:
    """Return the base of a server's URL, as the client wants it; raises KindwordError where it is none."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        hint = 'Write it as url = "http://localhost:8081".'
        raise KindwordError(f"{url!r} is no address of a LanguageTool server", hint=hint)
    return url.rstrip("/").removesuffix("/v2").rstrip("/")
