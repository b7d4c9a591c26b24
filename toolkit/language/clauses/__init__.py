"""Clauses: each with who acts, when, and how sure; so that a time or an apology knows whose it is."""

from toolkit.language.clauses.cut import clause_at, clauses, cut_clauses
from toolkit.language.clauses.model import Clause, Person, Tense

__all__ = ["Clause", "Person", "Tense", "clause_at", "clauses", "cut_clauses"]
