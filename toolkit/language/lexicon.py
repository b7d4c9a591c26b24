"""Every form of every verb that the word lists name, and the lists of single words as sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from toolkit.language.vocabulary import Vocabulary, load_vocabulary

BASE, THIRD, ING, PAST = "base", "third", "ing", "past"
_VERB_LISTS = (
    "deed_verbs",
    "contact_verbs",
    "arrival_verbs",
    "result_verbs",
    "expect_verbs",
    "hours_verbs",
    "other_verbs",
)
_PAST_ALONE = ("amends_verbs", "no_amends_verbs", "idle_verbs")
"""Lists whose verbs are known by their forms in -ed alone: "a train" and "double" are no deeds."""
_VERBS = "verbs"
"""The section of the index that keeps them."""
_BREAKS = frozenset(",;:—()…!?.")
_PREFIXES = ("re", "re-", "un", "over", "under", "out", "fore", "mis")
_COMERS = frozenset(("come", "become", "run", "overcome"))


class Form(NamedTuple):
    """One form of a verb: its base, and which form it is (`base`, `third`, `ing` or `past`)."""

    base: str
    form: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The verbs of a language by form, and its word lists as sets.

    Besides the lists of the vocabulary there are `breaks` (marks that part clauses), `cutting` (words that may),
    `hanging` (what opens a clause that states no fact), `verbal` (all forms of verbs) and `no_verbs` (small
    words). `unchanged` are base forms that are participles too.
    """

    by_form: Mapping[str, Form]
    sets: Mapping[str, frozenset[str]]
    unchanged: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a word list as a set; raises KeyError."""
        return self.sets[name]

    def form(self, word: str) -> Form | None:
        """Return which verb's form a word is; a word in -ed that no list names is taken for a past form."""
        found = self.by_form.get(word)
        if found is None and len(word) > 4 and word.endswith("ed"):
            return Form(word, PAST)
        return found

    def is_form(self, word: str, form: str) -> bool:
        """Tell whether a word is this form of some verb."""
        found = self.form(word)
        return found is not None and found.form == form

    def is_adverb(self, word: str) -> bool:
        """Tell whether a word is an adverb, by the lists or by its ending."""
        if word in self.sets["adverb"]:
            return True
        return word.endswith("ly") and word not in self.by_form and word not in self.sets["no_adverbs"]


def lexicon_of(vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of a vocabulary's language; made once."""
    return _lexicon(vocabulary.language)


@lru_cache(maxsize=8)
def _lexicon(language: str) -> Lexicon:
    vocabulary = load_vocabulary(language)
    kept = vocabulary.index.sections
    if _VERBS not in kept:
        kept[_VERBS], vocabulary.index.grown = _verbs(vocabulary), True
    by_form = {word: Form(*form) for word, form in kept[_VERBS].items()}
    unchanged = {base for base, past in vocabulary.irregular.items() if base in past.split()}
    sets = {name: frozenset(entries) for name, entries in vocabulary.lists.items()}
    sets["hanging"] = sets["conditions"] | sets["moments"] | sets["reasons"]
    sets["breaks"] = _BREAKS
    sets["verbal"] = sets["helpers"] | by_form.keys()
    sets["no_verbs"] = (
        sets["pronouns"] | sets["objects"] | sets["prepositions"] | sets["we_alone"] | sets["openers"]
    )
    sets["cutting"] = _BREAKS | {"the"} | sets["joining"] | sets["contrasting"] | sets["openers"]
    return Lexicon(by_form, sets, _COMERS | unchanged)


def _verbs(vocabulary: Vocabulary) -> dict[str, Form]:
    """Return what each form of every listed verb is a form of."""
    by_form: dict[str, Form] = {}
    listed = (base for name in _VERB_LISTS for base in vocabulary.entries(name))
    for base in (*listed, *vocabulary.irregular):
        for number, written in enumerate(_forms(base, vocabulary)):
            by_form.setdefault(written, Form(base, (BASE, THIRD, ING, PAST)[min(number, 3)]))
    for base in (base for name in _PAST_ALONE for base in vocabulary.entries(name) if " " not in base):
        for written in _forms(base, vocabulary):
            if written.endswith("ed"):
                by_form.setdefault(written, Form(base, PAST))
    return by_form


def _forms(base: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the forms of a verb; one with a prefix goes as the verb within it does: rebuild, rebuilt."""
    for prefix in _PREFIXES:
        stem = base.removeprefix(prefix)
        if stem != base and stem in vocabulary.irregular and base not in vocabulary.irregular:
            return tuple(f"{prefix}{form}" for form in vocabulary.forms(stem))
    return vocabulary.forms(base)
