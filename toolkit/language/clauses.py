"""Cuts a sentence into clauses, each with who acts, when, and how sure: a promise, a question, a condition, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from toolkit.language.prose import Prose
from toolkit.language.sentences import Sentence
from toolkit.language.verbs import BASE, ING, PAST, THIRD, Verbs, verbs_of


class Person(StrEnum):
    """Who is the subject of a clause."""

    US = "we"
    YOU = "you"
    OTHER = "third"
    NOBODY = "none"


class Tense(StrEnum):
    """When a clause's verb says that it happens."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    FUTURE = "future"
    IMPERATIVE = "imperative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: words `first` up to `last` of its sentence.

    `subject` is the words of its subject, `person` who that is; `verb` is the base form of its main verb, which
    stands at word `at` (both empty and -1 where it has none). `opener` is the word that ties it to another
    ("if", "once", "which"); `modal` its modal verb where that is not will or shall.
    """

    first: int
    last: int
    person: Person = Person.NOBODY
    subject: tuple[str, ...] = ()
    tense: Tense = Tense.NONE
    verb: str = ""
    at: int = -1
    opener: str = ""
    modal: str = ""
    negated: bool = False
    passive: bool = False
    question: bool = False

    @property
    def conditional(self) -> bool:
        """Tell whether it states a condition or a moment rather than a fact."""
        return self.opener in CONDITIONS or self.opener in MOMENTS


CONDITIONS = frozenset(
    ("if", "unless", "whether", "provided", "providing", "assuming", "case", "should", "had", "lest")
)
MOMENTS = frozenset(("when", "whenever", "once", "until", "after", "before", "while", "as soon as", "the moment"))
_OPENERS = (
    CONDITIONS - {"should", "had"}
    | MOMENTS
    | frozenset(
        (
            "because",
            "since",
            "although",
            "though",
            "that",
            "which",
            "who",
            "whose",
            "what",
            "where",
            "why",
            "how",
            "as",
            "so",
            "than",
            "whom",
        )
    )
)
_LINKS = frozenset(("and", "but", "or", "then", "so", "yet", "plus", "&"))
_BREAKS = frozenset(",;:—()…!?.")
_WE = frozenset(("we", "i"))
_PRONOUNS = frozenset(
    (
        "it",
        "they",
        "he",
        "she",
        "this",
        "that",
        "these",
        "those",
        "there",
        "which",
        "who",
        "what",
        "everything",
        "everyone",
        "someone",
        "somebody",
        "nobody",
        "nothing",
        "one",
        "both",
        "each",
        "here",
    )
)
_BE = frozenset(("am", "is", "are", "'s", "was", "were"))
_HAVE = frozenset(("has", "have", "had"))
_DO = frozenset(("do", "does", "did"))
_MODALS = frozenset(("will", "shall", "would", "should", "could", "can", "may", "might", "must", "'d", "ought"))
_AUXILIARIES = _BE | _HAVE | _DO | _MODALS
_BEFORE_NOUN = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "your",
        "our",
        "my",
        "their",
        "his",
        "her",
        "its",
        "any",
        "some",
        "no",
        "every",
        "each",
        "all",
        "of",
        "in",
        "on",
        "at",
        "for",
        "from",
        "with",
        "to",
        "by",
        "into",
        "about",
        "new",
        "first",
        "next",
        "other",
        "more",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "twenty",
        "few",
        "several",
        "many",
        "extra",
        "same",
        "own",
        "and",
    )
)
_PREPOSITIONS = frozenset(
    ("in", "on", "at", "with", "by", "into", "about", "within", "for", "from", "before", "to", "after", "as")
)
_OBJECTS = _BEFORE_NOUN - {"of", "for", "from"} | frozenset(
    ("us", "me", "it", "them", "you", "back", "out", "up", "if", "that", "whether", "not")
)
_BETWEEN = frozenset(
    ("all", "both", "each", "soon", "today", "tomorrow", "tonight", "asap", "straight", "away", "indeed", "well")
)
"""Words besides adverbs that may stand within a verb: "will soon be"."""
_NONE_OF = frozenset(("no", "none", "neither", "nobody", "nothing"))
_SUBJECT_WORDS = _PRONOUNS | _WE | {"you", "the", "your", "our", "my", "a"}
_INSTANTS = (("moment",), ("minute",), ("second",), ("instant",))
_SOFTENERS = frozenset(
    (
        "please",
        "just",
        "then",
        "kindly",
        "simply",
        "also",
        "instead",
        "next",
        "now",
        "first",
        "always",
        "do",
        "not",
        "never",
        "and",
        "so",
        "or",
        "but",
        "either",
    )
)
_STAFF = frozenset(
    (
        "team",
        "teams",
        "colleague",
        "colleagues",
        "technician",
        "technicians",
        "engineer",
        "engineers",
        "specialist",
        "specialists",
        "manager",
        "agent",
        "adviser",
        "advisor",
        "crew",
        "staff",
        "desk",
        "department",
        "warehouse",
        "workshop",
        "us",
    )
)
_NO_ADVERBS = frozenset(("family", "assembly", "july", "italy", "anomaly", "jelly"))
_FARTHEST = 8
"""Words that a subject is looked back for."""


def clauses(prose: Prose, number: int) -> tuple[Clause, ...]:
    """Return the clauses of sentence `number` of a message, in order; worked out once."""
    key = ("clauses", number)
    found = prose.memory.get(key)
    if not isinstance(found, tuple):
        vocabulary = prose.vocabulary
        adverbs = frozenset(vocabulary.entries("adverb"))
        found = prose.memory[key] = cut_clauses(prose.sentences[number], verbs_of(vocabulary), adverbs)
    return found


def cut_clauses(sentence: Sentence, verbs: Verbs, adverbs: frozenset[str]) -> tuple[Clause, ...]:
    """Return the clauses of a sentence; together they hold all its words but the marks between them."""
    cutter = _Cutter(sentence.words, verbs, adverbs)
    found: list[Clause] = []
    for first, last, opener, link in _pieces(sentence.words):
        for clause in cutter.clauses(first, last, opener):
            found.append(_carried(clause, found, link, verbs, sentence.words))
            link = ""
    if sentence.question:
        found = [*found[:-1], replace(found[-1], question=True)] if found else found
    return tuple(found)


def _pieces(words: Sequence[str]) -> list[tuple[int, int, str, str]]:
    """Return (first, last, opener, link) of each stretch between marks, links and opening words."""
    pieces: list[tuple[int, int, str, str]] = []
    first, opener, link, at = 0, "", "", 0

    def close(end: int) -> None:
        if end > first:
            pieces.append((first, end, opener, link))

    while at < len(words):
        word = words[at]
        if word in _BREAKS:
            close(at)
            first, opener, link = at + 1, "", "," if word == "," else ""
        elif word == "as" and words[at + 2 : at + 3] == ("as",) and (length := _haste(words, at + 3)):
            close(at)
            first, opener, link, at = at + 3 + length, "", "", at + 2 + length
        elif word == "as" and words[at + 1 : at + 3] == ("soon", "as"):
            close(at)
            first, opener, link, at = at + 3, "as soon as", "", at + 2
        elif (
            word == "the"
            and words[at + 1 : at + 2] in _INSTANTS
            and words[at + 2 : at + 3]
            and words[at + 2] in _SUBJECT_WORDS
        ):
            close(at)
            first, opener, link, at = at + 2, "the moment", "", at + 1
        elif word == "so" and words[at + 1 : at + 2] == ("that",):
            close(at)
            first, opener, link, at = at + 2, "so that", "", at + 1
        elif word in _LINKS:
            close(at)
            first, opener, link = at + 1, "", "and" if word in ("and", "or", "&", "then", "plus") else "but"
        elif (
            word == "that"
            and at == first
            and not opener
            and words[at + 1 : at + 2]
            and words[at + 1] in _AUXILIARIES
        ):
            pass
        elif word in _OPENERS and (word != "case" or words[at - 1 : at] == ("in",)):
            close(at)
            first, opener, link = at + 1, word, ""
        at += 1
    close(len(words))
    return pieces


def _haste(words: Sequence[str], at: int) -> int:
    """Return how many words at `at` end "as soon as …" as a mere wish for haste, so that no clause follows there."""
    after = words[at : at + 3]
    if after[:1] in (("possible",), ("practicable",)):
        return 1
    if after[:1] in (("may",), ("humanly",), ("is",)) or after[1:2] in (("can",), ("could",)):
        return 2
    return 3 if after[1:2] == ("possibly",) else 0


def _carried(clause: Clause, before: Sequence[Clause], link: str, verbs: Verbs, words: Sequence[str]) -> Clause:
    """Give a clause without a subject of its own what the clause before it has: "we will check *and call you*"."""
    if not before or clause.person is not Person.NOBODY or link not in ("and", "but", ","):
        return clause
    last = before[-1]
    if last.tense is Tense.NONE:
        return clause
    if clause.tense is not Tense.NONE and clause.tense is not Tense.IMPERATIVE:
        return replace(clause, person=last.person, subject=last.subject, opener=clause.opener or last.opener)
    at = clause.first
    while at < clause.last and (words[at] in _SOFTENERS or is_adverb(words[at], verbs)):
        at += 1
    form = verbs.form(words[at]) if at < clause.last else None
    if form is None or (clause.tense is Tense.IMPERATIVE and link == "," and last.tense is not Tense.FUTURE):
        return clause
    if form.form not in _carried_forms(last, words):
        return clause
    opener, tense = clause.opener or last.opener, last.tense
    carried = replace(clause, person=last.person, subject=last.subject, tense=tense, verb=form.base, at=at)
    return replace(carried, opener=opener, passive=last.passive and form.form == PAST)


def _carried_forms(last: Clause, words: Sequence[str]) -> tuple[str, ...]:
    """Return the forms in which another verb can follow that of a clause."""
    if words[last.at].endswith("ing"):
        return (ING,)
    if last.tense in (Tense.PAST, Tense.PERFECT):
        return (PAST,)
    if last.tense is Tense.PRESENT and not last.modal:
        return (BASE, THIRD, PAST) if last.passive else (BASE, THIRD)
    return (BASE, PAST) if last.passive else (BASE,)


class _Cutter:
    """Finds the verbs of one sentence's pieces and whose they are."""

    def __init__(self, words: Sequence[str], verbs: Verbs, adverbs: frozenset[str]) -> None:
        self.words = words
        self.verbs = verbs
        self.adverbs = adverbs

    def clauses(self, first: int, last: int, opener: str) -> list[Clause]:
        """Return the clauses of one piece: one for each finite verb, or one without any."""
        found: list[Clause] = []
        at = first
        while at < last:
            clause = self._finite(at, first, last, bool(found))
            if clause is None:
                at += 1
                continue
            found.append(replace(clause, opener=clause.opener or ("" if found else opener)))
            at = max(clause.at, at) + 1
        if not found:
            return [self._bare(first, last, opener)]
        starts = [first, *(max(clause.first, found[number].at + 1) for number, clause in enumerate(found[1:]))]
        ends = [*starts[1:], last]
        return [replace(clause, first=starts[n], last=ends[n]) for n, clause in enumerate(found)]

    def _finite(self, at: int, first: int, last: int, later: bool) -> Clause | None:  # noqa: FBT001
        """Return the clause whose finite verb begins at word `at`, if one does."""
        word = self.words[at]
        if (
            word == "may"
            and (self.words[at - 1 : at] + self.words[at + 1 : at + 2])
            and any(one.isdigit() for one in (self.words[at - 1 : at] + self.words[at + 1 : at + 2]))
        ):
            return None
        if word in _AUXILIARIES:
            if word == "'s" and not self._is(at, last):
                return None
            return self._group(at, first, last)
        form = self.verbs.by_form.get(word) or self.verbs.form(word)
        if form is None or form.form == ING:
            return None
        subject = self._before(at, first)
        pronoun = subject >= first and self.words[subject] in _WE | _PRONOUNS | {"you"}
        if form.form == BASE:
            finite = (
                pronoun and self.words[subject] != "that" or self._plural(subject, first, at, last) and not later
            )
        elif form.form == THIRD:
            noun = (
                later
                and not pronoun
                and form.base in self.verbs.sets["noun_like_verbs"]
                or self.words[subject][:1].isdigit()
            )
            finite = (
                not noun
                and subject >= first
                and (pronoun or self.words[subject] not in _BEFORE_NOUN and self._goes_on(at, last))
            )
        else:
            finite = pronoun or (
                subject >= first and not later and self.words[subject] not in _BEFORE_NOUN and self._noun(subject)
            )
        if not finite:
            return None
        tense = Tense.PAST if form.form == PAST else Tense.PRESENT
        done = self.verbs.form(self.words[at + 1]) if form.base == "get" and at + 1 < last else None
        if done is not None and done.form == PAST:
            return self._with_subject(
                Clause(at, last, tense=tense, verb=done.base, at=at + 1, passive=True), at, first
            )
        return self._with_subject(Clause(at, last, tense=tense, verb=form.base, at=at), at, first)

    def _is(self, at: int, last: int) -> bool:
        """Tell whether an 's is a verb and no possessive."""
        if at == 0:
            return False
        if self.words[at - 1] in _PRONOUNS or self.words[at - 1] == "how":
            return True
        after = self.words[at + 1] if at + 1 < last else ""
        form = self.verbs.form(after)
        return after in (
            "not",
            "been",
            "on",
            "in",
            "now",
            "a",
            "the",
            "going",
            "still",
            "already",
            "being",
            "at",
            "your",
            "our",
        ) or (form is not None and form.form in (ING, PAST))

    def _group(self, at: int, first: int, last: int) -> Clause:  # noqa: C901, PLR0912
        """Return the clause of a verb that begins with an auxiliary."""
        start, word = at, self.words[at]
        clause = Clause(at, last, at=at)
        inverted = ""
        subject = self._before(at, first)
        after = self.words[at + 1] if at + 1 < last else ""
        if (subject < first or self.words[subject] in ("what", "when", "where", "how", "why")) and (
            after in _WE or after in _PRONOUNS or after == "you"
        ):
            inverted, at = after, at + 1
        tense = Tense.PRESENT
        modal = ""
        if word in ("will", "shall"):
            tense = Tense.FUTURE
        elif word in _MODALS:
            modal = "would" if word == "'d" else word
        elif word in ("was", "were", "had", "did"):
            tense = Tense.PAST
        helper, verb, negated, passive, where = word, "", False, False, start
        at += 1
        while at < last:
            word = self.words[at]
            form = self.verbs.form(word)
            if word == "not" or word == "never":
                negated = True
            elif word in ("be", "been", "being") or (word in _HAVE and helper in _MODALS | {"to"}):
                if helper in ("has", "have") and word == "been" and tense is Tense.PRESENT:
                    tense = Tense.PERFECT
                helper, verb, where = (
                    ("be" if word != "have" else "have"),
                    ("be" if word != "have" else "have"),
                    at,
                )
            elif word == "going" and helper in _BE and self.words[at + 1 : at + 2] == ("to",):
                tense, helper = (Tense.FUTURE if tense is Tense.PRESENT else tense), "to"
                at += 1
            elif word in (
                "able",
                "due",
                "set",
                "about",
                "meant",
                "supposed",
                "bound",
                "likely",
                "ready",
                "unable",
                "hoping",
                "planning",
                "aiming",
                "trying",
                "expecting",
                "happy",
                "delighted",
                "glad",
            ) and self.words[at + 1 : at + 2] == ("to",):
                negated = negated or word == "unable"
                tense = Tense.FUTURE if tense is Tense.PRESENT and word in ("due", "set", "about") else tense
                helper, verb, where = "to", word, at
                at += 1
            elif (
                word == "this"
                and at + 1 < last
                and self.words[at + 1] in ("morning", "afternoon", "evening", "week")
            ):
                at += 1
            elif word in self.adverbs or is_adverb(word, self.verbs) or word in _BETWEEN:
                pass
            elif (
                form is not None
                and form.base == "get"
                and at + 1 < last
                and (self.verbs.form(self.words[at + 1]) or (0, 0))[1] == PAST
            ):
                helper = "be"
            elif form is not None and not (
                form.form == BASE
                and (helper in _BE | {"be"} or helper in _HAVE and word not in self.verbs.unchanged)
            ):
                be = helper in _BE or helper == "be"
                passive = be and form.form == PAST
                if helper in ("has", "have") and form.form in (PAST, BASE) and tense is Tense.PRESENT:
                    tense = Tense.PERFECT
                verb, where = form.base, at
                break
            else:
                break
            at += 1
        if not verb:
            verb = "be" if helper in _BE or helper == "be" else "have" if helper in _HAVE else helper
        clause = replace(
            clause, tense=tense, verb=verb, at=max(where, start), negated=negated, passive=passive, modal=modal
        )
        if inverted:
            opener = self.words[start] if self.words[start] in ("should", "had") else ""
            return replace(
                clause,
                first=start,
                person=_person((inverted,)),
                subject=(inverted,),
                question=not opener,
                opener=opener,
            )
        return self._with_subject(clause, start, first)

    def _with_subject(self, clause: Clause, at: int, first: int) -> Clause:
        """Give a clause its subject, which ends before word `at`."""
        end = self._before(at, first) + 1
        if end <= first:
            return clause
        head = self.words[end - 1]
        if head in _WE | _PRONOUNS | {"you"}:
            return replace(clause, first=end - 1, person=_person((head,)), subject=(head,))
        begin = max(first, end - _FARTHEST)
        words = tuple(self.words[begin:end])
        negated = clause.negated or not _NONE_OF.isdisjoint(words)
        return replace(clause, first=begin, person=_person(words), subject=words, negated=negated)

    def _before(self, at: int, first: int) -> int:
        """Return the word before `at` that is no adverb; less than `first` where there is none."""
        at -= 1
        while at >= first and (
            self.words[at] in self.adverbs or is_adverb(self.words[at], self.verbs) or self.words[at] in ("not", "each", "both")
        ):
            at -= 1
        return at

    def _noun(self, at: int) -> bool:
        return self.words[at] not in _AUXILIARIES and self.words[at] not in (
            "be",
            "been",
            "being",
            "not",
            "to",
            "please",
        )

    def _plural(self, subject: int, first: int, at: int, last: int) -> bool:
        if (
            subject < first
            or not self.words[subject].endswith("s")
            or self.words[subject] in ("us", "this", "is", "as", "'s", "was", "has")
        ):
            return False
        form = self.verbs.form(self.words[subject])
        return (form is None or form.form == THIRD) and self._goes_on(at, last)

    def _goes_on(self, at: int, last: int) -> bool:
        """Tell whether what follows word `at` can follow a verb: an object, a time, an adverb, or nothing."""
        if at + 1 >= last:
            return True
        after = self.words[at + 1]
        return (
            after not in _AUXILIARIES
            and after != "of"
            and self.verbs.by_form.get(after, (None, ING))[1] != BASE
            or after in ("back", "to")
        )

    def _bare(self, first: int, last: int, opener: str) -> Clause:
        """Return a piece without a finite verb: an order to the customer, a "will do" without its "we", or a fragment."""
        at = first
        while at < last and (self.words[at] in _SOFTENERS or is_adverb(self.words[at], self.verbs)):
            at += 1
        polite = "please" in self.words[first:at] or "kindly" in self.words[first:at]
        negated = "not" in self.words[first:at] or "never" in self.words[first:at]
        form = self.verbs.form(self.words[at]) if at < last else None
        if form is None or opener:
            return Clause(first, last, opener=opener)
        if (
            form.base == "be"
            and self.words[at + 1 : at + 2] in (("with",), ("back",), ("right",), ("there",))
            and not negated
        ):
            return Clause(first, last, Person.US, (), Tense.FUTURE, "be", at)
        if form.form == BASE and (polite or negated or self._orders(at, last)):
            if (
                form.base == "let"
                and self.words[at + 1 : at + 2] in (("me",), ("us",))
                and "know" not in self.words[at + 2 : at + 3]
            ):
                verb = next(
                    (self.verbs.form(word) for word in self.words[at + 2 : at + 4] if self.verbs.form(word)), form
                )
                return Clause(first, last, Person.US, ("let",), Tense.FUTURE, verb.base if verb else "", at)
            return Clause(first, last, tense=Tense.IMPERATIVE, verb=form.base, at=at, negated=negated)
        if form.form == ING:
            return Clause(first, last, verb=form.base, at=at)
        return Clause(first, last)

    def _orders(self, at: int, last: int) -> bool:
        after = self.words[at + 1] if at + 1 < last else ""
        if self.words[at] in self.verbs.sets["noun_like_verbs"]:
            return after in _OBJECTS - _PREPOSITIONS or self._aims(at, last)
        return not after or after in _OBJECTS or after in _PREPOSITIONS or after in self.adverbs

    def _aims(self, at: int, last: int) -> bool:
        """Tell whether a purpose follows, as in "reply by Friday *to keep* your table"."""
        for number in range(at + 1, last - 1):
            form = self.verbs.by_form.get(self.words[number + 1])
            if self.words[number] == "to" and form is not None and form.form == BASE:
                return True
        return False


def is_adverb(word: str, verbs: Verbs) -> bool:
    """Tell whether a word is an adverb by its ending."""
    return word.endswith("ly") and word not in verbs.by_form and word not in _NO_ADVERBS


def _person(subject: Sequence[str]) -> Person:
    """Return who a subject is: the team where one of its people or desks acts."""
    words = set(subject)
    if subject[-1] == "you":
        return Person.YOU
    if subject[-1] in _WE:
        return Person.US
    if words & _STAFF and not words & {"your", "their"}:
        return Person.US
    return Person.OTHER
