"""Finds what a message says was done: plain statements in the simple past, about us, things or third parties.

An apology tells what went wrong in the simple past ("we printed the old price"), and what was done about it in the
perfect, in the future, or with words that give it away ("we sent a new one today").
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.language.clauses import Clause, Person, Tense, clauses
from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.plain import PROSE_ROLES
from toolkit.language.prose import Prose
from toolkit.text import Span

_FEWEST_AFTER = 2
"""Words after its verb that a deed is told with: "we slipped" tells nothing."""


def deeds(prose: Prose, verbs: frozenset[str], words: frozenset[str], *, ours: bool = False) -> Iterator[Span]:
    """Yield the places of the clauses that tell a deed, in order; with `ours`, of deeds of ours alone.

    None of them has one of `verbs` for its verb (its base form, where that is known), or one of `words`.
    """
    lexicon = lexicon_of(prose.vocabulary)
    for number, sentence in enumerate(prose.sentences):
        if sentence.role in PROSE_ROLES:
            for clause in clauses(prose, number):
                told = sentence.words[clause.first : clause.last]
                if ours and clause.person is not Person.US:
                    continue
                if _tells(clause, lexicon) and clause.verb not in verbs and words.isdisjoint(told):
                    yield sentence.span_of(clause.first, clause.last)


def _tells(clause: Clause, lexicon: Lexicon) -> bool:
    """Tell whether a clause states a plain deed in the past, by us or by something that it names."""
    if clause.tense is not Tense.PAST or clause.question or clause.modal or clause.opener in lexicon["conditions"]:
        return False
    if clause.last - clause.at <= _FEWEST_AFTER:
        return False
    if clause.person is Person.OTHER:
        theirs = clause.subject[:1] == ("your",) and not clause.passive
        return not theirs and clause.head not in lexicon["pronouns"]
    return clause.person is Person.US and not clause.passive
