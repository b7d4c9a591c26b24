"""The `kindword` command: its sub-commands, each imported on use, and how every run ends."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import NoReturn

import click

from toolkit import __version__
from toolkit.cli.lazy import LazyGroup
from toolkit.cli.streams import prepare, say, say_error, silence_output
from toolkit.errors import KindwordError

NAME = "kindword"
_KEPT_BEFORE_COLLECTING = 300_000
"""Objects made and not dropped before Python looks for cycles: most runs make fewer, and looking takes a fifth."""
FAILED = 2
"""The exit status of wrong use, a bad file or an empty run; 1 is for findings, 0 for none."""

_COMMANDS = {
    "init": "Start a project: a configuration, a first template, a job for your CI.",
    "list": "List the templates of the library.",
    "show": "Show what a template is for, its variables and its samples.",
    "new": "Start a new template from a skeleton.",
    "render": "Render a template, a composition of several, or a row of data each.",
    "preview": "Fill in, see and copy messages on a local page.",
    "lint": "Find what a customer should not have to read.",
    "baseline": "Accept what is found today, so that only what is new fails a run.",
    "score": "Tell which helpful behaviours a message shows, and what earned each.",
    "grammar": "Fetch LanguageTool, which `lint --grammar` asks, and tell what is there.",
    "rules": "List, explain and test the rules.",
    "schema": "Write a JSON Schema, for editors.",
    "config": "Show what is configured, and where each value comes from.",
}

_HELP = """Render a support team's messages and lint what the customer would read.

Start with `kindword list`, `kindword show NAME` and `kindword lint`.
"""


@click.group(
    NAME,
    cls=LazyGroup,
    summaries=_COMMANDS,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name=NAME, message="%(prog)s %(version)s")
def cli() -> None:
    """Stand for the group; its help is `_HELP`, so that the two cannot be told apart by docstring tools."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its status: 0 clean, 1 findings, 2 wrong use."""
    if f"_{NAME.upper()}_COMPLETE" in os.environ:
        cli.main(prog_name=NAME)
    prepare()
    gc.set_threshold(_KEPT_BEFORE_COLLECTING)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Return the status of one run; whatever goes wrong is said on stderr, never thrown."""
    try:
        return _invoke(arguments)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
    except BrokenPipeError:
        silence_output()
        return 0
    except (KindwordError, OSError) as error:
        say_error(error)
    except (KeyboardInterrupt, click.Abort):
        say("Interrupted.")
    except Exception:  # noqa: BLE001 - a fault of ours must not pass for findings, whose status is 1
        say(traceback.format_exc())
        say("Error: this is a fault in kindword itself. Please report it with the lines above.")
    return FAILED


def _invoke(arguments: Sequence[str]) -> int:
    if not arguments:
        say(cli.get_help(click.Context(cli, info_name=NAME)))
        return FAILED
    if arguments[0] == "lint" and (status := _replayed(arguments)) is not None:
        return status
    with cli.make_context(
        NAME, [*arguments], obj=tuple(arguments)
    ) as context:  # `list` is a command of this package
        return cli.invoke(context) or 0


def _replayed(arguments: Sequence[str]) -> int | None:
    """Tell again what the same run came to before, where nothing has changed; None where there is none."""
    from toolkit.cli.replay import replay  # noqa: PLC0415 - only what takes long is kept

    return replay(arguments)
