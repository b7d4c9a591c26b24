"""Reads a verb with its helpers, from "will" or "has been" to the word that says what is done."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.language.clauses.model import Clause, Tense
from toolkit.language.lexicon import BASE, ING, PAST, Form, Lexicon

_TO = "to"


def read_group(words: Sequence[str], start: int, at: int, last: int, lexicon: Lexicon) -> Clause:
    """Return the clause of the verb whose helper is word `start`, and which goes on from word `at` to `last`.

    Its subject is left for the caller to find.
    """
    reader = _Group(words, start, last, lexicon)
    while at < last and (step := reader.step(at)):
        at += step
    return reader.clause()


class _Group:
    """One verb while it is being read: its helper so far, its main verb and where that stands."""

    def __init__(self, words: Sequence[str], start: int, last: int, lexicon: Lexicon) -> None:
        self.words, self.start, self.last, self.lexicon = words, start, last, lexicon
        self.helper = words[start]
        self.verb, self.where, self.done = "", start, False
        self.negated = self.passive = False
        modal = self.helper in lexicon["modals"]
        self.modal = ("would" if self.helper == "'d" else self.helper) if modal else ""
        self.tense = Tense.PRESENT
        if self.helper in lexicon["shall"]:
            self.tense = Tense.FUTURE
        elif self.helper in lexicon["past_helpers"]:
            self.tense = Tense.PAST

    def step(self, at: int) -> int:
        """Take in word `at`; return how many words it took, 0 where the verb is over."""
        word, lexicon = self.words[at], self.lexicon
        after = self.words[at + 1] if at + 1 < self.last else ""
        if self.done:
            return 0
        if word in ("not", "never"):
            self.negated = True
            return 1
        if word in ("be", "been", "being"):
            return self._be(word, at)
        if word in lexicon["forms_of_have"] and (
            self.modal or self.helper in lexicon["shall"] or self.helper == _TO
        ):
            self.helper, self.verb, self.where = "have", "have", at
            return 1
        if after == _TO and (word in lexicon["leads_to"] or (word == "going" and self._is())):
            return self._lead(word, at)
        if word == "this" and after in ("morning", "afternoon", "evening", "week"):
            return 2
        if word in lexicon["between"] or lexicon.is_adverb(word):
            return 1
        form = lexicon.form(word)
        if form is None and self._is() and word.endswith("ing"):
            form = Form(word, ING)
        elif form is None and self._awaits_base() and word.isalpha() and word not in lexicon["no_verbs"]:
            form = Form(word, BASE)
        return self._main(form, word, at) if form is not None else 0

    def clause(self) -> Clause:
        """Return what was read."""
        verb = self.verb
        if not verb:
            verb = "be" if self._is() else "have" if self.helper in self.lexicon["forms_of_have"] else self.helper
        return Clause(
            self.start,
            self.last,
            tense=self.tense,
            verb=verb,
            at=max(self.where, self.start),
            modal=self.modal,
            negated=self.negated,
            passive=self.passive,
        )

    def _is(self) -> bool:
        return self.helper in self.lexicon["forms_of_be"] or self.helper == "be"

    def _awaits_base(self) -> bool:
        """Tell whether a verb in its plain form must follow, so that an unknown word is one: "we will strive"."""
        lexicon = self.lexicon
        return (
            any(self.helper in lexicon[name] for name in ("shall", "modals", "forms_of_do")) or self.helper == _TO
        )

    def _has(self) -> bool:
        return self.helper in ("has", "have")

    def _be(self, word: str, at: int) -> int:
        if (
            word == "been"
            and (self._has() or self.helper == "'s")
            and self.tense is Tense.PRESENT
            and not self.modal
        ):
            self.tense = Tense.PERFECT
        self.helper, self.verb, self.where = "be", "be", at
        return 1

    def _lead(self, word: str, at: int) -> int:
        """Take in "going to", "able to", "due to" and their like."""
        self.negated = self.negated or word == "unable"
        ahead = word == "going" or word in self.lexicon["leads_ahead"]
        if ahead and self.tense is Tense.PRESENT:
            self.tense = Tense.FUTURE
        if word != "going":
            self.verb, self.where = word, at
        self.helper = _TO
        return 2

    def _main(self, form: Form, word: str, at: int) -> int:
        """Take in a verb: the main one, unless it is the "get" of "get mended" or a noun after is or has."""
        lexicon = self.lexicon
        if form.base == "get" and at + 1 < self.last and lexicon.is_form(self.words[at + 1], PAST):
            self.helper = "be"
            return 1
        has = self.helper in lexicon["forms_of_have"]
        if form.form == BASE and (self._is() or has) and word not in lexicon.unchanged:
            return 0
        self.passive = self._is() and form.form in (PAST, BASE)
        if self.helper == "have" and self.modal:
            self.tense = Tense.PAST
        elif self._has() and form.form in (PAST, BASE) and self.tense is Tense.PRESENT and not self.modal:
            self.tense = Tense.PERFECT
        self.verb, self.where, self.done = form.base, at, True
        return 1
