"""Cuts a sentence into clauses, and gives those without a subject that of the clause before them."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.language.clauses.heads import Piece, heads
from toolkit.language.clauses.model import Clause, Person, Tense
from toolkit.language.clauses.pieces import AND, BUT, COMMA, pieces
from toolkit.language.lexicon import BASE, ING, PAST, THIRD, Lexicon, lexicon_of
from toolkit.language.prose import Prose
from toolkit.language.sentences import Sentence


def clauses(prose: Prose, number: int) -> tuple[Clause, ...]:
    """Return the clauses of sentence `number` of a message, in order; worked out once for all alike."""
    sentence = prose.sentences[number]
    found = sentence.reading.kept.get("clauses")
    if not isinstance(found, tuple):
        found = sentence.reading.kept["clauses"] = cut_clauses(sentence, lexicon_of(prose.vocabulary))
    return found


def cut_clauses(sentence: Sentence, lexicon: Lexicon) -> tuple[Clause, ...]:
    """Return the clauses of a sentence, in order; marks and joining words between them belong to none."""
    words = sentence.words
    found: list[Clause] = []
    for first, last, opener, link in pieces(words, lexicon):
        for number, clause in enumerate(heads(Piece(words, first, last, opener, lexicon))):
            found.append(_carried(clause, found, "" if number else link, words, lexicon))
    if sentence.question and found:
        found[-1] = found[-1]._replace(question=True)
    return tuple(found)


def _carried(
    clause: Clause, before: Sequence[Clause], link: str, words: Sequence[str], lexicon: Lexicon
) -> Clause:
    """Give a clause without a subject what the clause before it has: "we will check *and call you*"."""
    if not before or clause.person is not Person.NOBODY or link not in (AND, BUT, COMMA):
        return clause
    last = before[-1]
    if last.tense is Tense.NONE:
        return clause
    opener = clause.opener or last.opener
    if clause.tense not in (Tense.NONE, Tense.IMPERATIVE):
        return clause._replace(person=last.person, subject=last.subject, opener=opener)
    at = clause.first
    while at < clause.last and (words[at] in lexicon["softeners"] or lexicon.is_adverb(words[at])):
        at += 1
    form = lexicon.form(words[at]) if at < clause.last else None
    ordered = clause.tense is Tense.IMPERATIVE and link == COMMA and last.tense is not Tense.FUTURE
    if form is None or ordered or form.form not in _forms_after(last, words):
        return clause
    carried = clause._replace(person=last.person, subject=last.subject, tense=last.tense, verb=form.base, at=at)
    return carried._replace(opener=opener, passive=last.passive and form.form == PAST)


def _forms_after(last: Clause, words: Sequence[str]) -> tuple[str, ...]:
    """Return the forms in which another verb can follow that of a clause."""
    if words[last.at].endswith("ing"):
        return (ING,)
    if last.tense in (Tense.PAST, Tense.PERFECT):
        return (PAST,)
    if last.tense is Tense.PRESENT and not last.modal:
        return (BASE, THIRD, PAST) if last.passive else (BASE, THIRD)
    return (BASE, PAST) if last.passive else (BASE,)


def clause_at(found: Sequence[Clause], word: int) -> int:
    """Return the number of the clause that word `word` stands in or after."""
    return max((number for number, clause in enumerate(found) if clause.first <= word), default=0)
