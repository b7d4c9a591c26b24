"""English as the rules read it: prose cut into sentences and words, word lists, and patterns over them."""

from toolkit.language.capitals import CapitalRun, capital_runs
from toolkit.language.clauses import Clause, Person, Tense, clauses
from toolkit.language.deeds import deeds
from toolkit.language.grammar import PatternError
from toolkit.language.kept import keep
from toolkit.language.lines import Role
from toolkit.language.pattern import Pattern
from toolkit.language.patterns import PatternSet
from toolkit.language.plain import PROSE_ROLES, PlainSentence, plain_sentences
from toolkit.language.pledges import Pledge
from toolkit.language.promises import Promise, promises, timed
from toolkit.language.prose import Prose
from toolkit.language.reading import Found
from toolkit.language.sentences import Sentence
from toolkit.language.times import Time, times
from toolkit.language.tokens import Token
from toolkit.language.vocabulary import Vocabulary, language_of, languages, load_vocabulary
from toolkit.language.words import ordinary_words

__all__ = [
    "PROSE_ROLES",
    "CapitalRun",
    "Clause",
    "Found",
    "Pattern",
    "PatternError",
    "PatternSet",
    "Person",
    "PlainSentence",
    "Pledge",
    "Promise",
    "Prose",
    "Role",
    "Sentence",
    "Tense",
    "Time",
    "Token",
    "Vocabulary",
    "capital_runs",
    "clauses",
    "deeds",
    "keep",
    "language_of",
    "languages",
    "load_vocabulary",
    "ordinary_words",
    "plain_sentences",
    "promises",
    "timed",
    "times",
]
