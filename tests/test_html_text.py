"""The prose of HTML: what a browser would show, and where each of its words was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.render.html_text import html_to_text
from toolkit.render.message import EMPTY, MappedText, Origin, Segment, plain
from toolkit.text import Span

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "Sorry",
                " ",
                "  ",
                "\n",
                "a\nb",
                "<",
                ">",
                "&",
                "é",
                "&amp;",
                "&rsquo;",
                "&#8364;",
                "&nbsp;",
                "&#32;",
                "&notit;",
            ),
            *(
                "<p>",
                "</p>",
                "<b>",
                "</b>",
                "<br>",
                "<div>",
                "</div>",
                "<ul>",
                "<ol>",
                "<li>",
                "</li>",
                "</ol>",
                "</ul>",
            ),
            *(
                "<td>",
                "</td>",
                "<tr>",
                "<pre>",
                "</pre>",
                "<style>",
                "</style>",
                "<head>",
                "</head>",
                "<!-- x -->",
                "<!--",
            ),
            *("<a href='x>y'>", '<a title="', "<textarea>", "<h1>", "<hr/>", "<script>", "</script >"),
        ]
    ),
    max_size=30,
)
ORIGINS = st.sampled_from(Origin)


def shown(html: str) -> str:
    return html_to_text(plain(html, "mail.html.j2")).text


def mapped(pieces: list[tuple[str, Origin]]) -> tuple[str, MappedText]:
    """Return a source in which each piece stands between dots, and the text that renders without them."""
    source, segments, at = "", [], 0
    for text, origin in pieces:
        stands = Span(len(source) + 1, len(source) + 1 + len(text))
        source += f".{text}."
        if text:
            segments.append(Segment(Span(at, at + len(text)), "mail.html.j2", stands, origin))
        at += len(text)
    return source, MappedText("".join(text for text, _ in pieces), tuple(segments))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("Hello Sam,", "Hello Sam,"),
        ("<p>We <b>did</b>n&rsquo;t <i>check</i>.</p>", "We didn’t check."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.\n<p>Two.", "One.\n\nTwo."),
        ("<h2>Your order</h2>It left us.", "Your order\n\nIt left us."),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("One<br>Two<br/>Three<BR />Four", "One\nTwo\nThree\nFour"),
        ("One<br><br><br><br>Two", "One\n\nTwo"),
        ("<p>One<br></p>\n<p>Two</p>", "One\n\nTwo"),
        ("One<hr>Two", "One\n\nTwo"),
        ("  One \n\t two  <b> three </b> four ", "One two three four"),
        ("<p> One </p> <p> Two </p>", "One\n\nTwo"),
        ("<span>a</span><span>b</span> <span>c</span>", "ab c"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ("Choose:<ol><li>One<li>Two</ol>Then reply.", "Choose:\n\n1. One\n2. Two\n\nThen reply."),
        ("<ul><li>One<ol><li>Two</li></ol></li><li>Three</li></ul>", "- One\n1. Two\n- Three"),
        ("<ul><li></li><li> </li><li>One</li></ul>Two", "- One\n\nTwo"),
        ("<table><tr><th>Item</th><th>Price</th></tr><tr><td>Mug</td><td>£7</table>", "Item\tPrice\nMug\t£7"),
        ("<table><tr><td><p>One</p></td><td><p>Two</p></td></tr></table>", "One\n\nTwo"),
        ("<pre>\n a  b\n  c</pre>d", " a  b\n  c\n\nd"),
        ("<textarea>\n<b>1 &lt; 2</b></textarea>", "<b>1 < 2</b>"),
        ("a&nbsp;b\u00a0 c", "a\u00a0b\u00a0 c"),
        ("a&#32;&#10; b", "a b"),
        ("&lt;b&gt; &amp;amp; &#163;&#xA3;&#XA3;&pound &#128;", "<b> &amp; ££££ €"),
        ("AT&T R&D &unknown; &", "AT&T R&D &unknown; &"),
        ("&notit; &copycat", "¬it; ©cat"),
        (f"&#{'9' * 5000}; &#{'0' * 5000}65;", "\ufffd A"),
        ("1 < 2 <3 <", "1 < 2 <3 <"),
        ("One<!-- two --><!-->three<!--->four<!-- five --!> six", "Onethreefour six"),
        ("One<!-- <p>two</p>", "One"),
        ("<!doctype html><?xml version='1.0'?>One</>two</ p>three", "Onetwothree"),
        ("<html><head><meta charset=utf-8><title>A & b</title><style>p { }</style></head><body>One</body>", "One"),
        ("<head>x<link><p>One", "One"),
        ("<head><noscript>x</noscript></head>One", "One"),
        ("<style>a</style>One<script>if (a<b) '</p>'</script>two<SCRIPT>x</Script >three", "Onetwothree"),
        ("One<script>two", "One"),
        ('<img alt="two" title=\'<b>three\'>One', "One"),
        ('<a href="?a=1&b=>2" data-x = y>One</a>', "One"),
        ("<a href='x>One", ""),
        ("One <b", "One"),
        ("<div hidden>One</div><template>two</template>", "One"),
    ],
)  # fmt: skip
def test_the_text_is_what_a_browser_shows(html: str, text: str) -> None:
    assert shown(html) == text


def test_every_word_keeps_its_place() -> None:
    html = "<p>We&rsquo;re <b>so\n sorry</b> if</p>"
    text = html_to_text(plain(html, "a.html.j2"))
    start = text.text.index("so sorry if")
    assert text.source_of(Span(start, start + len("so sorry if"))) == (
        "a.html.j2",
        Span(html.index("so\n"), html.index("</p>")),
    )
    assert text.source_of(Span(0, 3)) == ("a.html.j2", Span(3, html.index("re ")))


def test_an_entity_stands_where_it_is_written() -> None:
    (before, entity, after) = html_to_text(plain("a&eacute;b", "a.html.j2")).segments
    assert (before.origin, entity.origin, after.origin) == (Origin.LITERAL, Origin.TRANSFORMED, Origin.LITERAL)
    assert entity.source == Span(1, 9)
    assert after.source == Span(9, 10)


def test_data_stays_data() -> None:
    _, html = mapped(
        [("<p>Hello ", Origin.LITERAL), ("Sam &amp; <b>co</b>", Origin.FILLED), (".</p>", Origin.LITERAL)]
    )
    text = html_to_text(html)
    assert text.text == "Hello Sam & co."
    assert [
        (found.span.of(text.text), found.origin) for found in text.segments if found.origin is Origin.FILLED
    ] == [
        ("Sam", Origin.FILLED),
        (" ", Origin.FILLED),
        ("&", Origin.FILLED),
        (" ", Origin.FILLED),
        ("co", Origin.FILLED),
    ]


@given(st.lists(st.tuples(PIECES.map("".join), ORIGINS), max_size=6))
def test_the_map_covers_the_text_and_its_literals_are_the_source(pieces: list[tuple[str, Origin]]) -> None:
    source, html = mapped(pieces)
    text = html_to_text(html)
    for found in text.segments:
        assert found.span.start < found.span.end
        assert found.source.end <= len(source)
        if found.origin is Origin.LITERAL:
            assert found.span.of(text.text) == found.source.of(source)
    starts = [found.source.start for found in text.segments if found.origin is Origin.LITERAL]
    assert starts == sorted(starts)


@given(PIECES, st.lists(ORIGINS, min_size=30, max_size=30))
def test_where_the_pieces_come_from_does_not_change_the_text(pieces: list[str], origins: list[Origin]) -> None:
    _, html = mapped(list(zip(pieces, origins, strict=False)))
    assert html_to_text(html).text == shown("".join(pieces))


@given(st.text(alphabet="<>&/!-=\"' \nabp;#x1", max_size=60))
def test_any_text_at_all_is_read(html: str) -> None:
    text = html_to_text(plain(html, "a.html.j2") if html else EMPTY)
    assert not text.text.startswith((" ", "\n"))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cc", "Cs")), max_size=60))
def test_escaped_words_come_back(words: str) -> None:
    kept = " ".join(words.split(" ")).strip(" ")
    while "  " in kept:
        kept = kept.replace("  ", " ")
    html = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown(f"<p>{html}</p>") == kept


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<a =", '<a b="', "<a b='", "<!--", "<!", "</", "&", "&#1", "&aa", "<script></", "<ul>", "<p>x"],
)
def test_hostile_input_takes_time_in_proportion(piece: str) -> None:
    assert len(shown(piece * 20_000)) <= len(piece) * 20_000 + 2
