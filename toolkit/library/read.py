"""Reads one template: its source, its header, and what its place in the library tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.library.header import Header, read_header
from toolkit.library.kinds import kind_of_path
from toolkit.library.model import Template
from toolkit.library.names import is_html, name_of, within
from toolkit.resources import read_text

_EXTENDS = re.compile(r"""\{%[-+]?\s*extends\s+(["'])(?P<name>[^"'\n]+)\1\s*[-+]?%\}""")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_GENERATIONS = 20
"""Parents of parents that are looked at."""


def read_template(
    file: Path, root: Path, shown: str, *, source: str | None = None, kind: str | None = None
) -> Template:
    """Return the template in `file`, which belongs to the library at `root` and is `shown` to people.

    `source` is its text where that is at hand already (line ends as line feeds). `kind` is what it is where its
    header does not say so; by default its folder tells. Raises KindwordError with the file and the line for a
    file that cannot be read and for a header that does not fit.
    """
    text = read_text(file, shown=shown) if source is None else source
    place = within(file, root)
    header = read_header(text, shown)
    told = header or Header()
    return Template(
        name=name_of(place),
        kind=told.kind or kind or kind_of_path(root.resolve().name / place),
        channel=told.channel,
        locale=told.locale,
        path=shown,
        source=text,
        root=root,
        title=told.title,
        use_when=told.use_when,
        situation=told.situation,
        tags=told.tags,
        subject=told.subject,
        variables=told.variables,
        samples=told.samples,
        has_header=header is not None,
        is_html=is_html(_outermost(place.name, text, root)),
        header=told.data,
    )


def inside(file: Path, root: Path) -> bool:
    """Tell whether a file really is inside the library at `root`, links followed."""
    try:
        return file.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def _outermost(name: str, source: str, root: Path) -> str:
    """Return the file name of the outermost template that `source` extends, `name` where it extends none."""
    for parent, _ in zip(_parents(source, root), range(_GENERATIONS), strict=False):
        name = parent
    return name


def _parents(source: str, root: Path) -> Iterator[str]:
    while "extends" in source and (found := _EXTENDS.search(_COMMENT.sub("", source))):
        yield found["name"]
        file = root / found["name"]
        try:
            source = read_text(file) if inside(file, root) else ""
        except KindwordError:
            return
