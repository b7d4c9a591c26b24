"""The library while the page is open: read again where it changed, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.preview import Shelf


def test_only_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / f"{name}.j2").write_text(f"{name}\n", encoding="utf-8")
    shelf = Shelf(tmp_path)
    before = shelf.library().templates
    (tmp_path / "other.j2").write_text("changed\n", encoding="utf-8")
    after = shelf.library().templates
    assert [one.source for one in after] == ["one\n", "changed\n"]
    assert (after[0] is before[0], after[1] is before[1]) == (True, False)


def test_what_comes_and_goes_is_listed_so(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    file = tmp_path / "one.j2"
    file.write_text("one\n", encoding="utf-8")
    assert shelf.find("one").source == "one\n"
    file.write_text("{#\ntitle = broken\n#}\n", encoding="utf-8")
    assert [error.line for error in shelf.library().errors] == [2]
    file.unlink()
    assert shelf.library().templates == ()
    with pytest.raises(KindwordError, match="there is no template 'one'"):
        shelf.find("one")


def test_a_folder_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KindwordError, match="no such folder"):
        Shelf(tmp_path / "gone").library()
