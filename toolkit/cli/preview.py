"""`kindword preview`: a page on this machine, on which a message is filled in, read and taken away."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.linting import Asked, engine_of
from toolkit.cli.options import config_option, library_option
from toolkit.cli.setup import library_roots, render_options
from toolkit.cli.streams import say
from toolkit.config import load_config
from toolkit.errors import KindwordError
from toolkit.library import load_library
from toolkit.rules import choose, configured_rules


@click.command("preview")
@click.argument("name", required=False)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port to serve on, 4713 where none is given; 0 takes any that is free.",
)
@click.option(
    "--grammar/--no-grammar",
    default=None,
    help="Show also what is found in grammar and spelling, by LanguageTool (see kindword grammar), or do not.",
)
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser, or only say where it is.")
@library_option()
@config_option()
def command(
    name: str | None,
    port: int | None,
    grammar: bool | None,  # noqa: FBT001 - click gives it by name
    browser: bool,  # noqa: FBT001 - click gives it by name
    library: Path | None,
    config: Path | None,
) -> None:
    """Show messages on a local page, the template NAME first: fill one in, see it, judge it, copy it.

    Only this machine can reach the page, and nothing that is filled in is stored.
    """
    try:
        from toolkit.preview import PORT, Desk, serve  # noqa: PLC0415 - an extra, which few commands need
    except ImportError as error:
        hint = "Install it: pip install 'kindword[preview]'"
        raise KindwordError(f"the preview needs {error.name}, which is not installed", hint=hint) from error
    settings = load_config(config)
    roots = library_roots(library, settings)
    chosen = None if name is None else load_library(*roots).find(name).name
    every = configured_rules(settings)
    asked = Asked((), None, None, (), (), library, cached=False, grammar=grammar)
    rules = choose(every, asked.selected(settings, every), asked.ignored(settings))
    overriding = settings.overriding if settings.overrides else None
    with engine_of(asked, settings, every) as engine:
        serve(
            Desk(roots, tuple(rules), render_options(settings), overriding, engine),
            PORT if port is None else port,
            say,
            name=chosen,
            browser=browser,
        )
