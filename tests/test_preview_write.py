"""The writer's half of the preview's server: what is told of a source, what is saved, and what never is."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from toolkit.config import load_config
from toolkit.errors import KindwordError
from toolkit.preview import Desk, make_app, saving
from toolkit.preview.saving import MAX_SOURCE
from toolkit.preview.writing import found_in
from toolkit.resources import digest_of
from toolkit.rules import load_rules

LATE = """{#
title = "Late"
subject = "About your {{ item }}"
[variables.item]
description = "What came late."
example = "lamp"
[samples.typical]
item = "lamp"
#}
{% import "_shared/words.j2" as words -%}
Hello,

You failed to collect your {{ item }}. {{ words.bye() }}
"""
WORDS = "{% macro bye() %}You should have known.{% endmacro %}\n"
RULES = load_rules()
POSTS = ("/draft/message", "/draft/samples", "/findings", "/compare", "/save")


class Writer(FlaskClient):
    """Calls the page by its address and posts with its token, as the page does."""

    token = ""

    def open(self, *args: Any, **settings: Any) -> Any:
        headers = {"X-Kindword-Token": self.token, **settings.pop("headers", {})}
        return super().open(*args, **{"base_url": "http://127.0.0.1:4713", "headers": headers, **settings})


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "apologies").mkdir(parents=True)
    (folder / "_shared").mkdir()
    (folder / "apologies" / "late.j2").write_text(LATE, encoding="utf-8")
    (folder / "_shared" / "words.j2").write_text(WORDS, encoding="utf-8")
    return folder


@pytest.fixture
def file(library: Path) -> Path:
    return library / "apologies" / "late.j2"


@pytest.fixture
def writer(library: Path) -> Writer:
    app = make_app(Desk((library,), RULES), 4713)
    writer = Writer(app, app.response_class)
    found = re.search('kindword-token" content="([^"]{30,})"', writer.get("/").get_data(as_text=True))
    assert found
    writer.token = found[1]
    return writer


def opened(writer: Writer, file: Path) -> dict[str, Any]:
    told: dict[str, Any] = writer.get("/source", query_string={"path": str(file)}).get_json()
    return told


def posted(writer: Writer, address: str, file: Path, source: str, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = writer.post(address, json={"path": str(file), "source": source, **more}).get_json()
    return told


def test_an_unsaved_source_is_shown_as_the_customer_would_see_it(writer: Writer, file: Path) -> None:
    source = LATE.replace("Hello,", "Good morning,")
    told = posted(writer, "/draft/message", file, source, values={"item": "chair"})
    assert told["name"] == "apologies/late"
    assert "Good morning,\n\nYou failed to collect your chair." in told["message"]["text"]
    assert file.read_text(encoding="utf-8") == LATE


def test_a_source_with_a_broken_header_is_a_problem_with_its_line(writer: Writer, file: Path) -> None:
    told = posted(writer, "/draft/message", file, LATE.replace('title = "Late"', "title = Late"), values={})
    assert (told["message"], told["readable"], told["title"]) == (None, False, "late.j2")
    assert told["problem"].startswith("Line 2: ")


def test_findings_stand_at_their_place_and_those_of_shared_parts_apart(writer: Writer, file: Path) -> None:
    source = LATE.replace("Hello,", "🎉🎉 Hello,").replace("You failed", "🎉 You failed")
    told = posted(writer, "/findings", file, source)
    (blame,) = [one for one in told["here"] if one["rule"] == "blame-language"]
    assert (blame["start"], blame["end"], blame["excerpt"]) == ([13, 3], [13, 16], "You failed to")
    assert blame["why"]
    (shared,) = [one for one in told["elsewhere"] if one["rule"] == "blame-language"]
    assert (shared["path"], shared["line"]) == (str(file.parents[1] / "_shared" / "words.j2"), 1)


def test_findings_are_of_every_way_the_template_can_go(writer: Writer, file: Path) -> None:
    source = LATE.replace("Hello,", "{% if item == 'x' %}You forgot to pay.{% endif %}")
    excerpts = [one["excerpt"] for one in posted(writer, "/findings", file, source)["here"]]
    assert "You forgot to" in excerpts


def test_what_is_configured_otherwise_for_a_file_is_not_found(library: Path, file: Path) -> None:
    config = library.parent / "kindword.toml"
    config.write_text('[[overrides]]\nfiles = ["templates/*"]\nignore = ["blame-language"]\n', encoding="utf-8")
    place = saving.place_of(str(file), (library,))
    found = [
        {one.rule for one in found_in(place, LATE, Desk((library,), RULES, overriding=overriding)).here}
        for overriding in (None, load_config(config).overriding)
    ]
    assert found[0] - found[1] == {"blame-language"}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [('title = "Late"', "title = Late", 2), ("Hello,", "Hello {{ }}", 11), ("Hello,", "{% if item %}", 13)],
)
def test_a_template_that_breaks_is_an_error_on_its_line(
    writer: Writer, file: Path, old: str, new: str, line: int
) -> None:
    found = posted(writer, "/findings", file, LATE.replace(old, new))["here"]
    assert ("template-error", "error") in [(one["rule"], one["severity"]) for one in found]
    assert [one["start"][0] for one in found if one["rule"] == "template-error"] == [line]


def test_what_is_saved_keeps_line_ends_mark_and_mode(writer: Writer, file: Path) -> None:
    raw = ("\ufeff" + LATE).replace("\n", "\r\n").replace("words -%}\r\n", "words -%}\n")
    file.write_bytes(raw.encode())
    file.chmod(0o640)
    before = opened(writer, file)
    assert before["text"] == LATE
    saved = posted(
        writer, "/save", file, LATE.replace("Hello,", "Hello,\n\nHello again,"), digest=before["digest"]
    )
    expected = raw.replace("Hello,", "Hello,\r\n\r\nHello again,").encode()
    assert file.read_bytes() == expected
    assert (saved["digest"], stat.S_IMODE(file.stat().st_mode)) == (digest_of(expected), 0o640)
    assert [one.name for one in file.parent.iterdir()] == ["late.j2"]


def test_nothing_is_written_where_nothing_has_changed(writer: Writer, file: Path) -> None:
    posted(writer, "/save", file, LATE, digest=opened(writer, file)["digest"])
    assert file.read_bytes() == LATE.encode()


def test_a_file_that_changed_on_disk_is_not_written_over(writer: Writer, file: Path) -> None:
    digest = opened(writer, file)["digest"]
    theirs, mine = LATE.replace("Hello,", "Hi,"), LATE.replace("Hello,", "Good morning,")
    file.write_text(theirs, encoding="utf-8")
    answer = writer.post("/save", json={"path": str(file), "source": mine, "digest": digest})
    told = answer.get_json()
    assert (answer.status_code, file.read_text(encoding="utf-8"), told["text"]) == (409, theirs, theirs)
    assert "has changed on disk" in told["error"]
    apart = [(one["whose"], one["lines"]) for one in told["difference"] if one["whose"] != "both"]
    assert apart == [("theirs", ["Hi,"]), ("mine", ["Good morning,"])]
    assert posted(writer, "/compare", file, mine)["difference"] == told["difference"]
    posted(writer, "/save", file, mine, digest=told["digest"])
    assert file.read_text(encoding="utf-8") == mine


def test_a_file_that_is_gone_is_written_anew_only_when_asked(writer: Writer, file: Path) -> None:
    digest = opened(writer, file)["digest"]
    file.unlink()
    answer = writer.post("/save", json={"path": str(file), "source": "Mine.\n", "digest": digest})
    told = answer.get_json()
    assert (answer.status_code, file.exists(), told["digest"]) == (409, False, "")
    assert "the file is gone" in told["error"]
    assert posted(writer, "/compare", file, "Mine.\n")["digest"] == opened(writer, file)["digest"] == ""
    posted(writer, "/save", file, "Mine.\n", digest="")
    assert file.read_text(encoding="utf-8") == "Mine.\n"
    assert writer.post("/save", json={"path": str(file), "source": "x", "digest": ""}).status_code == 409


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"X-Kindword-Token": ""},
        {"X-Kindword-Token": "x" * 43},
        {"X-Kindword-Token": "ü"},
        {"Host": "evil.example:4713"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_forged_sender_writes_and_renders_nothing(
    writer: Writer, file: Path, address: str, headers: dict[str, str]
) -> None:
    body = {"path": str(file), "source": "Mine.\n", "digest": opened(writer, file)["digest"], "values": {}}
    assert writer.post(address, json=body, headers=headers).status_code == 403
    assert file.read_text(encoding="utf-8") == LATE


def test_each_run_has_a_token_of_its_own(library: Path, writer: Writer) -> None:
    other = make_app(Desk((library,), RULES), 4713)
    body = {"path": str(library / "apologies" / "late.j2"), "source": "x", "values": {}}
    answer = Writer(other, other.response_class).post(
        "/draft/message", json=body, headers={"X-Kindword-Token": writer.token}
    )
    assert answer.status_code == 403
    assert "load the page again" in answer.get_json()["error"]


def test_only_the_page_is_told_the_token(writer: Writer) -> None:
    for address in ("/page.js", "/write.js", "/pane.js", "/codemirror.js", "/write.css", "/library", "/changes"):
        assert writer.token not in writer.get(address).get_data(as_text=True)
    headers = writer.get("/").headers
    assert (headers["Cross-Origin-Resource-Policy"], headers["Cache-Control"]) == ("same-origin", "no-store")
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "{library}/../secret.j2",
        "{library}/apologies/../../secret.j2",
        "{library}/_shared/words.j2",
        "{library}/apologies/.late.j2",
        "{library}/apologies/late.py",
        "{library}/apologies",
        "{library}/apologies/late.j2\0",
        "{library}/apologies/\ud800.j2",
        "/etc/passwd",
        "../secret.j2",
        "",
        "x" * 100_000 + ".j2",
    ],
)
def test_no_path_but_a_template_is_read_or_written(writer: Writer, library: Path, path: str) -> None:
    secret = library.parent / "secret.j2"
    secret.write_text("secret", encoding="utf-8")
    path = path.format(library=library)
    if path.isprintable():
        told = writer.get("/source", query_string={"path": path})
        assert (told.status_code, "secret" in told.get_json().get("text", "")) == (404, False)
    body = {"path": path, "source": "Mine.\n", "digest": "", "values": {}}
    for address in POSTS:
        assert writer.post(address, json=body).status_code == 404
    assert secret.read_text(encoding="utf-8") == "secret"
    names = {str(one.relative_to(library)) for one in library.rglob("*")}
    assert names == {"apologies", "_shared", "apologies/late.j2", "_shared/words.j2"}


def test_a_link_is_never_written_through(writer: Writer, library: Path, file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.j2"
    secret.write_text("secret", encoding="utf-8")
    out, within, folder = file.with_name("out.j2"), file.with_name("within.j2"), library / "closings"
    out.symlink_to(secret)
    within.symlink_to(file)
    folder.symlink_to(tmp_path)
    for path in (out, folder / "secret.j2"):
        answer = writer.get("/source", query_string={"path": str(path)})
        assert (answer.status_code, "leads out of the library" in answer.get_json()["error"]) == (404, True)
        told = posted(writer, "/save", path, "Mine.\n", digest=digest_of(b"secret"))
        assert "leads out of the library" in told["error"]
    assert opened(writer, within)["locked"].startswith("This is a link. Name the file it leads to")
    assert (
        "this is a link" in posted(writer, "/save", within, "x", digest=digest_of(LATE.encode()))["error"].lower()
    )
    assert (secret.read_text(encoding="utf-8"), file.read_text(encoding="utf-8")) == ("secret", LATE)


def test_a_read_only_file_is_not_written(writer: Writer, file: Path) -> None:
    file.chmod(0o444)
    told = opened(writer, file)
    assert told["locked"] == "The file is read-only. Make it writable first."
    assert "read-only" in posted(writer, "/save", file, "Mine.\n", digest=told["digest"])["error"]
    assert file.read_text(encoding="utf-8") == LATE


def test_what_comes_with_an_installed_kindword_is_not_written(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "_data" / "templates"
    own.parent.mkdir()
    library.rename(own)
    monkeypatch.setattr(saving, "shipped", lambda _: own)
    place = saving.place_of(str(own / "apologies" / "late.j2"), (own,))
    locked = saving.read_source(place).locked
    assert "`kindword new apologies/late --library templates`" in locked
    with pytest.raises(KindwordError, match="comes with kindword and is not changed"):
        saving.save_source(place, "Mine.\n", digest_of(LATE.encode()))
    assert place.file.read_text(encoding="utf-8") == LATE


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ([], 400),
        ({"path": 3, "source": "x"}, 400),
        ({"path": "x", "source": "x" * (MAX_SOURCE + 1)}, 413),
        ({"path": "x", "source": "x" * 1_000_001}, 413),
    ],
)
def test_a_post_that_does_not_fit_is_refused(writer: Writer, address: str, body: Any, status: int) -> None:
    answer = writer.post(address, json=body)
    assert (answer.status_code, bool(answer.get_json()["error"])) == (status, True)


def test_values_and_digests_are_asked_for(writer: Writer, file: Path) -> None:
    body = {"path": str(file), "source": "x"}
    assert [writer.post(address, json=body).status_code for address in ("/draft/message", "/save")] == [400, 400]


@pytest.mark.parametrize("text", ["half \ud800", "nul \0"])
def test_a_text_that_no_file_should_hold_is_not_saved(writer: Writer, file: Path, text: str) -> None:
    answer = writer.post("/save", json={"path": str(file), "source": text, "digest": digest_of(LATE.encode())})
    assert (answer.status_code, file.read_text(encoding="utf-8")) == (404, LATE)


def test_a_template_of_many_characters_is_shown_and_not_saved(writer: Writer, file: Path) -> None:
    file.write_text("x" * (MAX_SOURCE + 1), encoding="utf-8")
    assert "more than 200,000 characters" in opened(writer, file)["locked"]


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(90000) %}{% for b in range(90000) %}x{% endfor %}{% endfor %}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'x' * 10 ** 9 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'apologies/late.j2' %}",
        "{{ ''.__class__.__mro__ }}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_hostile_source_ends_as_a_problem(writer: Writer, file: Path, source: str) -> None:
    told = posted(writer, "/draft/message", file, source, values={})
    assert (told["message"], bool(told["problem"])) == (None, True)
    assert "template-error" in [one["rule"] for one in posted(writer, "/findings", file, source)["here"]]


def test_every_change_in_the_library_is_told(writer: Writer, library: Path, file: Path) -> None:
    def state() -> str:
        told: str = writer.get("/changes").get_json()["state"]
        return told

    seen = [state()]
    assert state() == seen[0]
    shared = library / "_shared" / "words.j2"
    steps: list[Callable[[], object]] = [
        lambda: shared.write_text(WORDS + "x", encoding="utf-8"),
        lambda: os.utime(file, ns=(1, 1)),
        lambda: file.with_name("new.j2").write_text("x", encoding="utf-8"),
        file.unlink,
        lambda: (library / "footer.txt").write_text("x", encoding="utf-8"),
    ]
    for step in steps:
        step()
        seen.append(state())
    assert len(set(seen)) == len(seen)


def test_a_library_that_is_gone_is_said_and_found_again(writer: Writer, library: Path) -> None:
    before = writer.get("/changes").get_json()["state"]
    away = library.rename(library.with_name("away"))
    answer = writer.get("/changes")
    assert (answer.status_code, "the library's folder is gone" in answer.get_json()["error"]) == (404, True)
    away.rename(library)
    assert writer.get("/changes").get_json()["state"] == before


def test_a_template_that_cannot_be_read_is_listed_to_be_mended(writer: Writer, file: Path) -> None:
    file.write_text(LATE.replace('title = "Late"', "title = Late"), encoding="utf-8")
    (broken,) = writer.get("/library").get_json()["broken"]
    assert broken["path"] == str(file)
    assert broken["problem"].startswith("Line 2: ")
    assert opened(writer, Path(broken["path"]))["text"].startswith("{#\ntitle = Late")
