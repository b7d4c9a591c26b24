"""The preview's page in a real browser: what an agent sees, does and takes away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import NEEDS_A_BROWSER, browser, clipboard, looked_at, served, violations
from playwright.sync_api import Browser, Page, expect

__all__ = ["browser"]  # a fixture

pytestmark = NEEDS_A_BROWSER
LATE = """{#
title = "A parcel came late"
subject = "About your {{ item }}"
[variables.item]
description = "What came late."
example = "lamp"
[samples.typical]
item = "lamp"
#}
Hello,

You failed to collect your **{{ item }}**.
"""
HOSTILE = """{#
title = "<img src=x onerror=alert(1)>"
#}
<script>parent.hit = 1; document.title = "hit"</script><a href="javascript:parent.hit=1">link</a>
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    files = {"apologies/late.j2": LATE, "apologies/hostile.html.j2": HOSTILE}
    with served(tmp_path_factory.mktemp("library"), files) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with looked_at(browser, address) as page:
        expect(page.locator("#count")).to_have_text("2 of 2")
        yield page


def test_a_message_is_chosen_filled_in_and_copied(page: Page) -> None:
    page.get_by_role("button", name="A parcel came late").click()
    copy = page.get_by_role("button", name="Copy", exact=True)
    expect(page.locator("#status")).to_have_text("Still missing: item.")
    expect(page.locator("#marked .missing")).to_have_text("[item]")
    expect(copy).to_be_disabled()
    page.get_by_label("item", exact=True).fill("lamp")
    expect(page.locator("#marked .filled")).to_have_text("lamp")
    expect(page.locator("#marked .found").first).to_have_text("You failed to")
    copy.click()
    expect(page.locator("#status")).to_have_text("Copied the message.")
    assert "<strong>lamp</strong>" in clipboard(page, "text/html")
    assert clipboard(page, "text/plain") == "Hello,\n\nYou failed to collect your **lamp**."
    page.get_by_role("button", name="Copy subject").click()
    expect(page.locator("#status")).to_have_text("Copied the subject.")
    assert clipboard(page, "text/plain") == "About your lamp"
    page.get_by_role("button", name="Copy as plain text").click()
    expect(page.locator("#status")).to_have_text("Copied the plain text.")
    assert clipboard(page, "text/plain").startswith("Hello,")


def test_a_link_brings_the_message_back_with_its_data(page: Page) -> None:
    page.get_by_role("button", name="A parcel came late").click()
    page.get_by_role("button", name="typical").click()
    expect(page.locator("#status")).to_have_text("Everything is filled in.")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#status")).to_have_text("Copied the link.")
    link = clipboard(page, "text/plain")
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#marked .filled")).to_have_text("lamp")


def test_a_draft_is_downloaded(page: Page) -> None:
    page.get_by_role("button", name="A parcel came late").click()
    page.get_by_role("button", name="typical").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download .eml").click()
    assert download.value.suggested_filename == "apologies-late.eml"
    assert "Subject: About your lamp\n" in download.value.path().read_text(encoding="utf-8")


def test_a_hostile_template_and_hostile_data_change_nothing(page: Page) -> None:
    page.get_by_role("button", name="<img src=x").click()
    expect(page.locator("#status")).to_have_text("Everything is filled in.")
    page.get_by_label("E-mail", exact=True).check()
    frame = page.frame_locator("#mail")
    frame.get_by_text("link", exact=True).click()
    page.get_by_role("button", name="A parcel came late").click()
    page.get_by_label("item", exact=True).fill("<img src=x onerror='parent.hit=1'>" + "x" * 100_000)
    expect(page.locator("#status")).to_have_text("Everything is filled in.")
    assert page.evaluate("window.hit") is None
    assert page.title() == "A parcel came late: kindword preview"
    assert page.locator("main img, nav img, aside img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_the_page_is_accessible(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name="A parcel came late").click()
    expect(page.locator("#marked .missing")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
