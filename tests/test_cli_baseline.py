"""`kindword baseline`, and what `kindword lint` leaves out because of it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from cli_case import Case, Seen, seen_and_expected, write
from test_cli_lint import FINE, ONE, SORRY, TEAM, found, message

from toolkit.cli import run

NAME = "kindword-baseline.json"
TWO = {**TEAM, "a.txt": SORRY, "mail/b.txt": FINE + SORRY}


def baseline(**counts: int) -> str:
    """Return a baseline in which each text file has `never again` so many times."""
    entries = ",\n".join(
        f'    "{name}.txt": [\n      {{"rule": "never-again", "words": "never again", "count": {count}}}\n    ]'
        for name, count in counts.items()
    )
    return f'{{\n  "version": 1,\n  "findings": {{\n{entries}\n  }}\n}}\n'


KNOWN = {**TEAM, "a.txt": SORRY, NAME: baseline(a=1)}
NOTHING_NEW = "Checked 1 message: no new findings. 1 known from the baseline.\n"

CASES = [
    Case("what a baseline holds", f"lint {ONE} a.txt", 0, NOTHING_NEW, files=KNOWN),
    Case(
        "what a baseline holds, elsewhere in the file",
        f"lint {ONE} a.txt",
        0,
        NOTHING_NEW,
        files={**KNOWN, "a.txt": f"{FINE}\n{SORRY}"},
    ),
    Case(
        "more of the same",
        f"lint {ONE} a.txt",
        1,
        f"{found('a.txt:2:16')}Checked 1 message: 1 error. 1 known from the baseline.\n",
        files={**KNOWN, "a.txt": SORRY * 2},
    ),
    Case(
        "no baseline, please",
        f"lint {ONE} --no-baseline a.txt",
        1,
        f"{found('a.txt:1:16')}Checked 1 message: 1 error.\n",
        files=KNOWN,
    ),
    Case(
        "another baseline",
        f"lint {ONE} --baseline old.json a.txt",
        0,
        NOTHING_NEW,
        files={**TEAM, "a.txt": SORRY, "old.json": baseline(a=1)},
    ),
    Case(
        "a configured baseline",
        f"lint {ONE} --config c/kindword.toml a.txt",
        0,
        NOTHING_NEW,
        files={
            "r/never-again.toml": TEAM["r/never-again.toml"],
            "a.txt": SORRY,
            "c/kindword.toml": 'rules = ["../r"]\nbaseline = "../old.json"\n',
            "old.json": baseline(a=1),
        },
    ),
    Case(
        "a baseline beside the configuration",
        f"lint {ONE} --config c/kindword.toml a.txt",
        0,
        NOTHING_NEW,
        files={
            "r/never-again.toml": TEAM["r/never-again.toml"],
            "a.txt": SORRY,
            "c/kindword.toml": 'rules = ["../r"]\n',
            f"c/{NAME}": baseline(**{"../a": 1}),
        },
    ),
    Case(
        "stale entries do not fail a run",
        f"lint {ONE} a.txt",
        0,
        NOTHING_NEW,
        f"2 findings in {NAME} are stale: they no longer occur. Run `kindword baseline --prune`.\n",
        files={**KNOWN, NAME: baseline(a=3)},
    ),
    Case(
        "a stale entry of a baseline that was named",
        f"lint {ONE} --baseline 'o ld.json' a.txt",
        0,
        None,
        "1 finding in o ld.json is stale: it no longer occurs."
        " Run `kindword baseline --prune --baseline 'o ld.json'`.\n",
        files={**TEAM, "a.txt": SORRY, "o ld.json": baseline(a=2)},
    ),
    Case(
        "a file that is gone from the folder",
        f"lint {ONE} mail",
        0,
        "Checked 1 message: no findings.\n",
        f"1 finding in {NAME} is stale: it no longer occurs. Run `kindword baseline --prune`.\n",
        files={**TEAM, "mail/b.txt": FINE, NAME: baseline(**{"a": 1, "mail/c": 1})},
    ),
    Case(
        "a rule that is not asked for is not stale",
        "lint --select template-error a.txt",
        0,
        None,
        files={**KNOWN, "a.txt": FINE},
    ),
    Case(
        "a kind that is not asked for is not stale",
        f"lint {ONE} --only-kind closing .",
        0,
        None,
        files={**KNOWN, "a.txt": FINE, "closings/x.txt": FINE},
    ),
    Case(
        "a mistake in a file does not make the rest of it stale",
        "lint a.txt",
        1,
        None,
        files={**KNOWN, "a.txt": b"\xff"},
    ),
    Case("an absolute path", f"lint {ONE} $PWD/a.txt", 0, NOTHING_NEW, files=KNOWN),
    Case(
        "a baseline that is not there",
        f"lint {ONE} --baseline old.json a.txt",
        2,
        "",
        "Error: old.json: there is no such baseline\n"
        "  Run `kindword baseline --baseline old.json` to make it, or lint with --no-baseline.\n",
        files={**TEAM, "a.txt": SORRY},
    ),
    Case(
        "a configured baseline that is not there",
        "lint a.txt",
        2,
        "",
        "Error: old.json: there is no such baseline\n"
        "  Run `kindword baseline` to make it, or lint with --no-baseline.\n",
        files={"a.txt": SORRY, "kindword.toml": 'baseline = "old.json"\n'},
    ),
    Case(
        "a broken baseline",
        "lint a.txt",
        2,
        "",
        f"Error: {NAME}:5: count must be a whole number from 1 on\n"
        "  Mend the line, or delete the file and run `kindword baseline`.\n",
        files={**KNOWN, NAME: baseline(a=0)},
    ),
    Case(
        "a broken baseline is not written over",
        "baseline a.txt",
        2,
        "",
        f"Error: {NAME}:5: count must be…\n…\n",
        files={**KNOWN, NAME: baseline(a=0)},
    ),
    Case(
        "both a baseline and none",
        "lint --baseline x --no-baseline a.txt",
        2,
        "",
        "Usage: kindword lint …\n…\n\nError: --baseline and --no-baseline exclude each other.\n",
        files=KNOWN,
    ),
    Case(
        "standard input",
        "baseline -",
        2,
        "",
        "Usage: …\n…\n\nError: A baseline is for files: standard input has no name to know it by.\n",
    ),
    Case(
        "nothing to prune",
        f"baseline {ONE} --prune a.txt",
        2,
        "",
        f"Error: {NAME}: there is no baseline to prune\n  Run `kindword baseline` first.\n",
        files={**TEAM, "a.txt": SORRY},
    ),
    Case(
        "a baseline that is a folder",
        f"baseline {ONE} a.txt",
        2,
        "",
        f"Error: {NAME}: this is a folder…\n",
        files={**TEAM, "a.txt": SORRY, f"{NAME}/": ""},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_run(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    args = case.args.replace("$PWD", str(tmp_path))
    seen, expected = seen_and_expected(
        Case(case.name, args, case.status, case.out, case.err, case.files, case.stdin),
        tmp_path,
        monkeypatch,
        capsys,
    )
    assert seen == expected
    assert (tmp_path / NAME).is_dir() or all(
        (tmp_path / name).read_text(encoding="utf-8") == text
        for name, text in case.files.items()
        if name.endswith(".json") and isinstance(text, str)
    )


class Told:
    """Runs the command in a folder of its own, and holds what was seen."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def __call__(self, arguments: str) -> Seen:
        status = run(shlex.split(arguments))
        seen = self.capsys.readouterr()
        return Seen(status, seen.err, seen.out)

    @property
    def file(self) -> str:
        return (self.folder / NAME).read_text(encoding="utf-8")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    write(tmp_path, TWO)
    monkeypatch.chdir(tmp_path)
    return Told(tmp_path, capsys)


def test_what_is_accepted_is_in_the_file_and_stays_as_it_is(told: Told) -> None:
    assert told(f"baseline {ONE} .") == Seen(0, f"{NAME} holds 2 findings in 2 files: 2 added.\n", "")
    assert told.file == baseline(**{"a": 1, "mail/b": 1})
    assert told(f"lint {ONE} .").status == 0
    assert told(f"baseline {ONE} .").err == f"{NAME} holds 2 findings in 2 files: nothing has changed.\n"
    assert told.file == baseline(**{"a": 1, "mail/b": 1})


def test_a_run_of_few_paths_leaves_the_others_as_they_are(told: Told) -> None:
    told(f"baseline {ONE} .")
    write(told.folder, {"a.txt": FINE, "mail/b.txt": SORRY * 2})
    assert told(f"baseline {ONE} mail").err == f"{NAME} holds 3 findings in 2 files: 1 added.\n"
    assert told.file == baseline(**{"a": 1, "mail/b": 2})
    assert (
        told("baseline --select template-error .").err
        == f"{NAME} holds 3 findings in 2 files: nothing has changed.\n"
    )


def test_pruning_drops_what_is_stale_where_it_looked_and_accepts_nothing(told: Told) -> None:
    told(f"baseline {ONE} .")
    write(told.folder, {"a.txt": FINE, "mail/b.txt": FINE, "mail/c.txt": SORRY})
    assert told(f"baseline {ONE} --prune mail") == Seen(0, f"{NAME} holds 1 finding in 1 file: 1 dropped.\n", "")
    assert told.file == baseline(a=1)
    assert told(f"baseline {ONE} --prune .").err == f"{NAME} holds 0 findings in 0 files: 1 dropped.\n"
    assert told(f"lint {ONE} .").status == 1


def test_it_is_the_same_from_a_folder_below(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    told(f"baseline {ONE} .")
    monkeypatch.chdir(told.folder / "mail")
    assert told(f"lint {ONE} b.txt ../a.txt").out.endswith("no new findings. 2 known from the baseline.\n")


def test_it_is_the_same_by_way_of_a_link(told: Told) -> None:
    told(f"baseline {ONE} .")
    (told.folder / "link").symlink_to(told.folder, target_is_directory=True)
    seen = told(f"lint {ONE} --baseline link/{NAME} link/mail a.txt")
    assert seen.out.endswith("no new findings. 2 known from the baseline.\n")


def test_messages_are_known_by_their_id_and_those_without_by_their_words(told: Told) -> None:
    named, nameless = message(SORRY, id="m-1"), message(SORRY)
    write(told.folder, {"m.jsonl": named + nameless})
    told(f"baseline {ONE} m.jsonl")
    assert '"message": "m-1"' in told.file
    assert '"message": "2"' not in told.file
    write(told.folder, {"m.jsonl": message(FINE) * 3 + nameless + named})
    assert told(f"lint {ONE} m.jsonl").out == "Checked 5 messages: no new findings. 2 known from the baseline.\n"
    write(told.folder, {"m.jsonl": named.replace("m-1", "m-2") + nameless})
    assert told(f"lint {ONE} m.jsonl").status == 1


def test_a_baseline_that_could_not_be_read_again_is_not_written(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolkit.cli.baseline.MAX_FILE_BYTES", 100)
    seen = told(f"baseline {ONE} .")
    assert (seen.status, seen.err.splitlines()[0]) == (2, f"Error: {NAME}: the baseline would have over 0 MB")
    assert not (told.folder / NAME).exists()
