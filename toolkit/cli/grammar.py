"""`kindword grammar`: fetches LanguageTool, tells what is there and what is missing, stops its server."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click
from click.termui import progressbar

from toolkit.cli.options import config_option
from toolkit.cli.setup import grammar_source
from toolkit.cli.streams import emit, say
from toolkit.config import load_config
from toolkit.grammar import Source
from toolkit.grammar.home import LEAST_JAVA, VERSION, fetched, found_java, home_in, own_folder
from toolkit.grammar.server import Place, languages, stop

_MEGA = 1_000_000


@click.group("grammar")
@config_option()
@click.pass_context
def command(context: click.Context, config: Path | None) -> None:
    """Fetch LanguageTool, which `kindword lint --grammar` asks; tell what is there; stop its server."""
    context.obj = config


@command.command("install")
def fetch_it() -> None:
    """Fetch LanguageTool into the cache folder, from Maven Central where there is Maven on this machine."""
    from toolkit.grammar.install import ARCHIVE_BYTES, MAVEN_BYTES, fetch, has_maven  # noqa: PLC0415

    target = fetched()
    if home_in(target) is not None:
        say(f"LanguageTool {VERSION} is in {target}.")
        return
    size, place = (MAVEN_BYTES, "Maven Central, by mvn") if has_maven() else (ARCHIVE_BYTES, "its own archive")
    say(f"Fetching LanguageTool {VERSION} from {place}: up to {size // _MEGA} MB, to {target}.")
    with progressbar(length=size, label="LanguageTool", file=sys.stderr) as bar:
        fetch(bar.update)
    say(f"LanguageTool {VERSION} is in {target}. Check with it: kindword lint --grammar")


@command.command()
@click.pass_obj
def status(config: Path | None) -> int:
    """Tell what there is of Java, LanguageTool and its server; the status is 1 where something is missing."""
    rows = _rows(grammar_source(load_config(config)))
    widest = max(len(name) for name, _, _ in rows)
    emit("".join(f"{'' if there else '! '}{name:<{widest}}  {told}\n" for name, told, there in rows))
    return int(not all(there for _, _, there in rows))


@command.command("stop")
@click.pass_obj
def stop_server(config: Path | None) -> None:
    """Stop the server that kindword started, which else stops by itself when nobody asks."""
    source = grammar_source(load_config(config))
    home = home_in(source.path or fetched())
    done = home is not None and stop(Place.of(own_folder(), home))
    say("The LanguageTool server is stopped." if done else "No LanguageTool server of kindword runs.")


def _rows(source: Source) -> list[tuple[str, str, bool]]:
    """Return what is looked for, what there is, and whether that will do."""
    client = _version("language-tool-python")
    rows = [("client", client or "missing: pip install 'kindword[grammar]'", bool(client))]
    if source.url is not None:
        known = languages(source.url)
        told = ", ".join(known) if known else "does not answer"
        return [*rows, ("server", f"{source.url} (configured): {told}", bool(known))]
    return [*rows, *_own(source)]


def _own(source: Source) -> list[tuple[str, str, bool]]:
    java = found_java()
    told = f"{java.version} ({java.program})" if java else "missing"
    fits = java is not None and java.version >= LEAST_JAVA
    rows = [("Java", told if fits else f"{told}: LanguageTool needs {LEAST_JAVA} or later", fits)]
    folder = source.path or fetched()
    home = home_in(folder)
    if home is None:
        remedy = "kindword grammar install" if source.path is None else "see `path` below [languagetool]"
        return [*rows, ("LanguageTool", f"missing in {folder}: {remedy}", False)]
    rows.append(("LanguageTool", f"{home.version or 'of unknown version'} in {folder}", True))
    running = Place.of(own_folder(), home).running()
    if running is None:
        return [*rows, ("server", "not running; it starts when something is to be checked", True)]
    return [*rows, ("server", f"{running.url}: {', '.join(languages(running.url))}", True)]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
