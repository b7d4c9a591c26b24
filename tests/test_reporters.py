"""Every report, whole, over one small result; and that no text whatever can break one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import PureWindowsPath
from xml.etree import ElementTree as ET

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import IN_A_SET, LINE, REPORTS, RESULT, RULES, SHOUT, VAGUE, found, reported

from toolkit.lint import Finding, LintResult, Summary, fingerprints
from toolkit.reporters import REPORTERS
from toolkit.reporters.words import replacement
from toolkit.text import Location, Span

AS_JSON = ("json", "sarif", "gitlab", "rdjson")
AS_XML = ("junit", "checkstyle")
KEPT = {"rule": SHOUT.rule, "severity": SHOUT.severity, "message": SHOUT.message}
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=12)


def result_of(*findings: Finding) -> LintResult:
    return LintResult(
        findings, Summary(files=1, errors=len(findings)), RULES, tuple({one.path for one in findings})
    )


def anything(text: str) -> LintResult:
    """Return a result whose every text is the given one."""
    line = f"{text}NOT"
    place = Location(text, (1, len(text) + 1), (1, len(line) + 1))
    marked = Span(len(text), len(line))
    shout = replace(
        SHOUT, path=text, message=text, suggestion=text, source_line=line, location=place, marked=marked
    )
    return result_of(shout, replace(shout, location=None, excerpt="", message_id=text, seen_in=(text,)))


@pytest.mark.parametrize("name", REPORTERS)
def test_a_report_is_as_it_was_read_and_approved(name: str) -> None:
    with (REPORTS / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        assert reported(name) == file.read()


def test_no_report_is_left_from_a_format_that_is_gone() -> None:
    assert {file.stem for file in REPORTS.iterdir()} == set(REPORTERS)


@pytest.mark.parametrize("name", REPORTERS)
def test_a_report_of_nothing_is_whole_lines(name: str) -> None:
    assert re.fullmatch(r"(?s)(.*\n)?", REPORTERS[name](LintResult((), Summary())))


@given(ANY_TEXT)
def test_every_report_can_be_written_as_utf_8(text: str) -> None:
    result = anything(text)
    for name, report in REPORTERS.items():
        if name != "text":
            assert report(result).encode()


@pytest.mark.parametrize("name", AS_JSON)
@given(ANY_TEXT)
def test_json_is_json_whatever_the_text(name: str, text: str) -> None:
    assert json.loads(REPORTERS[name](anything(text)))


@given(ANY_TEXT)
def test_json_lines_are_a_finding_each(text: str) -> None:
    lines = REPORTERS["jsonl"](anything(text)).split("\n")
    assert [json.loads(line)["message"] for line in lines[:-1]] == [text, text]
    assert lines[-1] == ""


@pytest.mark.parametrize("name", AS_XML)
@given(ANY_TEXT)
def test_xml_is_xml_whatever_the_text(name: str, text: str) -> None:
    root = ET.fromstring(REPORTERS[name](anything(text)))  # noqa: S314 - it is our own
    assert len(root.findall(".//error") + root.findall(".//failure")) == 2


@pytest.mark.parametrize("name", ["concise", "github"])
@given(ANY_TEXT)
def test_a_finding_is_one_line_whatever_the_text(name: str, text: str) -> None:
    assert len(REPORTERS[name](anything(text)).splitlines()) == 2


def test_what_xml_cannot_hold_is_shown() -> None:
    root = ET.fromstring(REPORTERS["checkstyle"](result_of(VAGUE)))  # noqa: S314 - it is our own
    (error,) = root.iter("error")
    assert '100%, "really" <now> & \\x1b[1mhere\\x1b[0m. Name a day.' in error.attrib["message"]


class Page(HTMLParser):
    """Reads a page's tags, the text of some of them, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.marked = ""
        self.fetched: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "data", "action")]
        if tag not in ("meta", "input", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["mark"]:
            self.marked += data


@given(ANY_TEXT)
def test_no_text_adds_a_tag_to_the_page(text: str) -> None:
    page, plain = Page(REPORTERS["html"](anything(text))), Page(REPORTERS["html"](anything("a")))
    assert (page.tags, page.open, page.marked) == (plain.tags, [], "NOT")


def test_the_page_needs_nothing_beside_itself() -> None:
    page = REPORTERS["html"](RESULT)
    assert all(link.startswith("#rule-") for link in Page(page).fetched)
    assert not re.findall(r"url\(|@import|https?:", page)
    assert "default-src 'none'" in page


def test_fingerprints_are_those_of_the_findings() -> None:
    expected = list(fingerprints(RESULT.findings))
    results = json.loads(REPORTERS["sarif"](RESULT))["runs"][0]["results"]
    every = [one["partialFingerprints"]["kindword/v1"] for one in results]
    assert len(set(every)) == len(every) == len(RESULT.findings) + len(RESULT.suppressed)
    seen = {
        "sarif": every[: len(expected)],
        "gitlab": [one["fingerprint"] for one in json.loads(REPORTERS["gitlab"](RESULT))],
        "json": [one["fingerprint"] for one in json.loads(REPORTERS["json"](RESULT))["findings"]],
    }
    assert seen == dict.fromkeys(seen, expected)


def test_paths_of_windows_are_told_with_slashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.reporters.words.PurePath", PureWindowsPath)
    path = "mail\\sub\\a.j2"
    result = result_of(replace(SHOUT, path=path, location=Location(path, (3, 20), (3, 23))))
    for name, report in REPORTERS.items():
        if name not in ("text", "json", "jsonl"):
            assert "mail/sub/a.j2" in report(result), name
    assert json.loads(REPORTERS["json"](result))["findings"][0]["file"] == "mail/sub/a.j2"


def test_a_rule_in_force_is_described_though_it_found_nothing() -> None:
    driver = json.loads(REPORTERS["sarif"](LintResult((), Summary(), RULES)))["runs"][0]["tool"]["driver"]
    assert [one["id"] for one in driver["rules"]] == [one.id for one in RULES]


def test_an_absolute_path_is_a_uri_of_the_file_system() -> None:
    run = json.loads(REPORTERS["sarif"](result_of(replace(SHOUT, path="/srv/mail/a b.j2"))))["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///srv/mail/a%20b.j2"}


def test_an_absolute_path_of_windows_is_one_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.reporters.words.PurePath", PureWindowsPath)
    monkeypatch.setattr("toolkit.reporters.sarif.PurePath", PureWindowsPath)
    run = json.loads(REPORTERS["sarif"](result_of(replace(SHOUT, path="C:\\mail\\a b.j2"))))["runs"][0]
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "file:///C:/mail/a%20b.j2"}


def test_a_concise_line_has_colours_where_they_are_allowed() -> None:
    plain, coloured = (REPORTERS["concise"](RESULT, colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert click.unstyle(coloured) == plain != coloured


def test_a_fix_of_sarif_is_a_stretch_of_code_points() -> None:
    change = json.loads(REPORTERS["sarif"](result_of(SHOUT)))["runs"][0]["results"][0]["fixes"][0]
    edit = change["artifactChanges"][0]["replacements"][0]
    start, end = edit["deletedRegion"]["startColumn"] - 1, edit["deletedRegion"]["endColumn"] - 1
    assert LINE[:start] + edit["insertedContent"]["text"] + LINE[end:] == LINE.replace("NOT", "not")


def test_a_suggestion_of_rdjson_is_a_stretch_of_bytes() -> None:
    diagnostic = json.loads(REPORTERS["rdjson"](result_of(SHOUT)))["diagnostics"][0]
    edit, line = diagnostic["suggestions"][0], LINE.encode()
    start, end = (edit["range"][side]["column"] - 1 for side in ("start", "end"))
    assert line[:start] + edit["text"].encode() + line[end:] == LINE.replace("NOT", "not").encode()
    assert diagnostic["location"]["range"] == edit["range"]


def test_a_stretch_of_rdjson_over_two_lines_ends_in_bytes_of_the_second() -> None:
    (diagnostic,) = json.loads(REPORTERS["rdjson"](result_of(VAGUE)))["diagnostics"]
    assert diagnostic["location"]["range"] == {
        "start": {"line": 5, "column": 10},
        "end": {"line": 6, "column": len("or “so”".encode()) + 1},
    }


@pytest.mark.parametrize(
    "finding",
    [
        pytest.param(IN_A_SET, id="a message of a set, which stands escaped in its file"),
        pytest.param(VAGUE, id="a suggestion that needs a person"),
        pytest.param(replace(SHOUT, suggestion="n't"), id="a quote that may end a string"),
        pytest.param(replace(SHOUT, suggestion="{{ x }}"), id="code"),
        pytest.param(replace(SHOUT, location=None), id="no place"),
        pytest.param(
            found("N&O;T", "do N&O;T", 1, **KEPT, suggestion="not", safe=True),
            id="markup",
        ),
    ],
)
def test_only_plain_words_are_replaced_unseen(finding: Finding) -> None:
    assert replacement(finding) is None
