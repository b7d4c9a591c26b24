"""The regular expression of a pattern, over a sentence's line of words between single spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.language.grammar import (
    Choice,
    Edge,
    Ending,
    Gap,
    Listed,
    Mark,
    Maybe,
    NotNext,
    Part,
    Series,
    Word,
    parse,
)
from toolkit.language.pattern import UNDERLINED
from toolkit.language.phrases import Phrase, phrases_of
from toolkit.language.trie import trie_pattern
from toolkit.language.vocabulary import Vocabulary

_STOPS = ",;:.!?—()…"
_PLAIN = rf"[^ {_STOPS}]"
_WITH_COMMAS = rf"[^ {_STOPS.replace(',', '')}]"
_START, _END = "(?<![^ ] )", "(?=(?:[.!?…)] )*$)"
_NUMBER = r"\d[\d.,]* "


def whole_expression(part: Part, vocabulary: Vocabulary) -> str:
    """Return the expression of a pattern: it begins where a word does."""
    return f"(?<= ){expression_of(part, vocabulary)}"


def expression_of(part: Part, vocabulary: Vocabulary) -> str:
    """Return the expression of a part; raises PatternError for a word list that is not there."""
    match part:
        case Word():
            return _of_phrases(phrases_of(part, vocabulary) or ())
        case Listed(name=name):
            return _of_list(name, vocabulary)
        case Series(parts=parts):
            return "".join(expression_of(one, vocabulary) for one in parts)
        case Choice(options=options):
            return _of_choice(options, vocabulary)
        case Maybe(part=inner):
            return f"(?:{expression_of(inner, vocabulary)})?"
        case NotNext(part=inner):
            return f"(?!{expression_of(inner, vocabulary)})"
    return _of_mark(part)


def _of_mark(part: Part) -> str:
    """Return the expression of a part that holds no words."""
    match part:
        case Ending(text=ending):
            return f"{_PLAIN}+{re.escape(ending)} "
        case Gap(most=most, commas=commas):
            return f"(?:{_WITH_COMMAS if commas else _PLAIN}+ ){{0,{most}}}?"
        case Edge(at_start=at_start):
            return _START if at_start else _END
        case Mark(opens=opens):
            return f"(?P<{UNDERLINED}>" if opens else ")"
    return _NUMBER


def _of_choice(options: Iterable[Part], vocabulary: Vocabulary) -> str:
    phrases: list[Phrase] = []
    others: list[str] = []
    for option in options:
        plain = phrases_of(option, vocabulary)
        if plain is None:
            others.append(expression_of(option, vocabulary))
        else:
            phrases += plain
    made = ([_of_phrases(phrases)] if phrases else []) + others
    return made[0] if len(made) == 1 else f"(?:{'|'.join(made)})"


def _of_phrases(phrases: Iterable[Phrase]) -> str:
    """Return the expression of phrases; where one of them has no words, it may be left out."""
    kept = list(phrases)
    trie = trie_pattern(" ".join(phrase) + " " for phrase in kept if phrase)
    return trie if all(kept) else f"(?:{trie})?"


def _of_list(name: str, vocabulary: Vocabulary) -> str:
    known = vocabulary.expressions.get(name)
    if known is None:
        options = tuple(parse(text) for text in vocabulary.entries(name))
        known = vocabulary.expressions[name] = _of_choice(options, vocabulary)
    return known
