"""What is kept of earlier runs: the same findings as without, whatever has changed since."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cli import run
from toolkit.lint import Cache, Finding, lint
from toolkit.resources import PROJECT_FOLDER
from toolkit.rules import Severity, load_rules
from toolkit.sources import Source, read_sources
from toolkit.text import Location, Span

RULES = tuple(rule for rule in load_rules() if rule.id in ("all-caps", "template-error", "unused-suppression"))
TEXTS = (
    "You must ACT NOW.\n",
    "All is well by Friday.\n",
    "{% include 'part.j2' %} It is {{ day }}.\n",
    "{% extends 'base.j2' %}{% block body %}Read THIS first.{% endblock %}\n",
    "{# allow all-caps: the sign says so #}\nThe sign says STOP and WAIT HERE.\n",
    "{% include 'gone.j2' %} DO NOT WAIT.\n",
    "{% if x %}broken\n",
)


def state() -> str:
    return "state"


def findings(library: Path, cache: Cache | None) -> list[tuple[str, str, str]]:
    items = read_sources([str(library)], Source(libraries=(library,)))
    result = lint(items, RULES, cache=cache)
    return [(one.rule, str(one.location), one.message) for one in result.findings]


def library_of(folder: Path, texts: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"t{number}.j2").write_text(text, encoding="utf-8")
    return folder


@settings(max_examples=15)
@given(
    states=st.lists(st.lists(st.sampled_from(TEXTS), min_size=20, max_size=22), min_size=2, max_size=3),
    shared=st.lists(st.sampled_from(("part.j2", "base.j2", "gone.j2", "")), min_size=3, max_size=3),
    text=st.sampled_from(("Call US TODAY. ", "{% block body %}{% endblock %}", "{% if %}")),
)
def test_a_run_with_what_is_kept_finds_what_a_run_without_does(
    states: list[list[str]], shared: list[str], text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here = tmp_path_factory.mktemp("cache")
    for texts, name in zip(states, shared, strict=False):
        library = library_of(here / "library", texts)
        if name:
            (library / name).write_text(text, encoding="utf-8")
        without = findings(library, None)
        assert findings(library, Cache(here / PROJECT_FOLDER, state)) == without
        assert findings(library, Cache(here / PROJECT_FOLDER, state)) == without


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return library_of(tmp_path / "library", ["{% include 'part.j2' %} WAIT HERE please."] * 25)


def test_nothing_is_rendered_again_where_nothing_changed(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = library.parent / PROJECT_FOLDER
    first = findings(library, Cache(folder, state))
    monkeypatch.setattr(
        sys.modules["toolkit.lint.each"], "judge_template", lambda *_, **__: pytest.fail("judged anew")
    )
    assert findings(library, Cache(folder, state)) == first != []


def test_another_state_of_rules_or_options_shares_nothing(library: Path) -> None:
    folder = library.parent / PROJECT_FOLDER
    findings(library, Cache(folder, state))
    (item,) = list(read_sources([str(library / "t0.j2")], Source(libraries=(library,))))
    assert Cache(folder, lambda: "other").find(item) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "{}", "0\n{}", "\xff\xfe", '{"a": 1}'])
def test_a_file_that_is_not_as_written_is_as_good_as_none(library: Path, text: str) -> None:
    folder = library.parent / PROJECT_FOLDER
    first = findings(library, Cache(folder, state))
    file = Cache(folder, state).file
    file.write_bytes(text.encode("latin-1"))
    again = Cache(folder, state)
    assert findings(library, again) == first
    assert Cache(folder, state).file.read_bytes() != text.encode("latin-1")


def test_where_it_cannot_be_written_the_run_goes_on(library: Path) -> None:
    (library.parent / PROJECT_FOLDER).write_text("in the way", encoding="utf-8")
    cache = Cache(library.parent / PROJECT_FOLDER, state)
    assert findings(library, cache) == findings(library, None)
    assert cache.failed


def test_few_templates_leave_no_folder_behind(tmp_path: Path) -> None:
    findings(library_of(tmp_path / "few", list(TEXTS)), Cache(tmp_path / PROJECT_FOLDER, state))
    assert not (tmp_path / PROJECT_FOLDER).exists()


def test_the_folder_keeps_out_of_the_repository_by_itself(library: Path) -> None:
    findings(library, Cache(library.parent / PROJECT_FOLDER, state))
    assert (library.parent / PROJECT_FOLDER / ".gitignore").read_text(encoding="utf-8").endswith("*\n")


def test_the_command_prints_the_same_and_says_once_where_it_cannot_keep(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(library.parent)
    printed = []
    for arguments in ([], [], ["--no-cache"]):
        run(["lint", "--select", "all-caps", "--format", "json", *arguments, "library"])
        printed.append(capsys.readouterr())
    assert printed[0] == printed[1] == printed[2]
    assert len(json.loads(printed[0].out)["findings"]) == 25
    for file in (library.parent / PROJECT_FOLDER).iterdir():
        file.unlink()
    (library.parent / PROJECT_FOLDER).rmdir()
    (library.parent / PROJECT_FOLDER).write_text("in the way", encoding="utf-8")
    run(["lint", "--select", "all-caps", "--format", "json", "library"])
    seen = capsys.readouterr()
    assert seen.out == printed[0].out
    assert seen.err.splitlines()[0] == (
        "What was found cannot be kept for later runs: .kindword_cache cannot be written."
    )


def test_options_that_change_what_is_rendered_are_part_of_the_state(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(library.parent)
    outputs = []
    for text in ("", "allow = ['WAIT', 'HERE']\n", ""):
        (library.parent / "kindword.toml").write_text(text, encoding="utf-8")
        run(["lint", "--select", "all-caps", "library"])
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[2] != outputs[1]
    assert "no findings" in outputs[1]


def test_templates_are_compared_again_only_where_what_they_are_compared_by_changed(library: Path) -> None:
    folder, asked = library.parent / PROJECT_FOLDER, []

    def compare() -> list[Finding]:
        asked.append(1)
        return list(lint(read_sources([str(library)], Source(libraries=(library,))), RULES).findings)

    cache = Cache(folder, state)
    findings(library, cache)
    first = cache.across("these texts", compare)
    cache.close()
    again = Cache(folder, state)
    assert again.across("these texts", compare) == first != ()
    assert len(asked) == 1
    again.across("other texts", compare)
    assert len(asked) == 2


def test_every_field_of_a_finding_is_kept(library: Path) -> None:
    fields = {
        "template": "a/b",
        "message_id": "m1",
        "seen_in": ("one", "two"),
        "samples": 3,
        "suggestion": "x",
        "safe": True,
        "numbered": True,
    }
    place = Location("a.j2", (1, 2), (3, 4))
    whole = Finding("r", Severity.WARNING, "m", "a.j2", place, "e", "s", "any", Span(1, 2), **fields)  # type: ignore[arg-type]
    cache = Cache(library.parent / PROJECT_FOLDER, state)
    findings(library, cache)
    cache.across("these texts", lambda: [whole])
    cache.close()
    assert Cache(library.parent / PROJECT_FOLDER, state).across("these texts", list) == (whole,)


@pytest.mark.process
def test_every_process_knows_what_another_kept(library: Path) -> None:
    (library.parent / "kindword.toml").write_text(
        'library = "library"\n[declare]\nfilters = ["money", "day", "spell", "shorten", "plain"]\n',
        encoding="utf-8",
    )
    for seed in ("1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "toolkit", "lint", "--select", "all-caps"]
        subprocess.run(command, cwd=library.parent, env=environment, capture_output=True, check=False)
    assert len(list((library.parent / PROJECT_FOLDER).glob("findings.*.json"))) == 1
