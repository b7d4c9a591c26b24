"""A real browser that looks at a page of the preview, for the tests that need one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from toolkit.grammar import Engine
from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
IN_A_BROWSER = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium is installed, in which the page would be looked at"
)
NEEDS_A_BROWSER = [pytest.mark.process, IN_A_BROWSER]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(library: Path, files: dict[str, str], engine: Engine | None = None) -> Iterator[str]:
    """Write templates into a library, by their path, and give the address of a preview of it."""
    for name, text in files.items():
        file = library / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    server.app = make_app(Desk((library,), load_rules(), engine=engine), server.server_port)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def looked_at(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page that may use the clipboard; whatever goes wrong in its scripts fails the test."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert faults == []


def clipboard(page: Page, sort: str) -> str:
    """Return what was copied, as `text/html` or as `text/plain`."""
    script = "async t => (await (await navigator.clipboard.read())[0].getType(t)).text()"
    return str(page.evaluate(script, sort))


def violations(page: Page) -> list[tuple[str, str]]:
    """Return what axe-core finds wrong with a page: the rule, and the first element."""
    return [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
