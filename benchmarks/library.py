"""Times linting a library of templates: at first, again, and after one change, beside djLint and proselint.

The library is the shipped one with as many copies as make 300 templates, the words of each copy its own, or the
folder that is named. djLint and proselint are looked for on the PATH, or where --djlint and --proselint say.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from linters import seconds

COUNT = 300
ROUNDS = 5
_CONFIG = 'library = "mail"\n'
_WORD = re.compile(r"\b(order|parcel|account|invoice|booking|refund)\b")
_TEMPLATES = "*.j2"


def main() -> None:
    """Print the best times of several rounds, and how they compare with the first run."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path, help="templates that end in .j2")
    options.add_argument("--djlint", default=shutil.which("djlint"))
    options.add_argument("--proselint", default=shutil.which("proselint"))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        (project / "kindword.toml").write_text(_CONFIG, encoding="utf-8")
        files = _library(project / "mail", chosen.folder)
        taken = _race(project, files, chosen.djlint, chosen.proselint)
    print(f"{len(files)} templates")
    for name, best in taken.items():
        print(f"  {name:34} {best:7.3f} s  {best / taken['kindword, first run']:5.2f} ×")


def _library(folder: Path, given: Path | None) -> list[Path]:
    """Fill a folder with templates, and return them."""
    source = given or Path(__file__).parents[1] / "templates"
    shutil.copytree(source, folder)
    copies = 1
    while given is None and len(list(folder.rglob(_TEMPLATES))) < COUNT:
        for file in sorted(source.rglob(_TEMPLATES)):
            below = file.relative_to(source)
            if not any(part.startswith("_") for part in below.parts):
                text = _WORD.sub(rf"\1 number {copies}", file.read_text(encoding="utf-8"))
                (folder / below.parent / f"copy-{copies}-{below.name}").write_text(text, encoding="utf-8")
        copies += 1
    return sorted(folder.rglob(_TEMPLATES))


def _race(project: Path, files: list[Path], djlint: str | None, proselint: str | None) -> dict[str, float]:
    """Return the best time of each way to lint, in seconds; they take turns, for no machine is always as fast."""
    kindword = [shutil.which("kindword") or str(Path(sys.executable).with_name("kindword")), "lint"]
    runs = {
        "kindword, first run": kindword,
        "kindword, second run": kindword,
        "kindword, after one change": kindword,
        "djlint --lint": [djlint or "", "--lint", "-e", "j2", "mail"],
        "djlint --lint --check": [djlint or "", "--lint", "--check", "-e", "j2", "mail"],
        "proselint check": [proselint or "", "check", *map(str, files)],
    }
    best: dict[str, float] = {}
    for number in range(ROUNDS):
        for name, command in runs.items():
            if not command[0]:
                continue
            if name.endswith("first run"):
                shutil.rmtree(project / ".kindword_cache", ignore_errors=True)
            if name.endswith("change"):
                with files[0].open("a", encoding="utf-8") as file:
                    file.write(f"\nIt is done by day {number}.\n")
            best[name] = min(best.get(name, float("inf")), seconds([command], project))
    return best


if __name__ == "__main__":
    main()
