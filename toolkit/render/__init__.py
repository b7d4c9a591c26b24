"""Rendering: templates in, messages out whose every word knows where it was written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from toolkit.render.bounds import Bounds
from toolkit.render.message import EMPTY, MappedText, Origin, RenderedMessage, Segment, plain
from toolkit.render.options import JinjaSettings, Rendering, RenderOptions, RenderProblem

if TYPE_CHECKING:
    from toolkit.render.compose import Parts as Parts
    from toolkit.render.every import render_every as render_every
    from toolkit.render.strict import render as render
    from toolkit.render.strict import variables_of as variables_of

_HOMES = {
    "Parts": "toolkit.render.compose",
    "render": "toolkit.render.strict",
    "render_every": "toolkit.render.every",
    "variables_of": "toolkit.render.strict",
}

__all__ = [
    "EMPTY",
    "Bounds",
    "JinjaSettings",
    "MappedText",
    "Origin",
    "Parts",
    "RenderOptions",
    "RenderProblem",
    "RenderedMessage",
    "Rendering",
    "Segment",
    "plain",
    "render",
    "render_every",
    "variables_of",
]


def __getattr__(name: str) -> object:
    """Import what renders on first use: whoever only lints finished messages starts without Jinja."""
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit.render' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
