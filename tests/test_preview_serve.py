"""How the preview begins and ends: what is said where the browser, the library or the port is not to be had."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import pytest
from werkzeug.serving import BaseWSGIServer

from toolkit.cli import run

TEMPLATE = '{#\ntitle = "Late"\n#}\nIt came late.\n'


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "late.j2").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Ctrl-C come as soon as the server begins."""

    def stop(server: BaseWSGIServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(BaseWSGIServer, "serve_forever", stop)


@pytest.mark.usefixtures("stopped")
@pytest.mark.parametrize("fault", [False, webbrowser.Error("no browser"), OSError("none")])
def test_a_browser_that_cannot_be_opened_is_said(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, fault: bool | Exception
) -> None:
    def cannot(address: str) -> bool:
        if isinstance(fault, Exception):
            raise fault
        return fault

    monkeypatch.setattr(webbrowser, "open", cannot)
    assert run(["preview", "--port", "0", "--library", str(library)]) == 0
    said = capsys.readouterr()
    place, browser, end = said.err.splitlines()
    assert place.startswith("The preview is at http://127.0.0.1:")
    assert (browser, end) == ("No browser could be opened: open the address yourself.", "The preview has ended.")
    assert said.out == ""


@pytest.mark.usefixtures("stopped")
def test_the_browser_is_opened_at_the_message_that_is_named(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opens(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", opens)
    assert run(["preview", "late", "--port", "0", "--library", str(library)]) == 0
    (address,) = opened
    assert address.endswith("/#template=late")
    assert f"The preview is at {address} (Ctrl-C ends it)." in capsys.readouterr().err


def test_a_library_that_is_not_there_is_one_message(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    assert run(["preview", "--no-browser", "--port", "0", "--library", str(folder)]) == 2
    assert capsys.readouterr().err.startswith(f"Error: {folder}: no such folder\n")


@pytest.mark.usefixtures("stopped")
def test_a_library_that_cannot_be_read_in_part_is_served_all_the_same(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "broken.j2").write_text("{#\ntitle = broken\n#}\n", encoding="utf-8")
    assert run(["preview", "--no-browser", "--port", "0", "--library", str(library)]) == 0
    assert capsys.readouterr().err.endswith("The preview has ended.\n")
