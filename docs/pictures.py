"""Takes the pictures of the preview for the README: `python docs/pictures.py FOLDER`, with Chromium installed."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules

LIBRARY = Path(__file__).parent / "example"
SHOWN = "#template=apologies/late-delivery"
COLOURS = 96
"""So few that a file stays small, and enough for letters with smooth edges."""
SIZES = {"": (1500, 860), "-phone": (360, 780)}


def main(folder: Path) -> None:
    """Write a picture of the page for each size, in light and in dark."""
    folder.mkdir(parents=True, exist_ok=True)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    server.app = make_app(Desk((LIBRARY,), load_rules()), server.server_port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/{SHOWN}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            for name, size in SIZES.items():
                _picture(browser, address, scheme == "dark", size, folder / f"preview{name}-{scheme}.png")
        browser.close()
    server.shutdown()


def _picture(browser: Browser, address: str, dark: bool, size: tuple[int, int], file: Path) -> None:  # noqa: FBT001
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page.goto(address)
    page.get_by_role("button", name="a-gift").click()
    page.locator("#marked .filled").first.wait_for()
    page.locator("[name=eta]").fill("")
    page.locator("#subject .missing").first.wait_for()
    if width < 500:
        page.locator("#views").evaluate("views => views.scrollIntoView()")
    taken = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    taken.convert("RGB").quantize(COLOURS).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
