"""Tells what a message promises: what we will do, what the customer will see of it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.language.clauses import Clause, Person, Tense, clause_at, clauses
from toolkit.language.fragments import is_fragment
from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.lines import Role
from toolkit.language.owners import candidates, owner
from toolkit.language.pledges import Pledge, goes_on, pledge_of, pledges
from toolkit.language.prose import Prose
from toolkit.language.times import Sort, Time, times, times_in

_NO_PROSE = (Role.GREETING, Role.SIGN_OFF, Role.QUOTED)
_HABITS = frozenset(("when", "whenever", "after", "until"))
"""What opens a rule ("when we find a fault, we mend it") as often as a wait."""
_DOUBTED = frozenset(("promise", "say", "guarantee", "think", "expect", "know", "believe"))
_ANYTHING = frozenset(("it", "this", "that", "they", "one", "new"))


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of ours: its clause, in sentence `sentence` (its number), what it pledges, and its concrete times.

    `deed` is what we do or will do, `result` what the customer will see or have, `done` a deed that is done.
    """

    sentence: int
    clause: Clause
    pledge: Pledge
    times: tuple[Time, ...] = ()


def promises(prose: Prose) -> tuple[Promise, ...]:
    """Return the promises of a message in order, with the times that belong to each; worked out once."""
    return tuple(promise for number in range(len(prose.sentences)) for promise in promises_in(prose, number))


def promises_in(prose: Prose, number: int) -> tuple[Promise, ...]:
    """Return the promises of sentence `number` of a message; worked out once."""
    key = ("promises", number)
    found = prose.memory.get(key)
    if not isinstance(found, tuple):
        found = prose.memory[key] = tuple(_in_sentence(prose, number))
    return found


def timed(prose: Prose) -> tuple[Promise, ...]:
    """Return the promises that say by when, in order."""
    return tuple(promise for promise in promises(prose) if promise.times)


def first_time(prose: Prose) -> Time | None:
    """Return the first time of a message that belongs to a promise of ours, None where no promise says by when."""
    return next((time for time in times(prose) if owner(time, prose) is not None), None)


def _in_sentence(prose: Prose, number: int) -> Iterable[Promise]:
    if prose.sentences[number].role in _NO_PROSE:
        return
    owned: dict[int, list[Time]] = {}
    for time in times_in(prose, number):
        if (at := owner(time, prose)) is not None:
            owned.setdefault(at, []).append(time)
    for at, (clause, held) in enumerate(zip(clauses(prose, number), pledges(prose, number), strict=True)):
        pledge, its_times = held, tuple(owned.get(at, ()))
        if its_times and pledge is Pledge.NONE:
            pledge = Pledge.RESULT
        if pledge is not Pledge.NONE:
            yield Promise(number, clause, pledge, its_times)


def promise_at(prose: Prose, sentence: int, first: int, last: int, *, event: bool = False) -> Clause | None:
    """Return the clause of ours that words `first` up to `last` of a sentence time, None where none promises.

    `event` says that the words are a clause of their own ("once we know more"), which another clause waits for.
    What is done already waits for nothing, and is left out.
    """
    lexicon, words = lexicon_of(prose.vocabulary), prose.sentences[sentence].words
    found = clauses(prose, sentence)
    if not found:
        return None
    at = clause_at(found, first)
    order: Iterable[int] = candidates(at, found, lexicon, dated=False)
    if event:
        order = (n for n, clause in enumerate(found) if clause.last <= first or clause.first >= last)
    for number in order:
        clause = found[number]
        doubted = number > 0 and found[number - 1].negated and found[number - 1].verb in _DOUBTED
        if doubted or not _waits(clause, words, lexicon):
            continue
        ours = clause.person is Person.US or not lexicon["we_alone"].isdisjoint(words[first:last])
        sure = ours and (clause.tense is Tense.FUTURE or goes_on(clause, words))
        if not event or words[first] not in _HABITS or sure:
            return clause
    place = Time(sentence, first, last, Sort.AHEAD, prose.sentences[sentence].span_of(first, last))
    return found[at] if not event and is_fragment(place, prose) else None


def _waits(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a clause promises what the customer waits for, and no more than what a button does."""
    if pledge_of(clause, words, lexicon) not in (Pledge.DEED, Pledge.RESULT):
        return False
    if clause.person is Person.US:
        return clause.modal not in ("can", "may")
    things = lexicon["ours_nouns"]
    if clause.person is Person.OTHER and clause.tense is Tense.PRESENT and not clause.passive and not clause.modal:
        ours = clause.subject[:1] in (("our",), ("my",)) or clause.verb in lexicon["planning_verbs"]
        return ours or goes_on(clause, words) or not things.isdisjoint(clause.subject)
    if clause.person is not Person.YOU or clause.tense is Tense.FUTURE:
        return clause.verb != "have" or words[clause.at + 1 : clause.at + 2] != ("to",)
    if clause.modal == "can":
        return clause.verb == "expect"
    named = any(word in things and word not in _ANYTHING for word in words[clause.at : clause.last])
    return named or clause.verb in ("receive", "hear", "get")
