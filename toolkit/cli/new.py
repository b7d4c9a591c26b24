"""`kindword new`: a first draft of a template, to be written over."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from toolkit.cli.options import config_option, library_option
from toolkit.cli.setup import own_library
from toolkit.cli.streams import say
from toolkit.library.skeleton import new_template


@click.command("new")
@click.argument("name", metavar="KIND/NAME")
@library_option()
@config_option()
def command(name: str, library: Path | None, config: Path | None) -> None:
    """Start the template KIND/NAME (such as apology/lost-parcel) from a skeleton.

    It goes into the configured library, or into ./templates where none is configured. A file that is there
    already is never overwritten.
    """
    file = new_template(name, own_library(library, config))
    shown = quote(str(file))
    say(f"Created {file}. Now make it yours, then:")
    say(f"  kindword render {shown} --sample typical")
    say(f"  kindword lint {shown}")
