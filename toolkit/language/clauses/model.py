"""What a clause is: its subject, tense and verb, and what ties it to its sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Person(StrEnum):
    """Who is the subject of a clause."""

    US = "we"
    YOU = "you"
    OTHER = "third"
    NOBODY = "none"


class Tense(StrEnum):
    """When a clause's verb says that it happens; none where it has no finite verb."""

    PAST = "past"
    PERFECT = "perfect"
    PRESENT = "present"
    FUTURE = "future"
    IMPERATIVE = "imperative"
    NONE = "none"


class Clause(NamedTuple):
    """One clause: words `first` up to `last` of its sentence.

    `subject` is the words of its subject, `person` who that is; `verb` is the base form of its main verb, which
    stands at word `at` (empty and -1 where it has none). `opener` is the word that ties it to another ("if");
    `modal` its modal verb where that is not will or shall.
    """

    first: int
    last: int
    person: Person = Person.NOBODY
    subject: tuple[str, ...] = ()
    tense: Tense = Tense.NONE
    verb: str = ""
    at: int = -1
    opener: str = ""
    modal: str = ""
    negated: bool = False
    passive: bool = False
    question: bool = False

    @property
    def head(self) -> str:
        """Return the last word of the subject, empty where there is none."""
        return self.subject[-1] if self.subject else ""
