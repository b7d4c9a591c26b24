"""A template's file as a writer has it open: read, saved whole, compared with what somebody else has saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.library import inside, is_apart, is_template
from toolkit.resources import decode, digest_of, read_text, shipped, write_text
from toolkit.resources.original import Original, read_original
from toolkit.text import Span, normalise_newlines

MAX_SOURCE = 200_000
"""Code points of a template that can be edited on the page."""

GONE = ""
"""The digest of a file that is not there."""

_COMPARED = 5_000
"""Lines of a text that are compared one by one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A template's file, the library that it is in, and its path as people are shown it."""

    file: Path
    root: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: line ends are line feeds, `digest` is of its bytes, `GONE` where there is no file.

    `locked` says why it cannot be saved, and is empty where it can.
    """

    text: str
    digest: str
    locked: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that are in both texts, or in one: `whose` is `both`, `mine` or `theirs`."""

    whose: str
    lines: tuple[str, ...]


class ChangedError(KindwordError):
    """A file that is no longer as its writer has read it; `theirs` is how it is now."""

    def __init__(self, shown: str, theirs: Source) -> None:
        what = "the file is gone" if theirs.digest == GONE else "the file has changed on disk since it was read"
        super().__init__(what, path=shown)
        self.theirs = theirs


def place_of(path: str, roots: Sequence[Path]) -> Place:
    """Return the place of a template by its path, whether or not the file is there.

    Raises KindwordError for every path that is not a template's within the library folders, links followed.
    """
    file = Path(path)
    for root in roots if path.isprintable() else ():
        if not file.is_relative_to(root):
            continue
        within = file.relative_to(root)
        if ".." in within.parts or is_apart(within) or not is_template(file):
            break
        if not inside(file, root):
            raise KindwordError("this link leads out of the library, and is not followed", path=path)
        return Place(file, root, path)
    raise KindwordError("this is no template of the library", hint="Choose one from the list.")


def read_source(place: Place) -> Source:
    """Return a template's file as it is now; raises KindwordError where it is missing or cannot be read."""
    read_text(place.file, shown=place.shown)  # which looks first whether it is a file, and of what size
    raw = place.file.read_bytes()
    text = decode(raw, place.shown)
    return Source(text, digest_of(raw), _lock(place, text))


def now(place: Place) -> Source:
    """Return a template's file as it is now, an empty one where it is gone."""
    return read_source(place) if place.file.exists() else Source("", GONE)


def save_source(place: Place, text: str, digest: str) -> Source:
    """Write a template's new text over the file that has this digest, whole or not at all; return what is there.

    Line ends, a byte-order mark and the file's mode stay. Raises ChangedError where the file is another by now,
    and KindwordError where it may not be written.
    """
    text = normalise_newlines(text)
    _check(place, text)
    if digest == GONE:
        if place.file.exists():
            raise ChangedError(place.shown, now(place))
        write_text(place.file, text)
        return read_source(place)
    if not place.file.exists():
        raise ChangedError(place.shown, now(place))
    original = read_original(place.file)
    if digest_of(original.read) != digest:
        raise ChangedError(place.shown, now(place))
    _changed(original, text).write()
    return read_source(place)


def difference(theirs: str, mine: str) -> Iterator[Stretch]:
    """Yield the lines of two texts in order; very long texts are told as wholly different."""
    ours, others = mine.splitlines(), theirs.splitlines()
    if max(len(ours), len(others)) > _COMPARED:
        yield from (Stretch("theirs", tuple(others)), Stretch("mine", tuple(ours)))
        return
    for what, start, end, first, last in SequenceMatcher(None, others, ours).get_opcodes():
        if what == "equal":
            yield Stretch("both", tuple(ours[first:last]))
            continue
        if end > start:
            yield Stretch("theirs", tuple(others[start:end]))
        if last > first:
            yield Stretch("mine", tuple(ours[first:last]))


def _lock(place: Place, text: str) -> str:
    own = shipped("templates").resolve()
    if own.parent.name == "_data" and place.file.resolve().is_relative_to(own):
        kind, name = place.file.parent.name, place.file.name.split(".")[0]
        return (
            f"This template comes with kindword and is not changed. For one of your own: "
            f"`kindword new {kind}/{name} --library templates`, then copy this source into it."
        )
    if len(text) > MAX_SOURCE:
        return f"This template has more than {MAX_SOURCE:,} characters, which is more than the page saves."
    try:
        read_original(place.file)
    except KindwordError as error:
        return f"{error.message[:1].upper()}{error.message[1:]}. {error.hint}".strip()
    return ""


def _check(place: Place, text: str) -> None:
    """Raise KindwordError for a file that may not be written, and for a text that no template can have."""
    if place.file.exists() and (reason := _lock(place, text)):
        raise KindwordError(reason, path=place.shown)
    if len(text) > MAX_SOURCE:
        raise KindwordError(f"more than {MAX_SOURCE:,} characters are not saved", path=place.shown)
    try:
        decode(text.encode(), place.shown)
    except UnicodeEncodeError as error:
        raise KindwordError("half a character cannot be saved", path=place.shown) from error


def _changed(original: Original, text: str) -> Original:
    """Return the file with a new text, in which all before and after the change is byte for byte as it was."""
    before = original.text
    start = _shared(before, text)
    end = min(_shared(before[::-1], text[::-1]), min(len(before), len(text)) - start)
    return original.edited([(Span(start, len(before) - end), text[start : len(text) - end])])


def _shared(one: str, other: str) -> int:
    """Return how many code points two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
