"""A run told again: the same as one made anew, whatever has changed since."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.cli import run
from toolkit.cli.replay import Outcome
from toolkit.resources import PROJECT_FOLDER, digest

SHOUTING = "You must ACT NOW, {{ name }}.\n"
CALM = "All is well by Friday.\n"
CONFIG = 'library = "mail"\nselect = ["all-caps"]\n'


class Seen(NamedTuple):
    """What the user of a run sees."""

    status: int
    out: str
    err: str


See = Callable[[str], Seen]


@pytest.fixture
def see(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> See:
    """Return how to run a command in a project of 24 templates."""
    project(tmp_path)
    monkeypatch.chdir(tmp_path)

    def seen(arguments: str) -> Seen:
        capsys.readouterr()
        status = run(shlex.split(arguments))
        return Seen(status, *capsys.readouterr())

    return seen


@pytest.fixture
def told_again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the statuses of the runs that were told again."""
    told: list[int] = []

    def tell(outcome: Outcome) -> bool:
        told.append(outcome.status)
        return original(outcome)

    original = Outcome.tell
    monkeypatch.setattr(sys.modules["toolkit.cli.lint"], "grounds_of", lambda *_: pytest.fail("made anew"))
    monkeypatch.setattr(Outcome, "tell", tell)
    return told


def project(folder: Path) -> None:
    (folder / "mail/_shared").mkdir(parents=True)
    (folder / "kindword.toml").write_text(CONFIG, encoding="utf-8")
    (folder / "mail/_shared/part.j2").write_text("Read THIS FIRST.\n", encoding="utf-8")
    for number in range(24):
        text = "{% include '_shared/part.j2' %}\n" if number % 6 == 0 else SHOUTING
        (folder / f"mail/t{number:02}.j2").write_text(text, encoding="utf-8")


def test_a_second_run_is_told_again_with_every_report(see: See, request: pytest.FixtureRequest) -> None:
    command = "lint --format concise --format sarif:out.sarif"
    first, report = see(command), Path("out.sarif").read_bytes()
    Path("out.sarif").unlink()
    told = request.getfixturevalue("told_again")
    assert see(command) == first
    assert told == [1] == [first.status]
    assert "mail/t01.j2:1:14" in first.out
    assert Path("out.sarif").read_bytes() == report


@pytest.mark.parametrize("option", ["--no-cache", "--fail-on warning", "--format json", "--ignore jargon"])
def test_another_command_is_another_run(see: See, option: str) -> None:
    see("lint")
    assert see(f"lint {option}") == see(f"lint {option} --no-cache")


def _write(file: str, text: str) -> None:
    Path(file).write_text(text, encoding="utf-8")


def _link(file: str, target: str) -> None:
    Path(file).unlink(missing_ok=True)
    Path(file).symlink_to(target)


CHANGES: dict[str, Callable[[], object]] = {
    "a template": lambda: _write("mail/t01.j2", CALM),
    "a shared part": lambda: _write("mail/_shared/part.j2", "Read THAT SOON.\n"),
    "a new template": lambda: _write("mail/new.j2", SHOUTING),
    "a new folder": lambda: shutil.copytree("mail/_shared", "mail/more"),
    "a template that is gone": lambda: Path("mail/t02.j2").unlink(),
    "a template with another name": lambda: Path("mail/t02.j2").rename("mail/z.j2"),
    "a link in place of a template": lambda: _link("mail/t02.j2", "t06.j2"),
    "a link that leads elsewhere": lambda: _link("mail/away.j2", "../kindword.toml"),
    "a message": lambda: _write("mail/m.txt", "WAIT HERE.\n"),
    "the configuration": lambda: _write("kindword.toml", f'{CONFIG}fail_on = "never"\n'),
    "a configuration nearer by": lambda: _write("mail/kindword.toml", "allow = ['ACT']\n"),
    "a baseline": lambda: run(["baseline"]),
    "a broken template": lambda: _write("mail/t03.j2", "{% if"),
}


@pytest.mark.parametrize("arguments", ["lint", "lint mail", "lint mail --format json"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen_at_once(see: See, change: str, arguments: str) -> None:
    before = see(arguments)
    CHANGES[change]()
    after = see(arguments)
    assert after == see(f"{arguments} --no-cache")
    assert see(arguments) == after
    if change not in ("a configuration nearer by", "a new folder"):
        assert after != before


@settings(max_examples=12)
@given(changes=st.lists(st.sampled_from(sorted(CHANGES)), max_size=5))
def test_whatever_changes_one_after_another(changes: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("project")
    project(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for change in changes:
            _tolerant(CHANGES[change])
            assert _json(["lint"]) == _json(["lint", "--no-cache"])


def _tolerant(change: Callable[[], object]) -> None:
    try:
        change()
    except (FileNotFoundError, FileExistsError):
        return


def _json(arguments: list[str]) -> tuple[int, bytes]:
    status = run([*arguments, "--format", "json", "-o", "out.json"])
    return status, Path("out.json").read_bytes()


def test_what_changes_while_a_run_looks_at_it_is_not_kept(see: See, monkeypatch: pytest.MonkeyPatch) -> None:
    see("list")
    module = sys.modules.get("toolkit.cli.lint") or __import__("toolkit.cli.lint", fromlist=["Job"])
    original = module.Job.result

    def result(job: object) -> object:
        found = original(job)
        Path("mail/t01.j2").write_text(CALM, encoding="utf-8")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(module.Job, "result", result)
        during = see("lint")
    assert see("lint") == see("lint --no-cache") != during


@pytest.mark.parametrize("text", ["", "{}", "0\n{}"])
def test_a_file_that_is_not_as_written_is_as_good_as_none(see: See, text: str) -> None:
    first = see("lint")
    (file,) = Path(PROJECT_FOLDER).glob("run.*.json")
    file.write_text(text, encoding="utf-8")
    assert see("lint") == first


def test_a_stale_baseline_is_told_again_too(see: See) -> None:
    see("baseline")
    Path("mail/t01.j2").write_text(CALM, encoding="utf-8")
    first = see("lint")
    assert "1 finding in kindword-baseline.json is stale" in first.err
    assert see("lint") == first


def test_few_messages_are_not_kept(see: See) -> None:
    for number in range(18):
        Path(f"mail/t{number:02}.j2").unlink()
    see("lint")
    assert list(Path().glob(f"{PROJECT_FOLDER}/run.*")) == []


def test_a_part_reached_by_a_link_is_looked_at_where_it_is(see: See) -> None:
    Path("mail/.own").mkdir()
    _write("mail/.own/part.j2", "Read THIS.\n")
    Path("mail/linked").symlink_to(".own")
    _write("mail/t01.j2", "{% include 'linked/part.j2' %}\n")
    first = see("lint")
    _write("mail/.own/part.j2", "Read this.\n")
    assert see("lint") == see("lint --no-cache") != first


def test_only_files_that_the_arguments_name_are_written(see: See) -> None:
    see("lint --format sarif:out.sarif")
    (file,) = Path(PROJECT_FOLDER).glob("run.*.json")
    written = file.read_text(encoding="utf-8").partition("\n")[2].replace('"out.sarif"', '"other.sarif"')
    file.write_text(f"{digest(written)}\n{written}", encoding="utf-8")
    Path("out.sarif").unlink()
    see("lint --format sarif:out.sarif")
    assert Path("out.sarif").exists()
    assert not Path("other.sarif").exists()
