"""The check that underlines words in capitals that shout: ordinary words, not acronyms, names, codes or labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.capital_names import is_address, is_label, is_name, names_next
from toolkit.checks.capital_words import CapitalLists, CapitalWords
from toolkit.checks.leaks import LeakWords, any_overlaps, leaks
from toolkit.language import CapitalRun, Prose, Vocabulary, capital_runs


@dataclass(frozen=True, slots=True)
class Capitals:
    """Underlines each run of shouted words once; the option `allow` holds a team's own words."""

    sort: ClassVar[str] = "capitals"
    options: ClassVar[frozenset[str]] = frozenset(("allow",))

    words: CapitalWords
    slots: LeakWords

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        allow = options.get("allow", [])
        if not isinstance(allow, list) or not all(isinstance(word, str) for word in allow):
            raise OptionError("allow", "allow must be a list of texts")
        own = frozenset(word for text in allow for word in text.lower().split())
        return cls(CapitalWords(CapitalLists.of(vocabulary), own, vocabulary), LeakWords.of(vocabulary))

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield each run that shouts, in order, with the same words in lower case."""
        label: CapitalRun | None = None
        for run in capital_runs(prose):
            if is_label(run, self.words.lists, prose, label):
                label = run
            elif self._shouts(run, prose):
                yield self._match(run, prose)

    def _match(self, run: CapitalRun, prose: Prose) -> Match:
        plain = self.words.plain(run, prose.text)
        lower = [one or self.words.quiet(raw) for one, raw in zip(plain, run.raws, strict=True)]
        if sum(plain) == 1:  # the acronyms beside it are no part of the shout
            first, last = lower.index(True), len(lower) - lower[::-1].index(True)
            run, lower = run.part(first, last), lower[first:last]
        return Match(run.span, suggestion=self._lowered(run, prose), safe=all(lower))

    def _shouts(self, run: CapitalRun, prose: Prose) -> bool:
        lists = self.words.lists
        if not self._loud(run, prose) or is_name(run, lists, prose) or is_address(run, lists, prose):
            return False
        return not any_overlaps(leaks(prose, self.slots), run.span)

    def _loud(self, run: CapitalRun, prose: Prose) -> bool:
        """Tell whether a run holds two ordinary words, or one that shouts by itself."""
        words, lists = self.words, self.words.lists
        plain = words.plain(run, prose.text)
        if sum(plain) > 1:
            return True
        if not any(plain):
            verb = len(run.raws) == 1 and run.raws[0] in lists.acronym_verbs and run.raws[0] not in words.allow
            return verb and bool(run.after) and run.after[0] in lists.acted_on
        at = plain.index(True)
        word = run.raws[at]
        others = run.raws[:at] + run.raws[at + 1 :]
        if all(words.quiet(raw) for raw in others):
            return bool(others) or (words.shouts_alone(word) and not names_next(word, run, lists))
        if word in lists.shouted_short or word in lists.never_labels or word in lists.emphatic:
            return True
        near_a_name = any(raw not in lists.acronyms for raw in others) and not _apart(run, at, prose.text)
        return words.shouts_alone(word) and not near_a_name and not names_next(word, run, lists)

    def _lowered(self, run: CapitalRun, prose: Prose) -> str:
        """Return a run as it reads without its capitals; acronyms keep theirs."""
        plain = self.words.plain(run, prose.text)
        text, made, at = prose.text, "", run.span.start
        for token, raw, ordinary in zip(run.words, run.raws, plain, strict=True):
            lower = ordinary or self.words.quiet(raw) or raw in self.words.lists.acronym_verbs
            made += text[at : token.start].replace(" A ", " a ")
            made += raw if lower else text[token.start : token.end]
            at = token.end
        opens = not any(word[0].isalnum() or word[0] == "<" for word in run.before)
        return made[:1].upper() + made[1:] if opens else made


def _apart(run: CapitalRun, at: int, text: str) -> bool:
    """Tell whether a mark stands between word `at` and its neighbours: "NOTE: IBAN"."""
    gaps = [
        text[run.words[one].end : run.words[one + 1].start]
        for one in (at - 1, at)
        if 0 <= one < len(run.words) - 1
    ]
    return not any(gap.isspace() for gap in gaps)
