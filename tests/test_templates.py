"""The library that ships: every message is described, renders, lints clean, and has each of its words tried."""

import email
import re
from collections import Counter, defaultdict
from email import policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pytest

from toolkit.config import load_config
from toolkit.library import CHANNELS, KINDS, Sample, Template, load_library, read_template
from toolkit.library.skeleton import new_template
from toolkit.lint import LintResult, lint
from toolkit.render import RenderedMessage, render, render_every
from toolkit.render.message import MappedText, Origin
from toolkit.render.output import as_eml, as_html, as_text
from toolkit.resources import shipped
from toolkit.rules import configured_rules

LIBRARY = load_library(shipped("templates"))
CONTRIBUTING = (Path(__file__).resolve().parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
SITUATIONS = {
    situation
    for line in CONTRIBUTING.partition("The situations of our library:")[2]
    .partition("\n\nOne wording")[0]
    .strip()
    .split("\n")
    for situation in line.partition(": ")[2].split(", ")
}
AT_LEAST = dict.fromkeys(KINDS, 2) | {
    "subject": 16,
    "first-reply": 18,
    "apology": 16,
    "closing": 14,
    "follow-up": 8,
    "make-good": 8,
    "data-request": 10,
}

MOBILE = frozenset(
    "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The GSM alphabet: one character outside it more than halves what a text message can hold."""
SMS_LIMIT = 2 * 153
SOCIAL_LIMIT = 280
SUBJECT_LIMIT = 60
GRADES = {"email": 8, "chat": 6, "sms": 6, "social": 6}
STOCK = re.compile(
    r"(?i)value your (?:business|custom)|rest assured|hesitate to|finds you well|inconvenience|your patience"
    r"|earliest convenience|reach out|happy to help|as per|thank you for contacting|we apologi[sz]e for any"
)
MARKDOWN = re.compile(r"\*\*|\]\(|^#+ ", re.MULTILINE)

every_template = pytest.mark.parametrize("template", LIBRARY.templates, ids=lambda template: template.name)
every_sample = pytest.mark.parametrize(
    ("template", "sample"),
    [
        pytest.param(template, sample, id=f"{template.name}-{sample.name}")
        for template in LIBRARY.templates
        for sample in template.samples
    ],
)


def rendered(template: Template, sample: Sample) -> RenderedMessage:
    return render(template, sample.values)


def told(result: LintResult) -> list[str]:
    return [f"{found.rule}: {found.message} {found.excerpt!r} in {found.seen_in}" for found in result.findings]


def written(message: RenderedMessage) -> set[tuple[str, int]]:
    """Return where in the sources the writer's words of a message stand: path and code point."""
    texts: list[MappedText] = [message.body] if message.subject is None else [message.subject, message.body]
    return {
        (segment.path, at)
        for text in texts
        for segment in text.segments
        if segment.origin is Origin.LITERAL
        for at in range(segment.source.start, segment.source.end)
    }


@cache
def reached_by_samples() -> frozenset[tuple[str, int]]:
    return frozenset().union(
        *(written(rendered(template, sample)) for template in LIBRARY.templates for sample in template.samples)
    )


def sentences_of(template: Template) -> set[str]:
    """Return a template's own sentences of five words or more, all data in them alike."""
    text = re.sub(r"\{%.*?%\}", "\n", re.sub(r"\{\{.*?\}\}", "…", template.source.partition("#}")[2]))
    found = (sentence.strip(" -").lower() for sentence in re.split(r"(?<=[.!?:])\s+|\n+", text))
    return {sentence for sentence in found if len(sentence.split()) >= 5}


def test_every_file_can_be_read() -> None:
    assert [str(error) for error in LIBRARY.errors] == []


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_messages_of_every_kind(kind: str) -> None:
    assert sum(template.kind == kind for template in LIBRARY.templates) >= AT_LEAST[kind]


def test_every_channel_has_messages_and_more_than_one_english_is_spoken() -> None:
    assert {template.channel for template in LIBRARY.templates} == set(CHANNELS)
    assert {template.locale for template in LIBRARY.templates} >= {"en-GB", "en-US"}


def test_no_two_templates_have_the_same_title() -> None:
    titles = Counter(template.title.lower() for template in LIBRARY.templates)
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_two_templates_say_a_sentence_in_the_same_words() -> None:
    files = defaultdict(set)
    for template in LIBRARY.templates:
        for sentence in sentences_of(template):
            files[sentence].add(template.name)
    assert {sentence: sorted(names) for sentence, names in files.items() if len(names) > 1} == {}


@every_template
def test_it_holds_no_stock_phrase(template: Template) -> None:
    assert STOCK.findall(template.source) == []


@every_template
def test_it_says_what_it_is_and_when_to_send_it(template: Template) -> None:
    assert template.title
    assert template.use_when.endswith(".")
    assert "channel" in template.header
    assert len(template.samples) >= 2


@every_template
def test_its_situation_is_one_that_the_contributing_page_lists(template: Template) -> None:
    assert template.situation in SITUATIONS
    assert template.tags


def test_every_situation_that_the_contributing_page_lists_has_a_message_beyond_a_subject() -> None:
    assert {one.situation for one in LIBRARY.templates if one.kind != "subject"} == SITUATIONS


def test_a_variable_that_many_templates_share_stands_in_the_contributing_page() -> None:
    uses = Counter(one.name for template in LIBRARY.templates for one in template.variables)
    assert [name for name, count in uses.items() if count >= 6 and f"`{name}`" not in CONTRIBUTING] == []


@every_template
def test_every_variable_is_described_and_has_an_example(template: Template) -> None:
    assert [one.name for one in template.variables if not one.description.endswith(".")] == []
    assert [one.name for one in template.variables if one.example is None] == []


@every_template
def test_it_lints_clean_at_every_severity(template: Template) -> None:
    assert told(lint(template)) == []


@every_template
def test_it_is_easy_to_read(template: Template, tmp_path: Path) -> None:
    settings = tmp_path / "kindword.toml"
    settings.write_text(f"[readability]\nlimit = {GRADES[template.channel]}\n", encoding="utf-8")
    rules = [rule for rule in configured_rules(load_config(settings)) if rule.id == "readability"]
    assert told(lint(template, rules)) == []


@every_template
def test_the_samples_reach_every_word_that_can_be_reached(template: Template) -> None:
    everything = render_every(template)
    assert everything.unrendered == ()
    sources = {template.path: template.source, **everything.sources}
    possible: set[tuple[str, int]] = set().union(*map(written, everything.messages))
    missed = [place for place in sorted(possible - reached_by_samples()) if sources[place[0]][place[1]].strip()]
    assert "".join(sources[path][at] for path, at in missed) == ""


@every_template
def test_an_email_has_a_subject_and_nothing_else_has(template: Template) -> None:
    # A closing may be the end of a message that has its subject already, and a subject is its own.
    if template.kind != "closing":
        assert (template.subject is not None) == (template.channel == "email" and template.kind != "subject")


@every_sample
def test_it_renders_to_text_without_holes(template: Template, sample: Sample) -> None:
    text = as_text(rendered(template, sample))
    assert text.strip()
    assert not re.search(r"[{}<>]|\bNone\b|\bTrue\b|\bFalse\b|\n{3}|[ \t]\n| {2}| [,.?]", text)


@every_sample
def test_its_page_has_the_same_words_and_no_markdown_left(template: Template, sample: Sample) -> None:
    message = rendered(template, sample)
    page = as_html(message)
    assert f'lang="{template.locale}"' in page
    assert not MARKDOWN.search(page.partition("<body>")[2])
    assert page.count("<li>") == len(re.findall(r"^(?:-|\d+\.) ", message.body.text, re.MULTILINE))


@every_sample
def test_it_makes_an_email(template: Template, sample: Sample) -> None:
    message = rendered(template, sample)
    mail = email.message_from_bytes(as_eml(message).encode("ascii"), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n").strip() == message.body.text.strip()
    assert mail.get_body(("html",)) is not None
    if message.subject is not None:
        assert mail["Subject"] == message.subject.text.strip()


@every_sample
def test_it_fits_its_channel(template: Template, sample: Sample) -> None:
    message = rendered(template, sample)
    text = message.body.text.strip()
    if template.channel != "email":
        assert not MARKDOWN.search(text)
    if template.channel == "sms":
        assert set(text) - MOBILE == set()
        assert len(text) <= SMS_LIMIT
    if template.channel == "social":
        assert len(text) <= SOCIAL_LIMIT
    if message.subject is not None:
        assert len(message.subject.text.strip()) <= SUBJECT_LIMIT


def test_variables_of_one_name_hold_one_type_of_value() -> None:
    types = defaultdict(set)
    for template in LIBRARY.templates:
        for one in template.variables:
            types[one.name].add(type(one.example).__name__)
    assert {name: sorted(found) for name, found in types.items() if len(found) > 1} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_template_starts_clean(kind: str, tmp_path: Path) -> None:
    file = new_template(f"{kind}/lost-parcel", tmp_path)
    template = read_template(file, tmp_path, str(file))
    assert (template.kind, template.title) == (kind, "Lost parcel")
    assert [rendered(template, sample).kind for sample in template.samples] == [kind] * len(template.samples)
    assert told(lint(template)) == []
