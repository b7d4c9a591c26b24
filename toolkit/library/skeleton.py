"""A good first draft of a new template: header, variables and a sample, after the kind's skeleton."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from toolkit.errors import KindwordError, did_you_mean
from toolkit.library.kinds import KINDS, folder_of, kind_of_folder
from toolkit.resources import read_text, shipped, write_text

FOLDER = "_skeletons"
_ENDING = ".j2"
_WILDS = frozenset('\\:*?"<>|')


def new_template(name: str, root: Path) -> Path:
    """Write a first draft of the template `name` (`apology/lost-parcel`) into the library at `root`.

    Returns the new file. Raises KindwordError for a name without a kind, one that leads out of the library, and
    a file that is there already.
    """
    folder, stem = _parts(name)
    kind = "any" if folder == "any" else kind_of_folder(folder)
    if kind is None:
        hint = did_you_mean(folder, KINDS)
        raise KindwordError(f"there is no kind {folder!r}", hint=f"{hint} Write KIND/NAME: apology/lost-parcel.")
    where = root / (folder if (root / folder).is_dir() or kind == "any" else folder_of(kind))
    file = where / f"{stem}{_ENDING}"
    if file.exists() or file.is_symlink():
        raise KindwordError("this template exists already", path=str(file), hint="Choose another name.")
    try:
        where.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KindwordError(f"cannot be made: {error.strerror or error}", path=str(where)) from error
    write_text(file, draft(kind, stem))
    return file


def draft(kind: str, stem: str) -> str:
    """Return the skeleton of a kind with its title made from a file's name: 'lost-parcel' → 'Lost parcel'."""
    words = stem.replace("-", " ").replace("_", " ").strip() or stem
    title = json.dumps(words[:1].upper() + words[1:], ensure_ascii=False)  # also how TOML quotes it
    return read_text(shipped("templates") / FOLDER / f"{kind}{_ENDING}").replace('"TITLE"', title, 1)


def _parts(name: str) -> tuple[str, str]:
    """Return the folder and the file name without ending that `KIND/NAME` names."""
    path = PurePosixPath(name)
    stem = path.name.removesuffix(_ENDING)
    unfit = not stem.isprintable() or "#}" in stem or stem.startswith((".", "_")) or _WILDS & set(stem)
    if len(path.parts) != 2 or path.is_absolute() or ".." in path.parts or unfit or not stem:
        raise KindwordError(f"{name!r} is no name for a template", hint="Write KIND/NAME: apology/lost-parcel.")
    return path.parts[0], stem
