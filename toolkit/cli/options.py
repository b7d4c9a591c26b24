"""What several commands have in common: options, and names that are checked with a hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from toolkit.errors import did_you_mean
from toolkit.library import KINDS

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class OneOf(click.Choice[str]):
    """A choice whose error names the nearest of the known names."""

    def __init__(self, noun: str, names: Iterable[str]) -> None:
        super().__init__(tuple(names))
        self.noun = noun

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return `value` where it is known; fails with the nearest name."""
        if value not in self.choices:
            self.fail(f"There is no {self.noun} {value!r}. {did_you_mean(value, self.choices)}", param, ctx)
        return str(value)


KIND = OneOf("kind", KINDS)


def names(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of an option that may be repeated and may hold several with commas between."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def library_option() -> Decorator:
    """Return `--library DIR`."""
    return click.option(
        "--library",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The library to use instead of the configured one.",
    )


def config_option() -> Decorator:
    """Return `--config FILE`."""
    return click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The configuration to use instead of the nearest kindword.toml.",
    )


def baseline_option(about: str) -> Decorator:
    """Return `--baseline FILE`."""
    return click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help=about)


def colour_option() -> Decorator:
    """Return `--no-color`."""
    return click.option("--no-color", is_flag=True, help="Use no colours, as with NO_COLOR set.")
