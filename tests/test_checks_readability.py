"""Hard going is scored over cleaned prose by the formula that textstat has, and named once a message."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.checks import SORTS, Match, OptionError
from toolkit.checks.readability import METRICS, Readability, index
from toolkit.language import PlainSentence, Prose, load_vocabulary, plain_sentences
from toolkit.text import Span

HARD = (
    "Notwithstanding the administrative considerations mentioned previously, reimbursement processing "
    "necessitates comprehensive documentation. Additional correspondence regarding supplementary entitlements "
    "will subsequently be distributed following departmental authorisation of the aforementioned particulars and "
    "accompanying materials."
)
EASY = (
    "The van is here. You can take the box to the shop on the hill. They are open from nine to six each day. " * 3
)
LONG = "I saw it. We went to the shop and the man who was at the till on that day did not know " + "of it and " * 6
WORDS = st.lists(st.from_regex(r"[a-z]{1,14}", fullmatch=True), min_size=3, max_size=25)


def check(**options: object) -> Readability:
    return Readability.from_options(options, load_vocabulary())


def found(body: str, **options: object) -> list[Match]:
    return list(check(**options).matches(Prose.of(body)))


def test_one_finding_names_the_score_the_limit_and_the_hardest_sentences() -> None:
    (match,) = found(HARD)
    assert match.span is not None
    assert match.span.of(HARD).startswith("Notwithstanding the")
    assert match.span.of(HARD).endswith("comprehensive documentation")
    problem = match.details["problem"]
    assert problem.startswith(f"This reads at grade {match.details['score']}; the limit is 9. Hardest: “Notwith")
    assert "(11 words), “Additional correspondence regarding supplementary entitlements will…” (19 w" in problem


def test_plain_words_are_left_alone() -> None:
    assert found(EASY) == []


def test_a_short_message_gets_no_grade() -> None:
    assert found("Notwithstanding considerations, reimbursement necessitates documentation.") == []
    assert (
        len(found("Notwithstanding considerations, reimbursement necessitates documentation.", least_words=5)) == 1
    )


def test_a_long_sentence_of_short_words_is_named() -> None:
    (match,) = found(f"{LONG}. That is all. It is in. We are off. You are up. I am on. He is at it.")
    assert match.span is not None
    assert match.details["problem"].startswith(
        "A sentence here has more than 30 words: “We went to the shop and…”"
    )


@pytest.mark.parametrize(
    "aside",
    [
        "https://shop.example/international/administrative/documentation/considerations",
        "administrative.correspondence@considerations.example",
        "ZX9-KLM-22819-ADMINISTRATIVE-881",
        "{{ administrative_considerations_documentation }}",
        "`administrative considerations necessitate documentation`",
    ],
)
def test_what_is_no_prose_does_not_count(aside: str) -> None:
    plain = [sentence.words for sentence in plain_sentences(Prose.of(f"The box is at {aside} and it is full."))]
    assert plain == [("The", "box", "is", "at", "and", "it", "is", "full")]


def test_greeting_sign_off_quotations_tables_and_headings_do_not_count() -> None:
    body = (
        "Hi Dana,\n\n# Administrative considerations\n\nThe box is here:\n- the lid\n- the key to it\n\n"
        "| Part | Price |\n\n> Administrative considerations necessitate it.\n\nKind regards,\nJo"
    )
    plain = [" ".join(sentence.words) for sentence in plain_sentences(Prose.of(body))]
    assert plain == ["The box is here", "the lid", "the key to it"]


def test_a_sentence_survives_abbreviations_and_numbers() -> None:
    plain = plain_sentences(Prose.of("Dr. Hill paid £14.20 at 10.30 a.m. for it, i.e. less. It is done."))
    assert [len(sentence.words) for sentence in plain] == [10, 3]
    assert "1420" in plain[0].words


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=8))
def test_our_index_is_textstats(sentences: list[list[str]]) -> None:
    from textstat import textstat  # noqa: PLC0415

    text = " ".join(f"{' '.join(words).capitalize()}." for words in sentences)
    ours = index([PlainSentence(tuple(words), Span(0, len(text))) for words in sentences])
    theirs = textstat.automated_readability_index(text)
    assert ours == pytest.approx(theirs, abs=0.01)


def test_the_index_needs_no_textstat_and_other_metrics_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    assert found(EASY) == []
    assert len(found(HARD)) == 1
    with pytest.raises(ImportError):
        found(HARD, metric="coleman_liau_index")


def test_another_metric_from_letters_alone_can_be_chosen() -> None:
    (match,) = found(HARD, metric="coleman_liau_index")
    assert float(match.details["score"]) > 9
    assert found(EASY, metric="coleman_liau_index") == []


def test_a_metric_from_syllables_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    from nltk import data  # noqa: PLC0415

    monkeypatch.setattr(data, "path", [])
    with pytest.raises(OptionError) as caught:
        check(metric="flesch_kincaid_grade")
    assert caught.value.key == "metric"
    assert (
        caught.value.message
        == "flesch_kincaid_grade counts syllables, and needs NLTK's cmudict, which is not here"
    )
    assert caught.value.hint.startswith("Run `python -m nltk.downloader cmudict` once")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"limit": "9"}, "limit must be a number"),
        ({"metric": "gunning_fogg"}, "unknown metric 'gunning_fogg'"),
        ({"sentence_words": 0}, "sentence_words must be a whole number of 1 or more"),
        ({"least_words": True}, "least_words must be a whole number of 1 or more"),
    ],
)
def test_a_slip_in_the_options_is_named(options: dict[str, object], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        SORTS["readability"].from_options(options, load_vocabulary())


def test_every_metric_is_textstats() -> None:
    from textstat import textstat  # noqa: PLC0415

    assert all(callable(getattr(textstat, metric)) for metric in METRICS)
