"""The check on promises of the team's: no message names another time for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.language import Prose, Vocabulary
from toolkit.language.promises import Promise, promises_in

_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in words.split()
}
_MINUTES = {"minute": 1, "min": 1, "hour": 60, "hr": 60, "day": 1_440, "week": 10_080, "month": 43_200}
_NUMBER = rf"\d{{1,4}}|{'|'.join(_NUMBERS)}"
_LENGTH = re.compile(
    rf"\b(?:(?:{_NUMBER})\s*(?:[-–—]|to|or)\s*)?(?P<most>{_NUMBER})[\s-]*"
    rf"(?P<working>(?:business|working)[\s-]+)?(?P<unit>{'|'.join(_MINUTES)})s?\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Given:
    """What a team promises for a thing: its words in lower case, the time as written, how long that is at most.

    `length` is in minutes; `working` tells that only working days count.
    """

    thing: tuple[str, ...]
    text: str
    length: int
    working: bool


@dataclass(frozen=True, slots=True)
class Promised:
    """Underlines the time of a promise of ours that is not the one `given` for its thing, the longest name first.

    Only lengths of time are compared: a day or a date may be the same time or not.
    """

    sort: ClassVar[str] = "promised"
    options: ClassVar[frozenset[str]] = frozenset(("promises",))

    given: tuple[Given, ...]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:  # noqa: ARG003
        """Return the check that a rule's options describe; raises OptionError."""
        promises = options.get("promises", {})
        if not isinstance(promises, Mapping):
            raise OptionError("promises", "promises must be a table", 'Write refund = "5 business days".')
        given = (_given(thing, text) for thing, text in promises.items())
        return cls(tuple(sorted(given, key=lambda one: -len(one.thing))))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield each time that differs from what is promised, in order."""
        if not self.given:
            return
        for number, sentence in enumerate(prose.sentences):
            if any(_stands(one.thing, sentence.words) for one in self.given):
                timed = [promise for promise in promises_in(prose, number) if promise.times]
                for promise in timed:
                    yield from self._differing(prose, promise, alone=len(timed) == 1)

    def _differing(self, prose: Prose, promise: Promise, *, alone: bool) -> Iterator[Match]:
        """Yield the times of one promise that differ; one that is `alone` is about all of its sentence."""
        words = prose.sentences[promise.sentence].words
        about = words if alone else words[promise.clause.first : promise.clause.last]
        given = next((one for one in self.given if _stands(one.thing, about)), None)
        for time in promise.times if given else ():
            text = time.span.of(prose.text)
            found = _LENGTH.search(text)
            if given and found and _measure(found) != (given.length, given.working):
                yield Match(
                    time.span,
                    {"thing": " ".join(given.thing), "promised": given.text},
                    text[: found.start()] + given.text + text[found.end() :],
                    written=True,
                )


def _given(thing: str, text: Any) -> Given:
    words = tuple(_WORD.findall(thing.lower()))
    if not words:
        raise OptionError(f"promises.{thing}", "a promise needs a word for its thing", 'Write refund = "5 days".')
    found = _LENGTH.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        hint = f'Write it as a number and a unit: {thing} = "5 business days".'
        raise OptionError(f"promises.{thing}", f"{text!r} is no length of time", hint)
    return Given(words, text.strip(), *_measure(found))


def _measure(length: re.Match[str]) -> tuple[int, bool]:
    """Return how many minutes a length of time is at most, and whether only working days count."""
    most = length["most"].lower()
    number = int(most) if most.isdecimal() else _NUMBERS[most]
    return number * _MINUTES[length["unit"].lower()], length["working"] is not None


def _stands(thing: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the words for a thing stand somewhere, its last one in the plural or not."""
    *first, last = thing
    ends = (last, f"{last}s", f"{last}es")
    size = len(thing)
    return any(
        words[at + size - 1] in ends and list(words[at : at + size - 1]) == first
        for at in range(len(words) - size + 1)
    )
