"""A rendered message as text, HTML, JSON and e-mail: what goes out, and what data cannot do to it."""

import email
import json
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.render.message import EMPTY, MappedText, Origin, RenderedMessage, Segment, plain
from toolkit.render.output import as_data, as_eml, as_html, as_json, as_text, body_html
from toolkit.text import Span


def message(body: MappedText | str, subject: str | None = None, html: str | None = None) -> RenderedMessage:
    return RenderedMessage(
        kind="apology",
        channel="email",
        locale="en",
        template="apologies/late",
        path="apologies/late.j2",
        sample="typical",
        body=plain(body, "late.j2") if isinstance(body, str) else body,
        sources={},
        subject=None if subject is None else plain(subject, "late.j2"),
        html=html,
    )


def mapped(*pieces: tuple[str, Origin]) -> MappedText:
    segments, at = [], 0
    for text, origin in pieces:
        span = Span(at, at + len(text))
        segments.append(Segment(span, "late.j2", span if origin is Origin.LITERAL else Span(0, 3), origin))
        at = span.end
    return MappedText("".join(text for text, _ in pieces), tuple(segments))


def with_data(before: str, data: str, after: str = "") -> MappedText:
    return mapped(
        *(
            (text, origin)
            for text, origin in ((before, Origin.LITERAL), (data, Origin.FILLED), (after, Origin.LITERAL))
            if text
        )
    )


def read_back(text: str) -> EmailMessage:
    mail = email.message_from_bytes(text.encode("ascii"), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def part(mail: EmailMessage, sort: str) -> str:
    found = mail.get_body((sort,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


def test_text_has_the_subject_above_the_body() -> None:
    assert as_text(message("\n\nHello Sam,\nit left us.\n\n", "On its way")) == (
        "Subject: On its way\n\nHello Sam,\nit left us.\n"
    )


def test_text_without_a_subject_is_the_body_alone() -> None:
    assert as_text(message("Hello.")) == "Hello.\n"


def test_a_subject_alone_stands_bare() -> None:
    assert as_text(message(EMPTY, "Your refund, by Friday")) == "Your refund, by Friday\n"


def test_a_subject_is_one_line_whatever_is_filled_in() -> None:
    assert as_text(message("x", "Order 7\nBcc: all@example.com")).startswith(
        "Subject: Order 7 Bcc: all@example.com\n"
    )


def test_light_markdown_becomes_html() -> None:
    html = body_html(message("Hello,\n\n- **one**\n- [two](https://example.com/a)\n\nKind regards,\nSam"))
    assert "<li><strong>one</strong></li>" in html
    assert '<a href="https://example.com/a">two</a>' in html
    assert "Kind regards,<br />\nSam" in html


def test_raw_html_is_shown_and_not_obeyed() -> None:
    assert body_html(message("<b>now</b> & then")) == "<p>&lt;b&gt;now&lt;/b&gt; &amp; then</p>\n"


def test_dashes_below_a_name_and_an_indented_line_stay_what_they_are() -> None:
    html = body_html(message("Kind regards,\nSam\n---\n\n    Fernhill, 12 Mill Lane"))
    assert "<h2>" not in html
    assert "<code>" not in html


def test_data_is_never_read_as_markdown() -> None:
    html = body_html(message(with_data("Hello ", "[win](https://bad.example) *now* <b>", ",")))
    assert html == "<p>Hello [win](https://bad.example) *now* &lt;b&gt;,</p>\n"


def test_markdown_around_data_holds() -> None:
    html = body_html(message(with_data("Your code is **", "A_1*B", "**.")))
    assert html == "<p>Your code is <strong>A_1*B</strong>.</p>\n"


def test_data_may_be_where_a_link_leads() -> None:
    html = body_html(message(with_data("[Follow it](", "https://example.com/t?a=1&b=2", ")")))
    assert '<a href="https://example.com/t?a=1&amp;b=2">Follow it</a>' in html


@pytest.mark.parametrize("link", ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_data_cannot_lead_a_link_to_code(link: str) -> None:
    assert '<a href="">Follow it</a>' in body_html(message(with_data("[Follow it](", link, ")")))


def test_a_bare_address_is_a_link_that_shows_where_it_leads() -> None:
    html = body_html(message("See https://example.com/a?b=1&c=2. Or (http://example.com/d)!"))
    assert html == (
        '<p>See <a href="https://example.com/a?b=1&amp;c=2">https://example.com/a?b=1&amp;c=2</a>. '
        'Or (<a href="http://example.com/d">http://example.com/d</a>)!</p>\n'
    )


def test_a_value_that_is_an_address_is_a_link() -> None:
    html = body_html(message(with_data("**Here:** ", "https://example.com/t?a=1&b=*2*", ".")))
    assert html == (
        '<p><strong>Here:</strong> <a href="https://example.com/t?a=1&amp;b=*2*">https://example.com/t?a=1&amp;b=*2*</a>'
        ".</p>\n"
    )


def test_a_value_may_end_an_address() -> None:
    html = body_html(message(with_data("Here: https://example.com/", 'a"b', ".")))
    assert html == '<p>Here: <a href="https://example.com/a%22b">https://example.com/a&quot;b</a>.</p>\n'


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "example.com",
        "ftp://example.com",
        "https://a.example https://b.example",
        "x https://",
    ],
)
def test_any_other_value_is_no_link(value: str) -> None:
    assert "<a" not in body_html(message(with_data("Here: ", value, ".")))


def test_an_address_in_a_link_or_in_code_stays_as_it_is() -> None:
    html = body_html(message("[https://a.example](https://b.example) `https://c.example`"))
    assert html == '<p><a href="https://b.example">https://a.example</a> <code>https://c.example</code></p>\n'


def test_line_breaks_in_data_are_kept() -> None:
    assert body_html(message(with_data("To: ", "12 Mill Lane\nLeeds"))) == "<p>To: 12 Mill Lane<br />\nLeeds</p>\n"


def test_words_that_stand_for_data_do_not_clash_with_the_text() -> None:
    html = body_html(message(with_data("qx0z qxqx0z q", "Sam", "x0z")))
    assert html == "<p>qx0z qxqx0z qSamx0z</p>\n"


@given(st.text(alphabet="ab*_[]()<>&\\`!# \n-1.qxz0", max_size=40))
def test_all_of_the_data_arrives(data: str) -> None:
    body = with_data("Note: ", data, " end") if data else mapped(("Note:  end", Origin.LITERAL))
    html = body_html(message(body))
    for written, shown in (("<br />\n", "\n"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        html = html.replace(written, shown)
    if data.strip():
        assert data in html


def test_the_page_says_its_language_title_and_encoding() -> None:
    page = as_html(message("Hello.", "Tea & <cake>"))
    assert page.startswith('<!doctype html>\n<html lang="en">\n')
    assert '<meta charset="utf-8">' in page
    assert "<title>Tea &amp; &lt;cake&gt;</title>" in page
    assert page.endswith("<p>Hello.</p>\n</body>\n</html>\n")


def test_a_long_word_breaks_on_a_narrow_screen() -> None:
    assert "overflow-wrap: break-word" in as_html(message("Hello."))


def test_the_page_of_an_html_template_is_its_own() -> None:
    assert as_html(message("Hello.", html="<p>Hello.</p>")) == "<p>Hello.</p>\n"
    assert as_html(message("Hello.", html="<p>Hello.</p>\n")) == "<p>Hello.</p>\n"


def test_json_has_the_documented_keys() -> None:
    data = json.loads(as_json(message("Grüße", "On its way")))
    assert data == {
        "version": 1,
        "template": "apologies/late",
        "kind": "apology",
        "channel": "email",
        "locale": "en",
        "sample": "typical",
        "subject": "On its way",
        "body": "Grüße",
        "html": "<p>Grüße</p>\n",
    }
    assert list(data) == list(as_data(message("x")))
    assert "Grüße" in as_json(message("Grüße"))


def test_an_email_has_both_parts_and_safe_headers() -> None:
    mail = read_back(
        as_eml(
            message("Dear Zoë,\nit left us.", "Résumé – by 5 pm"),
            to="Zoë <zoe@example.com>",
            sender="a@example.com",
        )
    )
    assert mail["Subject"] == "Résumé – by 5 pm"
    assert mail["To"] == "Zoë <zoe@example.com>"
    assert mail["From"] == "a@example.com"
    assert mail["X-Unsent"] == "1"
    assert mail["Date"] is None
    assert [found.get_content_type() for found in mail.iter_parts()] == ["text/plain", "text/html"]
    assert part(mail, "plain") == "Dear Zoë,\nit left us.\n"
    assert "<p>Dear Zoë,<br />\nit left us.</p>" in part(mail, "html")


def test_an_email_is_the_same_every_time_and_ends_its_lines_as_mail_does() -> None:
    text = as_eml(message("Hello.", "Hi"))
    assert text == as_eml(message("Hello.", "Hi"))
    assert "\n" not in text.replace("\r\n", "")


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_subject_or_body_adds_a_header(subject: str, body: str) -> None:
    mail = read_back(as_eml(message(body, f"s{subject}")))
    assert sorted(mail.keys()) == ["Content-Type", "MIME-Version", "Subject", "X-Unsent"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sam",
        "sam@",
        "@example.com",
        "sam@example.com\nBcc: x@example.com",
        "a b@example.com",
        "zoë@exämple.com",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(KindwordError, match="--to"):
        as_eml(message("Hello."), to=address)
