"""Tells which clause of a sentence a time belongs to, where that clause is a promise of ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.language.clauses import Clause, Person, Tense, clause_at, clauses
from toolkit.language.fragments import is_fragment, opens_then
from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.pledges import Pledge, goes_on, lands, pledge_of, pledges
from toolkit.language.prose import Prose
from toolkit.language.times import Sort, Time

_BACK = frozenset((("back", "to", "you"), ("back", "with", "you"), ("back", "at", "you")))
"""What needs no verb to be a promise: "checking the logs now, back to you by noon"."""


def owner(time: Time, prose: Prose) -> int | None:
    """Return the number of the clause in its sentence that a time belongs to, None where that promises nothing."""
    words, lexicon = prose.sentences[time.sentence].words, lexicon_of(prose.vocabulary)
    found = clauses(prose, time.sentence)
    if not found:
        return None
    at = clause_at(found, time.first)
    if time.sort is Sort.SINCE:
        return _restored(time, at, found, words, lexicon)
    if opens_then(time, found[at], prose):
        return at
    return None if _behind(time, words, lexicon) else _promising(time, at, found, prose)


def _promising(time: Time, at: int, found: Sequence[Clause], prose: Prose) -> int | None:
    """Return which clause promises something by a time that stands in clause `at`, None where none does."""
    words, lexicon = prose.sentences[time.sentence].words, lexicon_of(prose.vocabulary)
    order = [*candidates(at, found, lexicon, dated=time.sort in (Sort.DATED, Sort.BEHIND))]
    if time.sort is Sort.ANCHORED:
        order += [number for number in (at + 1, at - 1) if 0 <= number < len(found) and number not in order]
    for number in order:
        clause, pledge = found[number], pledges(prose, time.sentence)[number]
        if words[time.first] in ("not", "never"):
            clause = clause._replace(negated=False)
            pledge = pledge_of(clause, words, lexicon)
        if _needs_it(time, clause, words, lexicon):
            return number
        if pledge is not Pledge.NONE and fits(time, clause, pledge, words, lexicon):
            return number
    if time.sort is Sort.BEHIND:
        return None
    if at + 1 < len(found) and _says_then(found[at + 1], words, lexicon):
        return at + 1
    back = found[at].tense is Tense.NONE and words[found[at].first : found[at].first + 3] in _BACK
    return at if back or is_fragment(time, prose) else None


def _restored(time: Time, at: int, found: Sequence[Clause], words: Sequence[str], lexicon: Lexicon) -> int | None:
    """Return which clause says that something works again since a time, None where none does.

    So it is with "your page is back since 11:30"; "it has been down since nine" tells of the trouble.
    """
    number = at if found[at].at >= 0 or at == 0 else at - 1
    clause = found[number]
    said = words[clause.first : time.first]
    if clause.negated or clause.question or clause.opener in lexicon["conditions"]:
        return None
    if clause.tense not in (Tense.PRESENT, Tense.PERFECT, Tense.NONE) or not lexicon["ailing_words"].isdisjoint(
        said
    ):
        return None
    runs = "again" in said and not lexicon["running_verbs"].isdisjoint((clause.verb, *said))
    return number if runs or not lexicon["restored_words"].isdisjoint(said) else None


def _needs_it(time: Time, clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a clause that pledges nothing by its verb does with a time.

    So it is with what we need ("I need an hour"), what the customer can fetch ("collect it from noon") and what
    another tells us ("the plumber says half four").
    """
    beside = 0 < time.first - clause.at <= 2
    if clause.verb == "need":
        return beside and time.sort is Sort.LENGTH and clause.person is Person.US
    if clause.tense is Tense.IMPERATIVE:
        late = words[time.first] not in ("by", "before", "within") and "after" not in words[clause.at : time.first]
        return clause.verb in lexicon["fetching_verbs"] and not clause.negated and late
    told = (
        clause.tense is Tense.PRESENT and clause.person is Person.OTHER and clause.head not in lexicon["pronouns"]
    )
    return beside and told and clause.verb in lexicon["telling_verbs"] and time.sort is not Sort.BEHIND


def _says_then(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether we act at a time that the clause before names: "they open at 8 and I'll ring them then"."""
    refers = words[clause.last - 1] in ("then", "afterward") or words[clause.last : clause.last + 1] == ("then",)
    return refers and clause.person is Person.US and pledge_of(clause, words, lexicon) is Pledge.DEED


def candidates(at: int, found: Sequence[Clause], lexicon: Lexicon, *, dated: bool) -> Iterable[int]:
    """Yield the clauses that a time in clause `at` may belong to, the likeliest first.

    `dated` says that the time can lie behind, so that it stays with a clause in the past.
    """
    clause = found[at]
    yield at
    headless = clause.tense is Tense.NONE and clause.opener not in lexicon["conditions"]
    if headless and at == 0 and len(found) > 1:
        yield 1
    if headless or _leans(clause, lexicon, dated=dated):
        for number in range(at - 1, -1, -1):
            yield number
            if found[number].tense is not Tense.NONE and not _leans(found[number], lexicon, dated=dated):
                break
    if headless and 0 < at < len(found) - 1:
        yield at + 1
    if clause.opener in lexicon["events_ahead"] and clause.tense is Tense.PRESENT:
        yield from (number for number in (at - 1, at + 1) if 0 <= number < len(found))


def _leans(clause: Clause, lexicon: Lexicon, *, dated: bool) -> bool:
    """Tell whether a clause completes another, whose time may stand in it: "I'll find out what broke by noon"."""
    if dated or clause.opener in lexicon["conditions"]:
        return False
    return clause.tense in (Tense.PAST, Tense.PERFECT) or clause.opener in lexicon["completing"]


def fits(time: Time, clause: Clause, pledge: Pledge, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a time can be when this promise comes true or came true."""
    if time.sort is Sort.LENGTH:
        waits = clause.verb != "be" or clause.head in lexicon["waiting_nouns"]
        return waits and clause.verb in lexicon["lasting_verbs"] and pledge is not Pledge.DONE
    if words[time.first] == "every" and clause.tense is not Tense.FUTURE:
        return False
    if time.sort is Sort.BEHIND and pledge is not Pledge.DONE:
        return False
    if pledge is Pledge.DONE:
        return _fits_deed(time, clause, words, lexicon)
    within = time.sort in (Sort.DATED, Sort.TODAY) and clause.first < time.first < clause.at
    if within and words[clause.first] in lexicon["determiner"]:
        return False  # "your lesson on Friday is at four": the day belongs to the lesson
    simple = clause.tense is Tense.PRESENT and not goes_on(clause, words)
    if (
        simple
        and time.sort is Sort.DATED
        and clause.person is Person.US
        and _is_habit(time, clause, words, lexicon)
    ):
        return False
    if (
        clause.subject == ("it",)
        and clause.verb == "be"
        and time.sort is Sort.DATED
        and time.first == clause.at + 1
    ):
        return words[time.first] in lexicon["prepositions"]
    if simple and clause.passive and _is_watched(time, clause, words, lexicon):
        return False
    far = simple and clause.person is Person.OTHER and clause.verb == "be" and time.first - clause.at > 2
    return not far or lands(clause, words, lexicon)


def _is_habit(time: Time, clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a time is that of opening hours or of a shift: "9 to 5.30", "I finish at five"."""
    if clause.verb in lexicon["shift_verbs"] and time.first == clause.at + 1:
        return words[time.first] == "at"
    ranged = not {"to", "-", "—"}.isdisjoint(words[time.first : time.last])
    return ranged or not lexicon["habit_words"].isdisjoint(words[clause.first : clause.last])


def _is_watched(time: Time, clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a time is when somebody sits at a desk or a line: "this mailbox is read on weekdays"."""
    hours = _is_habit(time, clause, words, lexicon) or words[time.first] in ("from", "between", "daily", "every")
    return hours and not lexicon["desk_nouns"].isdisjoint(clause.subject)


def _fits_deed(time: Time, clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a time answers "when?" for a deed that is done: a dated remedy does, a contact does not."""
    between = words[clause.at : time.first]
    if time.sort is not Sort.BEHIND:
        if clause.verb in lexicon["charging_verbs"] and "to" in between:
            return True
        if clause.verb in lexicon["placing_verbs"] and "for" in between:
            return True
    given_back = clause.verb in lexicon["giving_verbs"] and "back" in between
    mends = given_back or clause.verb in lexicon["remedy_verbs"]
    beside = clause.tense is Tense.PERFECT and clause.person is Person.US and 0 < time.first - clause.at <= 2
    arranged = beside or (
        clause.verb in lexicon["arranging_verbs"]
        and (clause.tense is Tense.PERFECT or "for" in between or clause.head in lexicon["our_people"])
    )
    if time.sort is Sort.DATED:
        return arranged or (mends and _remedial(clause, words, lexicon))
    if time.sort is Sort.BEHIND:
        return mends and _remedial(clause, words, lexicon)
    if clause.tense is Tense.PAST and time.sort in (Sort.AHEAD, Sort.ANCHORED):
        return mends or arranged
    return _remedial(clause, words, lexicon)


def _remedial(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    if not lexicon["contact_things"].isdisjoint(words[clause.at : clause.last]):
        return False
    return clause.verb in ("take", "get", "be") or clause.verb not in lexicon["contact_verbs"]


def _behind(time: Time, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a day only says when something was sent or placed: "your order from Tuesday"."""
    lead = words[time.first - 1] if time.first else ""
    if time.sort is not Sort.DATED:
        return False
    before = words[max(0, time.first - 2) : time.first]
    if lead in ("of", "dated"):
        return lexicon["time_slots"].isdisjoint(before)
    return "from" in (words[time.first], lead) and not lexicon["past_things"].isdisjoint(before)
