"""Takes the pictures of the preview: `python docs/pictures.py FOLDER`, with Chromium installed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from toolkit.preview import Desk, make_app
from toolkit.resources import shipped
from toolkit.rules import load_rules

SHOWN = "#template=apologies/late-gift"


def main(folder: Path) -> None:
    """Write pictures of the page and of its editor for each width, in light and in dark."""
    folder.mkdir(parents=True, exist_ok=True)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    server.app = make_app(Desk((shipped("templates"),), load_rules()), server.server_port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/{SHOWN}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for width in (360, 1600):
                _picture(browser, address, scheme == "dark", width, folder / f"preview-{scheme}-{width}.png")
                _editor(browser, address, scheme == "dark", width, folder / f"editor-{scheme}-{width}.png")
        browser.close()
    server.shutdown()


def _picture(browser: Browser, address: str, dark: bool, width: int, file: Path) -> None:  # noqa: FBT001
    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme="dark" if dark else "light")
    page.goto(address)
    page.get_by_role("button", name="refund-only").click()
    page.locator("#marked .filled").first.wait_for()
    page.locator("[name=item]").fill("")
    page.locator("#marked .missing").first.wait_for()
    page.screenshot(path=file, full_page=width < 500)
    page.close()


def _editor(browser: Browser, address: str, dark: bool, width: int, file: Path) -> None:  # noqa: FBT001
    """Take a picture of a template with a slip, as it is edited; it is not saved."""
    page = browser.new_page(viewport={"width": width, "height": 1000}, color_scheme="dark" if dark else "light")
    page.goto(address)
    page.get_by_role("button", name="refund-only", exact=True).click()
    page.get_by_role("button", name="Edit the template").click()
    page.get_by_role("textbox", name="Template source").wait_for()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\nYou failed to tell us. We will get back to you ASAP.")
    page.locator(".cm-lintRange").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.screenshot(path=file, full_page=width < 500)
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
