"""kindword: render a support team's messages and lint what the customer would read.

Everything the command does, Python can do::

    from toolkit import load_library, load_rules, render, lint
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.library import load_library as load_library
    from toolkit.lint import lint as lint
    from toolkit.render import render as render
    from toolkit.rules import load_rules as load_rules

__version__ = "0.1.0"
__all__ = ["__version__", "lint", "load_library", "load_rules", "render"]

_HOMES = {
    "lint": "toolkit.lint",
    "load_library": "toolkit.library",
    "load_rules": "toolkit.rules",
    "render": "toolkit.render",
}


def __getattr__(name: str) -> object:
    """Import a public function on first use, so that the command starts without what it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


class _Package(ModuleType):
    """Keeps a public function from giving way to the package of its own name, once that is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _HOMES:
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
