"""A message's words as rules read them: its lines, tokens and sentences, worked out once and on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Self

from toolkit.language.lines import Line, Role, read_lines
from toolkit.language.sentences import Sentence, cut, quotations
from toolkit.language.tokens import Token, tokenise
from toolkit.language.vocabulary import Vocabulary, load_vocabulary
from toolkit.text import Span

BETWEEN = "\n\n"
"""What stands between subject and body in a prose's text."""


class Prose:
    """The subject and body of one message as one text. It is never changed once it is made.

    `subject` and `body` are their places in `text` (code points); `subject` is None where there is none. `raw`
    tells that it is a macro as its own system keeps it, whose slots are to be filled yet.
    """

    def __init__(
        self,
        text: str,
        subject: Span | None,
        body: Span,
        kind: str,
        channel: str,
        vocabulary: Vocabulary,
        *,
        raw: bool = False,
    ) -> None:
        self.text = text
        self.subject = subject
        self.body = body
        self.kind = kind
        self.channel = channel
        self.vocabulary = vocabulary
        self.raw = raw
        self._live = (-1, 0)

    @classmethod
    def of(
        cls,
        body: str,
        subject: str | None = None,
        *,
        kind: str = "any",
        channel: str = "email",
        vocabulary: Vocabulary | None = None,
        raw: bool = False,
    ) -> Self:
        """Return the prose of a message."""
        words = vocabulary or load_vocabulary()
        start = 0 if subject is None else len(subject) + len(BETWEEN)
        text = body if subject is None else f"{subject}{BETWEEN}{body}"
        within = None if subject is None else Span(0, len(subject))
        return cls(text, within, Span(start, len(text)), kind, channel, words, raw=raw)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """Return the tokens of the text, quotations not yet taken together."""
        return tokenise(self.text, self.vocabulary.lexicon)

    @cached_property
    def unquoted(self) -> Sequence[Token]:
        """Return the tokens of the text with each quotation as one."""
        return quotations(self.tokens, self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of the text; those of the subject have a role of their own."""
        words = self.vocabulary
        lines = read_lines(self.body.of(self.text), self.body.start, words.greets, words.closes)
        if self.subject is None:
            return tuple(lines)
        end = self.subject.end
        return (
            Line(Role.SUBJECT, 0, end, 0, ends=True),
            Line(Role.BLANK, end + 1, end + 1, end + 1, ends=True),
            *lines,
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return the sentences in order, subject first; quoted customer text is among them, by its role."""
        return tuple(cut(self.text, self.unquoted, self.lines, self.vocabulary))

    @property
    def live(self) -> int:
        """Return the patterns in the language's book that some sentence of the message could match."""
        book = self.vocabulary.book
        if self._live[0] != len(book.texts):
            live = 0
            for sentence in self.sentences:
                live |= book.live_in(sentence.reading)
            self._live = (len(book.texts), live)
        return self._live[1]

    @cached_property
    def memory(self) -> dict[object, object]:
        """Return a place to keep what one rule worked out and another can use."""
        return {}
