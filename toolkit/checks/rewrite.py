"""Builds what to write instead of underlined words, by small replacements within them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from toolkit.checks.base import OptionError
from toolkit.language import Found, PatternError, PatternSet, Sentence, Vocabulary
from toolkit.text import Span

_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_MARK = re.compile(r" +(?=[,.;:])")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Steps, each a pattern and the text that its marked words give way to; an empty text leaves them out."""

    steps: tuple[tuple[PatternSet, str], ...]

    @classmethod
    def of(cls, pairs: Any, vocabulary: Vocabulary, key: str) -> Self:
        """Return the rewrite that a rule file's list of pairs describes; raises OptionError that names `key`."""
        if not isinstance(pairs, (list, tuple)):
            raise OptionError(key, "rewrite must be a list of pairs: a pattern and the text for its words")
        steps = []
        for pair in pairs:
            if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(text, str) for text in pair):
                raise OptionError(key, "each rewrite must be a pair: a pattern and the text for its words")
            try:
                steps.append((PatternSet.of([pair[0]], vocabulary), pair[1]))
            except PatternError as error:
                raise OptionError(key, str(error)) from error
        return cls(tuple(steps))

    def suggestion(self, sentence: Sentence, found: Found, text: str) -> str | None:
        """Return the underlined words rewritten, None where no step applies. `text` is the prose's text."""
        edits: dict[Span, str] = {}
        for patterns, instead in self.steps:
            for match in patterns.find(sentence):
                first, last = match.marked_first, match.marked_last
                if found.marked_first <= first and last <= found.marked_last:
                    edits.setdefault(sentence.span_of(first, last), instead)
        span = sentence.span_of(found.marked_first, found.marked_last)
        return _edited(text, span, edits) if edits else None


def _edited(text: str, span: Span, edits: Mapping[Span, str]) -> str | None:
    """Return `span` of a text with edits made; None where two of them share a place, or little is left."""
    pieces: list[str] = []
    at = span.start
    for place in sorted(edits, key=lambda one: one.start):
        if place.start < at:
            return None
        pieces += [text[at : place.start], edits[place]]
        at = place.end
    pieces.append(text[at : span.end])
    made = _BEFORE_MARK.sub("", _SPACES.sub(" ", "".join(pieces))).strip()
    return _capitalised(made, text[span.start]) or None


def _capitalised(made: str, first: str) -> str:
    return made[:1].upper() + made[1:] if first.isupper() else made


NO_REWRITE = Rewrite(())
"""Where nothing is rewritten."""
