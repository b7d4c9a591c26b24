"""What all tests have in common: a cache folder of their own, so that none writes into its user's.

The LanguageTool that its user has fetched is read there, and the server that tests start is stopped at their end.
What a shell starts in the background ignores Ctrl-C, and hands that on to the commands that tests start: not here.
"""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from toolkit.grammar.home import fetched, own_folder
from toolkit.grammar.server import Place, stop

_THEIRS = "KINDWORD_TESTS_LANGUAGETOOL"
"""Hands the folder that the user's cache has for LanguageTool on to the processes that share the tests."""

_RUN = "KINDWORD_TESTS_RUN"
"""Tells these tests from others that run at the same time."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.setdefault(_RUN, str(os.getpid()))
if _THEIRS not in os.environ:
    os.environ[_THEIRS] = "" if os.environ.get("KINDWORD_CACHE_DIR") == "" else str(fetched())
os.environ["KINDWORD_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / "kindword-tests")

settings.register_profile("kindword", deadline=None)  # speed is measured elsewhere, and no test is to fail for it
settings.load_profile("kindword")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the servers that tests started, once all processes that run tests are done."""
    mark = _mark()
    if hasattr(session.config, "workerinput") or not mark.exists():
        return
    mark.unlink()
    if not any(mark.parent.glob("tests-*")):  # else other tests of the same user ask the server still
        for folder in mark.parent.glob("server-*"):
            stop(Place(folder))


def _mark() -> Path:
    """Return the file that tells that these tests ask a server."""
    return own_folder() / f"tests-{os.environ[_RUN]}"


@pytest.fixture(scope="session")
def languagetool() -> Path:
    """Return the folder of a real LanguageTool; where there is none, the test is skipped."""
    folder = os.environ[_THEIRS]
    if not folder or not Path(folder).is_dir():
        pytest.skip(f"there is no LanguageTool in {folder or 'a cache'}: run `kindword grammar install`")
    _mark().parent.mkdir(parents=True, exist_ok=True)
    _mark().touch()
    return Path(folder)
