"""What is known of a language: how it is spelt, and its word lists, read from one folder of data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from toolkit.errors import KindwordError, did_you_mean
from toolkit.language.book import PatternBook
from toolkit.language.grammar import PatternError, Word
from toolkit.language.index import Index, read_index
from toolkit.language.inflect import forms
from toolkit.language.normal import Normaliser
from toolkit.language.pattern import Needs
from toolkit.language.reading import Readings
from toolkit.language.tokens import Lexicon, Piece
from toolkit.resources import key_lines, line_of, read_text, shipped

Step = Callable[[tuple[str, ...], int, dict[tuple[int, int], tuple[int, ...]]], tuple[int, ...]]
"""What a word list is as a step of a pattern (`toolkit.language.steps`)."""

FOLDER = "_vocabulary"
_FIRST_WORDS = re.compile(r"[^\W\d_](?:[^\W\d_'’]|['’ ](?=[^\W\d_])){0,40}")
_SPELLING = "spelling"
BOOK = "book"
"""The section of the index that keeps the patterns."""
_SPELLING_TABLES = ("spellings", "irregular", "abbreviations", "skipped", "common")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language. `lists` are its word lists by name: phrases and patterns, which may name other lists.

    `needs`, `beginnings`, `masks`, `steps` and `spelt` keep what patterns have made of lists and words, for the
    next that names them; `book` keeps the patterns themselves, `readings` the sentences met.
    """

    language: str
    folder: Path
    lists: Mapping[str, tuple[str, ...]]
    normaliser: Normaliser
    irregular: Mapping[str, str]
    abbreviations: Mapping[str, frozenset[str]]
    skipped: frozenset[str]
    asides: Mapping[str, tuple[tuple[str, ...], ...]]
    common: frozenset[str]
    openings: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]
    lexicon: Lexicon = field(compare=False, repr=False)
    index: Index = field(compare=False, repr=False)
    needs: dict[str, Needs] = field(default_factory=dict, compare=False, repr=False)
    beginnings: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    masks: dict[str, int] = field(default_factory=dict, compare=False, repr=False)
    steps: dict[str, Step] = field(default_factory=dict, compare=False, repr=False)
    spelt: dict[Word, tuple[tuple[str, ...], ...]] = field(default_factory=dict, compare=False, repr=False)
    entered: set[str] = field(default_factory=set, compare=False, repr=False)
    book: PatternBook = field(default_factory=PatternBook, compare=False, repr=False)
    readings: Readings = field(default_factory=Readings, compare=False, repr=False)

    def words(self, raw: str) -> list[str]:
        """Return a raw word's pieces without their places."""
        return self.normaliser.words(raw)

    def forms(self, base: str) -> tuple[str, ...]:
        """Return every form of a base word."""
        return forms(base, self.irregular)

    def entries(self, name: str) -> tuple[str, ...]:
        """Return the entries of a word list; raises PatternError with the nearest name."""
        if name not in self.lists:
            raise PatternError(f"there is no word list {name!r}. {did_you_mean(name, self.lists)}")
        return self.lists[name]

    @contextmanager
    def following(self, name: str) -> Iterator[None]:
        """Follow a word list; raises PatternError where it leads back to itself."""
        if name in self.entered:
            raise PatternError(f"the word list {name!r} leads back to itself")
        self.entered.add(name)
        try:
            yield
        finally:
            self.entered.discard(name)

    def abbreviation(self, word: str, after: str) -> bool:
        """Tell whether a full stop after `word` ends no sentence where `after` follows it."""
        lower = word.lower()
        kinds = self.abbreviations
        if lower in kinds["always"]:
            return True
        if len(word) == 1 and word.isupper() and word != "I":
            return after[:1].isupper()
        if lower in kinds["before_a_number"]:
            return after[:1].isdigit()
        return lower in kinds["not_before_a_capital"] and not after[:1].isupper()

    def greets(self, line: str) -> bool:
        """Tell whether a line begins as a greeting does."""
        return self._begins(line, "greetings")

    def closes(self, line: str) -> bool:
        """Tell whether a line begins as a sign-off does."""
        return self._begins(line, "sign_offs")

    def _begins(self, line: str, name: str) -> bool:
        first = _FIRST_WORDS.match(line)
        openings = self.openings[name]
        if first is None or (words := first[0].lower().replace("’", "'").split())[0] not in openings:
            return False
        return any(tuple(words[: len(opening)]) == opening for opening in openings[words[0]])


def language_of(locale: str) -> str:
    """Return the language of a locale: `en` for `en-GB` and for none at all."""
    return locale.replace("_", "-").split("-")[0].lower() or "en"


@lru_cache(maxsize=1)
def languages() -> frozenset[str]:
    """Return the languages that have a vocabulary."""
    return frozenset(path.name for path in (shipped("lint_rules") / FOLDER).iterdir() if path.is_dir())


def load_vocabulary(locale: str = "en") -> Vocabulary:
    """Return what is known of the language of a locale (`en-GB`); read once.

    Raises KindwordError for a language that has no vocabulary.
    """
    return _load(language_of(locale))


@lru_cache(maxsize=8)
def _load(language: str) -> Vocabulary:
    if language not in languages():
        hint = did_you_mean(language, languages())
        raise KindwordError(f"there is no vocabulary for the language {language!r}", hint=hint)
    folder = shipped("lint_rules") / FOLDER / language
    texts = {path: read_text(path) for path in sorted(folder.glob("*.toml"))}
    index = read_index(language, list(texts.values()))
    spelling = _spelling(folder / f"{_SPELLING}.toml", texts, index)
    lists: dict[str, tuple[str, ...]] = {}
    for path, text in texts.items():
        if path.stem != _SPELLING:
            _add(lists, path, text, index)
    normaliser = Normaliser(spelling["spellings"])
    skipped = frozenset(spelling["skipped"]["words"])

    def spell(raw: str) -> tuple[Piece, ...]:
        return tuple(piece for piece in normaliser.pieces(raw) if piece[0] not in skipped)

    return Vocabulary(
        language,
        folder,
        lists,
        normaliser,
        spelling["irregular"],
        {kind: frozenset(words) for kind, words in spelling["abbreviations"].items()},
        skipped,
        _asides(spelling["skipped"]["asides"], normaliser),
        frozenset(spelling["common"]["words"]),
        {name: _by_first_word(lists[name]) for name in ("greetings", "sign_offs")},
        Lexicon(spell),
        index,
        book=PatternBook(**index.sections.get(BOOK, {})),
    )


def _spelling(path: Path, texts: Mapping[Path, str], index: Index) -> dict[str, Any]:
    if path not in texts:
        raise KindwordError("there is no such file", path=str(path))
    data = index.toml(texts[path], str(path))
    for table in _SPELLING_TABLES:
        if not isinstance(data.get(table), dict):
            raise KindwordError(f"the table [{table}] is missing", path=str(path))
    return data


def _add(lists: dict[str, tuple[str, ...]], path: Path, text: str, index: Index) -> None:
    """Add the lists of one file: each key is a list's name."""
    for name, entries in index.toml(text, str(path)).items():
        well_formed = isinstance(entries, list) and all(isinstance(entry, str) for entry in entries)
        if not well_formed or name in lists:
            problem = "is there already" if well_formed else "is no list of texts"
            line = line_of(key_lines(text), [name])
            raise KindwordError(f"the word list {name!r} {problem}", path=str(path), line=line)
        lists[name] = tuple(entries)


def _by_first_word(phrases: Sequence[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _asides(texts: Sequence[str], normaliser: Normaliser) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    return _by_first_word(
        [" ".join(piece for raw in text.split() for piece in normaliser.words(raw)) for text in texts]
    )
