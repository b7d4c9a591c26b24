"""English as the rules read it: prose cut into sentences and words, word lists, and patterns over them."""

from toolkit.language.grammar import PatternError
from toolkit.language.lines import Role
from toolkit.language.patterns import Found, PatternSet
from toolkit.language.prose import Prose
from toolkit.language.sentences import Sentence
from toolkit.language.tokens import Token
from toolkit.language.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "Found",
    "PatternError",
    "PatternSet",
    "Prose",
    "Role",
    "Sentence",
    "Token",
    "Vocabulary",
    "load_vocabulary",
]
