"""The plain phrases that a part of a pattern stands for, spelt as sentences show them."""

from __future__ import annotations

from toolkit.language.grammar import Part, Series, Word
from toolkit.language.vocabulary import Vocabulary

Phrase = tuple[str, ...]
"""Words in a row, as sentences show them."""


def phrases_of(part: Part, vocabulary: Vocabulary) -> tuple[Phrase, ...] | None:
    """Return the phrases that a part of plain words stands for, None for a part that holds anything else."""
    match part:
        case Word():
            return _spelt(part, vocabulary)
        case Series(parts=parts) if parts and all(isinstance(one, Word) for one in parts):
            phrases: list[Phrase] = [()]
            for one in parts:
                forms = _spelt(one, vocabulary) if isinstance(one, Word) else ()
                phrases = [(*phrase, *form) for phrase in phrases for form in forms]
            return tuple(phrases)
    return None


def _spelt(word: Word, vocabulary: Vocabulary) -> tuple[Phrase, ...]:
    """Return the forms of a word; one that sentences pass over is no word at all."""
    known = vocabulary.spelt.get(word)
    if known is None:
        texts = vocabulary.forms(word.text) if word.inflected else (word.text,)
        seen = (
            tuple(piece for piece in vocabulary.words(text) if piece not in vocabulary.skipped) for text in texts
        )
        known = vocabulary.spelt[word] = tuple(dict.fromkeys(seen))
    return known
