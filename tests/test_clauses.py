"""Clauses: who acts, when, with which verb, and what ties one clause to another."""

import pytest

from toolkit.language import Prose
from toolkit.language.clauses import Clause, clauses


def told(text: str) -> list[str]:
    """Return each clause as `person tense verb`, with its opener, and `not` or `passive` where it is so."""
    prose = Prose.of(text)
    return [_told(clause) for number in range(len(prose.sentences)) for clause in clauses(prose, number)]


def _told(clause: Clause) -> str:
    marks = ("not " * clause.negated) + ("passive " * clause.passive) + ("asked " * clause.question)
    opener = f"{clause.opener}: " if clause.opener else ""
    return f"{opener}{clause.person} {clause.tense} {marks}{clause.verb}".strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We'll call you.", ["we future call"]),
        ("I'm going to look.", ["we future look"]),
        ("I am checking and will ring you.", ["we present check", "we future ring"]),
        ("We've refunded you.", ["we perfect refund"]),
        ("We sent it.", ["we past send"]),
        ("It's been sent.", ["third perfect passive send"]),
        ("Your refund was issued.", ["third past passive issue"]),
        ("The parcel gets there.", ["third present get"]),
        ("It gets mended.", ["third present passive mend"]),
        ("You'll soon have it.", ["you future have"]),
        ("Our billing team will look.", ["we future look"]),
        ("Your team will look.", ["third future look"]),
        ("The parts arrive tonight.", ["third present arrive"]),
        ("Please reply by Friday.", ["none imperative reply"]),
        ("Reply by Friday to keep your table.", ["none imperative reply"]),
        ("Reply by Friday.", ["none none"]),
        ("Let me look.", ["we future look"]),
        ("Can you send it?", ["you present asked send"]),
        ("If you reply, we'll call.", ["if: you present reply", "we future call"]),
        ("Should you reply, we'll call.", ["should: you present reply", "we future call"]),
        ("As soon as we know, we'll call.", ["as soon as: we present know", "we future call"]),
        ("We'll call as soon as possible.", ["we future call"]),
        ("I'll check and email you.", ["we future check", "we future email"]),
        ("We can't help.", ["we present not help"]),
        ("No payment was taken.", ["third past not passive take"]),
        ("We should have told you.", ["we past tell"]),
        ("We have rebuilt it.", ["we perfect rebuild"]),
        ("It comes on 2 May.", ["third present come"]),
        ("The kitchen's remaking it.", ["we present remake"]),
        ("We will strive.", ["we future strive"]),
    ],
)
def test_who_does_what_and_when(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_clause_knows_its_words() -> None:
    prose = Prose.of("Once you reply, our team will send it today.")
    words = prose.sentences[0].words
    assert [" ".join(words[clause.first : clause.last]) for clause in clauses(prose, 0)] == [
        "you reply",
        "our team will send it today",
    ]
