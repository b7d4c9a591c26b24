"""The library while the page is open: a file is read again only once it is another than before."""

from __future__ import annotations

from pathlib import Path

from toolkit.library import Library, Template, load_library, read_template
from toolkit.resources.stamp import Stamp, stamp_of


class Shelf:
    """The templates of a library's folders as they were read last."""

    def __init__(self, *roots: Path) -> None:
        self._roots = roots
        self._kept: dict[Path, tuple[Stamp | None, Template]] = {}
        self._library: Library | None = None

    def library(self) -> Library:
        """Return the library as it is now; raises KindwordError where a folder is gone."""
        self._library = load_library(*self._roots, read=self._read)
        there = {Path(one.path) for one in self._library.templates}
        self._kept = {file: kept for file, kept in self._kept.items() if file in there}
        return self._library

    def find(self, name: str) -> Template:
        """Return a template of the library as it was listed last; raises KindwordError where there is none."""
        return (self._library or self.library()).find(name)

    def _read(self, file: Path, root: Path, shown: str) -> Template:
        stamp = stamp_of(file)
        kept = self._kept.get(file)
        if kept is None or kept[0] != stamp:
            kept = self._kept[file] = (stamp, read_template(file, root, shown))
        return kept[1]
