"""Tells what a clause pledges: a deed of ours, a result that the customer sees, a deed done, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from toolkit.language.clauses import Clause, Person, Tense, clauses
from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.prose import Prose

_AT_THEIRS = (("with", "you"), ("at", "yours"), ("at", "your"), ("back", "with"), ("outside", "your"))
_PLACES = (("on",), ("in",), ("with",))
_DEFINITE = (("the",), ("your",), ("our",), ("my",), ("a",))


class Pledge(StrEnum):
    """What a clause holds of a promise."""

    DEED = "deed"
    RESULT = "result"
    DONE = "done"
    NONE = "none"


def pledge_of(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> Pledge:
    """Return what a clause pledges by who acts, in which tense, with which verb. `words` are its sentence's."""
    if clause.negated or clause.opener in lexicon["hanging"]:
        return Pledge.NONE
    if clause.modal in lexicon["false_hopes"] and clause.verb not in lexicon["hoping_verbs"]:
        return Pledge.NONE
    offered = clause.person is Person.US and clause.tense is Tense.FUTURE and clause.verb in lexicon["deed_verbs"]
    if clause.question and not offered:
        return Pledge.NONE
    match clause.person:
        case Person.US:
            return _ours(clause, words, lexicon)
        case Person.YOU:
            return _yours(clause, words, lexicon)
        case Person.OTHER:
            return _things(clause, words, lexicon)
        case Person.NOBODY:
            return _nobodys(clause, words, lexicon)


def pledges(prose: Prose, number: int) -> tuple[Pledge, ...]:
    """Return what each clause of sentence `number` of a message pledges; worked out once for all alike."""
    sentence, kept = prose.sentences[number], prose.sentences[number].reading.kept
    found = kept.get("pledges")
    if not isinstance(found, tuple):
        lexicon = lexicon_of(prose.vocabulary)
        found = tuple(pledge_of(clause, sentence.words, lexicon) for clause in clauses(prose, number))
        kept["pledges"] = found
    return found


def lands(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a thing is said to have come to the customer: "is back", "is in your account"."""
    after = words[clause.at + 1 : clause.last]
    if clause.head in ("he", "she"):
        return after[:2] in _AT_THEIRS or after[:1] in (("there",), ("round",))
    if not lexicon["arrived_words"].isdisjoint(after[:2]):
        return "office" not in clause.subject and "lines" not in clause.subject
    if after[:2] in (("in", "touch"), ("in", "contact")):
        return True
    if after[:2] in (("on", "us"), ("on", "me")):
        return clause.head not in lexicon["pronouns"]
    if after[:3] in (("on", "its", "way"), ("on", "their", "way"), ("on", "the", "way")):
        return True
    return any(one in ("in", "on", "with", "at") and other in ("you", "your") for one, other in pairwise(after))


def mentions_error(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a clause tells of a mistake rather than of its mending."""
    return not lexicon["error_words"].isdisjoint(words[clause.first : clause.last])


def _nobodys(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> Pledge:
    """Return what an order, or a clause that dropped its subject, pledges: "Expect it by noon", "Will call"."""
    if clause.tense is Tense.IMPERATIVE:
        waits = clause.verb in lexicon["expect_verbs"] and _awaits(clause, words)
        return Pledge.RESULT if waits else Pledge.NONE
    if clause.tense is Tense.FUTURE:
        return Pledge.DEED
    opens = clause.at == clause.first == 0
    return Pledge.DONE if opens and clause.tense in (Tense.PRESENT, Tense.PERFECT) else Pledge.NONE


def _awaits(clause: Clause, words: Sequence[str]) -> bool:
    """Tell whether the customer is to wait for something of ours, not to give or leave something."""
    after = words[clause.at + 1 : clause.at + 3]
    match clause.verb:
        case "give" | "grant" | "spare":
            return after[:1] in (("us",), ("me",)) or "team" in after
        case "look":
            return after[:1] in (("out",), ("for",))
        case "keep":
            return after == ("an", "eye")
        case "leave":
            return after[1:] == ("with",)
    return True


def _ours(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> Pledge:
    if _is_no_deed(clause, words, lexicon):
        return Pledge.NONE
    if clause.verb in lexicon["noting_verbs"] and clause.tense is not Tense.FUTURE and not goes_on(clause, words):
        return Pledge.DEED if clause.verb == "have" and lands(clause, words, lexicon) else Pledge.NONE
    if clause.tense in (Tense.FUTURE, Tense.PRESENT):
        return Pledge.NONE if _attends(clause, words, lexicon) else Pledge.DEED
    if mentions_error(clause, words, lexicon) and clause.verb not in lexicon["charging_verbs"]:
        return Pledge.NONE
    if clause.tense is Tense.PAST and clause.verb in lexicon["contact_verbs"]:
        return Pledge.NONE
    done = clause.tense is Tense.PERFECT or clause.verb in lexicon["deed_verbs"]
    return Pledge.DONE if done else Pledge.NONE


def _attends(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether we only say that we are there: "I am here until six", but not "I'll be back here by ten"."""
    near = words[clause.at + 1 : clause.at + 3]
    returns = near[:1] == ("back",) and near[1:] != ("open",)
    return clause.verb == "be" and not returns and not lexicon["attending_words"].isdisjoint(near)


def _is_no_deed(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether we only keep hours, or ask something of the customer."""
    near = words[clause.at + 1 : clause.at + 3]
    if clause.verb in lexicon["hours_verbs"] and clause.head in lexicon["we_alone"]:
        return lexicon["objects"].isdisjoint(near[:1])
    if "to" in near[:1]:
        return False
    asks = clause.verb in ("ask", "expect", "want", "invite", "hope") and "you" in near
    return asks or clause.verb in lexicon["asking_verbs"]


def _yours(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> Pledge:
    ahead = clause.tense is Tense.FUTURE
    if clause.tense not in (Tense.PRESENT, Tense.FUTURE):
        return Pledge.NONE
    if clause.verb not in lexicon["result_verbs"] and clause.verb != "able" and not (clause.passive and ahead):
        return Pledge.NONE
    if clause.modal == "can" and clause.verb not in lexicon["reach_verbs"]:
        return Pledge.NONE
    if ahead or clause.modal:
        return Pledge.RESULT
    if clause.verb in ("have", "be"):
        after = words[clause.at + 1] if clause.at + 1 < clause.last else ""
        return Pledge.RESULT if after in lexicon["held_words"] else Pledge.NONE
    return Pledge.RESULT if clause.verb in lexicon["held_verbs"] else Pledge.NONE


def _things(clause: Clause, words: Sequence[str], lexicon: Lexicon) -> Pledge:
    now = clause.tense in (Tense.FUTURE, Tense.PRESENT)
    if now and clause.verb == "be" and lands(clause, words, lexicon):
        return Pledge.RESULT
    if clause.subject == ("there",):
        return Pledge.RESULT if clause.tense is Tense.FUTURE else Pledge.NONE
    subject = frozenset(clause.subject)
    if clause.subject[:2] in (("please", "let"), ("do", "let")):
        return Pledge.NONE
    if _is_theirs(clause, subject, words, lexicon):
        return Pledge.NONE
    ours = not subject.isdisjoint(lexicon["ours_nouns"])
    if not now:
        return _done_by_others(clause, words, lexicon, ours=ours)
    if clause.passive:
        return Pledge.RESULT
    comes = clause.verb in lexicon["coming_verbs"]
    if clause.tense is Tense.PRESENT and clause.subject[:1] == ("your",) and not ours and not comes:
        return Pledge.NONE
    if clause.verb == "be":
        after = words[clause.at + 1 : clause.at + 3]
        placed = clause.tense is Tense.FUTURE and after[:1] in _PLACES and after[1:2] in _DEFINITE
        return Pledge.RESULT if (ours or placed) and not subject & {"he", "she"} else Pledge.NONE
    acts = clause.verb in lexicon["deed_verbs"] and clause.verb not in lexicon["noting_verbs"]
    if clause.tense is Tense.FUTURE or acts or clause.verb in lexicon["arrival_verbs"]:
        return Pledge.RESULT
    return Pledge.RESULT if ours and clause.verb in ("due", "set") else Pledge.NONE


def _is_theirs(clause: Clause, subject: frozenset[str], words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a time here is the customer's or nobody's: a flight, a trial, opening hours, a record."""
    if clause.verb in lexicon["hours_verbs"] and not subject & {"case", "claim", "complaint"}:
        return True
    to_come = clause.tense is Tense.FUTURE or words[clause.at - 1] == "being"
    if clause.passive and to_come and clause.verb in lexicon["deed_verbs"]:
        return False
    mended = subject & {"refund", "replacement", "new"} or "again" in words[clause.at : clause.last]
    headed = clause.head in lexicon["ours_nouns"] and clause.head not in lexicon["their_nouns"]
    if subject & lexicon["their_nouns"] and not headed and not mended:
        return True
    if subject & lexicon["dues_nouns"] and "due" in words[clause.first : clause.last]:
        return True
    if subject & lexicon["record_nouns"] and clause.verb in lexicon["noting_verbs"]:
        return True
    return clause.verb in lexicon["their_verbs"] and not mended


def _done_by_others(clause: Clause, words: Sequence[str], lexicon: Lexicon, *, ours: bool) -> Pledge:
    after = words[clause.at + 1] if clause.at + 1 < clause.last else ""
    if mentions_error(clause, words, lexicon):
        return Pledge.NONE
    if clause.verb == "leave" and after in lexicon["objects"] and after not in ("us", "me"):
        return Pledge.NONE
    if clause.verb == "promise" and clause.tense is Tense.PERFECT:
        return Pledge.RESULT if after in ("me", "us") else Pledge.NONE
    done = clause.verb in lexicon["remedy_verbs"] or clause.verb in lexicon["sent_verbs"]
    deed = clause.verb in lexicon["deed_verbs"] and clause.verb not in lexicon["history_verbs"]
    undergone = clause.passive and (deed or clause.verb.startswith("re-"))
    made = clause.passive and clause.verb == "make" and not lexicon["made_nouns"].isdisjoint(clause.subject)
    return Pledge.DONE if (done or undergone or made) and (ours or clause.passive) else Pledge.NONE


def goes_on(clause: Clause, words: Sequence[str]) -> bool:
    """Tell whether a clause says what is under way: "I'm checking"."""
    return clause.at >= 0 and words[clause.at].endswith("ing")
