"""`kindword lint --watch`: what counts as a change, when it is linted again, and what its user sees."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest
from cli_case import Case, Seen, seen_and_expected, write
from test_cli_lint import FINE, ONE, RULE, SORRY, TEAM

from toolkit.cli.lint import Order
from toolkit.cli.linting import Asked
from toolkit.cli.reports import Destination, Reporting
from toolkit.cli.watch import Clock, Snapshot, carried, changed, news, next_change, watch, watching
from toolkit.config import Config
from toolkit.lint import LintResult

OLD, NEW, NEWER = (1, 5, 7), (2, 6, 7), (3, 6, 8)
ASIDE: Snapshot = {"a.j2": OLD, "b.j2": OLD}

REFUSED = [
    Case(f"not with {option}", f"lint --watch {option} a.txt", 2, "", f"Usage: …\n…\n\nError: {why}\n", files=TEAM)
    for option, why in (
        ("--fix", "--watch changes no files: leave out --fix, --diff and --add-suppressions."),
        ("--diff", "--watch changes no files: leave out --fix, --diff and --add-suppressions."),
        ("--add-suppressions x", "--watch changes no files: leave out --fix, --diff and --add-suppressions."),
        ("-o report.txt", "--watch prints its report: leave out -o and the FILE of --format."),
        ("--format json:report.json", "--watch prints its report: leave out -o and the FILE of --format."),
        ("-", "Standard input cannot be watched: name the files."),
    )
]
NOWHERE = Case("a path that is not there", "lint --watch a.txt", 2, "", "Error: a.txt: …\n…\n")


@pytest.mark.parametrize("case", [*REFUSED, NOWHERE], ids=str)
def test_what_cannot_be_watched_is_said_at_once(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen, expected = seen_and_expected(case, tmp_path, monkeypatch, capsys)
    assert seen == expected


@pytest.mark.parametrize(
    ("after", "paths"),
    [
        (ASIDE, ()),
        ({"a.j2": NEW, "b.j2": OLD}, ("a.j2",)),
        ({"a.j2": OLD}, ("b.j2",)),
        ({"a.j2": OLD, "b.j2": None}, ("b.j2",)),
        ({**ASIDE, "c.j2": OLD}, ("c.j2",)),
        ({**ASIDE, "c.j2": None}, ()),
        ({"c.j2": OLD}, ("a.j2", "b.j2", "c.j2")),
    ],
)
def test_a_file_has_changed_that_is_other_or_came_or_went(after: Snapshot, paths: tuple[str, ...]) -> None:
    assert changed(ASIDE, after) == paths


class Script:
    """A clock on which each sleep takes its time, and looks that give one snapshot after another."""

    def __init__(self, looks: Iterable[Snapshot], *, takes: float = 0) -> None:
        self.time = 0.0
        self.slept: list[float] = []
        self.looks = iter(looks)
        self.takes = takes
        self.clock = Clock(lambda: self.time, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def look(self) -> Snapshot:
        self.time += self.takes
        return next(self.looks)


@pytest.mark.parametrize(
    ("looks", "then", "slept"),
    [
        ([{"a": OLD}, {"a": OLD}, {"a": NEW}, {"a": NEW}], {"a": NEW}, [0.5, 0.5, 0.5, 0.2]),
        ([{"a": None}, {"a": NEW}, {"a": NEW}], {"a": NEW}, [0.5, 0.2, 0.2]),
        ([{}, {"a": NEW}, {"a": NEWER}, {"a": NEWER}], {"a": NEWER}, [0.5, 0.2, 0.2, 0.2]),
        ([{"a": OLD, "b": NEW}, {"a": OLD}, {"a": OLD}, {"a": NEW}, {"a": NEW}], {"a": NEW}, None),
    ],
    ids=["a write", "a save by rename", "a save in steps", "a spare file that is gone again is none"],
)
def test_one_save_is_one_change(looks: Sequence[Snapshot], then: Snapshot, slept: list[float] | None) -> None:
    script = Script(looks)
    assert next_change({"a": OLD}, script.look, script.clock) == then
    assert next(script.looks, None) is None
    assert slept in (None, script.slept)


def test_files_that_never_rest_are_linted_all_the_same() -> None:
    script = Script({"a": (number, 0, 0)} for number in range(1000))
    assert next_change({"a": OLD}, script.look, script.clock) != {"a": OLD}
    assert 3 <= script.time < 4


def test_looking_takes_a_tenth_of_the_time_at_most() -> None:
    script = Script([{"a": OLD}] * 8 + [{"a": NEW}] * 2, takes=2)
    next_change({"a": OLD}, script.look, script.clock)
    assert script.slept == [0.5, *[18.0] * 8, 0.2]


@pytest.mark.parametrize(
    ("before", "after", "again"),
    [
        ({"a": OLD}, {"a": OLD}, ()),
        ({"a": OLD}, {"a": NEW}, ("a",)),
        ({"a": OLD}, {"a": OLD, "b": OLD}, ("b",)),
        ({"a": OLD, "b": OLD}, {"a": OLD}, ("b",)),
        ({"a": OLD}, {"a": OLD, "asks": OLD}, ()),
        ({"a": OLD, "asks": OLD}, {"a": OLD, "asks": NEW}, ("asks",)),
        ({"a": OLD, "asked": OLD}, {"a": OLD}, ()),
    ],
    ids=["nothing", "changed", "came", "went", "asked for only now", "changed and asked for", "asked for no more"],
)
def test_what_changes_during_a_run_is_linted_after_it(
    before: Snapshot, after: Snapshot, again: tuple[str, ...]
) -> None:
    assert changed(carried(before, after, frozenset({"asked"}), frozenset({"asks"})), after) == again


def test_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert news([str(tmp_path / "a.j2"), "a.j2"]) == "a.j2 has changed."
    assert news(["/elsewhere/a.j2"]) == "/elsewhere/a.j2 has changed."
    assert news(["a.j2", "b.j2"]) == "2 files have changed."
    assert watching({"a.j2": OLD, "b.j2": None}) == "Watching 1 file; Ctrl-C ends."
    assert watching(dict.fromkeys(map(str, range(1200)), OLD)) == "Watching 1,200 files; Ctrl-C ends."


class Session:
    """A user who changes something each time the command has come to rest, and in the end presses Ctrl-C."""

    def __init__(self, steps: Sequence[Callable[[], object]]) -> None:
        self.steps = iter(steps)
        self.time = 0.0

    def clock(self) -> Clock:
        return Clock(lambda: self.time, self.sleep)

    def sleep(self, seconds: float) -> None:
        self.time += seconds
        if seconds == 0.5:
            step = next(self.steps, None)
            if step is None:
                raise KeyboardInterrupt
            step()


@pytest.fixture
def session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Seen]:
    monkeypatch.chdir(tmp_path)

    def run(*paths: str, steps: Sequence[Callable[[], object]], clear: bool = False) -> Seen:
        asked = Asked(paths, None, None, ("never-again",), (), None)
        order = Order(asked, None, None, None, no_baseline=False)

        def report(result: LintResult) -> bool:
            return Reporting((Destination("concise"),), no_colour=True).outcome(result, Config()).tell()

        status = watch(order, report, clear=clear, clock=Session(steps).clock())
        seen = capsys.readouterr()
        return Seen(status, seen.err, seen.out)

    return run


def put(**texts: str) -> Callable[[], None]:
    """Return a step that writes files; `a_txt` is `a.txt`, `r__x_toml` is `r/x.toml`."""
    names = {name.replace("__", "/").replace("_", "."): text for name, text in texts.items()}
    return lambda: write(Path(), names)


def line(place: str, severity: str = "error") -> str:
    said = "“never again” promises too much. Say what you changed."
    return f"{place}: {severity} never-again {said}\n"


def test_each_change_is_one_more_report(session: Callable[..., Seen]) -> None:
    write(Path(), {**TEAM, "a.txt": SORRY})
    milder = RULE.replace('"error"', '"warning"')
    steps = [put(a_txt=FINE), put(b_txt=FINE), put(a_txt=SORRY), put(**{"r__never-again_toml": milder})]
    seen = session("a.txt", steps=steps)
    assert seen.out == line("a.txt:1:16") + line("a.txt:1:16") + line("a.txt:1:16", "warning")
    assert seen.err.splitlines() == [
        "Checked 1 message: 1 error.",
        "Watching 3 files; Ctrl-C ends.",
        "a.txt has changed.",
        "Checked 1 message: no findings.",
        "Watching 3 files; Ctrl-C ends.",
        "a.txt has changed.",
        "Checked 1 message: 1 error.",
        "Watching 3 files; Ctrl-C ends.",
        "r/never-again.toml has changed.",
        "Checked 1 message: 1 warning.",
        "Watching 3 files; Ctrl-C ends.",
    ]
    assert seen.status == 0


def test_files_of_a_folder_come_and_go(session: Callable[..., Seen]) -> None:
    write(Path(), {**TEAM, "mail/a.txt": FINE})
    steps = [put(mail__b_txt=SORRY), put(mail__notes_csv=SORRY), lambda: Path("mail/b.txt").rename("mail/c.txt")]
    seen = session("mail", steps=[*steps, lambda: Path("mail/c.txt").unlink()])
    assert seen.out == line("mail/b.txt:1:16") + line("mail/c.txt:1:16")
    told = [told for told in seen.err.splitlines() if told.endswith("changed.")]
    assert told == ["mail/b.txt has changed.", "2 files have changed.", "mail/c.txt has changed."]


def test_a_part_counts_for_the_template_that_includes_it(session: Callable[..., Seen]) -> None:
    write(Path(), {**TEAM, "templates/_shared/x.j2": FINE, "templates/a.j2": "{% include '_shared/x.j2' %}\n"})
    steps = [
        lambda: write(Path(), {"templates/_shared/x.j2": SORRY}),
        lambda: write(Path(), {"templates/a.j2": "{% include '_shared/y.j2' %}\n"}),
        lambda: write(Path(), {"templates/_shared/y.j2": SORRY}),
    ]
    seen = session("templates/a.j2", steps=steps)
    assert seen.out == line("templates/_shared/x.j2:1:16") + line("templates/_shared/y.j2:1:16")


def test_a_broken_file_is_told_and_watched(session: Callable[..., Seen]) -> None:
    write(Path(), {"a.txt": SORRY, "kindword.toml": 'rule = ["r"]\n', "r/never-again.toml": "x"})
    steps = [put(kindword_toml='rules = ["r"]\n'), put(**{"r__never-again_toml": RULE}), put(a_txt=FINE)]
    seen = session("a.txt", steps=steps)
    err = re.sub("(never-again.toml:1: ).*", r"\1…", seen.err)
    assert err.splitlines() == [
        "Error: kindword.toml:1: unknown key 'rule'",
        "  Did you mean 'rules'?",
        "Watching 2 files; Ctrl-C ends.",
        "kindword.toml has changed.",
        "Error: r/never-again.toml:1: …",
        "  Texts stand in quotes, each key on a line of its own.",
        "Watching 3 files; Ctrl-C ends.",
        "r/never-again.toml has changed.",
        "Checked 1 message: 1 error.",
        "Watching 3 files; Ctrl-C ends.",
        "a.txt has changed.",
        "Checked 1 message: no findings.",
        "Watching 3 files; Ctrl-C ends.",
    ]
    assert (seen.out, seen.status) == (line("a.txt:1:16"), 0)


def test_a_nearer_configuration_and_a_baseline_may_come_later(session: Callable[..., Seen]) -> None:
    write(Path(), {**TEAM, "templates/a.txt": SORRY})
    nearer = 'rules = ["../r"]\n[severity]\nnever-again = "warning"\n'
    entry = '{"version": 1, "findings": {"a.txt": [{"rule": "never-again", "words": "never again", "count": 1}]}}'
    steps = [
        lambda: write(Path(), {"templates/kindword.toml": nearer}),
        lambda: write(Path(), {"templates/kindword-baseline.json": entry}),
    ]
    seen = session("templates/a.txt", steps=steps)
    assert seen.out == line("templates/a.txt:1:16") + line("templates/a.txt:1:16", "warning")
    assert [told for told in seen.err.splitlines() if "Watching" not in told] == [
        "Checked 1 message: 1 error.",
        "templates/kindword.toml has changed.",
        "Checked 1 message: 1 warning.",
        "templates/kindword-baseline.json has changed.",
        "Checked 1 message: no new findings. 1 known from the baseline.",
    ]


def test_the_screen_is_cleared_between_runs_where_it_may_be(session: Callable[..., Seen]) -> None:
    write(Path(), {**TEAM, "a.txt": SORRY})
    seen = session("a.txt", steps=[put(a_txt=SORRY * 2)], clear=True)
    assert seen.out == line("a.txt:1:16") + "\x1b[2J\x1b[H" + line("a.txt:1:16") + line("a.txt:2:16")


def test_it_ends_when_nobody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), {**TEAM, "a.txt": SORRY})
    order = Order(Asked(("a.txt",), None, None, (), (), None), None, None, None, no_baseline=False)
    assert watch(order, lambda _: False, clear=False, clock=Session([]).clock()) == 0


COMMAND = """
import signal
from toolkit.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
main({arguments!r})
"""


def lines_of(stream: Iterator[str]) -> Callable[[float], str]:
    """Return what gives the next line of a stream, or fails after some seconds."""
    queue: Queue[str] = Queue()

    def read() -> None:
        for text in stream:
            queue.put(text)

    Thread(target=read, daemon=True).start()

    def following(seconds: float) -> str:
        try:
            return queue.get(timeout=seconds)
        except Empty:
            pytest.fail(f"the command said nothing for {seconds} s")

    return following


@pytest.mark.process
def test_the_command_sees_an_edit_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    write(tmp_path, {**TEAM, "a.txt": SORRY})
    code = COMMAND.format(arguments=["lint", "--watch", *ONE.split(), "--format", "concise", "a.txt"])
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as running:
        try:
            assert running.stdout is not None
            following = lines_of(iter(running.stdout.readline, ""))
            first = [following(60) for _ in range(3)]
            spare = tmp_path / "a.txt~"
            spare.write_text(FINE, encoding="utf-8")
            spare.replace(tmp_path / "a.txt")
            second = [following(60) for _ in range(3)]
            running.send_signal(signal.SIGINT)
            status = running.wait(60)
        finally:
            running.kill()
    rest = "Watching 3 files; Ctrl-C ends.\n"
    assert first == [line("a.txt:1:16"), "Checked 1 message: 1 error.\n", rest]
    assert second == ["a.txt has changed.\n", "Checked 1 message: no findings.\n", rest]
    assert status == 0
