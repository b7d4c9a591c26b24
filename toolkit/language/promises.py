"""Tells what a message promises: what we will do, what the customer will see of it, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from toolkit.language.clauses import CONDITIONS, Clause, Person, Tense, clauses
from toolkit.language.lines import Role
from toolkit.language.prose import Prose
from toolkit.language.times import Sort, Time, times
from toolkit.language.verbs import Verbs, verbs_of


class Pledge(StrEnum):
    """What a clause holds of a promise."""

    DEED = "deed"
    RESULT = "result"
    DONE = "done"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of ours: its clause, in sentence `sentence` (its number), what it pledges, and its concrete times.

    `deed` is what we do or will do, `result` what the customer will see or have, `done` a deed that is done.
    """

    sentence: int
    clause: Clause
    pledge: Pledge
    times: tuple[Time, ...] = ()


_HABITS = frozenset(("when", "whenever", "after", "until"))
"""What opens a rule ("when we find a fault, we mend it") as often as a wait."""
_FALSE_HOPES = frozenset(("would", "could", "might", "must"))
_HOPES = frozenset(("expect", "hope", "aim", "say", "think"))
_COMPLETING = frozenset(
    ("once", "as soon as", "the moment", "after", "that", "what", "where", "how", "why", "which", "who")
)
_ATTENDING = frozenset(("open", "closed", "shut", "here", "available", "around", "staffed", "manned"))


_FEELING = frozenset(("sorry", "aware", "glad", "happy", "sad", "pleased", "delighted", "grateful", "proud", "committed", "afraid", "sure", "unable", "confident", "disappointed", "thankful", "keen", "concerned"))
_LONGEST_FRAGMENT = 12


def promises(prose: Prose) -> tuple[Promise, ...]:
    """Return the promises of a message in order, with the times that belong to each; worked out once."""
    found = prose.memory.get("promises")
    if not isinstance(found, tuple):
        found = prose.memory["promises"] = tuple(_all(prose))
    return found


def timed(prose: Prose) -> Iterable[Promise]:
    """Yield the promises that say by when."""
    return (promise for promise in promises(prose) if promise.times)


def _all(prose: Prose) -> Iterable[Promise]:
    verbs = verbs_of(prose.vocabulary)
    by_sentence: dict[int, list[Time]] = {}
    for time in times(prose):
        by_sentence.setdefault(time.sentence, []).append(time)
    for number, sentence in enumerate(prose.sentences):
        if sentence.role in (Role.GREETING, Role.SIGN_OFF, Role.QUOTED):
            continue
        found = clauses(prose, number)
        owned: dict[int, list[Time]] = {}
        for time in by_sentence.get(number, ()):
            at = owner(time, found, prose, verbs)
            if at is not None:
                owned.setdefault(at, []).append(time)
        for at, clause in enumerate(found):
            pledge = pledge_of(clause, verbs, sentence.words)
            if pledge is not Pledge.NONE or at in owned:
                pledge = Pledge.RESULT if pledge is Pledge.NONE else pledge
                yield Promise(number, clause, pledge, tuple(owned.get(at, ())))


def pledge_of(clause: Clause, verbs: Verbs, words: Sequence[str]) -> Pledge:
    """Return what a clause pledges by itself: who acts, in which tense, with which verb."""
    if (
        clause.conditional
        or clause.negated
        or clause.opener in ("because", "since", "why", "how", "whether", "although", "though", "so that")
    ):
        return Pledge.NONE
    if clause.modal in _FALSE_HOPES and clause.verb not in _HOPES:
        return Pledge.NONE
    if clause.question and not (
        clause.person is Person.US and clause.verb in verbs.sets["deed_verbs"] and clause.tense is Tense.FUTURE
    ):
        return Pledge.NONE
    match clause.person:
        case Person.US:
            return _ours(clause, verbs, words)
        case Person.YOU:
            return _yours(clause, verbs, words)
        case Person.OTHER:
            return _things(clause, verbs, words)
    if clause.tense is Tense.IMPERATIVE:
        return (
            Pledge.RESULT if clause.verb in verbs.sets["expect_verbs"] and _awaits(clause, words) else Pledge.NONE
        )
    if (
        clause.tense is Tense.FUTURE
        or clause.tense in (Tense.PRESENT, Tense.PERFECT)
        and clause.at == clause.first == 0
    ):
        return Pledge.DEED if clause.tense is Tense.FUTURE else Pledge.DONE
    return Pledge.NONE


def _awaits(clause: Clause, words: Sequence[str]) -> bool:
    """Tell whether the customer is to wait for something of ours, not to give or leave something."""
    after = words[clause.at + 1 : clause.at + 3]
    if clause.verb in ("give", "let", "grant", "spare"):
        return after[:1] in (("us",), ("me",)) or "team" in after
    if clause.verb == "look":
        return after[:1] in (("out",), ("for",))
    if clause.verb == "keep":
        return after == ("an", "eye")
    if clause.verb == "leave":
        return after[1:] == ("with",)
    return True


def _ours(clause: Clause, verbs: Verbs, words: Sequence[str]) -> Pledge:
    inside = words[clause.first : clause.last]
    if (
        clause.verb in verbs.sets["hours_verbs"]
        and clause.subject[-1:] in (("we",), ("i",))
        and "case" not in inside
    ):
        return Pledge.NONE
    asks = (
        clause.verb in verbs.sets["asking_verbs"]
        or clause.verb in ("ask", "expect", "want", "invite", "hope")
        and "you" in inside
        and "you" in words[clause.at + 1 : clause.at + 3]
    )
    if asks and "to" not in words[clause.at + 1 : clause.at + 2]:
        return Pledge.NONE
    if (
        clause.verb in verbs.sets["asking_verbs"]
        and clause.verb not in ("need", "like", "love")
        and "to" not in words[clause.at + 1 : clause.at + 2]
    ):
        return Pledge.NONE
    if (
        clause.verb in verbs.sets["noting_verbs"]
        and clause.tense is not Tense.FUTURE
        and words[clause.at][-3:] != "ing"
    ):
        return Pledge.DEED if clause.verb == "have" and lands(clause, verbs, words) else Pledge.NONE
    if clause.tense in (Tense.FUTURE, Tense.PRESENT):
        attends = clause.verb == "be" and not (_ATTENDING | _FEELING).isdisjoint(words[clause.at + 1 : clause.at + 3])
        return Pledge.NONE if attends else Pledge.DEED
    if not set(inside).isdisjoint(verbs.sets["error_words"]):
        return Pledge.NONE
    if clause.verb in verbs.sets["contact_verbs"] and clause.tense is Tense.PAST:
        return Pledge.NONE
    return Pledge.DONE if clause.verb in verbs.sets["deed_verbs"] else Pledge.NONE


def _yours(clause: Clause, verbs: Verbs, words: Sequence[str]) -> Pledge:
    if (
        clause.verb not in verbs.sets["result_verbs"]
        and clause.verb != "able"
        and not (clause.passive and clause.tense is Tense.FUTURE)
    ):
        return Pledge.NONE
    if (
        clause.modal == "should"
        and "have" in words[clause.at - 2 : clause.at]
        or clause.tense in (Tense.PAST, Tense.PERFECT, Tense.IMPERATIVE)
    ):
        return Pledge.NONE
    if clause.tense is Tense.PRESENT and clause.verb in ("have", "be") and not clause.modal:
        after = words[clause.at + 1 : clause.at + 2]
        return (
            Pledge.RESULT
            if after in (("it",), ("your",), ("them",), ("the",), ("this",), ("back",))
            else Pledge.NONE
        )
    if clause.modal == "can" and clause.verb not in (
        "expect",
        "collect",
        "pick",
        "use",
        "log",
        "sign",
        "see",
        "have",
        "access",
        "start",
        "order",
        "watch",
        "track",
        "hear",
        "look",
        "drive",
    ):
        return Pledge.NONE
    return Pledge.RESULT


def _things(clause: Clause, verbs: Verbs, words: Sequence[str]) -> Pledge:
    if clause.subject == ("there",):
        return Pledge.RESULT if clause.tense is Tense.FUTURE or lands(clause, verbs, words) else Pledge.NONE
    if clause.tense in (Tense.FUTURE, Tense.PRESENT) and clause.verb == "be" and lands(clause, verbs, words):
        return Pledge.RESULT
    subject = set(clause.subject)
    theirs = bool(subject & verbs.sets["their_nouns"]) and not subject & {"refund", "replacement", "new"}
    shut = clause.verb in verbs.sets["hours_verbs"] and not subject & {"case", "claim", "complaint"}
    if (
        shut
        or theirs
        or clause.verb in verbs.sets["their_verbs"]
        and clause.verb not in ("need", "open", "run", "apply", "require")
    ):
        return Pledge.NONE
    if subject & verbs.sets["dues_nouns"] and "due" in words[clause.first : clause.last]:
        return Pledge.NONE
    if clause.verb == "be" and subject & {"he", "she"}:
        return Pledge.NONE
    ours = bool(subject & verbs.sets["ours_nouns"])
    if clause.tense in (Tense.PAST, Tense.PERFECT):
        inside = words[clause.first : clause.last]
        if not set(inside).isdisjoint(verbs.sets["error_words"]):
            return Pledge.NONE
        done = clause.verb in verbs.sets["remedy_verbs"] or clause.verb in (
            "send",
            "ship",
            "leave",
            "post",
            "go",
            "order",
            "book",
            "arrange",
            "schedule",
            "set",
            "hand",
            "pass",
            "be",
            "assign",
            "escalate",
            "plan",
            "pick",
        )
        if clause.verb == "leave" and words[clause.at + 1 : clause.at + 2] in (("your",), ("it",), ("the",), ("you",), ("a",), ("them",)):
            return Pledge.NONE
        done = done or clause.passive and clause.verb in verbs.sets["deed_verbs"] - verbs.sets["history_verbs"]
        return Pledge.DONE if done and (ours or clause.passive) else Pledge.NONE
    if clause.passive:
        return Pledge.RESULT
    if clause.tense is Tense.PRESENT and clause.subject[:1] == ("your",) and not ours:
        return Pledge.NONE
    if clause.verb in verbs.sets["arrival_verbs"] and clause.verb != "be":
        return Pledge.RESULT
    if clause.tense is Tense.FUTURE:
        return Pledge.RESULT if ours or clause.verb != "be" else Pledge.NONE
    return Pledge.RESULT if ours and clause.verb in ("be", "due", "set") else Pledge.NONE


def lands(clause: Clause, verbs: Verbs, words: Sequence[str]) -> bool:
    """Tell whether a thing is said to have come to the customer: "is back", "is with you", "is in your account"."""
    after = words[clause.at + 1 : clause.last]
    if clause.subject in (("he",), ("she",)):
        return after[:2] == ("with", "you")
    if not verbs.sets["arrived_words"].isdisjoint(after[:2]):
        return "office" not in clause.subject and "lines" not in clause.subject
    return any(one in ("in", "on", "with", "at") and other in ("you", "your") for one, other in pairwise(after))


def owner(time: Time, found: Sequence[Clause], prose: Prose, verbs: Verbs) -> int | None:
    """Return which of a sentence's clauses a time belongs to, where that clause is a promise; None where none is."""
    sentence = prose.sentences[time.sentence]
    at = max((n for n, clause in enumerate(found) if clause.first <= time.first), default=0)
    for number in _candidates(at, found, time):
        clause = found[number]
        if number != at and _behind(time, sentence.words, verbs):
            continue
        pledge = pledge_of(clause, verbs, sentence.words)
        if pledge is not Pledge.NONE and _fits(time, clause, pledge, verbs, sentence.words):
            return number
    if not _behind(time, sentence.words, verbs) and _fragment(time, found, at, prose, verbs):
        return at
    return None


def _behind(time: Time, words: Sequence[str], verbs: Verbs) -> bool:
    """Tell whether a day only says when something was sent or placed: "your order from Tuesday"."""
    leads = (words[time.first], time.lead)
    before = words[max(0, time.first - 2) : time.first]
    return (
        time.sort is Sort.DATED
        and ("from" in leads or "of" in leads)
        and not verbs.sets["past_things"].isdisjoint(before)
    )


def _candidates(at: int, found: Sequence[Clause], time: Time) -> Iterable[int]:
    """Yield the clauses that a time in clause `at` may belong to, the likeliest first."""
    clause = found[at]
    yield at
    headless = clause.tense is Tense.NONE and clause.opener not in CONDITIONS
    if headless and at == 0 and len(found) > 1:
        yield 1
    if headless or _leans(clause, time):
        for number in range(at - 1, -1, -1):
            yield number
            if found[number].tense is not Tense.NONE and not _leans(found[number], time):
                break
    if headless and 0 < at < len(found) - 1:
        yield at + 1


def _leans(clause: Clause, time: Time) -> bool:
    """Tell whether a clause only completes another, so that a time in it can be that one's: "I'll find out what broke by noon"."""
    if time.sort is Sort.DATED or clause.opener in CONDITIONS:
        return False
    return clause.tense in (Tense.PAST, Tense.PERFECT) or clause.opener in _COMPLETING


def _fits(time: Time, clause: Clause, pledge: Pledge, verbs: Verbs, words: Sequence[str]) -> bool:
    """Tell whether a time can be when this promise comes true or came true."""
    if time.sort is Sort.LENGTH:
        return (
            clause.verb in ("take", "allow", "give", "need", "be", "set", "aim", "spare", "leave")
            and pledge is not Pledge.DONE
        )
    if words[time.first] == "every" and clause.tense is not Tense.FUTURE:
        return False
    if pledge is not Pledge.DONE:
        far = time.first - clause.at > 2 and clause.tense is Tense.PRESENT and clause.person is Person.OTHER
        return not (far and clause.verb == "be" and not lands(clause, verbs, words))
    if "to" in words[clause.at : time.first] and clause.verb in (
        "ask",
        "tell",
        "instruct",
        "arrange",
        "get",
        "book",
        "request",
        "schedule",
        "set",
        "promise",
        "order",
    ):
        return True
    if (
        clause.verb in ("put", "pencil", "sign", "slot", "hold", "get", "squeeze", "fit", "move", "add")
        and "for" in words[clause.at : time.first]
    ):
        return True
    if time.sort is Sort.DATED:
        arranged = clause.verb in (
            "book",
            "rebook",
            "arrange",
            "schedule",
            "reschedule",
            "reserve",
            "set",
            "move",
            "plan",
            "organise",
        )
        return arranged or clause.verb in verbs.sets["remedy_verbs"] and _remedial(clause, verbs, words)
    if clause.tense is Tense.PAST and time.sort in (Sort.AHEAD, Sort.ANCHORED):
        return clause.verb in verbs.sets["remedy_verbs"] or clause.verb in ("book", "arrange", "schedule")
    return _remedial(clause, verbs, words)


def _remedial(clause: Clause, verbs: Verbs, words: Sequence[str]) -> bool:
    things = verbs.sets["contact_things"]
    return things.isdisjoint(words[clause.at : clause.last]) and clause.verb not in verbs.sets["contact_verbs"] - {
        "take",
        "get",
        "be",
    }


def _fragment(time: Time, found: Sequence[Clause], at: int, prose: Prose, verbs: Verbs) -> bool:
    """Tell whether a time without a verb of its own is ours.

    So is "Refund: by Friday", "Shop restored by noon", and "Thursday at the latest." after a promise.
    """
    sentence = prose.sentences[time.sentence]
    subject = sentence.role is Role.SUBJECT
    clause, ahead = found[at], time.sort not in (Sort.DATED, Sort.LENGTH)
    reduced = clause.tense is Tense.PAST and clause.person is Person.OTHER and ahead and subject
    if clause.conditional or not (clause.tense is Tense.NONE or reduced):
        return False
    inside = {*sentence.words[clause.first : time.first], *sentence.words[time.last : clause.last]}
    if inside & verbs.sets["their_nouns"] or inside & {"no", "not", "please", "sorry"}:
        return False
    whole = {*sentence.words[: time.first], *sentence.words[time.last :]}
    alone = all(one.tense is Tense.NONE for one in found)
    cut_off = clause.first == 0 or sentence.words[clause.first - 1] in ":;—-"
    if not subject and (not alone and not cut_off or len(sentence.words) > _LONGEST_FRAGMENT and alone):
        return False
    if (
        subject
        and ahead
        or (whole if alone else inside) & verbs.sets["ours_nouns"]
        or inside & verbs.sets["arrived_words"]
    ):
        return not whole & verbs.sets["their_nouns"]
    if time.sentence == 0 or not alone:
        return False
    before = clauses(prose, time.sentence - 1)
    said = prose.sentences[time.sentence - 1].words
    return any(pledge_of(one, verbs, said) is not Pledge.NONE for one in before)


def _is_wait(clause: Clause, verbs: Verbs, words: Sequence[str]) -> bool:
    """Tell whether a clause promises what the customer waits for, and no more than what a button does."""
    if clause.person is not Person.YOU or clause.tense is Tense.FUTURE:
        return clause.verb != "have" or words[clause.at + 1 : clause.at + 2] != ("to",)
    if clause.modal == "can":
        return clause.verb == "expect"
    things = verbs.sets["ours_nouns"] - {"it", "this", "that", "they", "one", "new"}
    return clause.verb in ("receive", "hear", "get") or not things.isdisjoint(words[clause.at : clause.last])


def promise_at(prose: Prose, sentence: int, first: int, last: int, *, event: bool = False) -> Clause | None:
    """Return the clause of ours that words `first` up to `last` of a sentence time, None where none promises anything.

    `event` says that the words are a clause of their own ("once we know more"), which another clause waits for.
    What is done already waits for nothing, and is left out.
    """
    verbs = verbs_of(prose.vocabulary)
    words = prose.sentences[sentence].words
    found = clauses(prose, sentence)
    place = Time(sentence, first, last, Sort.AHEAD, prose.sentences[sentence].span_of(first, last))
    if event:
        order: Iterable[int] = (
            n for n, clause in enumerate(found) if clause.last <= first or clause.first >= last
        )
    else:
        order = _candidates(
            max((n for n, clause in enumerate(found) if clause.first <= first), default=0), found, place
        )
    for number in order:
        clause = found[number]
        if pledge_of(clause, verbs, words) not in (Pledge.DEED, Pledge.RESULT) or not _is_wait(
            clause, verbs, words
        ):
            continue
        if (
            not event
            or words[first] not in _HABITS
            or clause.tense is Tense.FUTURE
            or words[clause.at].endswith("ing")
        ):
            return clause
    if event or not found:
        return None
    at = max((n for n, clause in enumerate(found) if clause.first <= first), default=0)
    return found[at] if _fragment(place, found, at, prose, verbs) else None
