"""The check for hard going: a school grade over the limit, or a sentence that is too long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.errors import did_you_mean
from toolkit.language import PROSE_ROLES, PlainSentence, Prose, Vocabulary, plain_sentences

DEFAULT_METRIC = "automated_readability_index"
_FROM_LETTERS = (DEFAULT_METRIC, "coleman_liau_index")
_FROM_SYLLABLES = ("flesch_kincaid_grade", "gunning_fog", "smog_index", "linsear_write_formula")
METRICS = (*_FROM_LETTERS, *_FROM_SYLLABLES)
"""textstat's measures that give a grade; the first two need no dictionary."""

_SURELY_BELOW = 0.5
_SHORT_SENTENCE = 2
_MARKS = (" , ", " . ", " ? ", " ! ", " — ", " ; ", " : ")
_MOST_UNSEEN = 5
_MOST_ASTRAY = 1.0
_MOST_NAMED = 3
_WORDS_NAMED = 6


@dataclass(frozen=True, slots=True)
class Readability:
    """Fires once where the prose of a body scores above `limit`, or has a sentence over `sentence_words` words.

    The grade needs `least_words` words of prose; `metric` is the name of a textstat measure.
    """

    sort: ClassVar[str] = "readability"
    options: ClassVar[frozenset[str]] = frozenset(("limit", "sentence_words", "least_words", "metric"))

    limit: float
    sentence_words: int
    least_words: int
    metric: str

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:  # noqa: ARG003
        """Return the check that a rule's options describe; raises OptionError."""
        limit, metric = options.get("limit", 9), options.get("metric", DEFAULT_METRIC)
        if isinstance(limit, bool) or not isinstance(limit, (int, float)):
            raise OptionError("limit", "limit must be a number", "Write a school grade, for example 9.")
        if metric not in METRICS:
            raise OptionError("metric", f"unknown metric {metric!r}", did_you_mean(str(metric), METRICS))
        if metric in _FROM_SYLLABLES:
            _need_syllables(metric)
        return cls(float(limit), _count(options, "sentence_words", 30), _count(options, "least_words", 30), metric)

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield one match that stands on the hardest sentence."""
        if self._surely_easy(prose):
            return
        sentences = plain_sentences(prose)
        long = [sentence for sentence in sentences if len(sentence.words) > self.sentence_words]
        score = self._whole_grade(sentences)
        if score is not None and score > self.limit:
            whole = [sentence for sentence in sentences if len(sentence.words) > _SHORT_SENTENCE]
            hardest = sorted(whole, key=lambda sentence: -self._grade([sentence]))[:_MOST_NAMED]
            named = _named((one for one in hardest if self._grade([one]) > self.limit), prose.text)
            problem = f"This reads at grade {score:.1f}; the limit is {self.limit:g}. Hardest: {named}"
            yield Match(hardest[0].span, {"problem": problem, "score": f"{score:.1f}"})
        elif long:
            hardest = sorted(long, key=lambda sentence: -len(sentence.words))[:_MOST_NAMED]
            problem = f"A sentence here has more than {self.sentence_words} words: {_named(hardest, prose.text)}"
            yield Match(hardest[0].span, {"problem": problem})

    def grade(self, prose: Prose) -> float | None:
        """Return the school grade at which a body reads; None for one of fewer than `least_words` words."""
        return self._whole_grade(plain_sentences(prose))

    def _whole_grade(self, sentences: Sequence[PlainSentence]) -> float | None:
        count = sum(len(sentence.words) for sentence in sentences)
        return self._grade(sentences) if count >= self.least_words else None

    def _surely_easy(self, prose: Prose) -> bool:
        """Tell whether the sentences as patterns see them show already that a message is within the limits."""
        if len(prose.unquoted) < min(self.least_words, self.sentence_words):
            return True
        if self.metric != DEFAULT_METRIC:
            return False
        letters = words = count = 0
        for sentence in prose.sentences:
            if sentence.role in PROSE_ROLES:
                marks = sum(sentence.reading.line.count(mark) for mark in _MARKS)
                size = len(sentence.words) - marks
                if size > self.sentence_words - _MOST_UNSEEN:
                    return False
                if size > _SHORT_SENTENCE:
                    count, words = count + 1, words + size
                    letters += len(sentence.reading.line) - len(sentence.words) - 1 - marks
        return not words or _index(letters + count, words, count) < self.limit - _SURELY_BELOW - _MOST_ASTRAY

    def _grade(self, sentences: Sequence[PlainSentence]) -> float:
        """Return the grade of a text; importing textstat takes longer than linting a hundred messages."""
        if self.metric == DEFAULT_METRIC:
            return index(sentences)
        text = " ".join(f"{' '.join(sentence.words)}." for sentence in _counted(sentences))
        measure: Callable[[str], float] = getattr(_textstat(), self.metric)
        return measure(text) if text else 0.0


def index(sentences: Sequence[PlainSentence]) -> float:
    """Return the Automated Readability Index of a text, by the formula and the counts of textstat.

    The formula is that of R. J. Senter and E. A. Smith, Automated Readability Index (1967).
    """
    counted = _counted(sentences)
    words = sum(len(sentence.words) for sentence in counted)
    letters = sum(len(word) for sentence in counted for word in sentence.words) + len(counted)
    return _index(letters, words, len(counted)) if words else 0.0


def _index(letters: int, words: int, sentences: int) -> float:
    return 4.71 * letters / words + 0.5 * words / sentences - 21.43


def _counted(sentences: Sequence[PlainSentence]) -> list[PlainSentence]:
    """Return the sentences that a measure can count; textstat takes those of one or two words for none."""
    return [sentence for sentence in sentences if len(sentence.words) > _SHORT_SENTENCE]


def _named(sentences: Iterable[PlainSentence], text: str) -> str:
    named = (
        f"“{' '.join(sentence.span.of(text).split()[:_WORDS_NAMED])}…” ({len(sentence.words)} words)"
        for sentence in sentences
    )
    return f"{', '.join(named)}."


def _count(options: Mapping[str, Any], key: str, default: int) -> int:
    value = options.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise OptionError(key, f"{key} must be a whole number of 1 or more")
    return value


def _textstat() -> Any:
    """Return textstat, imported only now: it takes as long as all else that linting needs."""
    import textstat  # noqa: PLC0415

    return textstat


def _need_syllables(metric: str) -> None:
    """Raise OptionError where the dictionary of syllables is not on this machine."""
    from nltk.data import find  # noqa: PLC0415

    try:
        find("corpora/cmudict")
    except LookupError as error:
        hint = "Run `python -m nltk.downloader cmudict` once, or use the metric automated_readability_index."
        raise OptionError(
            "metric", f"{metric} counts syllables, and needs NLTK's cmudict, which is not here", hint
        ) from error
