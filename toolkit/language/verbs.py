"""Every form of every verb that the word lists name, so that a sentence's verbs can be told without a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.language.vocabulary import Vocabulary, load_vocabulary

BASE, THIRD, ING, PAST = "base", "third", "ing", "past"
_LISTS = ("deed_verbs", "contact_verbs", "arrival_verbs", "result_verbs", "expect_verbs", "other_verbs")


class Form(NamedTuple):
    """One form of a verb: its base, and which form it is (`base`, `third`, `ing` or `past`)."""

    base: str
    form: str


@dataclass(frozen=True, slots=True)
class Verbs:
    """The verbs of a language by form, and its lists of verbs and nouns as sets.

    `unchanged` are the base forms that are participles as well: "we have put", "it has come".
    """

    by_form: Mapping[str, Form]
    sets: Mapping[str, frozenset[str]]
    unchanged: frozenset[str]

    def form(self, word: str) -> Form | None:
        """Return which verb's form a word is; a word in -ed that no list names is taken for a past form."""
        found = self.by_form.get(word)
        if found is None and word.endswith("ed") and len(word) > 4:
            return Form(word, PAST)
        return found


def verbs_of(vocabulary: Vocabulary) -> Verbs:
    """Return the verbs of a vocabulary's language; made once."""
    return _verbs(vocabulary.language)


@lru_cache(maxsize=8)
def _verbs(language: str) -> Verbs:
    vocabulary = load_vocabulary(language)
    by_form: dict[str, Form] = {}
    for name in _LISTS:
        for base in vocabulary.entries(name):
            for number, written in enumerate(vocabulary.forms(base)):
                form = (BASE, THIRD, ING, PAST)[min(number, 3)]
                by_form.setdefault(written, Form(base, form))
    sets = {
        name: frozenset(entries)
        for name, entries in vocabulary.lists.items()
        if name.endswith(("_verbs", "_nouns", "_words", "_things"))
    }
    unchanged = frozenset(base for base, forms in vocabulary.irregular.items() if base in forms.split()) | {
        "come",
        "become",
        "run",
    }
    return Verbs(by_form, sets, unchanged)
