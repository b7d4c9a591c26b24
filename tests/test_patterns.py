"""Patterns over sentences: what each part of the little language finds."""

from __future__ import annotations

import pytest

from toolkit.language import PatternError, PatternSet, Prose, load_vocabulary
from toolkit.language.grammar import parse
from toolkit.language.inflect import forms
from toolkit.language.needs import needs_of

VOCABULARY = load_vocabulary()


def underlined(pattern: str, text: str) -> list[str]:
    """Return what one pattern underlines in a text."""
    found = PatternSet.of([pattern], VOCABULARY)
    prose = Prose.of(text)
    return [
        sentence.span_of(match.marked_first, match.marked_last).of(prose.text)
        for sentence in prose.sentences
        for match in found.find(sentence)
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("failed to", "You failed to pay.", ["failed to"]),
        ("failed to", "You FAILED\nto pay.", ["FAILED\nto"]),
        ("failed to", "You failed. To pay is easy.", []),
        ("you|we failed", "We failed, and you failed.", ["We failed", "you failed"]),
        (
            "sorry (if | in case) this",
            "Sorry in case this hurt. Sorry if this hurt.",
            ["Sorry in case this", "Sorry if this"],
        ),
        ("we are so? sorry", "We are so sorry. We’re sorry.", ["We are so sorry", "We’re sorry"]),
        (
            "sorry (to hear)? that",
            "Sorry that it broke. Sorry to hear that.",
            ["Sorry that", "Sorry to hear that"],
        ),
        ("do not reply", "Please don't reply.", ["don't reply"]),
        ("~forget to", "You forgot to sign. Forgetting to sign is easy.", ["forgot to", "Forgetting to"]),
        ("sorry ... caused", "Sorry for the mess this caused.", ["Sorry for the mess this caused"]),
        ("sorry ... caused", "Sorry, it was caused by rain.", []),
        ("sorry .... caused", "Sorry, it was caused by rain.", ["Sorry, it was caused"]),
        ("sorry ..1 caused", "Sorry for this caused.", []),
        ("within # days", "Within 3 days.", ["Within 3 days"]),
        ("you *ed it", "You cancelled it.", ["You cancelled it"]),
        ("you * it", "You know it, you see it.", ["You know it", "you see it"]),
        ("^ your order", "Your order left. It was your order.", ["Your order"]),
        ("(went on)|kept walking", "It went on walking.", ["went on walking"]),
        ("(both (of us | of them))|all", "Both of them went.", ["Both of them"]),
        ("to us $", "It is up to us. Up to us it is.", ["to us"]),
        ("sorry !(to hear)", "Sorry to hear it. Sorry about it.", ["Sorry"]),
        ("sorry «if this»", "Sorry if this hurt.", ["if this"]),
        ("{you} {adverb}? forgot", "You simply forgot.", ["You simply forgot"]),
        ("apologise", "We apologize.", ["apologize"]),
        (r"code \(", "Your code (below) and your code.", ["code ("]),
        ("see <url> ,", "See https://a.example/b, then call.", ["See https://a.example/b,"]),
    ],
)
def test_what_a_pattern_underlines(pattern: str, text: str, expected: list[str]) -> None:
    assert underlined(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "the pattern is empty"),
        ("(a | b", "a bracket is not closed"),
        ("(" * 3000 + "a" + ")" * 3000, "too many brackets"),
        ("a)", "unexpected ')'"),
        ("{yuo}", "there is no word list 'yuo'"),
        ("«a", "must stand once each"),
        ("a|", "unexpected ''"),
        ("do (anything|a thing) wrong", "a tight | joins single words; write ' | ' with spaces"),
        ("(was|were (late | lost))", "in '(was|were (late | lost))' of the pattern"),
    ],
)
def test_a_slip_in_a_pattern_is_told(pattern: str, said: str) -> None:
    with pytest.raises(PatternError, match=said.replace("(", r"\(").replace(")", r"\)")):
        PatternSet.of([pattern], VOCABULARY)


def test_a_pattern_is_tried_only_where_its_rarest_word_occurs() -> None:
    assert needs_of(parse("you|we (failed to | forgot the)"), VOCABULARY)[0] == frozenset(("failed", "forgot"))


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("forget", "forget forgets forgetting forgot forgotten"),
        ("try", "try tries trying tried"),
        ("miss", "miss misses missing missed"),
        ("skip", "skip skips skipping skipped"),
        ("agree", "agree agrees agreeing agreed"),
        ("lie", "lie lies lying lied"),
        ("enter", "enter enters entering entered"),
        ("cancel", "cancel cancels cancelling cancelled"),
        ("play", "play plays playing played"),
        ("fix", "fix fixes fixing fixed"),
    ],
)
def test_every_form_of_a_word(base: str, expected: str) -> None:
    assert forms(base, VOCABULARY.irregular) == tuple(expected.split())


def test_a_phrase_is_inflected_in_its_first_word() -> None:
    assert forms("mix up", VOCABULARY.irregular) == ("mix up", "mixes up", "mixing up", "mixed up")


@pytest.mark.parametrize("name", sorted(VOCABULARY.lists))
def test_every_word_list_can_be_used(name: str) -> None:
    assert PatternSet.of([f"{{{name}}}"], VOCABULARY).mask
