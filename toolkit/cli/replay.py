"""What a whole run of `lint` came to, kept for later ones: told again where nothing that it rests on has changed.

A run is known by its arguments, its folder, its terminal and this program. Little is imported, for it comes before
everything else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit.cli.streams import colour_allowed, emit, say
from toolkit.resources import (
    PROJECT_FOLDER,
    digest,
    keep_out_of_git,
    program_state,
    read_sealed,
    write_sealed,
    write_texts,
)
from toolkit.resources.grounds import Grounds

_MOST_RUNS = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run comes to: what it prints, the reports it writes by file, what it says on stderr, its status."""

    printed: str | None
    written: tuple[tuple[str, str], ...]
    said: tuple[str, ...]
    status: int

    def tell(self) -> bool:
        """Write the files, print, and say the rest; tell whether somebody reads what is printed.

        Files come first, for what is printed cannot be taken back. Raises KindwordError where a file cannot be
        written; then none is.
        """
        write_texts([(Path(file), text) for file, text in self.written])
        read = self.printed is None or emit(self.printed)
        for line in self.said:
            say(line)
        return read


def replay(arguments: Sequence[str]) -> int | None:
    """Tell again what the same run came to before, and return its status; None where it has to be made anew."""
    folders = [folder for folder in _folders() if folder.is_dir()]
    if not folders:
        return None
    name = _name(arguments)
    for folder in folders:
        known = read_sealed(folder / name)
        if known is None:
            continue
        grounds, told = known["grounds"], known["outcome"]
        written = tuple((file, text) for file, text in told["written"])
        if _named(written, arguments) and _grounds(grounds).state() == known["state"]:
            outcome = Outcome(told["printed"], written, tuple(told["said"]), told["status"])
            outcome.tell()
            return outcome.status
    return None


def keep(arguments: Sequence[str], folder: Path, grounds: Grounds, state: str, outcome: Outcome) -> None:
    """Keep what a run came to in a project's folder, if later ones look there: it is here or above.

    `state` is that of the grounds. What cannot be written is not kept: a later run only takes longer.
    """
    if folder.resolve() not in _folders():
        return
    known = {"grounds": asdict(grounds), "state": state, "outcome": asdict(outcome)}
    if write_sealed(folder / _name(arguments), known, most=_MOST_RUNS):
        keep_out_of_git(folder)


def _folders() -> Iterator[Path]:
    """Yield where earlier runs may have kept what they came to, the nearest first."""
    here = Path.cwd()
    return (above / PROJECT_FOLDER for above in (here, *here.parents))


def _name(arguments: Sequence[str]) -> str:
    """Return the name of the file that holds what a run came to."""
    known_by = (
        program_state(),
        tuple(arguments),
        os.getcwd(),  # noqa: PTH109 - as a text
        os.environ.get("HOME"),  # above a home folder no library is looked for
        colour_allowed(refused=False),
    )
    return f"run.{digest(repr(known_by))}.json"


def _named(written: Iterable[tuple[str, str]], arguments: Sequence[str]) -> bool:
    """Tell whether each file that would be written is one that the arguments name, whatever the kept file says."""
    return all(any(argument.endswith(file) for argument in arguments) for file, _ in written)


def _grounds(told: dict[str, list[str]]) -> Grounds:
    return Grounds(tuple(told["folders"]), tuple(told["files"]), tuple(told["endings"]))
