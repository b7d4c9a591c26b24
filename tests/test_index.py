"""What patterns need, kept from one run to the next: the same as worked out anew, and never trusted further."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.language import PatternSet, Prose, Vocabulary, load_vocabulary
from toolkit.language.index import Index, read_index
from toolkit.language.pattern import PatternBook

TEXTS = ["you|we failed to", "within # days", "«sorry» ... {condition}", "..2 lost"]


def vocabulary(index: Index) -> Vocabulary:
    """Return the English vocabulary as it is at the start of a run that knows what `index` knows."""
    return replace(load_vocabulary(), index=index, book=PatternBook())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KINDWORD_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def learnt() -> Index:
    index = read_index("en", "some words")
    PatternSet.of(TEXTS, vocabulary(index))
    index.keep()
    return index


def test_a_later_run_knows_what_an_earlier_one_learnt(folder: Path) -> None:
    first = learnt()
    assert read_index("en", "some words").known == first.known
    assert set(first.known) == set(TEXTS)


def test_patterns_from_the_file_find_the_same(folder: Path) -> None:
    learnt()
    sentence = Prose.of("We're sorry if we failed to call you within 3 days.").sentences[0]
    anew, again = (PatternSet.of(TEXTS, vocabulary(index)) for index in (Index(), read_index("en", "some words")))
    assert list(anew.find(sentence)) == list(again.find(sentence)) != []


def test_other_word_lists_have_files_of_their_own_and_the_oldest_go(folder: Path) -> None:
    learnt()
    for number in range(9):
        other = read_index("en", f"words {number}")
        assert other.known == {}
        PatternSet.of(TEXTS[:1], vocabulary(other))
        other.keep()
    assert len(list(folder.iterdir())) == 6
    assert read_index("en", "words 8").known != {}


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"sets": 3, "patterns": {}}', '{"sets": [], "patterns": {"a": [[0], 1]}}', "\xff"],
)
def test_a_file_that_is_not_as_written_is_as_good_as_none(folder: Path, text: str) -> None:
    file = learnt().file
    assert file is not None
    file.write_bytes(text.encode("latin-1"))
    assert read_index("en", "some words").known == {}


def test_where_nothing_can_be_kept_all_works_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for place in (str(tmp_path / "file" / "cache"), ""):
        monkeypatch.setenv("KINDWORD_CACHE_DIR", place)
        assert set(learnt().known) == set(TEXTS)


def test_the_file_is_plain_data(folder: Path) -> None:
    file = learnt().file
    assert file is not None
    data = json.loads(file.read_text(encoding="utf-8"))
    assert set(data) == {"sets", "patterns"}
    assert ["failed"] in data["sets"]
