"""Which files of a folder are templates, what each is called, and what is left alone."""

import os
from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.library import load_library, read_template
from toolkit.resources import shipped


def write_one(root: Path, name: str, text: str = "Hello.\n") -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("file", "name", "kind", "html"),
    [
        ("apologies/late.j2", "apologies/late", "apology", False),
        ("apologies/late.txt.j2", "apologies/late", "apology", False),
        ("Apology/late.md.j2", "Apology/late", "apology", False),
        ("first_replies/we.can.help.j2", "first_replies/we.can.help", "first-reply", False),
        ("first-reply/fr/hello.html.j2", "first-reply/fr/hello", "first-reply", True),
        ("mail/hello.html", "mail/hello", "any", True),
        ("closings.old/bye.jinja2", "closings.old/bye", "any", False),
        ("bye.txt.jinja", "bye", "any", False),
    ],
)
def test_a_template_is_called_by_its_path_without_endings(
    tmp_path: Path, file: str, name: str, kind: str, html: bool
) -> None:
    write_one(tmp_path, file)
    (template,) = load_library(tmp_path).templates
    assert (template.name, template.kind, template.is_html) == (name, kind, html)
    assert template.path == str(tmp_path / file)
    assert template.root == tmp_path


def test_shared_parts_skeletons_and_hidden_files_are_no_messages(tmp_path: Path) -> None:
    for name in (
        "_shared/end.j2",
        "closings/_base.j2",
        "_skeletons/any.j2",
        ".git/x.j2",
        "closings/.x.j2",
        "a.py",
    ):
        write_one(tmp_path, name)
    assert load_library(tmp_path).templates == ()


def test_the_outermost_parent_decides_whether_a_message_is_html(tmp_path: Path) -> None:
    write_one(tmp_path, "_shared/page.html.j2", "<p>{% block b %}{% endblock %}</p>")
    write_one(tmp_path, "_shared/mail.j2", '{# extends "x" #}{%- extends "_shared/page.html.j2" -%}')
    write_one(tmp_path, "a.j2", "{% extends '_shared/mail.j2' %}")
    write_one(tmp_path, "b.html.j2", "{% extends 'c.txt.j2' %}")
    write_one(tmp_path, "c.txt.j2", "{% extends 'c.txt.j2' %}")
    assert [template.is_html for template in load_library(tmp_path).templates] == [True, False, False]


def test_one_file_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    write_one(tmp_path, "a.j2", "{#\ntitle = 1\n#}")
    (tmp_path / "b.j2").write_bytes(b"\xff\xfe")
    os.mkfifo(tmp_path / "c.j2")
    write_one(tmp_path, "d.j2")
    library = load_library(tmp_path)
    assert [template.name for template in library.templates] == ["d"]
    assert [str(error).splitlines()[0] for error in library.errors] == [
        f"{tmp_path}/a.j2:2: title must be a text",
        f"{tmp_path}/b.j2:1: the file is UTF-16",
        f"{tmp_path}/c.j2: this is no regular file",
    ]


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    outside = write_one(tmp_path, "outside/secret.j2").parent
    library = tmp_path / "library"
    inside = write_one(library, "closings/bye.j2")
    (library / "out").symlink_to(outside)
    (library / "secret.j2").symlink_to(outside / "secret.j2")
    (library / "twin.j2").symlink_to(inside)
    (library / "loop").symlink_to(library)
    loaded = load_library(library)
    assert [template.name for template in loaded.templates] == ["twin", "closings/bye"]
    assert [error.path for error in loaded.errors] == [str(library / "out"), str(library / "secret.j2")]
    assert "leads out of the folder" in loaded.errors[0].message


def test_a_parent_outside_the_library_is_not_read(tmp_path: Path) -> None:
    write_one(tmp_path, "page.html.j2", "")
    file = write_one(tmp_path, "library/a.j2", "{% extends '../page.html.j2' %}{% extends 'none' %}")
    assert read_template(file, file.parent, "a.j2").source.startswith("{% extends")


def test_a_library_finds_a_template_by_name_or_file(tmp_path: Path) -> None:
    for name in ("closings/bye.html.j2", "closings/bye.txt.j2", "apologies/late-delivery.j2"):
        write_one(tmp_path, name)
    library = load_library(tmp_path)
    assert library.find("closings/bye").path.endswith("bye.txt.j2")
    assert library.find("closings/bye.html.j2").is_html


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("apologies/late-delivry", "Did you mean 'apologies/late-delivery'?"),
        ("late-delivery", "Did you mean 'apologies/late-delivery'?"),
        ("nothing/like/it", "See `kindword list`."),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest(tmp_path: Path, asked: str, hint: str) -> None:
    write_one(tmp_path, "apologies/late-delivery.j2")
    with pytest.raises(KindwordError) as caught:
        load_library(tmp_path).find(asked)
    assert caught.value.message == f"there is no template {asked!r} in {tmp_path}"
    assert caught.value.hint == hint


def test_a_template_that_is_there_and_broken_says_why(tmp_path: Path) -> None:
    write_one(tmp_path, "a.j2", "{#\ntitle = 1\n#}")
    with pytest.raises(KindwordError, match="title must be a text"):
        load_library(tmp_path).find("a")


@pytest.mark.parametrize(("name", "said"), [("none", "no such folder"), ("a.j2", "this is a file, not a folder")])
def test_a_library_that_is_no_folder_is_told(tmp_path: Path, name: str, said: str) -> None:
    write_one(tmp_path, "a.j2")
    with pytest.raises(KindwordError, match=said):
        load_library(tmp_path / name)


def test_the_shipped_skeletons_and_templates_can_be_read() -> None:
    root = shipped("templates")
    for file in root.glob("_skeletons/*.j2"):
        assert read_template(file, root, file.name).has_header
    assert load_library(root).errors == ()


def test_the_library_by_default_is_the_shipped_one() -> None:
    assert (
        [one.name for one in load_library().templates]
        == [one.name for one in load_library(shipped("templates")).templates]
        != []
    )
