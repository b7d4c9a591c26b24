"""`kindword lint --diff-base`, in a real repository: what the change touches is judged, and nothing else."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from cli_case import Seen, write
from test_cli_lint import FINE, ONE, SORRY, TEAM, message

from toolkit.cli import run

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(shutil.which("git") is None, reason="there is no git command here"),
]

SHALLOW = (
    "  A shallow clone may lack it: run `git fetch --unshallow`, or set fetch-depth: 0 in your pipeline's"
    " checkout. A branch that was never checked out here is called origin/NAME.\n"
)
NOTHING = "Checked nothing: the change touches nothing that is linted.\n"
HOSTILE = """
[diff]
    external = false
    mnemonicPrefix = true
    relative = true
    renames = false
    interHunkContext = 9
    submodule = log
[color]
    ui = always
    diff = always
[core]
    quotepath = true
    fsmonitor = touch fsmonitor-ran
[diff "upper"]
    textconv = "echo the same #"
    command = false
"""


class Repository:
    """A scratch repository with a branch `main` of one commit, in which `work` is checked out."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, files: Mapping[str, str | bytes]) -> None:
        write(self.folder, files)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    def lint(self, arguments: str = "") -> Seen:
        status = run(["lint", *shlex.split(ONE), *shlex.split(arguments)])
        seen = self.capsys.readouterr()
        return Seen(status, seen.err, seen.out)

    def places(self, arguments: str = "--diff-base main mail") -> list[str]:
        """Return where findings stand: `file:line`, or `file` for a whole message."""
        report = json.loads(self.lint(f"--format json {arguments}").out)
        return [
            found["file"].removeprefix("mail/") + (f":{found['line']}" if found["line"] else "")
            for found in report["findings"]
        ]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name in ("author", "committer"):
        monkeypatch.setenv(f"GIT_{name.upper()}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name.upper()}_EMAIL", "a@example.org")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "r"
    folder.mkdir()
    made = Repository(folder, capsys)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit({
        **TEAM, "mail/a.txt": FINE + SORRY + FINE, "mail/b.txt": SORRY,
        "mail/m.jsonl": message(SORRY) * 3,
        "mail/_shared/end.j2": FINE + SORRY, "mail/t.j2": SORRY + "{% include '_shared/end.j2' %}",
    })  # fmt: skip
    made.git("checkout", "--quiet", "-b", "work")
    monkeypatch.chdir(folder)
    return made


def test_an_empty_change_is_no_mistake(repository: Repository) -> None:
    assert repository.lint("--diff-base main mail") == Seen(0, "", NOTHING)
    report = repository.lint("--format json --diff-base main mail")
    assert (json.loads(report.out)["findings"], report.err) == ([], NOTHING)


def test_only_lines_that_the_change_touches_count_committed_or_not(repository: Repository) -> None:
    repository.commit({"mail/a.txt": FINE + SORRY + FINE + SORRY})
    assert repository.places() == ["a.txt:4"]
    write(repository.folder, {"mail/a.txt": SORRY + FINE + SORRY + FINE + SORRY})
    assert repository.places() == ["a.txt:1", "a.txt:5"]
    assert repository.lint("--diff-base main mail").out.endswith("Checked 1 message: 2 errors.\n")


def test_what_others_did_on_the_base_since_does_not_count(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.commit({"mail/b.txt": FINE})
    repository.git("checkout", "--quiet", "work")
    assert repository.lint("--diff-base main mail").out == NOTHING


def test_new_files_count_whole_whether_or_not_git_has_them_unless_it_ignores_them(repository: Repository) -> None:
    repository.commit({"mail/c.txt": SORRY, ".gitignore": "*.tmp.txt\n"})
    write(repository.folder, {"mail/d.txt": FINE + SORRY, "mail/e.tmp.txt": SORRY, "mail/f.txt": SORRY})
    repository.git("add", "--intent-to-add", "mail/f.txt")
    assert repository.places() == ["c.txt:1", "d.txt:2", "f.txt:1"]


def test_a_new_name_alone_touches_no_line(repository: Repository) -> None:
    repository.git("mv", "mail/a.txt", "mail/z.txt")
    seen = repository.lint("--diff-base main mail")
    assert seen == Seen(0, "", "Checked 1 message: no findings.\n")
    repository.git("checkout", "--quiet", "--force", "work")
    repository.git("mv", "mail/a.txt", "mail/z y.txt")
    write(repository.folder, {"mail/z y.txt": FINE + SORRY + FINE + SORRY})
    assert repository.places() == ["z y.txt:4"]


@pytest.mark.parametrize(
    "name", ["with space.txt", "Grüße 👋.txt", "line\nend.txt", 'quo"te\\.txt', "tab\t.txt", "-x.txt"]
)
def test_names_of_all_sorts(repository: Repository, name: str) -> None:
    repository.commit({f"mail/{name}": FINE * 3})
    repository.git("branch", "--force", "main")
    write(repository.folder, {f"mail/{name}": SORRY + FINE * 3})
    assert repository.places() == [f"{name}:1"]


def test_a_deleted_file_is_passed_over_even_where_it_is_given(repository: Repository) -> None:
    repository.git("rm", "--quiet", "mail/a.txt")
    assert repository.lint("--diff-base main mail/a.txt") == Seen(0, "", NOTHING)
    assert repository.lint("--diff-base main mail/none.txt").err.startswith("Error: mail/none.txt: no such file")


def test_of_a_message_set_only_messages_that_the_change_touches_are_judged(repository: Repository) -> None:
    write(repository.folder, {"mail/m.jsonl": message(SORRY) * 2 + message(SORRY, id="new") + message(SORRY)})
    seen = repository.lint("--diff-base main mail")
    assert seen.out.endswith("Checked 1 message: 1 error.\n")
    assert seen.out.startswith("mail/m.jsonl:3:")


def test_a_broken_message_set_that_has_not_changed_is_not_read(repository: Repository) -> None:
    repository.commit({"mail/broken.jsonl": "{\n"})
    repository.git("branch", "--force", "main")
    assert repository.lint("--diff-base main mail").status == 0
    write(repository.folder, {"mail/broken.jsonl": "{ \n"})
    assert repository.lint("--diff-base main mail").status == 2


def test_a_shared_part_that_changed_is_judged_through_what_includes_it(repository: Repository) -> None:
    write(repository.folder, {"mail/_shared/end.j2": FINE + SORRY + "This happens never again.\n"})
    assert repository.places() == ["_shared/end.j2:3"]


def test_line_ends_of_windows_do_not_move_lines(repository: Repository) -> None:
    repository.commit({"mail/a.txt": (FINE + SORRY + FINE).replace("\n", "\r\n")})
    repository.git("branch", "--force", "main")
    write(repository.folder, {"mail/a.txt": (FINE + SORRY + FINE + SORRY).replace("\n", "\r\n")})
    assert repository.places() == ["a.txt:4"]


def test_it_works_from_a_folder_below(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository.folder, {"mail/b.txt": SORRY * 2})
    monkeypatch.chdir(repository.folder / "mail")
    assert repository.places("--diff-base main b.txt ../mail/a.txt") == ["b.txt:2"]


def test_no_setting_of_the_user_changes_what_is_read(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hostile").write_text(HOSTILE, encoding="utf-8")
    repository.commit({".gitattributes": "*.txt diff=upper\n", "mail/é.txt": FINE * 4 + SORRY + FINE * 4})
    repository.git("branch", "--force", "main")
    repository.git("mv", "mail/b.txt", "mail/new.txt")
    write(repository.folder, {"mail/é.txt": SORRY + FINE * 4 + SORRY + FINE * 2 + SORRY + FINE * 2})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "hostile"))
    monkeypatch.setenv("GIT_DIFF_OPTS", "--unified=9")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")
    before = sorted(path.name for path in (repository.folder / ".git").iterdir())
    monkeypatch.chdir(repository.folder / "mail")
    assert repository.places("--diff-base main .") == ["é.txt:1", "é.txt:9"]
    assert sorted(path.name for path in (repository.folder / ".git").iterdir()) == before
    assert not list(repository.folder.rglob("fsmonitor-ran"))


def test_of_two_of_the_same_the_one_in_the_change_is_new(repository: Repository) -> None:
    run(["baseline", *shlex.split(ONE), "mail"])
    repository.commit({})
    repository.git("branch", "--force", "main")
    assert repository.lint("mail").status == 0
    write(repository.folder, {"mail/a.txt": SORRY + FINE + SORRY + FINE, "mail/b.txt": FINE})
    assert repository.places() == ["a.txt:1"]
    assert "stale" not in repository.lint("--diff-base main mail").err


def test_a_submodule_counts_where_its_commit_changed(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other", repository.capsys)
    other.folder.mkdir()
    other.git("init", "--quiet", "--initial-branch", "main")
    other.commit({"s.txt": SORRY})
    allow = ("-c", "protocol.file.allow=always")
    repository.git(*allow, "submodule", "--quiet", "add", str(other.folder), "mail/sub")
    repository.commit({})
    repository.git("branch", "--force", "main")
    assert repository.lint("--diff-base main mail").out == NOTHING
    write(repository.folder, {"mail/sub/s.txt": SORRY * 2})
    assert repository.lint("--diff-base main mail").out == NOTHING
    other.commit({"s.txt": FINE + SORRY})
    repository.git(*allow, "submodule", "--quiet", "update", "--force", "--remote", "mail/sub")
    assert repository.places() == ["sub/s.txt:2"]


def test_a_revision_that_is_not_there(repository: Repository) -> None:
    seen = repository.lint("--diff-base origin/main mail")
    assert seen == Seen(2, "Error: git knows no revision 'origin/main' here\n" + SHALLOW, "")


def test_a_shallow_clone_without_the_base(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({})
    repository.git("checkout", "--quiet", "main")
    repository.commit({"mail/b.txt": FINE})
    source = repository.folder.as_uri()
    repository.git("clone", "--quiet", "--depth", "1", "--no-single-branch", source, str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    seen = repository.lint("--diff-base origin/work mail")
    assert seen.err == "Error: git knows no commit from which both 'origin/work' and HEAD come\n" + SHALLOW


def test_paths_and_folders_that_git_cannot_answer_for(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"out/x.txt": SORRY})
    assert repository.lint("--diff-base main ../out").err == (
        "Error: ../out: this is outside the git repository\n"
        "  Give the folder of your templates, or lint without --diff-base.\n"
    )
    monkeypatch.chdir(tmp_path / "out")
    assert run(["lint", "--diff-base", "main", "x.txt"]) == 2
    assert repository.capsys.readouterr().err == (
        "Error: the current folder is in no git repository\n"
        "  Run kindword inside the repository, or without --diff-base.\n"
    )


def test_wrong_use(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    assert repository.lint("--diff-base=--output=x mail") == Seen(
        2,
        "Error: '--output=x' is no revision\n  Write a branch, a tag or a commit, such as origin/main.\n",
        "",
    )
    assert repository.lint("--diff-base main -").err.endswith("git does not know standard input.\n")
    monkeypatch.setenv("PATH", "")
    assert repository.lint("--diff-base main mail").err == (
        "Error: there is no git command\n  Install git, or lint without --diff-base.\n"
    )


def test_a_git_that_hangs_is_given_up(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"bin/git": "#!/bin/sh\nexec sleep 60\n"})
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr("toolkit.sources.git.TIMEOUT", 0.2)
    seen = repository.lint("--diff-base main mail")
    assert (seen.status, seen.err.splitlines()[1]) == (2, "  Lint without --diff-base.")


def test_a_report_has_only_those_suppressed_findings_that_the_change_touches(repository: Repository) -> None:
    old = "{# allow never-again: the law asks for it #}\n" + SORRY
    repository.git("checkout", "--quiet", "main")
    repository.commit({"mail/a.j2": old, "mail/b.j2": FINE})
    repository.git("checkout", "--quiet", "-B", "work")
    repository.commit({"mail/b.j2": old})
    log = json.loads(repository.lint("--format sarif --diff-base main mail").out)
    seen = [
        (one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], one["suppressions"][0]["kind"])
        for one in log["runs"][0]["results"]
    ]
    assert seen == [("mail/b.j2", "inSource")]
