"""What is worked out of a language, kept between runs: the same as anew, and not trusted where it was changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.language import PatternSet, Prose, Vocabulary, keep, load_vocabulary
from toolkit.language.book import PatternBook
from toolkit.language.index import Index, read_index
from toolkit.language.reading import Readings
from toolkit.language.vocabulary import BOOK
from toolkit.rules import load_rules

TEXTS = ["you|we failed to", "within # days", "«sorry» ... {condition}", "..2 lost", "{softeners}? ~lose"]
BODY = "We're sorry if we failed to call you within 3 days, or just lost it."


def vocabulary(index: Index) -> Vocabulary:
    """Return the English vocabulary as it is at the start of a run that knows what `index` knows."""
    book = PatternBook(**index.sections.get(BOOK, {}))
    words = replace(load_vocabulary(), index=index, book=book, readings=Readings())
    return replace(words, needs={}, beginnings={}, masks={}, steps={}, spelt={})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KINDWORD_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def learnt() -> Index:
    index = read_index("en", "some words")
    words = vocabulary(index)
    PatternSet.of(TEXTS, words)
    keep(words)
    return index


def found(index: Index) -> list[str]:
    words = vocabulary(index)
    prose = Prose.of(BODY, vocabulary=words)
    matches = PatternSet.of(TEXTS, words).find(prose.sentences[0])
    return [prose.sentences[0].span_of(one.marked_first, one.marked_last).of(BODY) for one in matches]


def test_a_later_run_finds_the_same_and_works_out_nothing_anew(folder: Path) -> None:
    learnt()
    again = read_index("en", "some words")
    assert (
        found(again) == found(Index()) == ["sorry", "we failed to", "within 3 days", "or just lost", "just lost"]
    )
    assert not again.grown


def test_a_later_run_learns_more_and_keeps_both(folder: Path) -> None:
    learnt()
    words = vocabulary(read_index("en", "some words"))
    PatternSet.of(["we|you mislaid"], words)
    keep(words)
    kept = read_index("en", "some words").sections[BOOK]["texts"]
    assert [text for text in kept if text in {*TEXTS, "we|you mislaid"}] == [*TEXTS, "we|you mislaid"]


def test_a_parsed_file_is_known_again_and_each_reader_has_its_own(folder: Path) -> None:
    index = read_index("en", "some words")
    index.toml("a = [1, 2.5, 'x']", "a.toml")["a"].append("changed")
    index.keep()
    again = read_index("en", "some words")
    assert again.toml("a = [1, 2.5, 'x']", "a.toml") == {"a": [1, 2.5, "x"]}
    assert not again.grown


def test_a_file_that_json_cannot_hold_or_that_is_no_toml_is_read_each_time(folder: Path) -> None:
    index = read_index("en", "some words")
    assert str(index.toml("day = 2026-11-27", "a.toml")["day"]) == "2026-11-27"
    with pytest.raises(KindwordError, match="not valid TOML"):
        index.toml("day = ", "a.toml")
    assert index.texts == {}


def test_other_data_has_files_of_its_own_and_the_oldest_go(folder: Path) -> None:
    learnt()
    for number in range(9):
        other = read_index("en", f"words {number}")
        assert other.texts == {}
        other.toml("a = 1", "a.toml")
        other.keep()
    assert len(list(folder.iterdir())) == 6
    assert read_index("en", "words 8").texts != {}


@pytest.mark.parametrize("text", ["", "{", "[]", "null\n{}", "0000\n{}", "\xff", '{"texts": {}, "sections": {}}'])
def test_a_file_that_is_not_as_written_is_as_good_as_none(folder: Path, text: str) -> None:
    file = learnt().file
    assert file is not None
    file.write_bytes(text.encode("latin-1"))
    assert read_index("en", "some words").sections == {}


def test_a_file_cut_short_or_changed_is_as_good_as_none(folder: Path) -> None:
    file = learnt().file
    assert file is not None
    whole = file.read_bytes()
    for changed in (whole[:-1], whole.replace(b"within # days", b"within # dogs"), whole + b"\n"):
        file.write_bytes(changed)
        assert read_index("en", "some words").sections == {}


def test_where_nothing_can_be_kept_all_works_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    for place in (str(tmp_path / "file" / "cache"), ""):
        monkeypatch.setenv("KINDWORD_CACHE_DIR", place)
        assert found(learnt())[0] == "sorry"


def test_the_file_is_plain_data(folder: Path) -> None:
    file = learnt().file
    assert file is not None
    data = json.loads(file.read_text(encoding="utf-8").split("\n", 1)[1])
    assert "within # days" in data["sections"][BOOK]["texts"]


def test_the_shipped_rules_are_known_whole_after_one_run(folder: Path) -> None:
    index = read_index("en", "the shipped rules")
    load_rules(vocabulary=vocabulary(index))
    again = read_index("en", "the shipped rules")
    load_rules(vocabulary=vocabulary(again))
    assert again.sections == index.sections != {}
    assert not again.grown
