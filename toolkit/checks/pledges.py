"""The check that a message commits us to something: what we do next, or what puts it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.constructions import Construction, constructions, hits_of, pattern_set
from toolkit.checks.word_lists import listed
from toolkit.language import PatternSet, Prose, Role, Vocabulary
from toolkit.language.clauses import Clause, Person, Tense
from toolkit.language.lexicon import Lexicon, lexicon_of
from toolkit.language.pledges import goes_on, lands
from toolkit.language.promises import Promise, promises_in
from toolkit.language.times import Sort
from toolkit.text import Span

_COMING = frozenset(("arrive", "come", "go", "leave", "travel", "ship", "reach", "land", "follow", "be", "get"))
_POSSIBLE = frozenset(("can", "may", "could", "might"))
_THIS_ONE = frozenset(("your", "yours", "you", "it", "this", "that", "them", "him", "her", "the", "these"))
_FOR_ALL = frozenset(("every", "all", "each", "any", "customers", "everyone", "always", "usually", "normally"))
_SAID_OF = frozenset(("it", "this", "that", "there", "which", "what", "everything", "nothing"))


@dataclass(frozen=True, slots=True)
class Pledges:
    """Fires once where no promise is of the kind that is asked for; `offer` would supply it.

    What counts is a deed of ours, or of somebody who acts for us, whose verb is in the list that `verbs` names;
    where `idle` names a list, also what we do, have done or will do whose verb is not in it, and nothing of
    it that we do at all times; with `passive`, also what is done by nobody in particular; and something of
    the list `things` that comes to the customer. So does what `phrases` and `constructions` find. What
    matches `unless` does not. Without `things` a next step is asked for: what we can do, what we do for everybody
    and what we have told the customer are none.
    """

    sort: ClassVar[str] = "pledges"
    options: ClassVar[frozenset[str]] = frozenset(
        ("verbs", "idle", "things", "passive", "phrases", "constructions", "unless", "offer")
    )

    verbs: frozenset[str]
    idle: frozenset[str]
    things: frozenset[str]
    passive: bool
    constructions: tuple[Construction, ...]
    unless: PatternSet
    offer: str | None

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        offer, passive = options.get("offer"), options.get("passive", False)
        if not isinstance(offer, (str, type(None))):
            raise OptionError("offer", "offer must be a text")
        if not isinstance(passive, bool):
            raise OptionError("passive", "passive must be true or false")
        return cls(
            listed(options, "verbs", vocabulary),
            listed(options, "idle", vocabulary),
            listed(options, "things", vocabulary),
            passive,
            constructions(options, vocabulary),
            pattern_set(options.get("unless", ()), vocabulary, "unless"),
            offer,
        )

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield one match without a span where the message commits us to nothing of the kind."""
        if self.evidence(prose) is None:
            yield Match(None, suggestion=self.offer)

    def evidence(self, prose: Prose) -> Span | None:
        """Return the first clause that commits us, None where there is none."""
        for promise in (one for number in range(len(prose.sentences)) for one in promises_in(prose, number)):
            sentence = prose.sentences[promise.sentence]
            if self._counts(promise, prose, sentence.words) and not self._let_off(prose, promise):
                return sentence.span_of(promise.clause.first, promise.clause.last)
        hits = (hit.span for hit in hits_of(self.constructions, prose))
        return next(hits, None)

    def _counts(self, promise: Promise, prose: Prose, words: tuple[str, ...]) -> bool:
        clause = promise.clause
        simple = clause.tense is Tense.PRESENT and not goes_on(clause, words) and not clause.passive
        acts = clause.verb in self.verbs and not (simple and clause.verb in self.idle)
        named = not self.things.isdisjoint(words[clause.first : clause.last])
        match clause.person:
            case Person.US:
                return self._we_act(promise, prose, acts=acts)
            case Person.YOU:
                return named
            case Person.OTHER:
                timely = bool(self.things and promise.times) and clause.verb in _COMING
                return (
                    timely or self._comes(clause, prose, words) or (acts and self._somebody_acts(promise, prose))
                )
        return acts or named

    def _we_act(self, promise: Promise, prose: Prose, *, acts: bool) -> bool:
        """Tell whether a clause of ours tells what is asked for; `acts` tells that its verb does."""
        clause, words = promise.clause, prose.sentences[promise.sentence].words
        lasts = clause.tense in (Tense.FUTURE, Tense.PERFECT) or goes_on(clause, words)
        if clause.passive and clause.head in ("we", "i"):
            return False
        if not self.things and (clause.modal in _POSSIBLE or _habit(promise, words)):
            return False
        if clause.tense is Tense.PAST and not self.things:
            return _set_going(clause, words, lexicon_of(prose.vocabulary))
        if clause.tense is Tense.PAST and self.things:
            fresh = not self.things.isdisjoint(words[clause.at : clause.last])
            return acts and (fresh or _puts_right(clause, words, lexicon_of(prose.vocabulary)))
        return acts or (bool(self.idle) and lasts and clause.verb not in self.idle)

    def _somebody_acts(self, promise: Promise, prose: Prose) -> bool:
        """Tell whether a clause tells of someone who acts for us, or will; or who has, for a remedy."""
        clause, sentence = promise.clause, prose.sentences[promise.sentence]
        if (
            clause.verb in self.idle
            or (clause.tense is Tense.PAST and not self.passive)
            or sentence.role is Role.SUBJECT
        ):
            return False
        if clause.passive and self.passive:
            done = clause.tense is Tense.PAST and bool(self.things)
            return not done or _puts_right(clause, sentence.words, lexicon_of(prose.vocabulary))
        simple = clause.tense is Tense.PRESENT and not goes_on(clause, sentence.words)
        if simple and not self.things and not promise.times and clause.head not in ("he", "she"):
            return False
        mute = simple and not lexicon_of(prose.vocabulary)["mute_nouns"].isdisjoint(clause.subject)
        if not self.things and not clause.passive:
            mute = mute or clause.head in lexicon_of(prose.vocabulary)["lifeless_nouns"]
        return not mute and _active(clause, sentence.words) and not _customary(clause, sentence.words)

    def _comes(self, clause: Clause, prose: Prose, words: tuple[str, ...]) -> bool:
        """Tell whether one of `things` comes to the customer."""
        lexicon = lexicon_of(prose.vocabulary)
        arrives = clause.verb == "be" and lands(clause, words, lexicon)
        if self.things.isdisjoint(clause.subject):
            return bool(self.things) and arrives and lexicon["paper_nouns"].isdisjoint(clause.subject)
        return clause.verb != "be" or arrives

    def _let_off(self, prose: Prose, promise: Promise) -> bool:
        sentence, clause = prose.sentences[promise.sentence], promise.clause
        return any(found.first < clause.last and clause.first < found.last for found in self.unless.find(sentence))


def _puts_right(clause: Clause, words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Tell whether a deed in the past put something right, and was not the error ("it was sent today")."""
    told = words[clause.first : clause.last]
    return clause.verb in lexicon["remedy_verbs"] or not lexicon["put_right_words"].isdisjoint(told)


def _customary(clause: Clause, words: tuple[str, ...]) -> bool:
    """Tell whether some people or things do so at all times: "they bring their own", "refunds take 5 days"."""
    if clause.passive:
        return False
    simple = clause.tense is Tense.PRESENT and not goes_on(clause, words)
    plural = simple and len(clause.subject) == 1 and clause.head.endswith("s") and clause.head != "this"
    plain = plural or (clause.tense is Tense.PRESENT and clause.head in ("they", "these", "those"))
    lasts = clause.verb == "take" and clause.at + 1 < clause.last and words[clause.at + 1][:1].isdigit()
    return plain or lasts or not _SAID_OF.isdisjoint(clause.subject)


def _habit(promise: Promise, words: tuple[str, ...]) -> bool:
    """Tell whether we do so for everybody and at all times: "we answer within a day"."""
    clause = promise.clause
    if clause.tense is not Tense.PRESENT or goes_on(clause, words) or clause.passive or clause.head != "we":
        return False
    if not _FOR_ALL.isdisjoint(words[clause.first : clause.last]):
        return True
    dated = any(time.sort in (Sort.DATED, Sort.TODAY, Sort.ANCHORED) for time in promise.times)
    return not dated and _THIS_ONE.isdisjoint(words[clause.at : clause.last])


def _set_going(clause: Clause, words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Tell whether a deed that is done set something going for this customer: "I asked the depot to look"."""
    sent = clause.verb in lexicon["sent_verbs"] or clause.verb in lexicon["charging_verbs"]
    return sent and "you" not in words[clause.at + 1 : clause.at + 2]


def _active(clause: Clause, words: tuple[str, ...]) -> bool:
    """Tell whether somebody acts: in the active, or in the passive with "by" before them."""
    if clause.passive:
        return words[clause.at + 1 : clause.at + 2] == ("by",) and words[clause.at + 2 : clause.at + 3] != (
            "<slot>",
        )
    return _SAID_OF.isdisjoint(clause.subject)
