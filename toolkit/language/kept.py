"""Keeps what has been worked out of a language for later runs, and works out what they will want besides."""

from __future__ import annotations

from toolkit.language.beginnings import beginning
from toolkit.language.grammar import Listed
from toolkit.language.lexicon import lexicon_of
from toolkit.language.resolved import resolved, resolved_list
from toolkit.language.times import time_patterns
from toolkit.language.vocabulary import BOOK, Vocabulary

_MOST_PATTERNS = 20_000


def keep(vocabulary: Vocabulary) -> None:
    """Keep what patterns and word lists have come to, where it is more than was known at the start."""
    index = vocabulary.index
    if not index.grown or len(vocabulary.book.texts) > _MOST_PATTERNS:
        return
    time_patterns(vocabulary.language)
    lexicon_of(vocabulary)
    for name in vocabulary.needs:
        resolved_list(name, vocabulary)
        beginning(Listed(name), vocabulary)
    for text in vocabulary.book.texts:
        resolved(text, vocabulary)
    index.sections[BOOK] = vocabulary.book.data()
    index.keep()
