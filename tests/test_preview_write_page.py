"""The writer's half of the preview in a real browser: edit, see what is found, save, keep in step with others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import NEEDS_A_BROWSER, browser, looked_at, served, violations
from playwright.sync_api import Browser, Locator, Page, expect

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
{% import "_shared/words.j2" as words -%}
Hello,

We collected your {{ item }}. {{ words.bye() }}
"""
OTHER = """{#
title = "A second message"
#}
We are sorry.
"""
WORDS = "{% macro bye() %}You should have known.{% endmacro %}\n"
HOSTILE = "<script>parent.hit = 1</script><img src=x onerror='top.hit=1'>[link](javascript:top.hit=1)"


FILES = {"apologies/late.j2": LATE, "apologies/other.j2": OTHER, "_shared/words.j2": WORDS}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "templates"


@pytest.fixture
def file(library: Path) -> Path:
    return library / "apologies" / "late.j2"


@pytest.fixture
def page(browser: Browser, library: Path) -> Iterator[Page]:
    with served(library, FILES) as address, looked_at(browser, address) as page:
        refused: list[str] = []
        page.on("console", lambda said: refused.append(said.text) if "Security Policy" in said.text else None)
        expect(page.locator("#count")).to_have_text("2 of 2")
        yield page
        assert refused == []


def edit(page: Page, title: str = "A parcel came late") -> Locator:
    page.get_by_role("button", name=title).click()
    page.get_by_role("button", name="Edit the template").click()
    pane = page.get_by_role("textbox", name="Template source")
    expect(pane).to_be_focused()
    return pane


def write(page: Page, old: str, new: str) -> None:
    """Put new words in place of old ones, as somebody would who selects them and types."""
    page.evaluate(
        """old => {
            const walker = document.createTreeWalker(document.querySelector(".cm-content"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(old);
                if (at < 0) continue;
                getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + old.length);
                return;
            }
            throw new Error("not there: " + old);
        }""",
        old,
    )
    page.keyboard.insert_text(new)


def test_findings_appear_as_one_types(page: Page, file: Path) -> None:
    edit(page)
    expect(page.locator("#written li").first).to_contain_text("The whole message")
    write(page, "We collected", "🎉 You failed to collect")
    expect(page.locator("#marked")).to_contain_text("🎉 You failed to collect your [item].")
    expect(page.locator(".cm-lintRange")).to_have_text("You failed to")
    expect(page.get_by_role("button", name="Line 13: “You failed to” puts it on the customer")).to_be_visible()
    expect(page.locator("#elsewhere")).to_contain_text("_shared/words.j2, line 1")
    expect(page.locator("#writer-status")).to_have_text("Not saved.")
    page.locator(".cm-lintRange").hover()
    expect(page.locator(".cm-tooltip")).to_contain_text("puts it on the customer")
    assert file.read_text(encoding="utf-8") == LATE


def test_a_template_that_breaks_shows_where_and_keeps_the_last_message(page: Page) -> None:
    page.get_by_role("button", name="A parcel came late").click()
    page.get_by_role("button", name="typical").click()
    page.get_by_role("button", name="Edit the template").click()
    expect(page.get_by_role("textbox", name="Template source")).to_be_focused()
    write(page, "Hello,", "Hello {{ }}")
    expect(page.locator("#stale")).to_be_visible()
    expect(page.locator("#status")).to_contain_text("Line 11: ")
    expect(page.locator("#marked")).to_contain_text("Hello,")
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_disabled()
    expect(page.locator(".cm-lintRange-error")).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator("#stale")).to_be_hidden()
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)
    expect(page.get_by_role("button", name="Copy", exact=True)).to_be_enabled()
    expect(page.get_by_label("item", exact=True)).to_have_value("lamp")


def test_a_new_variable_is_asked_for_at_once(page: Page) -> None:
    edit(page)
    page.get_by_label("item", exact=True).fill("chair")
    write(page, 'subject = "About your', '[variables.day]\ndescription = "."\nsubject = "About your')
    expect(page.locator("#stale")).to_be_visible()
    page.get_by_role("button", name="Undo all changes").click()
    write(
        page,
        "[samples.typical]",
        '[variables.day]\ndescription = "The day."\nexample = "Monday"\n[samples.typical]',
    )
    write(page, "We collected", "On {{ day }} we collected")
    expect(page.get_by_label("day", exact=True)).to_be_visible()
    expect(page.get_by_label("item", exact=True)).to_have_value("chair")
    expect(page.locator("#marked .missing")).to_have_text("[day]")


def test_what_is_edited_is_saved(page: Page, file: Path) -> None:
    edit(page)
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    write(page, "Hello,", "Good day,")
    page.keyboard.press("Control+s")
    expect(page.locator("#writer-status")).to_have_text("Saved.")
    assert file.read_text(encoding="utf-8") == LATE.replace("Hello,", "Good day,")
    page.get_by_role("button", name="Close the editor").click()
    expect(page.locator("#writer")).to_be_hidden()
    expect(page.locator("#marked")).to_contain_text("Good day,")


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ("Keep mine, over theirs", LATE.replace("Hello,", "Good day,")),
        ("Take theirs", LATE.replace("Hello,", "Hi,")),
        ("Go on editing", LATE.replace("Hello,", "Hi,")),
    ],
)
def test_somebody_elses_change_is_never_lost(page: Page, file: Path, choice: str, left: str) -> None:
    pane = edit(page)
    page.route("**/changes", lambda route: route.abort())
    write(page, "Hello,", "Good day,")
    file.write_text(LATE.replace("Hello,", "Hi,"), encoding="utf-8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="The file has changed on disk")).to_be_focused()
    assert page.locator("#difference .theirs pre").all_text_contents() == ["Hi,"]
    assert page.locator("#difference .mine pre").all_text_contents() == ["Good day,"]
    assert file.read_text(encoding="utf-8") == LATE.replace("Hello,", "Hi,")
    page.get_by_role("button", name=choice).click()
    expect(page.locator("#conflict")).to_be_hidden()
    if choice == "Keep mine, over theirs":
        expect(page.locator("#writer-status")).to_have_text("Saved.")
    expect(pane).to_contain_text("Hi," if choice == "Take theirs" else "Good day,")
    assert file.read_text(encoding="utf-8") == left


def test_a_change_outside_refreshes_the_page_and_keeps_what_is_filled_in(page: Page, file: Path) -> None:
    page.get_by_role("button", name="A parcel came late").click()
    page.get_by_label("item", exact=True).fill("chair")
    file.write_text(LATE.replace("Hello,", "Hi there,").replace("A parcel", "Parcel"), encoding="utf-8")
    expect(page.locator("#marked")).to_contain_text("Hi there,")
    expect(page.locator("#templates")).to_contain_text("Parcel came late")
    expect(page.locator("#marked .filled")).to_have_text("chair")
    words = file.parents[1] / "_shared" / "words.j2"
    words.write_text(WORDS.replace("You should have known.", "Until soon."), encoding="utf-8")
    expect(page.locator("#marked")).to_contain_text("Until soon.")
    (file.parent / "third.j2").write_text(OTHER.replace("second", "third"), encoding="utf-8")
    expect(page.locator("#count")).to_have_text("3 of 3")
    expect(page.get_by_label("item", exact=True)).to_have_value("chair")


def test_a_change_outside_is_taken_into_the_editor_and_never_over_edits(page: Page, file: Path) -> None:
    pane = edit(page)
    file.write_text(LATE.replace("Hello,", "Hi,"), encoding="utf-8")
    expect(pane).to_contain_text("Hi,")
    write(page, "Hi,", "Good day,")
    file.write_text(LATE.replace("Hello,", "Hey,"), encoding="utf-8")
    expect(page.get_by_role("heading", name="The file has changed on disk")).to_be_visible()
    expect(pane).to_be_focused()
    expect(pane).to_contain_text("Good day,")
    page.get_by_role("button", name="Take theirs").click()
    expect(pane).to_contain_text("Hey,")
    page.keyboard.press("Control+z")
    expect(pane).to_contain_text("Good day,")


def test_a_template_that_is_deleted_is_said_and_found_again(page: Page, file: Path) -> None:
    pane = edit(page)
    text = file.read_bytes()
    file.unlink()
    expect(page.get_by_role("heading", name="The file is gone")).to_be_visible()
    expect(page.locator("#count")).to_have_text("1 of 1")
    expect(pane).to_contain_text("Hello,")
    file.write_bytes(text)
    expect(page.get_by_role("heading", name="The file is gone")).to_be_hidden()
    expect(page.locator("#count")).to_have_text("2 of 2")
    file.unlink()
    page.get_by_role("button", name="Write mine anew").click()
    expect(page.locator("#writer-status")).to_have_text("Saved.")
    assert file.read_bytes() == text


def test_a_library_that_is_gone_is_said_and_found_again(page: Page, library: Path) -> None:
    page.get_by_role("button", name="A parcel came late").click()
    page.get_by_label("item", exact=True).fill("chair")
    away = library.rename(library.with_name("away"))
    expect(page.locator("#status")).to_contain_text("the library's folder is gone")
    away.rename(library)
    expect(page.locator("#status")).to_have_text("Everything is filled in.")
    expect(page.locator("#marked .filled")).to_have_text("chair")


def test_a_template_that_cannot_be_read_is_mended_here(page: Page, file: Path) -> None:
    page.get_by_role("button", name="A second message").click()
    expect(page.locator("#marked")).to_contain_text("We are sorry.")
    file.write_text(LATE.replace('title = "A', 'title = A"'), encoding="utf-8")
    page.locator("#broken button").click()
    expect(page.locator("#paper")).to_be_hidden()
    expect(page.get_by_role("textbox", name="Template source")).to_be_focused()
    expect(page.locator("#status")).to_contain_text("Line 2: ")
    write(page, 'title = A"', 'title = "A')
    expect(page.locator("#marked")).to_contain_text("We collected your [item].")
    page.keyboard.press("Control+s")
    expect(page.locator("#broken")).to_be_hidden()
    assert file.read_text(encoding="utf-8") == LATE
    page.get_by_role("button", name="Close the editor").click()
    expect(page.locator("#marked")).to_contain_text("We collected your [item].")


def test_what_is_not_saved_is_kept_while_another_template_is_looked_at(page: Page) -> None:
    pane = edit(page)
    write(page, "Hello,", "Good day,")
    page.get_by_role("button", name="Close the editor").click()
    expect(page.locator("#status")).to_have_text("What you have not saved is kept until you close this page.")
    page.get_by_role("button", name="Edit the template").click()
    expect(page.get_by_role("button", name="Save")).to_be_enabled()
    page.get_by_role("button", name="A second message").click()
    expect(pane).to_contain_text("We are sorry.")
    expect(page.locator("#marked")).to_contain_text("We are sorry.")
    page.get_by_role("button", name="A parcel came late").click()
    expect(pane).to_contain_text("Good day,")
    expect(page.locator("#marked")).to_contain_text("Good day,")
    expect(page.get_by_role("button", name="Save")).to_be_enabled()


def test_the_writers_half_works_by_keyboard_alone(page: Page, file: Path) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("parcel")
    page.keyboard.press("Enter")
    expect(page.get_by_label("item", exact=True)).to_be_focused()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.id") == "edit":
            break
    page.keyboard.press("Enter")
    pane = page.get_by_role("textbox", name="Template source")
    expect(pane).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type("/ You failed to tell us.")
    expect(page.locator("#written")).to_contain_text("“You failed to” puts it on the customer")
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    expect(page.locator("#here")).to_contain_text("puts it on the customer")
    page.keyboard.press("Tab")
    expect(pane).not_to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(pane).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(pane).not_to_be_focused()
    page.keyboard.press("Control+s")
    expect(page.locator("#writer-status")).to_have_text("Saved.")
    assert file.read_text(encoding="utf-8").endswith("/ You failed to tell us.")
    file.write_text(LATE, encoding="utf-8")
    expect(pane).not_to_contain_text("You failed")


def test_a_hostile_source_and_hostile_names_change_nothing(page: Page, library: Path) -> None:
    name = "<img src=x onerror=top.hit=1>.j2"
    (library / "apologies" / name).write_text("{#\ntitle = broken\n#}\n" + HOSTILE, encoding="utf-8")
    page.locator("#broken button").click()
    page.get_by_role("textbox", name="Template source").press("Control+Home")
    write(page, "title = broken", 'title = "<img src=x onerror=top.hit=1>"')
    expect(page.locator("#marked")).to_contain_text("<script>")
    page.get_by_label("E-mail", exact=True).check()
    expect(page.locator("#mail")).to_be_visible()
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, nav img, aside img, section img").count() == 0


def test_another_site_can_neither_read_nor_write(page: Page, file: Path) -> None:
    address = page.url
    site = "http://elsewhere.example/"
    page.route(site, lambda route: route.fulfill(body="<p>Elsewhere</p>", content_type="text/html"))
    page.goto(site)
    read = "async address => { try { return await (await fetch(address)).text() } catch { return 'refused' } }"
    assert [page.evaluate(read, address + name) for name in ("", "library", "changes")] == ["refused"] * 3
    post = """async ([address, path]) => {
        const body = JSON.stringify({ path, source: "Theirs.", digest: "" });
        for (const mode of ["no-cors", "cors"]) {
            try { await fetch(address + "save", { method: "POST", mode, body }); } catch { continue; }
        }
    }"""
    page.evaluate(post, [address, str(file)])
    assert file.read_text(encoding="utf-8") == LATE


def test_a_page_of_an_earlier_run_says_so(page: Page, file: Path) -> None:
    edit(page)
    page.route(
        "**/save", lambda route: route.continue_(headers={**route.request.headers, "x-kindword-token": "old"})
    )
    write(page, "Hello,", "Good day,")
    page.keyboard.press("Control+s")
    expect(page.locator("#writer-status")).to_contain_text("load the page again")
    assert file.read_text(encoding="utf-8") == LATE


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_the_editor_is_accessible(page: Page, file: Path, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    edit(page)
    write(page, "We collected", "You failed to collect")
    expect(page.locator(".cm-lintRange")).to_be_visible()
    file.write_text(LATE.replace("Hello,", "Hi,"), encoding="utf-8")
    expect(page.locator("#conflict")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("textbox", name="Template source").press("Control+f")
    expect(page.get_by_placeholder("Find")).to_be_focused()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
