"""What a run of `lint` rests on: the files and folders whose change may change what it finds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.checks import Reported
from toolkit.cli.setup import folder_of_paths, library_roots
from toolkit.config import config_places, find_config
from toolkit.resources import shipped
from toolkit.resources.grounds import Grounds
from toolkit.sources import ENDINGS, places_of_root, root_of_folder

if TYPE_CHECKING:
    from toolkit.cli.lint import Job, Order
    from toolkit.lint import LintResult

_RULES = ".toml"
_WORTH_KEEPING = 20
"""Templates and messages that make it worth to keep what a run came to."""


def config_files(order: Order) -> tuple[str, ...]:
    """Return the configuration and those that would count before it if they were there."""
    if order.config is not None:
        return (str(order.config),)
    folder = folder_of_paths(order.asked.paths).resolve()
    counts = find_config(folder)
    places = list(config_places(folder))
    return tuple(map(str, places if counts is None else places[: places.index(counts) + 1]))


def single_files(order: Order, job: Job) -> tuple[str, ...]:
    """Return the files beside what is linted that a run may read, there or not."""
    known = (job.baseline, job.settings.sample_data)
    return (*config_files(order), *(str(file) for file in known if file is not None))


def grounds_of(order: Order, job: Job) -> Grounds | None:
    """Return the files that a run rests on; None for one that is not of folders alone, or asks git."""
    if not order.asked.cached or job.touched is not None or not all(Path(path).is_dir() for path in job.paths):
        return None
    libraries = library_roots(order.asked.library, job.settings)
    folders = [Path(path) for path in job.paths]
    roots = [root_of_folder(folder, libraries) for folder in folders]
    places = [str(place) for folder in folders for place in places_of_root(folder, libraries)]
    read = dict.fromkeys(map(str, (*folders, *roots, *job.settings.rules, shipped("lint_rules"))))
    return Grounds(tuple(read), (*single_files(order, job), *places), (*ENDINGS, _RULES))


def worth_keeping(result: LintResult, grounds: Grounds) -> bool:
    """Tell whether a run was long enough to keep what it came to, and rests on nothing but its grounds."""
    done = result.summary.templates + result.summary.messages
    asked_engine = result.fault is not None or any(rule.sort == Reported.sort for rule in result.rules)
    if done < _WORTH_KEEPING or asked_engine:
        return False
    return all(_within(path, grounds) for path in result.included)


def _within(path: str, grounds: Grounds) -> bool:
    """Tell whether a file that a template asks for, there or not, is among those that count."""
    file = Path(path).resolve()
    roots = (Path(folder).resolve() for folder in grounds.folders)
    below = [file.relative_to(root) for root in roots if file.is_relative_to(root)]
    seen = any(not any(part.startswith(".") for part in one.parts) for one in below)
    return seen and file.name.lower().endswith(grounds.endings)
