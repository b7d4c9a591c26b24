"""Times how the command starts: `kindword --version` beside a bare import of click and jinja2, in one run."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 30


def main() -> None:
    """Print the best time of each, and their ratio."""
    kindword = shutil.which("kindword") or str(Path(sys.executable).with_name("kindword"))
    commands = {
        "import click, jinja2": [sys.executable, "-c", "import click, jinja2"],
        "kindword --version": [kindword, "--version"],
    }
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(ROUNDS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            best[name] = min(best[name], time.perf_counter() - start)
    bare, ours = best.values()
    for name, taken in best.items():
        print(f"{name:22} {taken * 1000:6.1f} ms")
    print(f"ratio                  {ours / bare:6.2f}")


if __name__ == "__main__":
    main()
