"""`kindword config`: what is configured, and where each value comes from."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.options import config_option
from toolkit.cli.setup import folder_of_paths
from toolkit.cli.streams import emit, say
from toolkit.config import load_config, shown
from toolkit.rules import configured_rules


@click.command("config")
@click.argument("path", required=False)
@config_option()
def command(path: str | None, config: Path | None) -> None:
    """Show what is configured, and where each value comes from.

    PATH is a file or folder that is to be linted: the nearest configuration above it counts; with none, that of
    the current folder. The output is TOML, and can be the start of a configuration.
    """
    settings = load_config(config, folder_of_paths([path]) if path else None)
    configured_rules(settings)  # so that a rule which there is not is told here too
    say(f"Configured by {settings.path}." if settings.path else "No configuration: these are the defaults.")
    emit(shown(settings))
