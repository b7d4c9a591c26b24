"""What a change touches: git's output read as it is, and which lines, files and templates follow from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cli_case import write

from toolkit.errors import KindwordError
from toolkit.library import read_template
from toolkit.lint import Finding
from toolkit.rules import Severity
from toolkit.sources.change import Change, Touched, references
from toolkit.sources.git import change_since, read_diff
from toolkit.text import Location

DIFFS = {
    "nothing": (b"", {}),
    "lines that are new, changed and taken away": (
        (b"4\t2\ta.j2\0\0diff --git a/a.j2 b/a.j2\nindex 1..2 100644\n--- a/a.j2\n+++ b/a.j2\n"
        b"@@ -1,0 +2,3 @@ above\n+a\n+b\n+c\n@@ -5 +9 @@\n-x\n+y\n@@ -7,2 +12,0 @@\n-m\n-n\n"),
        {b"a.j2": ((2, 4), (9, 9), (13, 12))},
    ),
    "words that look like the head of a patch": (
        (b"3\t2\ta.j2\0\0--- a/a.j2\n+++ b/a.j2\n@@ -1 +1,2 @@\n--- a/x\n\\ No newline at end of file\n"
        b"+++ b/evil\n+@@ -1 +7 @@\n\\ No newline at end of file\n@@ -9 +10 @@\n-q\n+w\n"),
        {b"a.j2": ((1, 2), (10, 10))},
    ),
    "names with spaces, quotes, line ends and letters of all sorts": (
        b"1\t1\ta b.j2\0"
        + '1\t1\tn\n"é\\.j2\0'.encode()
        + b"\0--- a/a b.j2\t\n+++ b/a b.j2\t\n@@ -2 +2 @@\n-q\n+w\n"
        + '--- "a/n\\n\\"é\\\\.j2"\n+++ "b/n\\n\\"é\\\\.j2"\n@@ -3 +3 @@\n-q\n+w\n'.encode(),
        {b"a b.j2": ((2, 2),), 'n\n"é\\.j2'.encode(): ((3, 3),)},
    ),
    "a name in octal digits": (
        b'1\t0\t\x01.j2\0\0--- /dev/null\n+++ "b/\\001.j2"\n@@ -0,0 +1 @@\n+w\n',
        {b"\x01.j2": ((1, 1),)},
    ),
    "a file with a new name, and one that is the same but for it": (
        b"1\t1\t\0old.j2\0new.j2\x000\t0\t\0x.j2\0y.j2\0\0--- a/old.j2\n+++ b/new.j2\n@@ -2 +2 @@\n-q\n+w\n",
        {b"old.j2": (), b"new.j2": ((2, 2),), b"x.j2": (), b"y.j2": ()},
    ),
    "a file that was taken away": (
        b"0\t1\ta.j2\0\0--- a/a.j2\n+++ /dev/null\n@@ -1 +0,0 @@\n-w\n",
        {b"a.j2": ()},
    ),
    "a file that git takes for no text": (
        b"-\t-\ta.j2\0\0diff --git a/a.j2 b/a.j2\nBinary files a/a.j2 and b/a.j2 differ\n",
        {b"a.j2": None},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DIFFS)
def test_a_difference_is_read_as_git_tells_it(name: str) -> None:
    raw, files = DIFFS[name]
    assert read_diff(raw) == files


@pytest.mark.parametrize("revision", ["", "-x", "--output=a", "a\0b"])
def test_what_can_be_no_revision_is_never_shown_to_git(revision: str) -> None:
    with pytest.raises(KindwordError, match="is no revision"):
        change_since(revision)


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        (1, 1, False),
        (1, 2, True),
        (3, 3, True),
        (4, 8, False),
        (5, 6, False),
        (9, 10, True),
        (9, 9, False),
        (10, 10, False),
    ],
)
def test_lines_are_touched_where_they_differ_or_something_between_them_is_gone(
    first: int, last: int, *, touched: bool
) -> None:
    file = Path("/r/a.j2")
    assert Change(Path("/r"), {file: ((2, 3), (10, 9))}).touches(file, first, last) is touched


def test_a_submodule_that_changed_is_all_of_its_files() -> None:
    change = Change(Path("/r"), {Path("/r/sub"): ((1, 1),)})
    assert change.touches(Path("/r/sub/mail/a.j2"), 90, 90)
    assert not change.has(Path("/r/subject.j2"))


def test_references_are_told_by_name_or_as_unknown() -> None:
    source = (
        "{# {% include 'not.j2' %} #}{% extends \"base.j2\" %}{%- import 'm.j2' as m -%}"
        "{% from 'f.j2' import sign %}{% include ['a.j2', \"b.j2\"] ignore missing %}{% include part %}"
    )
    assert references(source) == ["base.j2", "m.j2", "f.j2", "a.j2", "b.j2", None]


def finding(path: Path, line: int | None, rule: str = "all-caps") -> Finding:
    location = None if line is None else Location(str(path), (line, 1), (line + 1, 1))
    return Finding(rule, Severity.ERROR, "m", str(path), location, "x", "x", "any")


def test_a_finding_counts_by_its_lines_or_its_file(tmp_path: Path) -> None:
    touched = Touched(Change(tmp_path, {tmp_path / "a.j2": ((3, 3),)}))
    seen = [
        touched.finding(finding(tmp_path / name, line)) for name in ("a.j2", "b.j2") for line in (2, 3, 4, None)
    ]
    assert seen == [False, True, False, True, False, False, False, False]


def test_lone_carriage_returns_end_our_lines_and_not_gits(tmp_path: Path) -> None:
    change = Change(tmp_path, {tmp_path / name: ((1, 1),) for name in ("a.j2", "b.j2")})
    write(tmp_path, {"a.j2": b"one\rtwo\rthree\r\n", "b.j2": b"one\r\ntwo\r\n"})
    touched = Touched(change)
    assert [touched.finding(finding(tmp_path / name, 2)) for name in ("a.j2", "b.j2")] == [True, False]


def test_a_template_is_looked_at_where_something_it_is_made_of_changed(tmp_path: Path) -> None:
    write(tmp_path, {
        "_shared/base.j2": "{% include '_shared/end.j2' %}",
        "_shared/end.j2": "{% include '_shared/base.j2' %}",
        "far.j2": "{% extends '_shared/base.j2' %}",
        "gone.j2": "{% include '_shared/gone.j2' %}",
        "out.j2": "{% include '../../etc/passwd' %}",
        "any.j2": "{% include part %}",
        "none.j2": "Hello",
    })  # fmt: skip
    top = tmp_path.resolve()
    touched = Touched(Change(top, {top / "_shared/end.j2": (), top / "_shared/gone.j2": ()}))
    names = ("far.j2", "gone.j2", "out.j2", "any.j2", "none.j2")
    items = [read_template(tmp_path / name, tmp_path, str(tmp_path / name)) for name in names]
    assert [Path(item.path or "").name for item in touched.items(items)] == ["far.j2", "gone.j2", "any.j2"]
    error = finding(tmp_path / "gone.j2", 1, "template-error")
    assert touched.finding(error)
    assert not touched.finding(replace(error, rule="all-caps"))
    assert not touched.finding(finding(tmp_path / "far.j2", 1, "template-error"))
