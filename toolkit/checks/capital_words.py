"""What the word lists say of words in capitals: which of them are ordinary words and nothing else besides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from toolkit.language import CapitalRun, Vocabulary, ordinary_words
from toolkit.language.tokens import Token

_PARTS = re.compile(r"['’-]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_NUMBER_AFTER = re.compile(r"[ ]?[:#]?[ ]?(?:\d+|[A-Z])\b")
_JOINED = "/&"
_SHORT = 4
_NEGATED = "t"


@dataclass(frozen=True, slots=True)
class CapitalLists:
    """The word lists on capitals; all in lower case."""

    ordinary_too: frozenset[str]
    shouted_short: frozenset[str]
    quiet_short: frozenset[str]
    never_labels: frozenset[str]
    acronyms: frozenset[str]
    acronym_verbs: frozenset[str]
    acted_on: frozenset[str]
    name_heads: frozenset[str]
    label_heads: frozenset[str]
    emphatic: frozenset[str]
    reads_out: frozenset[str]
    asks_for: frozenset[str]
    between_label: frozenset[str]
    after_labels: frozenset[str]
    streets: frozenset[str]
    numbered: frozenset[str]
    date_words: frozenset[str]
    firm_endings: frozenset[str]
    titles: frozenset[str]
    keyboard: frozenset[str]
    keywords: frozenset[str]
    prefixes: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """Return the lists of a vocabulary."""
        return cls(**{name: frozenset(vocabulary.entries(name)) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class CapitalWords:
    """The lists, a team's own words (`allow`, in lower case), and the language's ordinary words."""

    lists: CapitalLists
    allow: frozenset[str]
    vocabulary: Vocabulary

    def plain(self, run: CapitalRun, text: str) -> tuple[bool, ...]:
        """Tell of each word of a run whether it is an ordinary word and nothing else besides."""
        return tuple(self._plain(raw, token, text) for raw, token in zip(run.raws, run.words, strict=True))

    def quiet(self, raw: str) -> bool:
        """Tell whether a word is a small one that counts only beside a louder one."""
        return raw in self.lists.quiet_short and raw not in self.allow

    def shouts_alone(self, raw: str) -> bool:
        """Tell whether an ordinary word is loud by itself."""
        return len(raw) >= _SHORT or raw in self.lists.shouted_short

    def _plain(self, raw: str, token: Token, text: str) -> bool:
        lists = self.lists
        if raw in self.allow or raw in lists.acronyms or raw in lists.quiet_short:
            return False
        if raw in lists.numbered and _NUMBER_AFTER.match(text, token.end):
            return False
        around = text[token.start - 1 : token.start] + text[token.end : token.end + 1]
        if any(sign in around for sign in _JOINED):  # half of "AT&T" or "SHARMA/ANIL"
            return raw in ("and", "or")
        parts = _PARTS.split(raw)
        if len(parts) == 1:
            return self._known(raw)
        if "-" in raw:
            small = any(part in lists.prefixes or part in lists.never_labels for part in parts)
            return small and any(self._known(part) for part in parts)
        return parts[-1] == _NEGATED or (len(self.vocabulary.words(raw)) > 1 and self._known(parts[0]))

    def _known(self, word: str) -> bool:
        if word in self.lists.ordinary_too or word in self.lists.shouted_short:
            return True
        known = ordinary_words(self.vocabulary.folder)
        if word in known:
            return True
        spelt = (_DRAWN_OUT.sub(r"\1", word), _DRAWN_OUT.sub(r"\1\1", word)) if _DRAWN_OUT.search(word) else ()
        return any(one in known for one in spelt)
