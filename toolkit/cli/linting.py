"""The run that `lint` and `baseline` have in common: what is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.checks import Reported
from toolkit.cli.options import KIND, names
from toolkit.cli.setup import cache_of, library_roots, opened_engine, render_options, source_of
from toolkit.config import Config
from toolkit.errors import KindwordError
from toolkit.library import KINDS, parts_below
from toolkit.lint import Item, LintResult, lint
from toolkit.rules import LIBRARY_SORT, Rule, choose, configured_rules
from toolkit.sources import read_sources, root_of_folder

if TYPE_CHECKING:
    from toolkit.grammar import Engine
    from toolkit.lint.health import Whole
    from toolkit.sources.change import Touched


@dataclass(frozen=True, slots=True)
class Asked:
    """What a user asks to have linted: paths, kinds and rules by name, and the library.

    `cached` tells that what earlier runs found may be used, and kept for later ones; `grammar` whether grammar and
    spelling are to be checked, None where that is as configured.
    """

    paths: tuple[str, ...]
    kind: str | None
    only_kind: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    library: Path | None
    cached: bool = True
    grammar: bool | None = None

    def named(self, settings: Config) -> tuple[str, ...]:
        """Return the paths given, or those of the library."""
        return self.paths or tuple(map(str, library_roots(self.library, settings)))

    def selected(self, settings: Config, rules: Iterable[Rule]) -> tuple[str, ...]:
        """Return the names of the rules chosen, none where all are; --grammar adds those that ask an engine."""
        chosen = self.select or settings.select
        asking = [rule.id for rule in rules if rule.sort == Reported.sort]
        if not chosen or not self.grammar or not set(asking).isdisjoint(chosen):
            return chosen
        return (*chosen, *asking)

    def asks_engine(self, settings: Config, rules: Sequence[Rule]) -> bool:
        """Tell whether a rule is in force that asks an engine: as is said, or where one is chosen by name."""
        named = bool(self.select or settings.select)
        if not (self.grammar or (self.grammar is None and (settings.grammar or named))):
            return False
        active = choose(rules, self.selected(settings, rules), self.ignored(settings))
        return any(rule.sort == Reported.sort for rule in active)

    def ignored(self, settings: Config) -> tuple[str, ...]:
        """Return the names of the rules left out."""
        return (*self.ignore, *settings.ignore)


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run. `folders` are those linted whole, `rules` the ids of those that were active."""

    result: LintResult
    folders: tuple[str, ...]
    rules: frozenset[str]


def selection_options() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return PATH and the options that choose what is linted, and by which rules."""
    options = (
        click.argument("paths", metavar="[PATH]...", nargs=-1),
        click.option("--kind", type=KIND, metavar="KIND", help=f"The kind of what has none: {', '.join(KINDS)}."),
        click.option("--only-kind", type=KIND, metavar="KIND", help="Check only what is of this kind."),
        click.option("--select", multiple=True, callback=names, metavar="RULE,…", help="Check only these rules."),
        click.option("--ignore", multiple=True, callback=names, metavar="RULE,…", help="Leave these rules out."),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def items_of(asked: Asked, settings: Config, touched: Touched | None) -> Iterator[Item]:
    """Read what is asked for, or so much of it as a change touches; what could not be read is of any kind."""
    source = source_of(asked.kind, library_roots(asked.library, settings), settings)
    if touched is not None:
        source = source.only(touched.file)
    items = _only(read_sources(_paths(asked, settings, touched), source), asked.only_kind)
    return items if touched is None else iter(touched.items(items))


def _paths(asked: Asked, settings: Config, touched: Touched | None) -> tuple[str, ...]:
    paths = asked.named(settings)
    return paths if touched is None else tuple(touched.paths(paths))


def run_lint(asked: Asked, settings: Config, touched: Touched | None = None) -> Run:
    """Return what is found in what is asked for, or in so much of it as a change touches.

    Raises KindwordError where there is nothing to lint, other than for the change.
    """
    paths = _paths(asked, settings, touched)
    rules = configured_rules(settings)
    chosen = _Chosen(rules, asked.selected(settings, rules), asked.ignored(settings))
    options = render_options(settings)
    by_name = (chosen.select, chosen.ignore)
    cache = cache_of(settings, chosen.rules, options, by_name) if asked.cached else None
    with engine_of(asked, settings, rules) as engine:
        result = lint(
            items_of(asked, settings, touched),
            rules,
            select=chosen.select,
            ignore=chosen.ignore,
            options=options,
            overriding=settings.overriding if settings.overrides else None,
            cache=cache,
            whole=_whole(paths, asked, settings) if touched is None and chosen.across() else None,
            engine=engine,
        )
    if cache is not None and cache.failed:
        note = f"What was found cannot be kept for later runs: {cache.folder} cannot be written."
        result = replace(result, notes=(note,))
    if touched is None and not result.summary.files:
        raise KindwordError(f"there is nothing of kind {asked.only_kind!r} to lint", hint="Leave --only-kind out.")
    if not result.rules and result.fault is None:
        if asked.grammar is False:
            raise KindwordError("no rule is left to check", hint="Leave --no-grammar out.")
        names = ", ".join(sorted(chosen.ids()))
        hint = "Give the folder of your library, without --only-kind and --diff-base."
        raise KindwordError(f"a whole library is needed for {names}: templates are compared", hint=hint)
    whole = asked.only_kind is None and touched is None
    folders = tuple(path for path in paths if whole and Path(path).is_dir())
    return Run(result, folders, frozenset(rule.id for rule in result.rules))


def engine_of(asked: Asked, settings: Config, rules: Sequence[Rule]) -> AbstractContextManager[Engine | None]:
    """Give what grammar and spelling are checked by, None where they are not to be."""
    return opened_engine(settings, wanted=asked.asks_engine(settings, rules), kept=asked.cached)


def _whole(paths: Iterable[str], asked: Asked, settings: Config) -> Whole | None:
    """Return what is known of the libraries that are linted whole, None where none is."""
    if asked.only_kind is not None:
        return None
    libraries = library_roots(asked.library, settings)
    folders = [Path(path) for path in paths if Path(path).is_dir()]
    roots = [one for one in folders if root_of_folder(one, libraries).resolve() == one.resolve()]
    if not roots:
        return None
    from toolkit.lint.health import Whole  # noqa: PLC0415 - most runs are of no whole library

    return Whole(tuple(part for root in roots for part in parts_below(root)))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The rules there are, and those of them that are asked for."""

    rules: tuple[Rule, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]

    def ids(self) -> frozenset[str]:
        return frozenset(rule.id for rule in self._active())

    def across(self) -> bool:
        """Tell whether any of them compares templates with each other."""
        return any(rule.sort == LIBRARY_SORT for rule in self._active())

    def _active(self) -> tuple[Rule, ...]:
        return choose(self.rules, self.select, self.ignore)


def _only(items: Iterable[Item], kind: str | None) -> Iterator[Item]:
    """Return what is of a kind; what could not be read is of any."""
    return (item for item in items if kind is None or isinstance(item, KindwordError) or item.kind == kind)
