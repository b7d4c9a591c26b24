"""A group of commands that imports a command's module only when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from toolkit.errors import did_you_mean


class LazyGroup(click.Group):
    """Finds the command `name` as `command` in the module of that name beside this one.

    `summaries` holds each command's one-line description, so that the overview needs no import either.
    """

    def __init__(self, *args: Any, summaries: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which people meet them."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command, None where there is none of that name."""
        if cmd_name not in self.summaries:
            return None
        command: click.Command = import_module(f"{__package__}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` name; raises UsageError with the nearest name."""
        name = args[0]
        if name not in self.summaries and not name.startswith("-"):
            raise click.UsageError(f"There is no command {name!r}. {did_you_mean(name, self.summaries)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the overview of commands."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.summaries.items()))
