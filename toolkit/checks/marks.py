"""The check that counts exclamation marks over subject and body together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.language import Prose, Role, Token, Vocabulary
from toolkit.language.tokens import BREAK, MARK, WORD
from toolkit.text import Span

_UNJUDGED = frozenset((Role.QUOTED,))


@dataclass(frozen=True, slots=True)
class Marks:
    """Fires once, on the first doubled mark or the first over `most`; the marks of `allow` are part of a name."""

    sort: ClassVar[str] = "marks"
    options: ClassVar[frozenset[str]] = frozenset(("most", "allow"))

    most: int
    allow: frozenset[str]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:  # noqa: ARG003
        """Return the check that a rule's options describe; raises OptionError."""
        most, allow = options.get("most", 1), options.get("allow", [])
        if isinstance(most, bool) or not isinstance(most, int) or most < 0:
            raise OptionError("most", "most must be a whole number of 0 or more")
        if not isinstance(allow, list) or not all(isinstance(word, str) for word in allow):
            raise OptionError("allow", "allow must be a list of texts")
        return cls(most, frozenset(word.rstrip("!").lower() for word in allow))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield one match where a message holds too many exclamation marks."""
        if "!" not in prose.text:
            return
        for count, span in enumerate(self._marks(prose), 1):
            mark = span.of(prose.text)
            if len(mark) > 1:
                yield Match(span, suggestion="?" if "?" in mark else "!", safe=True)
                return
            if count > self.most:
                yield Match(span, suggestion=".", safe=True)
                return

    def _marks(self, prose: Prose) -> Iterator[Span]:
        """Yield the marks that hold an exclamation mark, less those in quotations, codes, links and names."""
        text, tokens = prose.text, prose.unquoted
        number = 0
        for at, (sort, start, end, _) in enumerate(tokens):
            if sort is not MARK or "!" not in text[start:end]:
                continue
            while start > prose.lines[number].end:
                number += 1
            if prose.lines[number].role not in _UNJUDGED and not self._in_name(text, tokens, at):
                yield Span(start, end)

    def _in_name(self, text: str, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether one mark is part of a code or a name: a team's own, or one that a small letter follows."""
        before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
        if tokens[at].end - tokens[at].start > 1 or before is None or before.sort is not WORD:
            return False
        if before.end != tokens[at].start:
            return False
        if after is not None and after.start == tokens[at].end and text[before.start : before.end].isupper():
            return True  # inside a code: "SAVE!NOW"
        if text[before.start : before.end].lower() in self.allow:
            return True
        ahead = tokens[at - 2] if at > 1 else None
        first = ahead is None or ahead.sort in (BREAK, MARK)
        goes_on = after is not None and after.sort is WORD and text[after.start].islower()
        return goes_on and not first and text[before.start].isupper()
