"""Choosing, filling in, seeing and judging in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import NEEDS_A_BROWSER, browser, clipboard, looked_at, served, violations
from playwright.sync_api import Browser, Page, expect

__all__ = ["browser"]  # a fixture

pytestmark = NEEDS_A_BROWSER
LATE = """{#
title = "A parcel came late"
use_when = "The courier was slow."
situation = "late delivery"
tags = ["courier"]
subject = "About your {{ item }}, which reached you later than the day we promised it for"
[variables.first_name]
description = "The first name."
example = "Sam"
required = false
[variables.item]
description = "What came late."
example = "lamp"
[variables.tone]
description = "How to write."
choices = ["plain", "warm"]
default = "plain"
[variables.note]
description = "A last word."
default = "No hurry."
[samples.typical]
first_name = "Ana"
item = "lamp"
[samples.warm]
item = "rug"
tone = "warm"
#}
Hello{% if first_name %} {{ first_name }}{% endif %},

You failed to collect your **{{ item }}**.{% if tone == "warm" %} We are sorry.{% endif %} {{ note }}
"""
CLOSING = """{#
title = "Write any time"
[variables.agent]
description = "Who signs."
example = "Alex"
#}
Reply to this email and I will take it from there.

{{ agent }}
"""
SMS = (
    """{#
title = "It is on its way"
channel = "sms"
situation = "outage"
[variables.eta]
description = "When."
example = "noon"
[samples.typical]
eta = "noon"
#}
Your parcel comes by {{ eta }}. """
    + "We write again when it is there. " * 5
)
CHAT = """{#
title = "We look into it"
channel = "chat"
#}
I am looking into it now.
"""
FILES = {
    "apologies/late.j2": LATE,
    "closings/write.j2": CLOSING,
    "follow_ups/way.j2": SMS,
    "first_replies/look.j2": CHAT,
}
VIEWS = ("Marked up", "E-mail", "Phone", "Chat", "SMS", "Plain text", "All samples")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("library"), FILES) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with looked_at(browser, address) as page:
        expect(page.locator("#count")).to_have_text("4 of 4")
        yield page


def late(page: Page, sample: str = "") -> None:
    page.get_by_role("button", name="A parcel came late").click()
    expect(page.locator("#marked")).to_contain_text("You failed to")
    if sample:
        page.get_by_role("button", name=sample, exact=True).click()
        expect(page.locator("#status")).to_have_text("Everything is filled in.")


def test_a_message_is_found_filled_in_and_copied_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Find a message by title, use or words")).to_be_focused()
    page.keyboard.type("courier")
    expect(page.locator("#palette [aria-selected=true]")).to_contain_text("When: The courier was slow.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A parcel came late")
    expect(page.get_by_label("item", exact=True)).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("Not copied. Still missing: item.")
    page.keyboard.type("lamp")
    expect(page.locator("#status")).to_have_text("Everything is filled in.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#status")).to_have_text("Copied the message.")
    assert "<strong>lamp</strong>" in clipboard(page, "text/html")
    assert "your **lamp**." in clipboard(page, "text/plain")


def test_the_palette_moves_by_arrows_and_is_left_by_escape(page: Page) -> None:
    button = page.get_by_role("button", name="Find a message")
    button.click()
    options = page.get_by_role("option")
    palette = page.locator("#palette")
    expect(palette.locator("li")).to_have_count(4)
    expect(palette.locator("li").nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(palette.locator("li").nth(1)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#palette-input")).to_have_attribute("aria-activedescendant", "option-1")
    page.keyboard.press("Escape")
    expect(palette).not_to_be_visible()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("nothing like it")
    expect(page.locator("#palette-count")).to_have_text("0 messages")
    expect(palette.locator(options)).to_have_count(0)


def test_the_library_is_filtered_and_says_what_matched(page: Page) -> None:
    page.get_by_label("Sent as").select_option("SMS")
    expect(page.locator("#count")).to_have_text("1 of 4")
    expect(page.locator("#templates summary")).to_have_text("Follow-ups1")
    page.get_by_label("Sent as").select_option("Anything")
    page.get_by_label("About").select_option("late delivery")
    expect(page.locator("#count")).to_have_text("1 of 4")
    page.get_by_label("About").select_option("Anything")
    page.get_by_label("Search the library").fill("collect")
    expect(page.locator("#templates small")).to_contain_text("Text: ")
    expect(page.locator("#templates mark")).to_have_text("collect")
    page.get_by_label("Search the library").fill("")
    page.locator("#templates summary").first.click()
    expect(page.get_by_role("button", name="A parcel came late")).not_to_be_visible()


def test_a_situation_leads_to_its_messages(page: Page) -> None:
    page.get_by_role("button", name="late delivery").click()
    expect(page.get_by_role("button", name="A parcel came late")).to_be_focused()


def test_defaults_gaps_and_values_are_marked_each_in_its_way(page: Page) -> None:
    late(page)
    expect(page.locator("#marked .missing")).to_have_text("[item]")
    expect(page.locator("#marked .default")).to_have_text("No hurry.")
    states = page.locator("[data-field] .state")
    expect(states).to_have_text(["", "missing", "default", "default"])
    expect(page.get_by_label("item", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("note", exact=True)).to_have_attribute("placeholder", "No hurry.")
    page.get_by_label("tone", exact=True).select_option("warm")
    expect(page.locator("#marked")).to_contain_text("We are sorry.")
    expect(states).to_have_text(["", "missing", "", "default"])


def test_nothing_leaves_while_a_value_is_missing(page: Page) -> None:
    late(page)
    for name in ("Copy", "Copy as plain text", "Download .eml", "Copy subject"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()
    page.evaluate("navigator.clipboard.writeText('before')")
    page.locator("#marked").select_text()
    page.keyboard.press("Control+c")
    expect(page.locator("#status")).to_have_text("Not copied. Still missing: item.")
    page.keyboard.press("Control+Enter")
    assert clipboard(page, "text/plain") == "before"
    page.get_by_label("E-mail", exact=True).check()
    expect(page.locator("#mail")).to_have_attribute("srcdoc", re.compile("user-select: none"))


def test_another_name_is_tried_over_what_is_filled_in(page: Page) -> None:
    late(page, "typical")
    page.get_by_role("button", name="Arabic name").click()
    expect(page.locator("#marked .filled").first).to_have_text("ياسمين")
    expect(page.get_by_label("item", exact=True)).to_have_value("lamp")
    page.get_by_role("button", name="No first name").click()
    expect(page.locator("#marked")).to_contain_text("Hello,")
    expect(page.get_by_role("button", name="No first name")).to_be_focused()


def test_a_row_of_a_table_is_picked(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("first_name,item,phone\nAna,lamp,1\nZoë,sofa,2\n", encoding="utf-8")
    late(page)
    page.get_by_text("Paste or load records").click()
    page.get_by_label("Or a .csv, .json or .jsonl file").set_input_files(file)
    expect(page.get_by_label("item", exact=True)).to_have_value("lamp")
    expect(page.locator("#record-note")).to_have_text("Not used here: phone.")
    page.get_by_label("Row", exact=True).select_option("2: Zoë, sofa")
    expect(page.locator("#marked .filled").first).to_have_text("Zoë")
    page.get_by_role("button", name="Row before").click()
    expect(page.locator("#marked .filled").first).to_have_text("Ana")


def test_a_file_that_is_no_text_and_a_text_without_records_are_told(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("first_name\nZoë\n".encode("latin-1"))
    late(page)
    page.get_by_text("Paste or load records").click()
    page.get_by_label("Or a .csv, .json or .jsonl file").set_input_files(file)
    expect(page.locator("#record-note")).to_have_text("This file is not UTF-8. Save it as CSV, UTF-8.")
    record = page.get_by_label("A JSON record, or rows of a table")
    record.fill("[1]")
    page.get_by_role("button", name="Fill in from it").click()
    expect(page.locator("#record-note")).to_contain_text("Row 1: it is no JSON object.")
    record.fill('{"item": "rug"}')
    page.get_by_role("button", name="Fill in from it").click()
    expect(page.locator("#marked .filled")).to_have_text("rug")
    expect(page.locator("#picker")).not_to_be_visible()


def test_a_message_is_put_together_and_its_link_brings_it_back(page: Page) -> None:
    late(page, "typical")
    page.get_by_label("Closing from").select_option("Write any time")
    expect(page.locator("#status")).to_have_text("Still missing: agent.")
    page.get_by_label("agent", exact=True).fill("Kim")
    expect(page.locator("#marked")).to_contain_text("Kim")
    page.get_by_role("button", name="Copy as plain text").click()
    expect(page.locator("#status")).to_have_text("Copied the plain text.")
    assert clipboard(page, "text/plain").endswith("take it from there.\n\nKim")
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_label("agent", exact=True)).to_have_value("Kim")
    expect(page.get_by_label("Closing from")).to_have_value("closings/write")
    page.get_by_label("Closing from").select_option("the message itself")
    expect(page.locator("#status")).to_have_text("Everything is filled in.")
    expect(page.get_by_label("agent", exact=True)).to_have_count(0)
    assert "agent" not in page.url


def test_the_inbox_shows_as_much_of_a_subject_as_inboxes_do(page: Page) -> None:
    late(page, "typical")
    page.get_by_label("E-mail", exact=True).check()
    line = page.locator("#inbox b")
    expect(line).to_have_text("About your lamp, which reached you later than the day we pr…")
    expect(page.locator("#inbox")).to_contain_text("Hello Ana, You failed to collect your lamp.")
    expect(page.locator("#inbox small")).to_have_text("The subject has 72 characters; about 60 show here.")
    page.get_by_label("Phone", exact=True).check()
    expect(line).to_have_text("About your lamp, which reached you…")
    box = page.locator("#mail").bounding_box()
    assert box is not None
    assert box["width"] < 400


def test_an_email_is_seen_light_and_dark(page: Page) -> None:
    late(page, "typical")
    page.get_by_label("E-mail", exact=True).check()
    body = page.frame_locator("#mail").locator("body")
    expect(body).to_have_css("color", "rgb(0, 0, 0)")
    page.get_by_label("Dark e-mail").check()
    expect(body).to_have_css("color", "rgb(255, 255, 255)")


def test_a_text_message_is_counted_in_segments(page: Page) -> None:
    page.get_by_role("button", name="It is on its way").click()
    page.get_by_role("button", name="typical").click()
    expect(page.get_by_label("SMS", exact=True)).to_be_checked()
    expect(page.locator("#segments")).to_contain_text("2 segments in GSM-7: 192 characters, room for 114 more.")
    expect(page.locator("#bubbles .cut")).to_have_count(1)
    page.get_by_label("eta", exact=True).fill("noon – or later")
    expect(page.locator("#segments")).to_contain_text("4 segments in UCS-2")
    expect(page.locator("#segments")).to_contain_text("“–” cannot be written in GSM-7")
    expect(page.get_by_role("button", name="Download .eml")).not_to_be_visible()


def test_a_chat_message_is_first_seen_as_a_bubble(page: Page) -> None:
    page.get_by_role("button", name="We look into it").click()
    expect(page.locator(".bubble.chat")).to_have_text("I am looking into it now.")
    page.get_by_label("Plain text", exact=True).check()
    expect(page.locator("#plain")).to_contain_text("I am looking into it now.")


def test_words_explain_themselves_under_the_pointer_and_the_focus(page: Page) -> None:
    late(page, "typical")
    words = page.get_by_role("button", name="You failed to")
    tip = page.get_by_role("tooltip")
    words.hover()
    expect(tip).to_contain_text("puts it on the customer")
    tip.hover()
    page.wait_for_timeout(500)  # longer than a tip lingers when the pointer has left it
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).not_to_be_visible()
    page.get_by_role("button", name="Copy subject").focus()
    page.keyboard.press("Tab")
    expect(words).to_be_focused()
    expect(tip).to_be_visible()
    expect(words).to_have_attribute("aria-describedby", "tip")
    expect(page.locator("#findings .lit")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(tip).not_to_be_visible()
    expect(words).to_have_attribute("aria-expanded", "false")


def test_a_note_stands_beside_its_words_and_lights_them(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 1000})
    late(page, "typical")
    note = page.locator("#findings li", has_text="puts it on the customer")
    note.hover()
    expect(page.locator("#marked .lit").first).to_have_text("You failed to")
    placed, words = note.bounding_box(), page.locator("#marked .found").first.bounding_box()
    assert placed is not None
    assert words is not None
    assert placed["x"] > words["x"]
    assert placed["y"] + placed["height"] > words["y"]


def test_what_a_message_does_and_how_it_reads_is_told(page: Page) -> None:
    late(page, "typical")
    expect(page.locator("#behaviours li", has_text="no blame")).to_contain_text("You failed to collect")
    expect(page.locator("#reading")).to_contain_text("(at 238 words a minute)")


def test_the_samples_stand_side_by_side(page: Page) -> None:
    late(page)
    page.get_by_label("All samples", exact=True).check()
    expect(page.locator(".card h3")).to_have_text(["typical", "warm"])
    rows = page.locator("#beside tbody tr")
    expect(rows.nth(0)).to_contain_text("if first_name")
    expect(rows.nth(0).locator("td")).to_have_text(["yes", "no"])
    expect(rows.nth(1)).to_contain_text('if tone == "warm"')
    expect(rows.nth(1).locator("td")).to_have_text(["no", "yes"])
    page.get_by_label("item", exact=True).fill("sofa")
    expect(page.locator(".card h3")).to_have_text(["What you filled in", "typical", "warm"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_every_view_is_accessible_and_fits(page: Page, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []
    late(page)
    page.get_by_label("Closing from").select_option("Write any time")
    page.get_by_text("Paste or load records").click()
    for view in VIEWS:
        page.get_by_label(view, exact=True).check()
        if view == "All samples":
            expect(page.locator(".card").first).to_be_visible()
        assert (view, violations(page)) == (view, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Marked up", exact=True).check()
    page.locator("#marked .found").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Control+k")
    page.keyboard.type("late")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
