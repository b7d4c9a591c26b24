"""Grammar and spelling on the page: they follow the message, which never waits. The engine is a stand-in."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from browsing import IN_A_BROWSER, browser, served
from fake_languagetool import WORDS, fake
from playwright.sync_api import Browser, expect
from test_preview import Client, words

from toolkit.errors import KindwordError
from toolkit.grammar import Engine, Remark, Source, open_engine
from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules
from toolkit.text import Span

__all__ = ["browser"]  # a fixture

TEMPLATE = "Hello {{ first_name }},\n\nYou failed to collect teh lamp.\n"
RULES = load_rules()
ASKED = {"template": "late", "values": {"first_name": "teh Ana"}}


class StandIn:
    """An engine that knows the slips of the fake server, once `may_answer` says so."""

    name = "stand-in"

    def __init__(self, may_answer: Callable[[], None] = lambda: None) -> None:
        self.may_answer = may_answer

    def check(self, texts: Sequence[str], language: str) -> list[tuple[Remark, ...]]:  # noqa: ARG002
        self.may_answer()
        return [tuple(self._remarks(text)) for text in texts]

    def close(self) -> None:
        return

    def _remarks(self, text: str) -> list[Remark]:
        found = [(text.find(slip), slip) for slip in WORDS if slip in text]
        return [
            Remark(Span(at, at + len(slip)), "MORFOLOGIK_RULE_EN_US", "TYPOS", "No word.", (WORDS[slip],))
            for at, slip in found
        ]


def page(folder: Path, engine: Engine | None) -> Client:
    (folder / "late.j2").write_text(TEMPLATE, encoding="utf-8")
    app = make_app(Desk((folder,), RULES, engine=engine), 4713)
    return Client(app, app.response_class)


def found(view: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["rule"], one["excerpt"]) for one in view["message"]["findings"]]


BLAMED = ("blame-language", "You failed to")


def test_the_message_comes_at_once_and_what_the_engine_finds_follows(tmp_path: Path) -> None:
    asked, may_answer = threading.Event(), threading.Event()

    def wait() -> None:
        asked.set()
        may_answer.wait(60)

    client = page(tmp_path, StandIn(wait))
    answers: list[dict[str, Any]] = []
    later = threading.Thread(
        target=lambda: answers.append(page_of(client).post("/proofread", json=ASKED).get_json())
    )
    later.start()
    assert asked.wait(60)
    assert found(client.post("/message", json=ASKED).get_json()) == [BLAMED]  # while the engine thinks
    assert answers == []
    may_answer.set()
    later.join()
    (answer,) = answers
    assert answer["problem"] == ""
    assert found(answer["view"]) == [BLAMED, ("spelling", "teh")]


def page_of(client: Client) -> Client:
    """Return the same page as another browser's tab."""
    return Client(client.application, client.response_wrapper)


def test_a_finding_stands_on_the_writers_words_and_says_what_to_write(tmp_path: Path) -> None:
    view = page(tmp_path, StandIn()).post("/proofread", json=ASKED).get_json()["view"]
    (number,) = [at for at, one in enumerate(view["message"]["findings"]) if one["rule"] == "spelling"]
    finding = view["message"]["findings"][number]
    assert (finding["suggestion"], finding["line"], finding["severity"]) == ("the", 3, "warning")
    assert finding["why"].startswith("A slip in the spelling")
    assert [one["text"] for one in view["message"]["body"] if number in one["findings"]] == ["teh"]
    assert words(view["message"]["body"], "filled") == ["teh Ana"]


def test_why_it_could_not_be_asked_is_told_and_the_rest_is_there(tmp_path: Path) -> None:
    with fake(lambda _: (500, b"no")) as server:
        answer = page(tmp_path, open_engine(Source(url=server.url))).post("/proofread", json=ASKED).get_json()
    assert answer["problem"].startswith(f"LanguageTool at {server.url} could not be asked: no\n")
    assert found(answer["view"]) == [BLAMED]


def test_a_message_that_does_not_render_is_not_asked_about(tmp_path: Path) -> None:
    def refuse() -> None:
        raise KindwordError("nothing is to be asked")

    client = page(tmp_path, StandIn(refuse))
    (tmp_path / "late.j2").write_text("{{ 1 / 0 }} teh", encoding="utf-8")
    answer = client.post("/proofread", json=ASKED).get_json()
    assert (answer["view"]["message"], answer["problem"]) == (None, "")
    assert answer["view"]["problem"]


@pytest.mark.parametrize("wanted", [True, False])
def test_the_page_asks_only_where_that_is_wanted(tmp_path: Path, wanted: bool) -> None:
    client = page(tmp_path, StandIn() if wanted else None)
    assert client.get("/library").get_json()["proofread"] is wanted
    assert client.post("/proofread", json=ASKED).status_code == (200 if wanted else 404)


def test_what_comes_from_elsewhere_is_refused(tmp_path: Path) -> None:
    client = page(tmp_path, StandIn())
    answer = client.post("/proofread", json=ASKED, headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403


@pytest.mark.process
@IN_A_BROWSER
@pytest.mark.parametrize("problem", ["", "it is down"])
def test_the_page_shows_the_message_and_then_what_the_engine_finds(
    tmp_path: Path, browser: Browser, problem: str
) -> None:
    may_answer = threading.Event()

    def wait() -> None:
        may_answer.wait(60)
        if problem:
            raise KindwordError(problem)

    with served(tmp_path, {"late.j2": TEMPLATE}, StandIn(wait)) as address:
        page = browser.new_page()
        page.goto(f"{address}#template=late")
        findings = page.locator("#findings > li")
        expect(findings).to_contain_text([BLAMED[1]])
        may_answer.set()
        if problem:
            expect(page.locator("#status")).to_have_text(problem)
            expect(findings).to_have_count(1)
        else:
            expect(findings).to_contain_text([BLAMED[1], "teh"])
        page.close()
