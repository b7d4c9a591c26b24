"""LanguageTool as an engine: what it reports, at the right place, and one clear message for what goes wrong."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest
from fake_languagetool import Answer, fake, spelt

from toolkit.errors import KindwordError
from toolkit.grammar import Source, open_engine
from toolkit.grammar.client import Address, LanguageTool
from toolkit.grammar.dialects import dialects_of

HINT = "\n  See `kindword grammar status`; without --grammar, all other rules are checked."


def found(url: str, *texts: str, language: str = "en-US") -> list[list[str]]:
    """Return the words that are reported in each text."""
    engine = LanguageTool("fake", lambda: Address(url))
    remarks = engine.check(texts, language)
    engine.close()
    return [[one.span.of(text) for one in every] for text, every in zip(texts, remarks, strict=True)]


def test_each_text_gets_what_is_reported_in_it_and_many_go_in_one_request() -> None:
    with fake() as server:
        texts = ["All is well.", "We have teh van, and teh key.", "", "We recieved it."]
        assert found(server.url, *texts) == [[], ["teh", "teh"], [], ["recieved"]]
        assert server.texts == ["\n\n".join(texts)]


def test_many_texts_go_in_several_requests_and_come_back_in_order() -> None:
    with fake() as server:
        texts = [f"{'Number ' * 100}{number} is teh one." for number in range(40)]
        assert found(server.url, *texts) == [["teh"]] * 40
        assert 1 < len(server.texts) < 40


@pytest.mark.parametrize(
    "before",
    ["😀 ", "👩‍👩‍👧‍👦 and 🇬🇧: ", "e\u0301\u0323 ", "𝐁𝐨𝐥𝐝 ", "\U0001f600\n\u0301", "\ud83d ", "naïve – “so” "],
    ids=ascii,
)
def test_the_place_is_right_behind_emoji_and_combining_characters(before: str) -> None:
    with fake() as server:
        assert found(server.url, f"{before}teh end", f"{before}recieved {before}teh") == [
            ["teh"],
            ["recieved", "teh"],
        ]


def test_a_message_of_100_kilobytes_is_read_to_its_end() -> None:
    with fake() as server:
        assert found(server.url, f"{'Sunny days. ' * 8_500}teh") == [["teh"]]


def test_what_runs_over_the_end_of_a_text_is_nobodys() -> None:
    def over(text: str) -> tuple[int, bytes]:
        return 200, spelt(text)[1].replace(b'"length": 3', b'"length": 9')

    with fake(over) as server:
        assert found(server.url, "We have teh", "next one here") == [[], []]


def _status(status: int, body: bytes) -> Answer:
    return lambda _: (status, body)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (_status(500, b"Internal error"), "internal error"),
        (_status(500, b'{"error": "no"}'), "its answer is not what LanguageTool answers"),
        (_status(200, b"<html>Welcome</html>"), "<html>Welcome</html>"),
        (_status(200, b"[1, 2]"), "its answer is not what LanguageTool answers"),
        (_status(200, b'{"matches": [{"rule": 1}]}'), "its answer is not what LanguageTool answers"),
        (
            lambda text: (200, spelt(text)[1].replace(b'"offset": 8', b'"offset": 800')),
            "it reports something at 800 of a text of 11 characters",
        ),
        (_status(413, b"Your text is too long"), "your text is too long"),
        (
            _status(426, b""),
            "you have exceeded the rate limit for the free LanguageTool API. Please try again later",
        ),
    ],
)
def test_an_answer_that_is_none_is_one_clear_message(answer: Answer, reason: str) -> None:
    with fake(answer) as server, pytest.raises(KindwordError) as error:
        found(server.url, "We have teh")
    assert str(error.value) == f"LanguageTool at {server.url} could not be asked: {reason}{HINT}"


def test_a_server_that_dies_in_the_middle_is_one_clear_message() -> None:
    left = [2]

    def answer(text: str) -> tuple[int, bytes]:
        left[0] -= 1
        return spelt(text) if left[0] > 0 else (0, b"")

    with fake(answer) as server, pytest.raises(KindwordError) as error:
        found(server.url, *(f"{'Number ' * 100}{number}" for number in range(40)))
    assert error.value.message.startswith(f"LanguageTool at {server.url} could not be asked: ")


def test_a_server_that_never_answers_is_not_waited_for() -> None:
    released = threading.Event()

    def answer(text: str) -> tuple[int, bytes]:
        released.wait(60)
        return spelt(text)

    with fake(answer) as server:
        engine = LanguageTool("fake", lambda: Address(server.url), patience=0.3)
        with pytest.raises(KindwordError, match="it did not answer within 0 seconds"):
            engine.check(["We have teh"], "en-US")
        released.set()


def test_no_server_is_one_clear_message() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(KindwordError, match=f"LanguageTool at {url} could not be asked: "):
            found(url, "We have teh")


def test_every_request_keeps_a_server_of_ours_from_being_idle(tmp_path: Path) -> None:
    used = tmp_path / "used"
    times = []

    def answer(text: str) -> tuple[int, bytes]:
        times.append(used.stat().st_mtime)
        os.utime(used, (0, 0))
        return spelt(text)

    used.touch()
    os.utime(used, (0, 0))
    with fake(answer) as server:
        engine = LanguageTool("fake", lambda: Address(server.url, used=used))
        for _ in range(2):
            engine.check(["We have teh"], "en-US")
    assert [time > 0 for time in times] == [True, True]


def test_a_language_that_the_server_lacks_is_one_clear_message() -> None:
    german = b'[{"code": "de", "longCode": "de-DE"}]'
    with fake(languages=lambda: german) as server, pytest.raises(KindwordError, match="unsupported language"):
        found(server.url, "We have teh")


def test_no_proxy_is_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with fake() as server:
        engine = LanguageTool("fake", lambda: Address(server.url))
        assert len(engine.check(["We have teh"], "en-US")[0]) == 1


@pytest.mark.parametrize("ending", ["", "/", "/v2", "/v2/"])
def test_the_url_of_a_server_may_end_as_people_write_it(ending: str) -> None:
    with fake() as server:
        engine = open_engine(Source(url=server.url + ending))
        assert len(engine.check(["We have teh"], "en-US")[0]) == 1


def test_what_is_known_is_not_asked_again_and_no_text_is_kept(tmp_path: Path) -> None:
    with fake() as server:
        for texts in (["We have teh", "All is well."], ["All is well.", "We have teh", "We recieved it."]):
            engine = open_engine(Source(url=server.url), keep_in=tmp_path / "kept")
            assert [len(one) for one in engine.check(texts, "en-US")] == [
                int("e" in t and "A" not in t) for t in texts
            ]
            engine.close()
        assert server.texts == ["We have teh\n\nAll is well.", "We recieved it."]
    (file,) = (tmp_path / "kept").glob("*.json")
    assert "We have" not in file.read_text(encoding="utf-8")
    assert (tmp_path / "kept" / ".gitignore").is_file()


def test_a_damaged_cache_is_no_cache(tmp_path: Path) -> None:
    with fake() as server:
        for _ in range(2):
            engine = open_engine(Source(url=server.url), keep_in=tmp_path)
            assert len(engine.check(["We have teh"], "en-US")[0]) == 1
            engine.close()
            (file,) = tmp_path.glob("*.json")
            file.write_bytes(file.read_bytes()[:-5])
        assert len(server.texts) == 2


@pytest.mark.parametrize(
    ("locale", "dialects"),
    [
        ("en", ("en-US", "en-GB")),
        ("en-US", ("en-US",)),
        ("en_GB", ("en-GB",)),
        ("en-AU", ("en-AU",)),
        ("en-IN", ("en-GB",)),
        ("en-IE", ("en-GB",)),
        ("en-PH", ("en-US",)),
    ],
)
def test_a_locale_stands_for_dialects(locale: str, dialects: tuple[str, ...]) -> None:
    assert dialects_of(locale) == dialects


def test_without_a_region_both_large_dialects_are_asked_and_the_second_only_in_doubt() -> None:
    with fake() as server:
        engine = open_engine(Source(url=server.url))
        assert [len(one) for one in engine.check(["We have teh", "All is well."], "en")] == [1, 0]
        assert server.languages == ["en-US", "en-GB"]
        assert server.texts == ["We have teh\n\nAll is well.", "We have teh"]
