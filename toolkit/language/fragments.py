"""Tells whether a time without a verb of its own is a promise of ours: "Refund: by Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from toolkit.language.clauses import Clause, Person, Tense, clause_at, clauses
from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.lines import Role
from toolkit.language.pledges import Pledge, pledge_of, pledges
from toolkit.language.prose import Prose
from toolkit.language.times import Sort, Time

_LONGEST_FRAGMENT = 12
"""Words that a sentence without a verb has at most; a longer one has a verb that no list knows."""


_ANSWERED = frozenset(("re", "fw", "fwd"))
_NO_FRAGMENT = frozenset(("no", "not", "please", "sorry"))


def is_fragment(time: Time, prose: Prose) -> bool:
    """Tell whether a time without a verb of its own is ours.

    So is "Refund: by Friday", "Shop restored by noon", and "Thursday at the latest." after a promise.
    """
    sentence, lexicon = prose.sentences[time.sentence], lexicon_of(prose.vocabulary)
    found = clauses(prose, time.sentence)
    at = clause_at(found, time.first)
    clause, titled = found[at], sentence.role is Role.SUBJECT
    onward = _onward(time, sentence.words)
    ahead = onward or time.sort not in (Sort.DATED, Sort.LENGTH, Sort.BEHIND)
    reduced = titled and ahead and clause.tense is Tense.PAST and clause.person is Person.OTHER
    if clause.opener in lexicon["conditions"] or clause.opener in lexicon["moments"]:
        return False
    if titled and at <= 1 and sentence.words[0] in _ANSWERED:
        return False  # a customer's own subject, sent back
    if clause.tense is not Tense.NONE and not reduced:
        return False
    label = sentence.words[found[0].first : found[0].last] if at else ()
    own = {*sentence.words[clause.first : time.first], *sentence.words[time.last : clause.last]}
    named = titled and own & lexicon["ours_nouns"] and sentence.words[clause.first] not in lexicon["their_own"]
    inside = own if named else {*label, *own}
    if (
        inside & lexicon["their_nouns"]
        or own & _NO_FRAGMENT
        or _is_told_to_act(time, clause, sentence.words, lexicon)
    ):
        return False
    alone = all(one.tense is Tense.NONE for one in found)
    if not titled and not _stands_apart(at, found, sentence.words, alone=alone):
        return _bare_after_promise(time, at, found, sentence.words, lexicon)
    whole = {*sentence.words[: time.first], *sentence.words[time.last :]}
    speaks = (whole if alone else inside) & lexicon["ours_nouns"] or inside & lexicon["arrived_words"]
    comes = at > 0 and sentence.words[clause.first].endswith("ing") and clause.verb in lexicon["arrival_verbs"]
    if (titled and (ahead or comes)) or speaks:
        return True
    if not alone:
        return _bare_after_promise(time, at, found, sentence.words, lexicon)
    return _promised_before(time, prose)


def _onward(time: Time, words: Sequence[str]) -> bool:
    """Tell whether something holds from a time on: "from 1 April", while "from Friday" may be when it came."""
    lead = words[time.first]
    return lead in ("starting", "effective") or (
        lead == "from" and any(word.isdigit() for word in words[time.first : time.last])
    )


def _is_told_to_act(time: Time, clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the words before a time say whom to call by then, or what lasts till then: "Call 9-5"."""
    first = lexicon.form(words[clause.first])
    dialled = clause.first + 1 == time.first and words[clause.first] in lexicon["dialling_verbs"]
    return dialled or (first is not None and first.base in lexicon["their_verbs"])


def opens_then(time: Time, clause: Clause, prose: Prose) -> bool:
    """Tell whether a subject line says from which day something can be had.

    So do "Your rent can go down from 5 May" and "Three ways to pay less for your plan from 1 April".
    """
    sentence, lexicon = prose.sentences[time.sentence], lexicon_of(prose.vocabulary)
    if sentence.role is not Role.SUBJECT or not _onward(time, sentence.words):
        return False
    if clause.negated or clause.question or clause.opener in lexicon["conditions"]:
        return False
    said = sentence.words[: time.first]
    offered = any(then == "to" and word in lexicon["offering_words"] for word, then in pairwise(said))
    able = clause.modal == "can" and clause.person in (Person.YOU, Person.OTHER) and clause.at < time.first
    return offered or able


def _stands_apart(at: int, found: Sequence[Clause], words: Sequence[str], *, alone: bool) -> bool:
    """Tell whether a clause without a verb is a sentence of its own, or set off by more than a comma."""
    if alone:
        return len(words) <= _LONGEST_FRAGMENT
    if at == 0:
        return True
    set_off = words[found[at].first - 1] in (":", ";", "—", "-")
    return set_off and found[at - 1].tense is not Tense.IMPERATIVE


def _bare_after_promise(
    time: Time, at: int, found: Sequence[Clause], words: Sequence[str], lexicon: Lexicon
) -> bool:
    """Tell whether a time is all there is of a clause that follows a promise: "We're remaking it; 20 minutes."."""
    bare = found[at].first >= time.first and found[at].last <= time.last
    return bare and at > 0 and pledge_of(found[at - 1], words, lexicon) in (Pledge.DEED, Pledge.RESULT)


def _promised_before(time: Time, prose: Prose) -> bool:
    if time.sentence == 0:
        return False
    return any(pledge is not Pledge.NONE for pledge in pledges(prose, time.sentence - 1))
