"""The library that ships, compared across its messages: samples, tone, openings, and what none may ask for."""

import re
from collections import defaultdict

import pytest

from toolkit.library import Template, Variable, load_library
from toolkit.render import render
from toolkit.render.output import as_text
from toolkit.resources import shipped

TEMPLATES = load_library(shipped("templates")).templates
TONE = Variable(
    name="tone",
    description="How the customer writes to you.",
    example="formal",
    default="plain",
    required=False,
    choices=("plain", "formal", "warm"),
)
PARTS_OF_A_TONE = ("hello(", "hi(", "hi_again(", "sign_off(", "goodbye(")
PLAIN_NAME = re.compile(r"[A-Z][a-z]{1,14}")
SECRETS = re.compile(r"(?i)password|card number|\bpin\b|security code|\bcvv?\b")
SPARED = re.compile(r"(?i)\bnot\b|n't\b|\bnever\b|\bno\b|to yourself|(?:new|old) password")


def ids(template: Template) -> str:
    return template.name


def body_of(template: Template, **values: object) -> str:
    return as_text(render(template, {**template.samples[0].values, **values}))


def letters() -> list[Template]:
    """Return the messages that greet or sign off, where a tone can be heard."""
    return [
        one
        for one in TEMPLATES
        if one.channel in ("email", "chat") and any(part in one.source for part in PARTS_OF_A_TONE)
    ]


def addressed() -> list[Template]:
    return [one for one in TEMPLATES if any(variable.name == "first_name" for variable in one.variables)]


@pytest.mark.parametrize("template", addressed(), ids=ids)
def test_a_message_to_somebody_is_tried_without_anything_optional_with_everything_and_with_an_awkward_name(
    template: Template,
) -> None:
    optional = {one.name for one in template.variables if not one.required}
    assert len(template.samples) >= 3
    assert any(not optional & sample.values.keys() for sample in template.samples)
    assert any(optional <= sample.values.keys() for sample in template.samples)
    names = [str(sample.values["first_name"]) for sample in template.samples if "first_name" in sample.values]
    assert [name for name in names if not PLAIN_NAME.fullmatch(name)]


def test_the_awkward_names_of_the_library_are_awkward_in_many_ways() -> None:
    names = {
        str(sample.values["first_name"])
        for template in addressed()
        for sample in template.samples
        if "first_name" in sample.values
    }
    assert any("'" in name for name in names)
    assert any(not re.search(r"[A-Za-z]", name) for name in names)
    assert any(name.islower() and name.isascii() for name in names)
    assert any(name.isupper() for name in names)
    assert any(len(name) > 30 for name in names)
    assert any("&" in name for name in names)
    assert any(re.match(r"(?:Mr|Ms|Mrs|Mx|Dr)\b", name) for name in names)


@pytest.mark.parametrize("template", addressed(), ids=ids)
@pytest.mark.parametrize(
    "name", ["O'Neill & Söhne", "李小龍", "mary", "Anna-Maria von der Wolfsburg-Hohenstein", ""]
)
def test_a_message_reads_well_whatever_the_customer_is_called(template: Template, name: str) -> None:
    text = body_of(template, first_name=name)
    assert name in text
    assert not re.search(r" [,.]|,,| {2}|'s's", text)


@pytest.mark.parametrize("template", letters(), ids=ids)
def test_every_letter_and_chat_takes_a_tone(template: Template) -> None:
    declared = [one for one in template.variables if one.name == "tone"]
    assert [(one.description, one.example, one.default, one.required) for one in declared] == [
        (TONE.description, TONE.example, TONE.default, TONE.required)
    ]


def test_an_email_without_a_tone_is_a_subject() -> None:
    assert {one.kind for one in TEMPLATES if one.channel == "email" and one not in letters()} == {"subject"}


@pytest.mark.parametrize("template", letters(), ids=ids)
def test_a_tone_changes_the_greeting_and_the_sign_off_and_nothing_else(template: Template) -> None:
    plain, formal, warm = (body_of(template, tone=tone).splitlines() for tone in ("plain", "formal", "warm"))
    assert plain != formal != warm != plain
    for other in (formal, warm):
        pairs = [(ours, theirs) for ours, theirs in zip(plain, other, strict=True) if ours != theirs]
        assert len(pairs) <= 2
        heard = r"Dear|Hello|Hi\b|regards|sincerely|this is|it's|Take care|Best wishes|All the best"
        assert all(re.search(heard, theirs) for _, theirs in pairs)


def test_every_tone_is_heard_in_some_sample() -> None:
    heard = {sample.values.get("tone", "plain") for template in letters() for sample in template.samples}
    assert heard == {"plain", "formal", "warm"}


def test_a_variable_of_many_templates_is_described_in_one_way() -> None:
    told = defaultdict(set)
    for template in TEMPLATES:
        for one in template.variables:
            if one.name in ("first_name", "tone", "agent"):
                told[one.name].add(one.description)
    assert {name: len(texts) for name, texts in told.items()} == {"first_name": 1, "tone": 1, "agent": 1}


def test_no_two_messages_begin_with_the_same_words() -> None:
    beginnings = defaultdict(set)
    for template in TEMPLATES:
        if template.kind != "subject":
            first = opening(template)
            beginnings[" ".join(first.lower().split()[:5])].add(template.name)
    assert {words: sorted(names) for words, names in beginnings.items() if len(names) > 1} == {}


def opening(template: Template) -> str:
    """Return the first words of a message that are not its greeting, as its typical sample has them."""
    lines = [line for line in body_of(template).splitlines() if line.strip() and not line.startswith("Subject:")]
    if re.fullmatch(r"(?:Dear|Hello|Hi)\b[^.]*,|(?:Hi|Hello)\b.{0,40}\.", lines[0]):
        return lines[1]
    return re.sub(r"^(?:Hi\b[^.]*\.|[^:]{3,40}:)\s+", "", lines[0])


@pytest.mark.parametrize("template", TEMPLATES, ids=ids)
def test_nothing_asks_for_a_password_or_a_full_card_number(template: Template) -> None:
    for sample in template.samples:
        for sentence in re.split(r"(?<=[.!?])\s+|\n", as_text(render(template, sample.values))):
            assert not SECRETS.search(sentence) or SPARED.search(sentence), sentence


def test_the_time_that_the_law_gives_is_for_the_sender_to_say() -> None:
    ours = [one for one in TEMPLATES if "The law gives us" in one.source]
    assert {one.name for one in ours} == {
        "data_requests/privacy-request-identity",
        "first_replies/privacy-request",
    }
    assert all("The law gives us {{ legal_limit }}" in one.source for one in ours)


def test_nothing_is_exclaimed() -> None:
    texts = [as_text(render(one, sample.values)) for one in TEMPLATES for sample in one.samples]
    assert [text for text in texts if "!" in text] == []
