"""The files that a template may be put together from: those below its root, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from toolkit.errors import KindwordError
from toolkit.library import SubjectLine, Template, inside
from toolkit.render.parse import Origins
from toolkit.resources import read_text
from toolkit.resources.stamp import Stamp, stamp_of

INSIDE = "Name a file by its path from the library's folder."
SUBJECT = "the subject"
"""The name that stands for a template's subject line, which no file can have."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One piece of template source and where it stands."""

    source: str
    origins: Origins


@dataclass(frozen=True, slots=True, eq=False)
class Files:
    """What can be rendered by name: a template, its subject, and the files below its root.

    `main` is the template's own name among them, `shown` the folder that stands before a name for people, `given`
    what to read in place of files, by their path as shown, `missing` the names asked for that lead nowhere.
    """

    root: Path
    main: str
    shown: str
    given: Mapping[str, str] = field(default_factory=dict)
    texts: dict[str, SourceText] = field(default_factory=dict)
    stamps: dict[str, Stamp | None] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, template: Template, given: Mapping[str, str]) -> Files:
        """Return the files of a template; `given` are the texts to read in place of what is on disk."""
        parts = PurePosixPath(Path(template.path).as_posix()).parts
        depth = len(PurePosixPath(template.name).parts) or 1
        main = "/".join(parts[-depth:])
        shown = "/".join(parts[:-depth]).replace("//", "/") if len(parts) >= depth else str(template.root)
        files = cls(template.root, main, shown, given)
        files.texts[main] = SourceText(template.source, Origins(template.path, template.source))
        if template.subject is not None:
            files.texts[SUBJECT] = _subject(template, template.subject)
        return files

    def exists(self, name: str) -> bool:
        """Tell whether there is something of that name below the root."""
        if name in self.texts:
            return True
        there = self.refusal(name) is None and (self.root / name).exists()
        if not there:
            self.missing.add(name)
        return there

    def refusal(self, name: str) -> str | None:
        """Return why a name can only mean a file outside the root, which is never read; None for all others."""
        if name.startswith(("/", "\\", "~")) or name[1:2] == ":":
            return "is a path of the whole computer, not of the library"
        if ".." in name.replace("\\", "/").split("/") or "\0" in name:
            return "leads out of the library"
        if name not in self.texts and not inside(self.root / name, self.root):
            return "is a link that leads out of the library"
        return None

    def check(self, name: str) -> None:
        """Raise KindwordError for a name that can only mean a file outside the root."""
        if reason := self.refusal(name):
            raise KindwordError(f"{name!r} {reason}", hint=INSIDE)

    def read(self, name: str) -> SourceText:
        """Return a file's text; raises KindwordError where it is missing, unreadable or outside the root."""
        if name not in self.texts:
            self.check(name)
            place, shown = self.root / name, self.path(name)
            self.stamps[name] = stamp_of(place)
            text = self.given[shown] if shown in self.given else read_text(place, shown=shown)
            self.texts[name] = SourceText(text, Origins(shown, text))
        return self.texts[name]

    def included(self) -> Mapping[str, str]:
        """Return the path of every file that was read besides the template itself, by its name."""
        return {name: one.origins.path for name, one in self.texts.items() if name not in (self.main, SUBJECT)}

    def fresh(self) -> bool:
        """Tell whether no file has changed since it was read."""
        return all(stamp_of(self.root / name) == stamp for name, stamp in self.stamps.items())

    def path(self, name: str) -> str:
        """Return a file's path as shown to people."""
        if name in self.texts:
            return self.texts[name].origins.path
        return f"{self.shown.rstrip('/')}/{name}" if self.shown else name

    def sources(self) -> Mapping[str, str]:
        """Return the text of every file that was read, by its path as shown."""
        return {text.origins.path: text.origins.text for text in self.texts.values()}


def _subject(template: Template, line: SubjectLine) -> SourceText:
    return SourceText(line.source, Origins(template.path, template.source, line.offsets))
