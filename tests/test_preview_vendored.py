"""The editor that the preview brings along: one file of pinned packages, made by a script that makes it again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

VENDOR = Path(__file__).resolve().parent.parent / "toolkit" / "preview" / "vendor"


def test_the_file_says_what_it_is_made_of_and_the_licences_are_there() -> None:
    pinned = json.loads((VENDOR / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((VENDOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    first = (VENDOR / "codemirror.js").read_text(encoding="utf-8").splitlines()[0]
    licences = (VENDOR / "LICENCES.txt").read_text(encoding="utf-8")
    for name, version in pinned.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        if name != "esbuild":
            assert f"{name} {version} (MIT)" in first
    parts = first.removeprefix("// Made by build.js from ").removesuffix("; see LICENCES.txt.").split(", ")
    assert [part for part in parts if f"{part}\n\n" not in licences] == []
    assert licences.count("Permission is hereby granted") == len(parts)


@pytest.mark.process
@pytest.mark.network
def test_the_script_makes_the_same_file_again(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("there is no npm, which fetches the packages of the editor")
    for name in ("build.js", "entry.js", "package.json", "package-lock.json"):
        shutil.copy(VENDOR / name, tmp_path)
    fetch = [npm, "ci", "--silent", "--no-audit", "--no-fund"]
    fetched = subprocess.run(fetch, cwd=tmp_path, capture_output=True, text=True, check=False)
    if fetched.returncode and not os.environ.get("CI"):
        pytest.skip(f"npm cannot fetch the packages of the editor: {fetched.stderr[-200:]}")
    assert fetched.returncode == 0, fetched.stderr
    subprocess.run([npm, "run", "--silent", "build"], cwd=tmp_path, check=True)
    for name in ("codemirror.js", "LICENCES.txt"):
        assert (tmp_path / name).read_bytes() == (VENDOR / name).read_bytes()
