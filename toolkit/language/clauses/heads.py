"""Finds the finite verbs of a piece of a sentence, and whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.language.clauses.group import read_group
from toolkit.language.clauses.model import Clause, Person, Tense
from toolkit.language.lexicon import BASE, ING, PAST, THIRD, Form, Lexicon

_RELATIVES = ("who", "which")
_FARTHEST = 8
"""Words that a subject is looked back for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `first` up to `last` of a sentence's `words`, what opens them, and what is known of the language."""

    words: Sequence[str]
    first: int
    last: int
    opener: str
    lexicon: Lexicon

    def word(self, at: int) -> str:
        """Return a word of the piece, empty outside it."""
        return self.words[at] if self.first <= at < self.last else ""

    def before(self, at: int) -> int:
        """Return the word before `at` that is no adverb; less than `first` where there is none."""
        at -= 1
        while at >= self.first and (
            self.lexicon.is_adverb(self.words[at]) or self.words[at] in ("not", "each", "both")
        ):
            at -= 1
        return at


def heads(piece: Piece) -> list[Clause]:
    """Return the clauses of a piece: one for each finite verb, or one without any."""
    found: list[Clause] = []
    at, verbal = piece.first, piece.lexicon["verbal"]
    while at < piece.last:
        word = piece.words[at]
        plain = word not in verbal and not word.endswith("ed") and not _after_us(piece, at)
        clause = None if plain else _finite(piece, at, later=bool(found))
        if clause is None:
            at += 1
            continue
        found.append(clause._replace(opener=clause.opener or ("" if found else piece.opener)))
        at = max(clause.at, at) + 1
    if not found:
        return [_bare(piece)]
    starts = [piece.first, *(max(clause.first, found[n].at + 1) for n, clause in enumerate(found[1:]))]
    ends = [*starts[1:], piece.last]
    return [clause._replace(first=starts[n], last=ends[n]) for n, clause in enumerate(found)]


def _finite(piece: Piece, at: int, *, later: bool) -> Clause | None:
    """Return the clause whose finite verb begins at word `at`, if any; `later` tells that it is not the first."""
    word, lexicon = piece.word(at), piece.lexicon
    if word == "may" and (piece.word(at - 1).isdigit() or piece.word(at + 1).isdigit()):
        return None
    if piece.word(at - 1) == "to":
        return None
    if word in lexicon["helpers"]:
        return _helped(piece, at) if word != "'s" or _is_verb(piece, at) else None
    form = lexicon.form(word) or (Form(word, BASE) if _after_us(piece, at) else None)
    if form is None or not _stands_as_verb(piece, at, form, later=later):
        return None
    past = form.form == PAST or (
        word in lexicon["put_verbs"] and piece.word(piece.before(at)) in lexicon["we_alone"]
    )
    tense = Tense.PAST if past else Tense.PRESENT
    after = lexicon.form(piece.word(at + 1)) if form.base == "get" else None
    if after is not None and after.form == PAST:
        return _with_subject(
            piece, Clause(at, piece.last, tense=tense, verb=after.base, at=at + 1, passive=True), at
        )
    return _with_subject(piece, Clause(at, piece.last, tense=tense, verb=form.base, at=at), at)


def _after_us(piece: Piece, at: int) -> bool:
    """Tell whether an unknown word can only be a verb, for it stands right after "we" or "I"."""
    word = piece.word(at)
    if piece.word(at - 1) not in piece.lexicon["we_alone"] or not word.isalpha():
        return False
    return word not in piece.lexicon["no_verbs"] and not piece.lexicon.is_adverb(word)


def _helped(piece: Piece, at: int) -> Clause:
    """Return the clause of a verb that begins with a helper ("will", "is"), its subject before or after it."""
    lexicon, subject, after = piece.lexicon, piece.word(piece.before(at)), piece.word(at + 1)
    asked = subject in ("", "what", "when", "where", "how", "why")
    if asked and (after in lexicon["we_alone"] or after in lexicon["pronouns"] or after == "you"):
        clause = read_group(piece.words, at, at + 2, piece.last, lexicon)
        opener = piece.word(at) if piece.word(at) in ("should", "had") else ""
        person = _person((after,), lexicon)
        return clause._replace(first=at, person=person, subject=(after,), question=not opener, opener=opener)
    clause = read_group(piece.words, at, at + 1, piece.last, lexicon)
    if piece.word(at) == "do" and not subject:
        return clause._replace(tense=Tense.IMPERATIVE)
    return _with_subject(piece, clause, at)


def _is_verb(piece: Piece, at: int) -> bool:
    """Tell whether an 's is a verb and no possessive."""
    if piece.word(at - 1) in piece.lexicon["pronouns"] or piece.word(at - 1) == "how":
        return True
    after = piece.word(at + 1)
    form = piece.lexicon.form(after)
    return at > 0 and (
        after in piece.lexicon["after_is"] or after.endswith("ing") or (form is not None and form.form == PAST)
    )


def _stands_as_verb(piece: Piece, at: int, form: Form, *, later: bool) -> bool:
    """Tell whether a word that can be a verb is one where it stands."""
    lexicon, subject = piece.lexicon, piece.word(piece.before(at))
    pronoun = subject in lexicon["we_alone"] or subject in lexicon["pronouns"] or subject == "you"
    if form.form == ING:
        return False
    if form.form == BASE:
        return subject in lexicon["plural_subjects"] or (not later and _plural(piece, subject, at))
    if not subject:
        return piece.opener in _RELATIVES
    if form.form == THIRD:
        a_noun = later and not pronoun and form.base in lexicon["noun_like_verbs"]
        if a_noun or (subject[:1].isdigit() and form.base in lexicon["noun_like_verbs"]):
            return False
        return pronoun or (subject not in lexicon["before_nouns"] and _goes_on(piece, at))
    noun = subject not in lexicon["helpers"] and subject not in ("be", "been", "being", "to", "please")
    return pronoun or (not later and noun and subject not in lexicon["before_nouns"])


def _plural(piece: Piece, subject: str, at: int) -> bool:
    """Tell whether a plural noun before word `at` can be its subject: "refunds take"."""
    if (
        piece.word(at) == "like"
        or not subject.endswith("s")
        or subject in ("us", "this", "is", "as", "'s", "was", "has")
    ):
        return False
    form = piece.lexicon.form(subject)
    return (form is None or form.form == THIRD) and _goes_on(piece, at)


def _goes_on(piece: Piece, at: int) -> bool:
    """Tell whether what follows word `at` can follow a verb: an object, a time, an adverb, or nothing."""
    after = piece.word(at + 1)
    if not after or after in ("back", "to"):
        return True
    form = piece.lexicon.by_form.get(after)
    return after not in piece.lexicon["helpers"] and after != "of" and (form is None or form.form != BASE)


def _with_subject(piece: Piece, clause: Clause, at: int) -> Clause:
    """Give a clause its subject, which ends before word `at`."""
    lexicon, end = piece.lexicon, piece.before(at) + 1
    if end <= piece.first:
        relative = piece.opener in _RELATIVES
        return clause._replace(person=Person.OTHER, subject=(piece.opener,)) if relative else clause
    head = piece.word(end - 1)
    if head in lexicon["we_alone"] or head in lexicon["pronouns"] or head == "you":
        return clause._replace(first=end - 1, person=_person((head,), lexicon), subject=(head,))
    begin = max(piece.first, end - _FARTHEST)
    words = tuple(piece.words[begin:end])
    negated = clause.negated or not lexicon["none_of"].isdisjoint(words)
    return clause._replace(first=begin, person=_person(words, lexicon), subject=words, negated=negated)


def _person(subject: Sequence[str], lexicon: Lexicon) -> Person:
    """Return who a subject is: the team where one of its people or desks acts."""
    words = frozenset(subject)
    if subject[-1] == "you":
        return Person.YOU
    if subject[-1] in lexicon["we_alone"] or (words & lexicon["our_people"] and not words & lexicon["their_own"]):
        return Person.US
    return Person.OTHER


def _bare(piece: Piece) -> Clause:
    """Return a piece without a finite verb: an order, "let me …", "be with you …", or a fragment."""
    lexicon, at = piece.lexicon, piece.first
    while at < piece.last and (piece.word(at) in lexicon["softeners"] or lexicon.is_adverb(piece.word(at))):
        at += 1
    lead = piece.words[piece.first : at]
    form, plain = lexicon.form(piece.word(at)), Clause(piece.first, piece.last, opener=piece.opener)
    if form is None or piece.opener:
        return plain
    if form.form == ING:
        return plain._replace(verb=form.base, at=at)
    negated = "not" in lead or "never" in lead
    if form.form != BASE:
        return plain
    if form.base == "be" and piece.word(at + 1) in ("with", "back", "right", "there") and not negated:
        return plain._replace(person=Person.US, tense=Tense.FUTURE, verb="be", at=at)
    if not (negated or "please" in lead or "kindly" in lead or _orders(piece, at)):
        return plain
    if form.base == "let" and piece.word(at + 1) in ("me", "us") and piece.word(at + 2) != "know":
        verb = next((found for word in piece.words[at + 2 : at + 4] if (found := lexicon.form(word))), form)
        return plain._replace(person=Person.US, subject=("let",), tense=Tense.FUTURE, verb=verb.base, at=at)
    return plain._replace(tense=Tense.IMPERATIVE, verb=form.base, at=at, negated=negated)


def _orders(piece: Piece, at: int) -> bool:
    """Tell whether a plain form that opens a piece orders something: "reply by Friday to keep your table"."""
    lexicon, after = piece.lexicon, piece.word(at + 1)
    if piece.word(at) in lexicon["noun_like_verbs"]:
        return after in lexicon["objects"] or _aims(piece, at)
    fits = after in lexicon["objects"] or after in lexicon["prepositions"] or lexicon.is_adverb(after)
    return not after or fits


def _aims(piece: Piece, at: int) -> bool:
    """Tell whether a purpose follows word `at`: "to keep your table"."""
    places = (n for n in range(at + 1, piece.last - 1) if piece.word(n) == "to")
    return any(piece.lexicon.by_form.get(piece.word(n + 1), Form("", "")).form == BASE for n in places)
