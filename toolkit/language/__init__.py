"""English as the rules read it: prose cut into sentences and words, word lists, and patterns over them."""

from toolkit.language.capitals import CapitalRun, capital_runs
from toolkit.language.grammar import PatternError
from toolkit.language.lines import Role
from toolkit.language.pattern import Found, Pattern
from toolkit.language.patterns import PatternSet
from toolkit.language.plain import PROSE_ROLES, PlainSentence, plain_sentences
from toolkit.language.prose import Prose
from toolkit.language.sentences import Sentence
from toolkit.language.tokens import Token
from toolkit.language.vocabulary import Vocabulary, language_of, languages, load_vocabulary
from toolkit.language.words import ordinary_words

__all__ = [
    "PROSE_ROLES",
    "CapitalRun",
    "Found",
    "Pattern",
    "PatternError",
    "PatternSet",
    "PlainSentence",
    "Prose",
    "Role",
    "Sentence",
    "Token",
    "Vocabulary",
    "capital_runs",
    "language_of",
    "languages",
    "load_vocabulary",
    "ordinary_words",
    "plain_sentences",
]
