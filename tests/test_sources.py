"""What `lint` is given becomes templates and messages; what cannot be read is told once, with its line."""

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.render.message import RenderedMessage
from toolkit.sources import Source, read_sources


def write(root: Path, name: str, text: str | bytes = "Hello.\n") -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def read(*paths: Path | str, **how: Any) -> list[Template | RenderedMessage | KindwordError]:
    return list(read_sources([str(path) for path in paths], Source(**how)))


def message(*paths: Path | str, **how: Any) -> RenderedMessage:
    (only,) = read(*paths, **how)
    assert isinstance(only, RenderedMessage)
    return only


def template(*paths: Path | str, **how: Any) -> Template:
    (only,) = read(*paths, **how)
    assert isinstance(only, Template)
    return only


def test_a_folder_gives_its_templates_texts_and_message_sets(tmp_path: Path) -> None:
    write(tmp_path, "a.j2")
    write(tmp_path, "b.txt")
    write(tmp_path, "c/d.md")
    write(tmp_path, "c/e.jsonl", '{"body": "Hello."}\n')
    write(tmp_path, "c/f.html")
    for ignored in ("_shared/x.j2", ".git/x.txt", "x.py", "c/README.md", "notes.csv"):
        write(tmp_path, ignored)
    found = [item.path for item in read(tmp_path)]
    assert found == [f"{tmp_path}/{name}" for name in ("a.j2", "b.txt", "c/d.md", "c/e.jsonl", "c/f.html")]


@pytest.mark.parametrize(
    ("text", "subject", "body"),
    [
        ("Subject: Late parcel\n\nHello.\n", "Late parcel", "Hello.\n"),
        ("subject:  Late parcel \r\n\r\nHello.", "Late parcel", "Hello."),
        ("Subject: alone", "alone", ""),
        ("Subject: Late parcel\nHello.\n", None, "Subject: Late parcel\nHello.\n"),
        ("Hello.\n\nSubject: x\n\n", None, "Hello.\n\nSubject: x\n\n"),
        ("", None, ""),
        ("\ufeffHello.", None, "Hello."),
    ],
)
def test_a_text_is_one_message_with_the_subject_on_its_first_line(
    tmp_path: Path, text: str, subject: str | None, body: str
) -> None:
    found = message(write(tmp_path, "a.txt", text))
    assert (found.subject.text if found.subject else None) == subject
    assert found.body.text == body
    for part in (found.subject, found.body):
        for segment in part.segments if part else ():
            assert segment.source.of(found.sources[found.path]) == part.text if part else True


def test_a_single_template_belongs_to_the_library_above_it(tmp_path: Path) -> None:
    write(tmp_path, "mail/_shared/end.j2")
    file = write(tmp_path, "mail/updates/new/a.j2")
    assert (template(file).root, template(file).name) == (tmp_path / "mail", "updates/new/a")
    assert template(file.parent).name == "updates/new/a"


@pytest.mark.parametrize(
    ("name", "root"),
    [("lib/closings/a.j2", "lib"), ("x/templates/y/a.j2", "x/templates"), ("x/y/a.j2", "x/y"), ("a.j2", "")],
)
def test_a_file_without_shared_parts_belongs_to_what_looks_like_a_library(
    tmp_path: Path, name: str, root: str
) -> None:
    assert template(write(tmp_path, name)).root == tmp_path / root


def test_a_folder_is_a_library_itself_unless_one_above_it_is_for_certain(tmp_path: Path) -> None:
    write(tmp_path, "lib/closings/a.j2")
    assert template(tmp_path / "lib/closings").root == tmp_path / "lib/closings"
    assert template(tmp_path / "lib/closings").kind == "closing"
    assert template(tmp_path / "lib/closings", libraries=(tmp_path / "lib",)).root == tmp_path / "lib"


def test_a_relative_path_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "lib/_shared/end.j2")
    write(tmp_path, "lib/closings/a.j2")
    monkeypatch.chdir(tmp_path / "lib" / "closings")
    found = template("a.j2")
    assert (found.path, found.root, found.name, found.kind) == ("a.j2", Path(".."), "closings/a", "closing")


def test_the_home_folder_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert template(write(tmp_path, "closings/a.j2")).root == tmp_path / "closings"


def test_kind_is_the_headers_then_the_configured_then_the_folders_then_the_options(tmp_path: Path) -> None:
    def configured(path: Path) -> str | None:
        return "make-good" if path.name.startswith("c") else None

    headed = write(tmp_path, "closings/c.j2", '{# kind = "apology" #}')
    by_config = write(tmp_path, "closings/c2.j2")
    by_folder = write(tmp_path, "closings/a.txt")
    by_option = write(tmp_path, "other/a.txt")
    by_option_too = write(tmp_path, "other/a.j2")
    said_any = write(tmp_path, "other/b.j2", '{# kind = "any" #}')
    kinds = []
    for file in (headed, by_config, by_folder, by_option, by_option_too, said_any):
        (item,) = read(file, kind="subject", kind_of=configured)
        assert not isinstance(item, KindwordError)
        kinds.append(item.kind)
    assert kinds == ["apology", "make-good", "closing", "subject", "subject", "any"]


def test_a_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, "a.j2", b"\x00")
    write(tmp_path, "b.txt", b"one\n\xff")
    write(tmp_path, "c.j2", "{#\ntitel = 1\nkind = 1\n#}")
    os.mkfifo(tmp_path / "d.txt")
    write(tmp_path, "e.j2")
    (tmp_path / "f.j2").symlink_to("/etc/hostname")
    (tmp_path / "g.j2").symlink_to("nowhere")
    seen = [str(item).splitlines()[0] if isinstance(item, KindwordError) else item.path for item in read(tmp_path)]
    assert [line.removeprefix(f"{tmp_path}/") for line in seen] == [
        "a.j2:1: a NUL byte: this is no text file",
        "b.txt:2: byte 0xff is not UTF-8",
        "c.j2:2: unknown key 'titel' in the header",
        "d.txt: this is no regular file",
        "e.j2",
        "f.j2: this link leads out of the folder, and is not followed",
        "g.j2: no such file or folder",
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none.j2", "no such file or folder"),
        ("none", "no such file or folder"),
        ("empty", "this folder holds nothing to lint"),
        ("a.py", "a file that ends in '.py' is not linted"),
        ("Makefile", "a file without an ending is not linted"),
        ("empty.jsonl", "this message set is empty"),
        ("pipe.jsonl", "this is no regular file"),
    ],
)
def test_what_cannot_be_linted_is_wrong_use(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path, "a.py")
    write(tmp_path, "Makefile")
    write(tmp_path, "empty.jsonl", "\n\n")
    os.mkfifo(tmp_path / "pipe.jsonl")
    with pytest.raises(KindwordError) as caught:
        read(tmp_path / path)
    assert (caught.value.path, caught.value.message) == (str(tmp_path / path), said)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("raw", "bodies"),
    [
        (b"Hello.\n", ["Hello.\n"]),
        (b"\n\nHello.\r\n", ["\n\nHello.\n"]),
        (b"{{ first_name }}, hello.", ["{{ first_name }}, hello."]),
        (b'\n{"body": "a"}\n{"body": "b"}\n', ["a", "b"]),
        (b'\xef\xbb\xbf{ "body": "a"}', ["a"]),
        (b'{"body": "a"}\r{"body": "b"}', ["a", "b"]),
    ],
)
def test_standard_input_is_one_text_or_one_message_a_line(raw: bytes, bodies: list[str]) -> None:
    items = read("-", stdin=lambda: BytesIO(raw))
    assert [item.body.text for item in items if isinstance(item, RenderedMessage)] == bodies
    assert {item.path for item in items} == {"<stdin>"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "<stdin>: there is nothing to lint"),
        (b" \n\n", "<stdin>: there is nothing to lint"),
        (b"a" * 5_000_001, "<stdin>: the file has 5.0 MB; the limit is 5 MB"),
        (b'\n{"body": }', "<stdin>:2: this is not valid JSON: expecting value (column 10)"),
    ],
)
def test_standard_input_that_holds_no_message_is_told(raw: bytes, said: str) -> None:
    with pytest.raises(KindwordError) as caught:
        read("-", stdin=lambda: BytesIO(raw))
    assert str(caught.value).splitlines()[0] == said
