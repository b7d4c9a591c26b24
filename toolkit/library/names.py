"""Which files are templates, what each is called, and which folders hold no messages."""

from __future__ import annotations

from pathlib import Path, PurePath

_ENGINES = (".j2", ".jinja", ".jinja2")
_TEXT = (".txt", ".md")
_HTML = (".html", ".htm")


TEMPLATE_ENDINGS = (*_ENGINES, *_HTML)
"""The endings, in lower case, that make a file a template."""


def is_template(path: PurePath) -> bool:
    """Tell whether a file's ending makes it a template: `.j2`, `.jinja`, `.jinja2`, or plain HTML."""
    return path.suffix.lower() in TEMPLATE_ENDINGS


def is_html(name: str) -> bool:
    """Tell whether the ending of a template's file name makes it HTML rather than text."""
    path = PurePath(name)
    inner = path.with_suffix("") if path.suffix.lower() in _ENGINES else path
    return inner.suffix.lower() in _HTML


def name_of(path: PurePath) -> str:
    """Return a template's name: its path (within the library) without endings, with `/` between folders."""
    inner = path.with_suffix("") if path.suffix.lower() in _ENGINES else path
    bare = inner.with_suffix("") if inner.suffix.lower() in (*_TEXT, *_HTML) else inner
    return bare.as_posix()


def is_apart(path: PurePath) -> bool:
    """Tell whether a path within a library is no message: it or a folder above it begins with `_` or `.`."""
    return any(part.startswith(("_", ".")) for part in path.parts if part not in (".", ".."))


def within(file: Path, root: Path) -> PurePath:
    """Return the path of `file` below `root`, its bare name where it stands elsewhere."""
    try:
        return file.relative_to(root)
    except ValueError:
        try:
            return (file.parent.resolve() / file.name).relative_to(root.resolve())
        except ValueError:
            return PurePath(file.name)
