"""What the house asks of every module: one job said at its head, and a length that can be read at one go."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "toolkit").rglob("*.py"))
SCRIPTS = sorted(file for file in (ROOT / "toolkit").rglob("*.js") if "vendor" not in file.parts)
MOST_LINES = 300
MOST_FUNCTION_LINES = 40


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_its_job_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree), f"{name_of(path)} does not say its job"
    assert len(text.splitlines()) < MOST_LINES
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(tree)}
    assert {name: lines for name, lines in lengths.items() if lines > MOST_FUNCTION_LINES} == {}


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 50


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_script_says_its_job_and_stays_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("// ")
    assert len(lines) < MOST_LINES
