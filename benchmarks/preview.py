"""How quick the preview is: a keystroke to the updated message in Chromium, and a library of 2,000 templates.

`python benchmarks/preview.py [KEYSTROKES]`, with Chromium installed; all times are in milliseconds.
"""

from __future__ import annotations

import logging
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from toolkit.library import load_library
from toolkit.preview import Desk, Shelf, make_app, settle
from toolkit.resources import shipped
from toolkit.rules import load_rules

SHOWN = "apologies/late-gift"
SAMPLE = "refund-only"
MANY = 2_000
PAUSE = 300
"""Milliseconds between two keystrokes."""

_WATCH = """id => {
    window.taken = [];
    let begun = 0;
    document.addEventListener("beforeinput", () => { begun = performance.now(); }, true);
    new MutationObserver(() => {
        if (begun) taken.push(performance.now() - begun);
        begun = 0;
    }).observe(document.getElementById(id), { childList: true, subtree: true, characterData: true });
}"""

_LISTED = """async () => {
    const begun = performance.now();
    await (await fetch("/library")).json();
    return performance.now() - begun;
}"""


def main(keystrokes: int) -> None:
    """Print what is measured."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        library, large = Path(folder, "templates"), Path(folder, "large")
        shutil.copytree(shipped("templates"), library)
        enlarge(library, large)
        with served(library) as address:
            report("a keystroke in a field, to the message", typed(browser, address, keystrokes, _in_field))
            report("a keystroke in the source, to the message", typed(browser, address, keystrokes, _in_source))
        read = timed(lambda: load_library(large))
        report(f"{MANY:,} templates, read from disk", [read])
        with served(large) as address:
            listed, searched, answered = looked_through(browser, address, keystrokes)
        report(f"{MANY:,} templates, from the address to the list", [listed])
        report(f"{MANY:,} templates, a keystroke of a search to the list", searched)
        report(f"{MANY:,} templates, the server's answer that lists them", answered)
        browser.close()


def report(what: str, taken: Sequence[float]) -> None:
    """Print the median, the 95th percentile and the longest of some times in milliseconds."""
    in_order = sorted(taken)
    high = in_order[min(len(in_order) - 1, round(0.95 * len(in_order)))]
    told = f"median {statistics.median(in_order):7.1f}   p95 {high:7.1f}   longest {in_order[-1]:7.1f}"
    print(f"{what:62} {told}   n {len(in_order)}")


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds something takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


@contextmanager
def served(library: Path) -> Iterator[str]:
    """Serve the page over a library, as the command does; gives its address."""
    desk, shelf = Desk((library,), load_rules()), Shelf(library)
    settle(desk, shelf)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    server.app = make_app(desk, server.server_port, shelf)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def enlarge(library: Path, large: Path) -> None:
    """Write a library of many templates, made of copies under other names."""
    shutil.copytree(library / "_shared", large / "_shared")
    templates = load_library(library).templates
    for number in range(MANY):
        template = templates[number % len(templates)]
        file = large / f"{template.name}-{number}.j2"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(template.source, encoding="utf-8")


def typed(browser: Browser, address: str, keystrokes: int, begin: Callable[[Page], None]) -> list[float]:
    """Return for each keystroke how long it took until the message was another."""
    page = browser.new_page()
    page.goto(f"{address}#template={SHOWN}")
    page.get_by_role("button", name=SAMPLE, exact=True).click()
    page.locator("#marked .filled").first.wait_for()
    begin(page)
    page.evaluate(_WATCH, "marked")
    for number in range(keystrokes):
        page.keyboard.press("abcdefgh"[number % 8])
        page.wait_for_timeout(PAUSE)
    taken: list[float] = page.evaluate("taken")
    page.close()
    return taken


def _in_field(page: Page) -> None:
    page.get_by_label("item", exact=True).focus()


def _in_source(page: Page) -> None:
    page.get_by_role("button", name="Edit the template").click()
    page.get_by_role("textbox", name="Template source").wait_for()
    page.keyboard.press("Control+End")
    page.wait_for_timeout(2 * PAUSE)


def looked_through(browser: Browser, address: str, keystrokes: int) -> tuple[float, list[float], list[float]]:
    """Return how long listing takes, each keystroke of a search, and the server's answer."""
    page = browser.new_page()
    started = time.perf_counter()
    page.goto(address)
    page.get_by_text(f"{MANY} of {MANY}").wait_for()
    listed = (time.perf_counter() - started) * 1000
    page.locator("#search").focus()
    page.evaluate(_WATCH, "templates")
    for number in range(keystrokes):
        page.keyboard.press(("r", "e", "Backspace", "Backspace")[number % 4])
        page.wait_for_timeout(PAUSE)
    searched: list[float] = page.evaluate("taken")
    answered = [float(page.evaluate(_LISTED)) for _ in range(10)]
    page.close()
    return listed, searched, answered


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
