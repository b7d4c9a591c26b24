"""The wheel carries the library and the rules, and works from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_IS_INDEX_WHOLE = """
from toolkit.language import load_vocabulary
from toolkit.rules import load_rules
load_rules()
print(not load_vocabulary().index.grown)
"""


@pytest.mark.process
def test_the_wheel_lints_from_an_empty_folder(tmp_path: Path) -> None:
    built, home, empty = tmp_path / "built", tmp_path / "home", tmp_path / "empty"
    empty.mkdir()
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(built), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index"]
    install = [*pip, "--target", str(home), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)

    def python(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(home), "KINDWORD_CACHE_DIR": ""}
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=empty, env=environment, capture_output=True, text=True, check=False)

    def kindword(*arguments: str) -> subprocess.CompletedProcess[str]:
        return python("-m", "toolkit", *arguments)

    linted = kindword("lint")
    assert (linted.returncode, linted.stderr) == (0, "")
    assert linted.stdout.startswith("Checked ")
    assert linted.stdout.endswith("no findings.\n")
    assert "Subject: " in kindword("render", "apologies/late-gift", "--sample", "refund-only").stdout
    assert str(home) in kindword("show", "apologies/late-gift").stdout
    assert kindword("rules", "test").returncode == 0
    assert python("-c", _IS_INDEX_WHOLE).stdout == "True\n"


@pytest.mark.process
def test_the_wheel_holds_every_template_and_rule(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("templates", "lint_rules"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        missing = [path for path in files if f"toolkit/_data/{path.relative_to(ROOT).as_posix()}" not in names]
        assert missing == []
    page = [path for path in (ROOT / "toolkit" / "preview").iterdir() if path.suffix in (".html", ".css", ".js")]
    assert {f"toolkit/preview/{path.name}" for path in page} <= names
    assert {f"toolkit/preview/vendor/{name}" for name in ("codemirror.js", "LICENCES.txt")} <= names
    assert len(page) > 3
    assert {"toolkit/py.typed", "toolkit/reporters/html.css", "toolkit/reporters/html.js"} <= names
    assert len([name for name in names if name.startswith("toolkit/_data/index/language-en.")]) == 1
