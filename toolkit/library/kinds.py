"""The kinds of message, and how a folder's name tells them."""

from __future__ import annotations

from pathlib import PurePath

KINDS = ("subject", "first-reply", "apology", "closing", "follow-up", "make-good", "data-request", "any")
"""Every kind of message, in the order in which a conversation meets them."""

CHANNELS = ("email", "chat", "sms", "social")


def _plural(kind: str) -> str:
    return f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s"


_BY_FOLDER = {name: kind for kind in KINDS if kind != "any" for name in (kind, _plural(kind))}


def folder_of(kind: str) -> str:
    """Return the folder that the shipped library uses for `kind`: `first_replies` for `first-reply`."""
    return _plural(kind).replace("-", "_")


def kind_of_folder(name: str) -> str | None:
    """Return the kind that a folder's name stands for: singular or plural, with `-` or `_`, in any case."""
    return _BY_FOLDER.get(name.lower().replace("_", "-"))


def kind_of_path(path: PurePath) -> str:
    """Return the kind told by the nearest folder above `path` that tells one, else `any`."""
    for folder in reversed(path.parent.parts):
        if kind := kind_of_folder(folder):
            return kind
    return "any"
