"""Times kindword and other prose linters on the same 1,000 messages, whole process, side by side in one run.

First on messages as alike as a team's macros, then on messages of which no two have a sentence in common.

The others are looked for on the PATH, or where --proselint and --write-good say. They may read the messages as one
file or as a file each; the faster of the two counts.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from messages import bodies, fresh_bodies, write_set

COUNT = 1_000
ROUNDS = 5
_BATCH = 250


def seconds(commands: Sequence[Sequence[str]], folder: Path | None = None) -> float:
    """Return how long it takes to run commands one after the other, in seconds; in `folder`, by default here."""
    start = time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        if done.returncode > 1 and b"Traceback" in done.stderr:
            raise SystemExit(f"{command[0]} failed: {done.stderr.decode()[-300:]}")
    return time.perf_counter() - start


def main() -> None:
    """Print a table for each set of messages: the best times of several rounds, starting up told apart."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--proselint", default=shutil.which("proselint"))
    options.add_argument("--write-good", default=shutil.which("write-good"))
    chosen = options.parse_args()
    for title, texts in (("macros", bodies(COUNT)), ("no sentence twice", fresh_bodies(COUNT))):
        print(f"{COUNT:,} messages, {title}")
        with tempfile.TemporaryDirectory() as folder:
            one, every = Path(folder, "one"), Path(folder, "every")
            starting = _race(commands(one, texts[:1], chosen.proselint, chosen.write_good))
            taken = _race(commands(every, texts, chosen.proselint, chosen.write_good))
        for name, whole in sorted(taken.items(), key=lambda pair: pair[1]):
            each = (whole - starting[name]) / (COUNT - 1) * 1000
            print(f"  {name:24} {whole:7.3f} s  {whole / taken['kindword']:5.2f} ×  {each:6.3f} ms a message")


def _race(runs: dict[str, list[list[str]]]) -> dict[str, float]:
    """Return the best time of each of several runs, in seconds."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(ROUNDS):  # taking turns, so that a busy moment of the machine hits all alike
        for name, run in runs.items():
            best[name] = min(best[name], seconds(run))
    return best


def commands(
    folder: Path, texts: Sequence[str], proselint: str | None, write_good: str | None
) -> dict[str, list[list[str]]]:
    """Return what to run, by name: some need several runs, for they take only so many files at once."""
    folder.mkdir()
    write_set(folder / "messages.jsonl", texts)
    (folder / "all.md").write_text("\n\n".join(texts), encoding="utf-8")
    files = [folder / f"{number}.md" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    each = [[str(file) for file in files[at : at + _BATCH]] for at in range(0, len(files), _BATCH)]
    kindword = shutil.which("kindword") or str(Path(sys.executable).with_name("kindword"))
    runs = {"kindword": [[kindword, "lint", str(folder / "messages.jsonl")]]}
    if proselint:
        runs["proselint, one file"] = [[proselint, "check", str(folder / "all.md")]]
        runs["proselint, files"] = [[proselint, "check", *batch] for batch in each]
    if write_good:
        runs["write-good, one file"] = [[write_good, str(folder / "all.md")]]
        runs["write-good, files"] = [[write_good, *batch] for batch in each]
    return runs


if __name__ == "__main__":
    main()
