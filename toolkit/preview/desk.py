"""What the page works with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from toolkit.grammar import Engine
from toolkit.lint.overrides import Overriding
from toolkit.render import RenderOptions
from toolkit.rules import Rule


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page works with: the library's folders, the rules in force and how templates are rendered.

    `overriding` tells what is configured otherwise for some files, `engine` checks grammar and spelling; both are
    None where that is not wanted.
    """

    roots: tuple[Path, ...]
    rules: tuple[Rule, ...]
    options: RenderOptions = field(default_factory=RenderOptions)
    overriding: Overriding | None = None
    engine: Engine | None = None
