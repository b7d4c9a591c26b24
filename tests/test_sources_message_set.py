"""A message set is streamed; a broken line is one clear error; decoded words know where they stand in the file."""

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.lint import lint
from toolkit.render.message import RenderedMessage
from toolkit.sources.json_place import JsonLine
from toolkit.sources.message_set import lines_of, read_message_set
from toolkit.text import Span, normalise_newlines


def read(*lines: str, kind: str = "any") -> list[RenderedMessage]:
    return list(read_message_set([f"{line}\n".encode() for line in lines], "m.jsonl", kind=kind))


def test_a_message_has_what_its_line_says() -> None:
    line = {
        "id": "m-1",
        "kind": "apology",
        "channel": "sms",
        "locale": "de",
        "subject": "Late",
        "body": "Hello.\r\nBye.",
        "more": [1],
    }
    (message,) = read(json.dumps(line))
    assert (message.kind, message.channel, message.locale, message.message_id) == ("apology", "sms", "de", "m-1")
    assert message.subject is not None
    assert (message.subject.text, message.body.text) == ("Late", "Hello.\nBye.")


def test_what_a_line_does_not_say_has_a_default() -> None:
    first, second, third = read(
        '{"body": "a"}', "", '{"body": "b", "id": null, "kind": null}', '{"body": "", "id": 7}'
    )
    assert (first.kind, first.channel, first.locale, first.subject) == ("any", "email", "en", None)
    assert [message.message_id for message in (first, second, third)] == ["1", "3", "7"]


def test_a_subject_alone_is_enough_for_a_subject_line() -> None:
    assert read('{"kind": "subject", "subject": "Here by Friday"}')[0].body.text == ""
    assert read('{"subject": "Here by Friday", "body": null}', kind="subject")[0].kind == "subject"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ('{"body": "a",}', "this is not valid JSON: ", "A message is one line"),
        ('{"body": "a"} {', "this is not valid JSON: extra data (column 15)", "A message is one line"),
        ('{"body": "a', "this is not valid JSON: unterminated string starting at (column 10)", ""),
        ("[" * 99_999, "this JSON is nested too deeply", ""),
        ('{"id": ' + "9" * 5000 + "}", "a number is too long", ""),
        ('["body"]', "this line is no JSON object", "A message is one line"),
        ('"body"', "this line is no JSON object", "A message is one line"),
        ("{}", "the message has no body", "A message is one line"),
        ('{"text": "a"}', "the message has no body", "A message is one line"),
        ('{"bdoy": "a"}', "the message has no body", "Is 'bdoy' meant to be 'body'?"),
        ('{"body": null, "subject": "a"}', "the message has no body", "A message is one line"),
        ('{"kind": "subject", "subject": null}', "the message has no body", "A message is one line"),
        ('{"body": 3}', "body must be a text", "Put it in quotes."),
        ('{"body": "a", "subject": ["b"]}', "subject must be a text", "Put it in quotes."),
        ('{"body": "a", "kind": "apologies"}', "there is no kind 'apologies'", "Did you mean 'apology'?"),
        ('{"body": "a", "channel": "mail"}', "there is no channel 'mail'", "Did you mean 'email'?"),
        ('{"body": "a", "id": 1.5}', "id must be a text or a whole number", ""),
        ('{"body": "a", "id": true}', "id must be a text or a whole number", ""),
        ('{"body": "a", "id": "one"}', "the id 'one' is that of line 1 too", ""),
        ('{"body": "a\0"}', "this is not valid JSON: ", ""),
    ],
)
def test_a_broken_line_is_one_error_with_its_line(line: str, message: str, hint: str) -> None:
    with pytest.raises(KindwordError) as caught:
        read('{"body": "a", "id": "one"}', "", line, '{"body": "b"}')
    assert (caught.value.path, caught.value.line) == ("m.jsonl", 3)
    assert caught.value.message.startswith(message)
    assert hint in caught.value.hint


def test_a_line_that_is_no_utf8_is_told() -> None:
    with pytest.raises(KindwordError, match=r"m\.jsonl:2: byte 0xff is not UTF-8"):
        list(read_message_set([b'{"body": "a"}\n', b'{"body": "\xff"}\n'], "m.jsonl"))
    with pytest.raises(KindwordError, match=r"m\.jsonl:1: the file is UTF-16"):
        list(read_message_set(['{"body": "a"}'.encode("utf-16")], "m.jsonl"))


def test_a_line_over_the_limit_is_told() -> None:
    with pytest.raises(KindwordError, match=r"m\.jsonl:1: this line is over 5 MB"):
        list(read_message_set([b"x" * 5_000_001], "m.jsonl"))


def test_messages_come_while_the_set_is_read() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"body": "Hello."}\n'

    messages = read_message_set(endless(), "m.jsonl")
    assert [next(messages).message_id for _ in range(3)] == ["1", "2", "3"]


@given(
    st.lists(
        st.sampled_from([b'{"body": "a"}', b'{"id": 1, ', b"\r", b"\n", b"\xff", b"\x00", b"[", b'"', b" ", b"{}"])
    )
)
def test_whatever_a_set_holds_it_is_read_or_told(pieces: list[bytes]) -> None:
    stream = io.BytesIO(b"".join(pieces))
    told: int | None = 1
    try:
        assert all(message.body.text == "a" for message in read_message_set(lines_of(stream), "m.jsonl"))
    except KindwordError as error:
        told = error.line
    assert told in range(1, len(pieces) + 2)


TEXTS = st.text(st.sampled_from('ab"\\/\n\t é👋\u2028\u0001'), max_size=12)


@given(TEXTS, TEXTS, st.booleans(), st.data())
def test_words_stand_where_their_characters_stand_in_the_line(
    subject: str, body: str, ascii_only: bool, data: st.DataObject
) -> None:
    fields = {"x": {"body": "no"}, "body": "overridden", "subject": subject, "y": [1, "body"]}
    text = (
        json.dumps(fields, ensure_ascii=ascii_only)[:-1]
        + f' , "body" : {json.dumps(body, ensure_ascii=ascii_only)} }}'
    )
    part, whole = data.draw(st.sampled_from([("subject", subject), ("body", body)]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    place = JsonLine("m.jsonl", 7, text)(part, Span(start, end))
    assert (place.path, place.start[0], place.end[0]) == ("m.jsonl", 7, 7)
    raw = text[place.start[1] - 1 : place.end[1] - 1]
    assert json.loads(f'"{raw}"') == whole[start:end]


@pytest.mark.parametrize("line_end", [r"\r\n", r"\u000d\u000A", r"\r", r"\n"])
def test_a_line_end_is_one_code_point_however_it_is_written(line_end: str) -> None:
    (message,) = read(f'{{"body": "a{line_end}bc"}}')
    assert message.body.text == "a\nbc" == normalise_newlines("a\r\nbc")
    assert message.locate is not None
    place = message.locate("body", Span(2, 4))
    column = len('{"body": "a') + len(line_end) + 1
    assert (place.start, place.end) == ((1, column), (1, column + 2))


def test_a_lone_carriage_return_ends_a_line() -> None:
    messages = list(read_message_set([b'{"body": "a"}\r{"body": "b"}\r\n', b'{"body": "c"}'], "m.jsonl"))
    assert [message.message_id for message in messages] == ["1", "2", "3"]


@pytest.mark.parametrize(("dialect", "found"), [(None, 1), ("none", 1), ("handlebars", 0), ("ruby-i18n", 0)])
def test_the_slots_of_a_raw_macro_are_no_leaks(dialect: str | None, found: int) -> None:
    row = {"body": "Hello Sam, your parcel {{ order_id }} left us today.", "dialect": dialect}
    (message,) = read_message_set([json.dumps(row).encode()], "set.jsonl")
    assert len(lint(message, select=["placeholder-leak"]).findings) == found


def test_a_raw_macro_can_leak_all_the_same() -> None:
    row = {"body": "Hello {{ name }},\n\nyour refund of TBD left us.", "dialect": "handlebars"}
    (message,) = read_message_set([json.dumps(row).encode()], "set.jsonl")
    assert [finding.excerpt for finding in lint(message, select=["placeholder-leak"]).findings] == ["TBD"]
