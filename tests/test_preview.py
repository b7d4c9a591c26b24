"""The preview's server: what the page is told, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from toolkit.cli import run
from toolkit.config import Config, Override
from toolkit.preview import Desk, make_app
from toolkit.rules import load_rules

HEADER = """{#
title = "Late"
use_when = "It came late."
subject = "About your {{ item }}"
[variables.first_name]
description = "The customer's first name."
example = "Sam"
optional = true
[variables.item]
description = "What came late."
example = "lamp"
[samples.typical]
first_name = "Ana"
item = "lamp"
#}
"""
LATE = HEADER + "Hello{% if first_name %} {{ first_name }}{% endif %},\n\nYou failed to collect your {{ item }}.\n"
RULES = load_rules()


class Client(FlaskClient):
    """Calls the page by the address that it is served at."""

    def open(self, *args: Any, **settings: Any) -> Any:
        return super().open(*args, **{"base_url": "http://127.0.0.1:4713", **settings})


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "apologies").mkdir(parents=True)
    (folder / "apologies" / "late.j2").write_text(LATE, encoding="utf-8")
    return folder


@pytest.fixture
def client(library: Path) -> Client:
    app = make_app(Desk((library,), RULES), 4713)
    return Client(app, app.response_class)


def view(client: Client, values: dict[str, Any], template: str = "apologies/late") -> dict[str, Any]:
    told: dict[str, Any] = client.post("/message", json={"template": template, "values": values}).get_json()
    return told


def words(pieces: list[dict[str, Any]], origin: str) -> list[str]:
    return [piece["text"] for piece in pieces if piece["origin"] == origin]


def test_the_library_is_listed_with_what_a_search_looks_at(client: Client) -> None:
    (one,) = client.get("/library").get_json()["templates"]
    assert (one["name"], one["kind"], one["title"], one["use_when"]) == (
        "apologies/late",
        "apology",
        "Late",
        "It came late.",
    )
    assert "You failed" in one["text"]


def test_the_body_begins_with_its_first_words(client: Client) -> None:
    assert view(client, {"item": "lamp"})["message"]["body"][0]["text"].startswith("Hello")


def test_a_missing_value_is_shown_and_named(client: Client) -> None:
    told = view(client, {"first_name": "Ana"})
    assert told["missing"] == ["item"]
    assert words(told["message"]["body"], "missing") == ["[item]"]
    assert words(told["message"]["subject"], "missing") == ["[item]"]
    assert words(told["message"]["body"], "filled") == ["Ana"]


def test_what_is_filled_in_is_marked_and_goes_out(client: Client) -> None:
    told = view(client, {"item": "lamp"})
    assert (told["missing"], told["problem"]) == ([], "")
    assert words(told["message"]["body"], "filled") == ["lamp"]
    assert told["message"]["text"] == "Subject: About your lamp\n\nHello,\n\nYou failed to collect your lamp.\n"
    assert "Subject: About your lamp\r\n" in told["message"]["eml"]


def test_a_finding_stands_on_its_words(client: Client) -> None:
    message = view(client, {"item": "lamp"})["message"]
    number = [finding["rule"] for finding in message["findings"]].index("blame-language")
    marked = [piece["text"] for piece in message["body"] if number in piece["findings"]]
    assert "".join(marked) == "You failed to"
    assert message["findings"][number]["why"]


def test_the_samples_and_behaviours_are_told(client: Client) -> None:
    told = view(client, {"item": "lamp"})
    assert told["samples"] == {"typical": {"first_name": "Ana", "item": "lamp"}}
    assert {one["behaviour"]: one["found"] for one in told["message"]["behaviours"]}["no blame"] is False


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"itme": "lamp"}, "the template has no variable 'itme'."),
        ({"item": "lamp", "item.size": 3}, "'item.size' lies within 'item', which has a value of its own."),
    ],
)
def test_values_that_do_not_fit_are_a_problem(client: Client, values: dict[str, Any], problem: str) -> None:
    told = view(client, values)
    assert (told["problem"], told["message"]) == (problem, None)


def test_a_template_that_breaks_is_a_problem_until_it_is_mended(client: Client, library: Path) -> None:
    file = library / "apologies" / "late.j2"
    file.write_text(HEADER + "Hello {{ item\n", encoding="utf-8")
    told = client.post("/message", json={"template": "apologies/late", "values": {}})
    file.write_text(HEADER + "Mended: {{ item }}\n", encoding="utf-8")
    assert told.get_json().get("error") or told.get_json()["message"] is None
    assert "Mended" in view(client, {"item": "lamp"})["message"]["text"]


def test_lists_numbers_truths_and_dates_are_asked_for_as_such(client: Client, library: Path) -> None:
    kinds = {"n": "3", "yes": "true", "many": '["a"]', "day": "2026-03-06"}
    header = "".join(
        f'[variables.{name}]\ndescription = "."\nexample = {value}\n' for name, value in kinds.items()
    )
    text = f"{{#\n{header}#}}\n{{{{ n + 1 }}}} {{{{ yes }}}} {{{{ many|join }}}} {{{{ day.year }}}}\n"
    (library / "apologies" / "kinds.j2").write_text(text, encoding="utf-8")
    empty = view(client, {}, "apologies/kinds")
    assert [field["sort"] for field in empty["fields"]] == ["number", "boolean", "texts", "date"]
    assert empty["message"]["text"].split() == ["4", "True", "a", "2026"]
    filled = view(client, {"n": 1, "yes": False, "many": ["b", "c"], "day": "2025-01-01"}, "apologies/kinds")
    assert (filled["missing"], filled["message"]["text"].split()) == ([], ["2", "False", "bc", "2025"])
    assert view(client, {"day": "soon"}, "apologies/kinds")["problem"] == "day: 'soon' is no date or time."


def test_hostile_data_stays_data(client: Client) -> None:
    hostile = "<script>alert(1)</script>\r\nBcc: x@example.com"
    message = view(client, {"item": hostile, "first_name": "x" * 100_000})["message"]
    assert "<script>" not in message["html"]
    assert "\r\nBcc:" not in message["eml"].partition("\r\n\r\n")[0]
    assert message["subject_line"] == "About your <script>alert(1)</script> Bcc: x@example.com"


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:4713"},
        {"Host": "127.0.0.1:80"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1:4713"},
        {"Origin": "null"},
    ],
)
def test_a_forged_sender_is_refused(client: Client, headers: dict[str, str]) -> None:
    assert [client.get(address, headers=headers).status_code for address in ("/", "/library")] == [403, 403]
    body = {"template": "apologies/late", "values": {}}
    posts = ("/message", "/samples", "/records")
    assert {client.post(address, json=body, headers=headers).status_code for address in posts} == {403}


def test_every_answer_is_guarded_and_not_kept(client: Client) -> None:
    for address in ("/", "/page.css", "/page.js", "/draw.js", "/library", "/nowhere"):
        headers = client.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert "script-src 'self';" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "sort", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 5000, "application/json", 400),
        (b'{"template": 3, "values": {}}', "application/json", 400),
        (b" " * 1_000_001, "application/json", 413),
        (b'{"template": "../secret", "values": {}}', "application/json", 404),
    ],
)
def test_a_request_that_does_not_fit_is_refused(client: Client, body: bytes, sort: str, status: int) -> None:
    answer = client.post("/message", data=body, content_type=sort)
    assert (answer.status_code, bool(answer.get_json()["error"])) == (status, True)


def test_a_library_that_is_gone_is_said(client: Client, library: Path) -> None:
    client.get("/library")
    shutil.rmtree(library)
    assert "no such folder" in client.get("/library").get_json()["error"]
    assert client.post("/message", json={"template": "apologies/late", "values": {}}).status_code == 404


def test_a_link_that_leads_out_is_not_read(client: Client, library: Path, tmp_path: Path) -> None:
    client.get("/library")
    secret = tmp_path / "secret.j2"
    secret.write_text("secret", encoding="utf-8")
    file = library / "apologies" / "late.j2"
    file.unlink()
    file.symlink_to(secret)
    told = client.post("/message", json={"template": "apologies/late", "values": {}})
    assert told.status_code == 404
    assert "leads out of the library" in json.dumps(told.get_json())


def test_a_port_in_use_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["preview", "--no-browser", "--port", str(port)]) == 2
    assert capsys.readouterr().err.startswith(f"Error: port {port} cannot be had: ")


@pytest.mark.process
def test_ctrl_c_ends_the_preview(library: Path) -> None:
    command = [sys.executable, "-m", "toolkit", "preview", "apologies/late", "--no-browser", "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--library", str(library)], stderr=subprocess.PIPE, text=True, env=environment
    ) as running:
        assert running.stderr is not None
        first = running.stderr.readline()
        running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
    assert first.startswith("The preview is at http://127.0.0.1:")
    assert first.endswith("/#template=apologies%2Flate (Ctrl-C ends it).\n")
    assert (running.returncode, rest) == (0, "The preview has ended.\n")


def test_a_name_that_is_not_there_is_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["preview", "--no-browser", "apologies/late-gfit"]) == 2
    assert "Did you mean 'apologies/late-gift'?" in capsys.readouterr().err


def test_findings_follow_what_is_configured_for_some_files(client: Client, library: Path) -> None:
    override = Override(files=("*",), ignore=("blame-language",), severity={"apology-impact": "error"})
    config = Config(path=library / "kindword.toml", overrides=(override,))
    app = make_app(Desk((library,), RULES, overriding=config.overriding), 4713)

    def found(page: Client) -> dict[str, str]:
        return {one["rule"]: one["severity"] for one in view(page, {"item": "lamp"})["message"]["findings"]}

    before, after = found(client), found(Client(app, app.response_class))
    assert before.pop("blame-language") == "error"
    assert after == {**before, "apology-impact": "error"} != before
