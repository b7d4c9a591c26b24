"""Loads a whole library: every template below a folder, and the files of it that cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.library.model import Template
from toolkit.library.names import is_apart, is_template, within
from toolkit.library.read import inside, read_template
from toolkit.resources import shipped, unreadable


@dataclass(frozen=True, slots=True)
class Library:
    """The templates below the folders `roots`, in order of path, and why other files there cannot be read."""

    roots: tuple[Path, ...]
    templates: tuple[Template, ...]
    errors: tuple[KindwordError, ...] = ()

    def find(self, name: str) -> Template:
        """Return the template of a name, such as `apologies/late-delivery`, its ending given or not.

        Of several that differ by ending alone, the text comes before the HTML. Raises KindwordError with the
        nearest name; for a template that is there and cannot be read, why; for one in several folders, which.
        """
        named = [one for one in self.templates if one.name == name or _file_of(one) == name]
        if len({one.root for one in named}) > 1:
            hint = "Give the path of the one you mean."
            paths = ", ".join(sorted(one.path for one in named))
            raise KindwordError(f"there are several templates {name!r}: {paths}", hint=hint)
        if named:
            return min(named, key=lambda one: (one.is_html, one.path))
        for error in self.errors:
            if error.path is not None and name in self._names_of(Path(error.path)):
                raise error
        raise KindwordError(f"there is no template {name!r} in {self.shown}", hint=self._near(name))

    @property
    def shown(self) -> str:
        """Return the folders as a message names them."""
        return ", ".join(map(str, self.roots))

    def _names_of(self, file: Path) -> set[str]:
        """Return the names that a file would have as a template, one for each folder that it is in."""
        return {within(file, root).as_posix().split(".")[0] for root in self.roots if file.is_relative_to(root)}

    def _near(self, name: str) -> str:
        from difflib import get_close_matches  # noqa: PLC0415 - most runs make no mistake

        names = {one.name: one.name for one in self.templates}
        tails = {one.name.rpartition("/")[2]: one.name for one in self.templates}
        for known in (names, tails):
            if found := get_close_matches(name.rpartition("/")[2] if known is tails else name, known, n=1):
                return f"Did you mean {known[found[0]]!r}?"
        return "See `kindword list`."


def load_library(*roots: Path | str, read: Callable[[Path, Path, str], Template] = read_template) -> Library:
    """Return the library at `roots`, by default the shipped one: its messages, not what is in `_` and `.` folders.

    Links that lead out of a folder are not followed. `read` gives the template in a file, by its root and its path
    as shown. Raises KindwordError where a root is no folder.
    """
    folders = tuple(map(Path, roots)) or (shipped("templates"),)
    templates: list[Template] = []
    errors: list[KindwordError] = []
    for root in folders:
        for file in files_below(root, is_template):
            try:
                if isinstance(file, KindwordError):
                    raise file
                templates.append(read(file, root, str(file)))
            except KindwordError as error:
                errors.append(error)
    return Library(folders, tuple(templates), tuple(errors))


def _file_of(template: Template) -> str:
    return within(Path(template.path), template.root).as_posix()


def files_below(root: Path, wanted: Callable[[Path], bool]) -> Iterator[Path | KindwordError]:
    """Yield the wanted files below a folder in order of path; an error for each link that leads out of it.

    Files and folders that begin with `_` or `.` are left out. Raises KindwordError where `root` is no folder.
    """
    if not root.is_dir():
        what = "this is a file, not a folder" if root.exists() else "no such folder"
        raise KindwordError(what, path=str(root), hint="Check the path for a typing slip.")
    for folder, folders, files in os.walk(root, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not is_apart(Path(name)))
        for name in sorted([*folders, *files]):
            file = Path(folder, name)
            is_file = name not in folders
            if is_apart(Path(name)) or (is_file and not wanted(file)):
                continue
            if file.is_symlink() and not inside(file, root):
                message = "this link leads out of the folder, and is not followed"
                yield KindwordError(
                    message, path=str(file), line=None, hint="Copy what it leads to into the folder."
                )
            elif is_file:
                yield file


def _refuse(error: OSError) -> None:
    raise unreadable(os.fsdecode(error.filename), error) from error
