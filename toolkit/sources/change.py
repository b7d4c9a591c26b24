"""What a change touches: which of the files and messages to lint, and which of the findings it answers for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import KindwordError
from toolkit.library import Template, inside
from toolkit.resources import read_text
from toolkit.sources.json_place import JsonLine
from toolkit.sources.places import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.lint import Finding, Item

Lines = tuple[tuple[int, int], ...]
"""The first and the last line of each changed stretch, 1-based; last before first where lines were taken away."""

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(?P<names>.*?)%\}", re.DOTALL)
_QUOTED = re.compile(r"""(["'])([^"'\n]+)\1""")
_TEMPLATE_ERROR = "template-error"


@dataclass(frozen=True, slots=True)
class Change:
    """The changed files of the repository at `top`, those taken away too, each with its changed lines.

    Paths are real ones. None stands for all lines of a file, and a folder for all files of a submodule.
    """

    top: Path
    files: Mapping[Path, Lines | None]

    def lines(self, file: Path) -> Lines | None:
        """Return the changed lines of a file, None for all; raises KeyError for one that has not changed."""
        if file in self.files:
            return self.files[file]
        if any(folder in self.files for folder in file.parents):
            return None
        raise KeyError(file)

    def has(self, file: Path) -> bool:
        """Tell whether a file has changed."""
        return file in self.files or any(folder in self.files for folder in file.parents)

    def touches(self, file: Path, first: int, last: int) -> bool:
        """Tell whether the change touches the lines `first` to `last` (1-based) of a file, or between."""
        if not self.has(file):
            return False
        lines = self.lines(file)
        return lines is None or any(start <= last and end >= first for start, end in lines)


@dataclass(slots=True)
class Touched:
    """What of a run a change touches: asked for each path, then each item, then each finding."""

    change: Change
    place: Callable[[str], Path] = field(default_factory=places)
    orphans: set[str] = field(default_factory=set)
    """The templates that refer to a file which is there no more."""
    texts: dict[Path, str] = field(default_factory=dict)
    odd: dict[Path, bool] = field(default_factory=dict)

    def paths(self, given: Iterable[str]) -> tuple[str, ...]:
        """Return the given paths less those that the change took away.

        Raises KindwordError for a path outside the repository.
        """
        kept = []
        for path in given:
            place = Path(path).resolve() if Path(path).is_dir() else self.place(path)
            if not place.is_relative_to(self.change.top):
                hint = "Give the folder of your templates, or lint without --diff-base."
                raise KindwordError("this is outside the git repository", path=path, hint=hint)
            if Path(path).exists() or not any(file.is_relative_to(place) for file in self.change.files):
                kept.append(path)
        return tuple(kept)

    def file(self, file: Path) -> bool:
        """Tell whether a file has changed."""
        return self.change.has(self.place(str(file)))

    def items(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield those of the items that the change touches, or a file that they are put together from."""
        return (item for item in items if self._picks(item))

    def finding(self, finding: Finding) -> bool:
        """Tell whether the change answers for a finding: it touches its lines, or the file where it has none."""
        found = finding.location
        if found is None:
            return self.change.has(self.place(finding.path))
        if finding.rule == _TEMPLATE_ERROR and finding.path in self.orphans:
            return True
        last = found.end[0] - (found.end[1] == 1 and found.end[0] > found.start[0])
        return self._touches(self.place(found.path), found.start[0], last)

    def _picks(self, item: Item) -> bool:
        place = self.place(item.path or "")
        if isinstance(item, Template):
            return self._refers(item) or self.change.has(place)
        if not isinstance(item, KindwordError) and isinstance(item.locate, JsonLine):
            return self._touches(place, item.locate.number, item.locate.number)
        return self.change.has(place)

    def _touches(self, file: Path, first: int, last: int) -> bool:
        """Tell whether the change touches lines as we count them: git takes no lone CR for a line's end."""
        if not self.change.has(file):
            return False
        if file not in self.odd:
            self.odd[file] = _has_lone_cr(file)
        return self.odd[file] or self.change.touches(file, first, last)

    def _refers(self, template: Template) -> bool:
        """Tell whether a template refers to a file that has changed, or to one that no text names."""
        seen: set[str] = set()
        names = references(template.source)
        changed = False
        while names:
            name = names.pop()
            if name is None:
                changed = True
            elif name not in seen:
                seen.add(name)
                file = template.root / name
                if self.file(file):
                    changed = True
                    if not file.exists():
                        self.orphans.add(template.path)
                names += references(self._text(file, template.root))
        return changed

    def _text(self, file: Path, root: Path) -> str:
        if file not in self.texts:
            try:
                self.texts[file] = read_text(file) if inside(file, root) else ""
            except (KindwordError, ValueError):
                self.texts[file] = ""
        return self.texts[file]


def _has_lone_cr(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            return any(b"\r" in line.removesuffix(b"\n").removesuffix(b"\r") for line in stream)
    except OSError:
        return False


def references(source: str) -> list[str | None]:
    """Return the names of the files that a template's source refers to, None for one that no text gives."""
    names: list[str | None] = []
    for found in _REFERENCE.finditer(_COMMENT.sub("", source)):
        names += [name for _, name in _QUOTED.findall(found["names"])] or [None]
    return names
