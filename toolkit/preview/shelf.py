"""The library while the page is open: a file is read again only once it is another than before."""

from __future__ import annotations

from pathlib import Path

from toolkit.library import Library, Template, load_library, read_template

State = tuple[int, int, int]
"""What tells that a file is another than before: when it was changed (ns), its size in bytes, its inode."""


class Shelf:
    """The templates of a library's folders as they were read last."""

    def __init__(self, *roots: Path) -> None:
        self._roots = roots
        self._kept: dict[Path, tuple[State, Template]] = {}
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
        found = file.stat()
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
        kept = self._kept.get(file)
        if kept is None or kept[0] != state:
            kept = self._kept[file] = (state, read_template(file, root, shown))
        return kept[1]
