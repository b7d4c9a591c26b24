"""The grammar of times: what names a time, of which sort, and what only looks like one."""

import pytest

from toolkit.language import Prose, load_vocabulary
from toolkit.language.lexicon import lexicon_of
from toolkit.language.times import names_a_time, times


def told(text: str) -> list[tuple[str, str]]:
    prose = Prose.of(text)
    return [(time.span.of(text), str(time.sort)) for time in times(prose)]


@pytest.mark.parametrize(
    ("text", "time", "sort"),
    [
        ("Done within 24 hours.", "within 24 hours", "ahead"),
        ("It ships in the next two business days.", "in the next two business days", "ahead"),
        ("You hear from me by 5 pm today.", "by 5 pm", "ahead"),
        ("By Friday it is done.", "By Friday", "ahead"),
        ("We call tomorrow morning.", "tomorrow morning", "ahead"),
        ("Back before the end of the day.", "before the end of the day", "ahead"),
        ("Over the next hour we look.", "Over the next hour", "ahead"),
        ("Ready in ten minutes.", "in ten minutes", "ahead"),
        ("Ready in half an hour.", "in half an hour", "ahead"),
        ("No later than close of business.", "No later than close of business", "ahead"),
        ("Thursday at the latest.", "Thursday at the latest", "ahead"),
        ("By return of post.", "By return of post", "ahead"),
        ("Issued today.", "today", "today"),
        ("Sent this morning.", "this morning", "today"),
        ("On 3 March we start.", "On 3 March", "dated"),
        ("The fitter comes on Tuesday.", "on Tuesday", "dated"),
        ("Between 2 and 4 pm.", "Between 2 and 4 pm", "dated"),
        ("At half past three.", "At half past three", "dated"),
        ("On 12/04/2026.", "On 12/04/2026", "dated"),
        ("Before you land.", "Before you land", "anchored"),
        ("The same day your form reaches us.", "The same day", "anchored"),
        ("On your next bill.", "On your next bill", "anchored"),
        ("3–5 working days.", "3–5 working days", "length"),
        ("By {{ eta }}.", "By {{ eta }}", "slot"),
        ("On [DATE].", "On [DATE]", "slot"),
        ("Dark since Monday.", "since Monday", "since"),
        ("Back since 11:30.", "since 11:30", "since"),
        ("Yesterday.", "Yesterday", "behind"),
        ("Two days ago.", "Two days ago", "behind"),
    ],
)
def test_a_time_is_found_whole(text: str, time: str, sort: str) -> None:
    assert (time, sort) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Help is there 24/7.",
        "Your 30-day trial runs.",
        "It rang for two hours.",
        "We are open Monday to Friday.",
        "Your contract of 2 years is long: a 2-year contract.",
        "We wait until Friday.",
        "A visit costs £20 a day.",
        "The first time was fine.",
        "Twice a week.",
        "Soon, shortly, in due course.",
        "You may ask.",
        "In one go.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert [time for time, sort in told(text) if sort != "length"] == []


def test_greetings_sign_offs_and_quotations_name_no_times() -> None:
    assert told("Hi Friday,\n\n> by 5 pm\n\nAll good.\n\nUntil tomorrow,\nMonday") == []


@pytest.mark.parametrize(
    "slot", ["{{ eta }}", "{{ts.replyBy}}", "<<SLA_HOURS>>", "{{delivery_date}}", "%{due_by}"]
)
def test_a_placeholder_can_name_a_time(slot: str) -> None:
    assert names_a_time(slot, lexicon_of(load_vocabulary()))


@pytest.mark.parametrize(
    "slot", ["{{ name }}", "{{ order_date }}", "{{ update }}", "{{ birth_date }}", "<<AGENT>>"]
)
def test_most_placeholders_name_none(slot: str) -> None:
    assert not names_a_time(slot, lexicon_of(load_vocabulary()))
