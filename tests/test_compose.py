"""Composition: parts joined into one message, their words still where they were written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.library import Sample, SubjectLine, Template
from toolkit.lint import lint
from toolkit.render import render
from toolkit.render.compose import Parts, join, strip
from toolkit.render.message import EMPTY, Origin, RenderedMessage, plain
from toolkit.render.output import as_text
from toolkit.text import Span


def template(
    kind: str, source: str, *samples: Sample, is_html: bool = False, subject: str | None = None
) -> Template:
    name = f"{kind}-part"
    return Template(
        name=name,
        kind=kind,
        channel="email",
        locale="en",
        path=f"{name}{'.html' if is_html else ''}.j2",
        source=source,
        root=Path(),
        samples=samples,
        is_html=is_html,
        has_header=True,
        subject=None if subject is None else SubjectLine(subject, tuple(range(len(subject) + 1))),
    )


BODY = template("apology", "Hello {{ first_name }},\n\nwe charged you {{ amount }} twice.\n")
SUBJECT = template("subject", "{{ amount }} is back by {{ eta }}")
CLOSING = template("closing", "\nReply here, {{ first_name }}.\n")
DATA = {"first_name": "Sam", "amount": "£7", "eta": "Friday"}


def test_parts_share_their_data_and_make_one_message_of_the_body_s_kind() -> None:
    message = render(Parts(BODY, SUBJECT, CLOSING), DATA)
    assert as_text(message) == (
        "Subject: £7 is back by Friday\n\nHello Sam,\n\nwe charged you £7 twice.\n\nReply here, Sam.\n"
    )
    assert (message.kind, message.template, message.path) == ("apology", "apology-part", "apology-part.j2")
    assert set(message.sources) == {"apology-part.j2", "subject-part.j2", "closing-part.j2"}


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (Parts(BODY), "Hello Sam,\n\nwe charged you £7 twice.\n"),
        (Parts(BODY, closing=CLOSING), "Hello Sam,\n\nwe charged you £7 twice.\n\nReply here, Sam.\n"),
        (Parts(BODY, SUBJECT), "Subject: £7 is back by Friday\n\nHello Sam,\n\nwe charged you £7 twice.\n"),
        (Parts(SUBJECT), "£7 is back by Friday\n"),
        (Parts(BODY, closing=template("closing", "\n\n")), "Hello Sam,\n\nwe charged you £7 twice.\n"),
        (Parts(template("apology", "One", subject="Two")), "Subject: Two\n\nOne\n"),
        (
            Parts(
                template("apology", "One", subject="Two"),
                template("subject", "Three"),
                template("closing", "Four"),
            ),
            "Subject: Three\n\nOne\n\nFour\n",
        ),
    ],
)
def test_any_part_but_the_body_may_be_left_out(parts: Parts, text: str) -> None:
    used = {name: value for name, value in DATA.items() if any(name in part.source for part in parts)}
    assert as_text(render(parts, used)) == text


@pytest.mark.parametrize(
    ("body", "closing", "text"),
    [
        ("Hello,\n\nOne.\n\nYours,\nJo\n", "Two.\n\nYours,\nJo", "Hello,\n\nOne.\n\nTwo.\n\nYours,\nJo"),
        ("Hello,\n\nOne.", "Hello,\n\nTwo.", "Hello,\n\nOne.\n\nTwo."),
        ("Hello,\n\nOne.\n\nYours,\nJo", "Yours,\nJo", "Hello,\n\nOne.\n\nYours,\nJo"),
        ("One.\n\nYours,\nJo", "Two.\n\nYours,\nAlex", "One.\n\nYours,\nJo\n\nTwo.\n\nYours,\nAlex"),
        ("One.\n\nJo", "Two by Jo", "One.\n\nJo\n\nTwo by Jo"),
        ("One.", "One.", "One.\n\nOne."),
    ],
)
def test_a_greeting_and_a_sign_off_are_said_once(body: str, closing: str, text: str) -> None:
    message = render(Parts(template("apology", body), closing=template("closing", closing)))
    assert message.body.text == text
    for found in message.body.segments:
        if found.origin is Origin.LITERAL:
            assert found.span.of(text) == found.source.of(message.sources[found.path])


def test_every_word_still_stands_where_it_was_written() -> None:
    message = render(Parts(BODY, SUBJECT, CLOSING), DATA)
    start = message.body.text.index("Reply")
    assert message.body.source_of(Span(start, start + 10)) == ("closing-part.j2", Span(1, 11))
    assert message.subject is not None
    assert message.subject.source_of(Span(3, 10)) == ("subject-part.j2", Span(13, 20))


def test_a_sample_of_one_part_serves_them_all_and_the_body_s_counts() -> None:
    body = template("apology", BODY.source, Sample("typical", {"first_name": "Sam", "amount": "£7"}))
    subject = template("subject", SUBJECT.source, Sample("typical", {"amount": "£900", "eta": "Friday"}))
    message = render(Parts(body, subject, CLOSING), sample="typical")
    assert as_text(message).startswith("Subject: £7 is back by Friday\n\nHello Sam,")
    assert message.sample == "typical"


def test_a_sample_that_no_part_has() -> None:
    body = template("apology", "One", Sample("typical", {}))
    with pytest.raises(KindwordError, match="there is no sample 'typicall'") as caught:
        render(Parts(body, SUBJECT), sample="typicall")
    assert caught.value.hint == "Did you mean 'typical'?"


def test_a_variable_of_one_part_is_known_to_the_whole_and_a_strange_one_is_not() -> None:
    with pytest.raises(KindwordError, match="no variable 'first_nme'") as caught:
        render(Parts(BODY, SUBJECT, CLOSING), {**DATA, "first_nme": "Sam"})
    assert caught.value.hint == "Did you mean 'first_name'?"


def test_a_missing_value_is_told_where_the_part_needs_it() -> None:
    with pytest.raises(KindwordError, match="'eta' has no value") as caught:
        render(Parts(BODY, SUBJECT, CLOSING), {"first_name": "Sam", "amount": "£7"})
    assert (caught.value.path, caught.value.line) == ("subject-part.j2", 1)


@pytest.mark.parametrize(
    ("body", "closing", "html"),
    [
        (
            template("apology", "<html><body><p>One &amp; two</p></body></html>", is_html=True),
            template("closing", "Three *four* <5>"),
            "<html><body><p>One &amp; two</p><p>Three <em>four</em> &lt;5&gt;</p>\n</body></html>",
        ),
        (
            template("apology", "One *two*"),
            template("closing", "<head><title>x</title></head><body class='y'><p>Three</p></body>", is_html=True),
            "<p>One <em>two</em></p>\n<p>Three</p>",
        ),
        (
            template("apology", "<p>One</p>", is_html=True),
            template("closing", "<p>2</p>", is_html=True),
            "<p>One</p><p>2</p>",
        ),
    ],
)  # fmt: skip
def test_html_and_plain_parts_make_one_page(body: Template, closing: Template, html: str) -> None:
    assert render(Parts(body, closing=closing)).html == html


def test_the_prose_of_html_parts_is_joined_too() -> None:
    message = render(Parts(template("apology", "<p>One</p>", is_html=True), closing=template("closing", "Two")))
    assert message.body.text == "One\n\nTwo"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Parts(BODY, subject=CLOSING), "--subject: this is of kind 'closing', not 'subject'"),
        (lambda: Parts(BODY, closing=SUBJECT), "--closing: this is of kind 'subject', not 'closing'"),
        (lambda: Parts(SUBJECT, closing=CLOSING), "--body: this is a subject, and no message by itself"),
    ],
)
def test_parts_that_do_not_fit(make: type, message: str) -> None:
    with pytest.raises(KindwordError, match=message):
        make()


@given(st.lists(st.text(alphabet="a\n ", max_size=8), max_size=5))
def test_joined_texts_keep_their_words_and_their_map(texts: list[str]) -> None:
    joined = join(tuple(plain(text, "a.j2") for text in texts))
    assert joined.text == "\n\n".join(text.strip("\n") for text in texts if text.strip("\n"))
    for found in joined.segments:
        if found.origin is Origin.LITERAL:
            assert found.span.of(joined.text) in texts[0] or len(texts) > 1


@given(st.text(alphabet="a\n ", max_size=12), st.integers(0, 5))
def test_a_stripped_text_keeps_its_map(text: str, start: int) -> None:
    kept = strip(plain(text, "a.j2", start))
    assert kept.text == text.strip("\n")
    for found in kept.segments:
        assert found.span.of(kept.text) == found.source.of(" " * start + text)


def test_nothing_joined_is_nothing() -> None:
    assert join(()) == EMPTY == strip(EMPTY)


def test_the_whole_is_linted_and_a_finding_stands_in_its_part() -> None:
    message = render(
        Parts(template("apology", "One."), closing=template("closing", "We're sorry if you were affected."))
    )
    (finding,) = lint(message, select=["conditional-apology"]).findings
    assert (str(finding.location), finding.kind) == ("closing-part.j2:1:1", "apology")


def test_a_message_by_itself_needs_no_parts() -> None:
    assert isinstance(render(template("any", "One")), RenderedMessage)
