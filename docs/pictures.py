"""Takes the pictures of the preview: `python docs/pictures.py docs/images`, with Chromium installed."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules

DOCS = Path(__file__).resolve().parent
LIBRARY = Path("example")
SHOWN = "#template=apologies/late-delivery"
WIDE = (1500, 860)
PHONE = (360, 780)
COLOURS = 96
"""So few that a file stays small, and enough for letters with smooth edges."""


def main(folder: Path) -> None:
    """Write a picture of the page, of the page on a phone and of the editor, each in light and in dark."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(DOCS)  # so that paths on the page are those of the project
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    server.app = make_app(Desk((LIBRARY,), load_rules()), server.server_port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/{SHOWN}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            dark = scheme == "dark"
            _keep(_message(browser, address, WIDE, dark=dark), folder / f"preview-{scheme}.png")
            _keep(_phone(browser, address, dark=dark), folder / f"preview-phone-{scheme}.png")
            _keep(_editor(browser, address, dark=dark), folder / f"editor-{scheme}.png")
        browser.close()
    server.shutdown()


def _opened(browser: Browser, address: str, size: tuple[int, int], *, dark: bool) -> Page:
    """Return the page with a sample filled in."""
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page.goto(address)
    page.get_by_role("button", name="a-gift", exact=True).click()
    page.locator("#marked .filled").first.wait_for()
    return page


def _message(browser: Browser, address: str, size: tuple[int, int], *, dark: bool) -> Page:
    """Return the page with a message that lacks a value."""
    page = _opened(browser, address, size, dark=dark)
    page.locator("[name=eta]").fill("")
    page.locator("#subject .missing").first.wait_for()
    return page


def _phone(browser: Browser, address: str, *, dark: bool) -> Page:
    page = _message(browser, address, PHONE, dark=dark)
    page.locator("#views").evaluate("views => views.scrollIntoView()")
    return page


def _editor(browser: Browser, address: str, *, dark: bool) -> Page:
    """Return the page with a template as it is edited, its slips underlined."""
    page = _opened(browser, address, WIDE, dark=dark)
    page.get_by_role("button", name="Edit the template").click()
    page.get_by_role("textbox", name="Template source").wait_for()
    page.keyboard.press("Control+End")
    page.locator(".cm-lintRange").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    return page


def _keep(page: Page, file: Path) -> None:
    taken = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    taken.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
