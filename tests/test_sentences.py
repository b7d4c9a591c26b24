"""A message cut into lines, sentences and words: what patterns see, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.language import Prose, Role
from toolkit.language.sentences import LONGEST
from toolkit.text import Span


def lines(body: str, subject: str | None = None) -> list[str]:
    return [sentence.reading.line.strip() for sentence in Prose.of(body, subject).sentences]


def roles(body: str) -> list[tuple[str, str]]:
    return [(str(sentence.role), sentence.reading.line.strip()) for sentence in Prose.of(body).sentences]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It left us. You get it Friday.", ["it left us .", "you get it friday ."]),
        ("Ask Dr. Singh, e.g. on Monday. She knows.", ["ask dr . singh , e.g . on monday .", "she knows ."]),
        ("It costs 2.50 a day. See no. 7 below.", ["it costs 2.50 a day .", "see no . 7 below ."]),
        ("Is it on? yes. good", ["is it on ?", "yes .", "good"]),
        ("no. we tried", ["no .", "we tried"]),
        ("Open by 5 p.m. today. Then call.", ["open by <clock> today .", "then call ."]),
        ("See https://a.example/b?c=1. Then log in.", ["see <url> .", "then log in ."]),
        ("Wait… it works! Great!!", ["wait … it works !", "great !"]),
        ("It is done (we checked.) Thank you.", ["it is done ( we checked . )", "thank you ."]),
        ("Back soon.Then home.", ["back soon .", "then home ."]),
        ("We sell U.S. adapters. They fit.", ["we sell u.s . adapters .", "they fit ."]),
        ("One\n\nTwo", ["one", "two"]),
        ("We went home because\nthe van broke down.", ["we went home because the van broke down ."]),
        (
            "Your choices:\n- a refund\n- a new one, sent Friday",
            ["your choices :", "a refund", "a new one , sent friday"],
        ),
        ("1. Unplug it\n2. Wait", ["unplug it", "wait"]),
    ],
)
def test_where_sentences_end(text: str, sentences: list[str]) -> None:
    assert lines(text) == sentences


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("We’ll fix it; you won’t wait", "we will fix it ; you will not wait"),
        ("I dont think u shouldve paid", "i do not think you should have paid"),
        ("We apologize, realizing", "we apologise , realising"),
        ("we are, of course, truly sorry", "we are sorry"),
        ("Order ORD-88213 for £14.20 at 5pm", "order <code> for <money> at <clock>"),
        ("Mail sam@example.com or see help.example.com", "mail <email> or see <url>"),
        ("Dear {{ name }} and [NAME]", "dear <slot> and <slot>"),
        ("You wrote “you failed me”, and we agree", "you wrote <quote> , and we agree"),
        ("It's the customers’ choice", "it 's the customers choice"),
        ("3–5 days — a 24-hour wait", "3 — 5 days — a 24 - hour wait"),
        ("Use `rm -rf` with care", "use <code> with care"),
    ],
)
def test_what_patterns_see(text: str, seen: str) -> None:
    assert lines(text) == [seen]


def test_what_each_line_is() -> None:
    body = (
        "Hi Dana,\n\nYour parcel left us today.\n\n> where is it\n\n- red\n\n**What next**\nWe call you.\n\n"
        "Kind regards,\nAlex\nFernhill Support"
    )
    assert roles(body) == [
        ("greeting", "hi dana ,"),
        ("text", "your parcel left us today ."),
        ("quoted", "where is it"),
        ("item", "red"),
        ("heading", "what next"),
        ("text", "we call you ."),
        ("sign-off", "kind regards ,"),
        ("sign-off", "alex"),
        ("sign-off", "fernhill support"),
    ]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Hi Dana, your parcel left us. It comes on Friday.", "text"),
        ("Thanks for waiting. Your parcel left us today.", "text"),
        ("Your parcel left us today.\n\n— Alex", "sign-off"),
        ("Your parcel left us today.\n\nAlex Moore\nFernhill", "sign-off"),
        ("Your parcel left us today.\n\nCheers", "sign-off"),
        ("Your parcel left us today.\n\nThanks to your photo, we found it.", "text"),
        ("Your parcel left us today.\n\nName | Price | Day\nLamp | £3 | Friday", "table"),
    ],
)
def test_what_the_last_line_is(body: str, role: str) -> None:
    assert Prose.of(body).sentences[-1].role == role


def test_the_subject_is_a_sentence_of_its_own() -> None:
    prose = Prose.of("It left us today.", "Your parcel")
    assert [(sentence.role, sentence.reading.line.strip()) for sentence in prose.sentences] == [
        (Role.SUBJECT, "your parcel"),
        (Role.TEXT, "it left us today ."),
    ]
    assert prose.body.of(prose.text) == "It left us today."


@given(st.text(alphabet=st.sampled_from("ab A.?!,;'’“”\"-–()\n1>|*{}%@/:…😀\u00a0"), max_size=120))
def test_words_are_in_order_and_stand_where_they_say(body: str) -> None:
    prose = Prose.of(body, "Sub ject")
    at = 0
    for sentence in prose.sentences:
        assert sentence.reading.line == f" {' '.join(sentence.words)} "
        assert sentence.bag - {"#"} == frozenset(sentence.words)
        assert ("#" in sentence.bag) is any(word[0].isdecimal() for word in sentence.words)
        for number, (start, end) in enumerate(sentence.places):
            assert at <= start < end <= len(prose.text)
            assert not prose.text[start:end].isspace()
            at = start
            assert sentence.span_of(number, number + 1) == Span(start, end)


@given(st.text(max_size=200))
def test_any_text_can_be_cut(body: str) -> None:
    prose = Prose.of(body)
    assert all(sentence.words for sentence in prose.sentences)
    assert [token.start for token in prose.tokens] == sorted(token.start for token in prose.tokens)


def test_a_text_without_end_is_cut_all_the_same() -> None:
    sentences = Prose.of("word " * (LONGEST * 3)).sentences
    assert max(len(sentence.words) for sentence in sentences) <= LONGEST + 1
