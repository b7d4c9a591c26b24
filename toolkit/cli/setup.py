"""What commands start from: the configuration, and with it the library, the rules and how to read and render."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from toolkit.config import Config, flat, load_config
from toolkit.library import Library, Template, is_template, load_library, read_template
from toolkit.resources import PROJECT_FOLDER, shipped

if TYPE_CHECKING:
    from toolkit.grammar import Engine
    from toolkit.grammar import Source as GrammarSource
    from toolkit.lint import Cache, LintResult
    from toolkit.render import RenderOptions
    from toolkit.rules import Rule
    from toolkit.sources import Source

COULD_NOT = 2
"""The exit status where the command could not do all of its work."""

NEVER = "never"
"""The `fail_on` of those who only want to read."""

BASELINE = "kindword-baseline.json"
"""The name of a baseline, unless another is configured."""

_OWN_LIBRARY = Path("templates")


def library_roots(library: Path | None, config: Config) -> tuple[Path, ...]:
    """Return the folders of the library: the one asked for, else the configured ones, else the shipped one."""
    return (library,) if library else config.library or (_near(shipped("templates")),)


def folder_of_paths(paths: Sequence[str]) -> Path:
    """Return the folder that all paths given to a command lie in: its configuration counts for them."""
    there = [Path(path).resolve() for path in paths if Path(path).exists()]
    if not there:
        return Path.cwd()
    shared = Path(os.path.commonpath(there))
    return shared if shared.is_dir() else shared.parent


def library_of(library: Path | None, config: Path | None) -> Library:
    """Return the library that a command is about."""
    return load_library(*library_roots(library, load_config(config)))


def own_library(library: Path | None, config: Path | None) -> Path:
    """Return the folder for new templates: the first one configured, never the shipped one unless asked for."""
    return library or next(iter(load_config(config).library), _OWN_LIBRARY)


def baseline_path(given: Path | None, config: Config) -> Path:
    """Return the file of the baseline: the one asked for, else the configured one, else the one beside there."""
    beside = Path() if config.path is None else config.path.parent
    return given or config.baseline or beside / BASELINE


def template_of(name: str, library: Path | None, config: Path | None) -> Template:
    """Return the template of a name in the library, or the one in a file where `name` is a path."""
    from toolkit.sources import root_of_file  # noqa: PLC0415 - not every command reads files

    settings = load_config(config)
    file, roots = Path(name), library_roots(library, settings)
    if is_template(file) and file.exists():
        return read_template(file, root_of_file(file, roots), name, kind=settings.kind_of(file))
    return load_library(*roots).find(name)


def rules_of(config: Path | None) -> tuple[Rule, ...]:
    """Return the rules in force."""
    from toolkit.rules import configured_rules  # noqa: PLC0415 - not every command needs rules

    return configured_rules(load_config(config))


def render_options(config: Config) -> RenderOptions:
    """Return how templates are rendered."""
    from toolkit.render import RenderOptions  # noqa: PLC0415 - not every command renders

    declared = config.declare
    return RenderOptions(
        filters=declared.filters,
        tests=declared.tests,
        functions=declared.globals,
        values={**_sample_data(config), **config.stand_ins},
    )


def _sample_data(config: Config) -> dict[str, Any]:
    """Return the values in the configured file, by their dotted names."""
    if config.sample_data is None:
        return {}
    from toolkit.sources.data import read_data  # noqa: PLC0415 - not every command reads data

    return flat(read_data(config.sample_data))


def cache_place(config: Config) -> Path:
    """Return the folder beside the configuration in which runs keep what they found."""
    return (Path() if config.path is None else config.path.parent) / PROJECT_FOLDER


def cache_of(config: Config, rules: Sequence[Rule], options: RenderOptions, chosen: object) -> Cache:
    """Return what earlier runs found with the same rules and options, kept beside the configuration."""
    from toolkit.lint import Cache, state_of  # noqa: PLC0415 - not every command lints

    return Cache(cache_place(config), lambda: state_of(rules, config, options, chosen))


def grammar_source(config: Config) -> GrammarSource:
    """Return where LanguageTool comes from."""
    from toolkit.grammar import Source  # noqa: PLC0415 - not every command checks grammar

    return Source(config.languagetool.get("url"), config.languagetool.get("path"))


@contextmanager
def opened_engine(config: Config, *, wanted: bool, kept: bool = False) -> Iterator[Engine | None]:
    """Give what grammar and spelling are checked by, None where they are not `wanted`; it is closed in any case.

    What it reports is `kept` beside the configuration.
    """
    if not wanted:
        yield None
        return
    from toolkit.grammar import open_engine  # noqa: PLC0415 - it is off by default

    with closing(open_engine(grammar_source(config), keep_in=cache_place(config) if kept else None)) as engine:
        yield engine


def status_of(result: LintResult, fail_on: str) -> int:
    """Return the exit status: 1 where there is a finding at or above the severity `fail_on` (or `never`).

    It is 2 where grammar was to be checked and could not be.
    """
    if result.fault is not None:
        return COULD_NOT
    from toolkit.rules import Severity  # noqa: PLC0415 - not every command needs rules

    if fail_on == NEVER:
        return 0
    least = Severity(fail_on).rank
    return int(any(finding.severity.rank >= least for finding in result.findings))


def source_of(kind: str | None, libraries: tuple[Path, ...], config: Config) -> Source:
    """Return how the files given to a command are read."""
    from toolkit.sources import Source  # noqa: PLC0415 - not every command reads files

    return Source(kind=kind, kind_of=config.kind_of, libraries=libraries, locale=config.locale, stdin=_stdin)


def _stdin() -> BinaryIO:
    return sys.stdin.buffer


def _near(path: Path) -> Path:
    """Return a path as seen from the current folder, where it is below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
