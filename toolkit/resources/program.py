"""What tells one state of this program, and of the libraries that its results rest on, from another."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from toolkit.resources.stamp import stamp_of

_PACKAGE = Path(__file__).resolve().parent.parent
_LIBRARIES = ("jinja2", "markdown_it", "markupsafe", "textstat", "yaml")


def program_state() -> str:
    """Return the stamp of each of the program's own files, and of each library's first one.

    Versions would not tell one state of a checkout from another, and asking for those of libraries takes longer
    than a later run does.
    """
    own = (os.path.join(folder, name) for folder, _, names in os.walk(_PACKAGE) for name in names)  # noqa: PTH118 - quick
    files = sorted(file for file in own if file.endswith(".py"))
    specs = (find_spec(library) for library in _LIBRARIES)
    files += [spec.origin for spec in specs if spec is not None and spec.origin is not None]
    return repr((sys.version, [(file, stamp_of(file)) for file in files]))
