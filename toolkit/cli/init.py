"""`kindword init`: the files with which a team starts, each only where there is none yet."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli.streams import asks, say
from toolkit.library.starters import Choice, starters, write_new

_ASKED = (
    ("github", "Do you check changes with GitHub Actions?"),
    ("gitlab", "Do you check changes with GitLab CI?"),
    ("pre_commit", "Do you use pre-commit?"),
)


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option("--library", metavar="DIR", default="templates", show_default=True, help="The folder of templates.")
@click.option("--locale", metavar="LOCALE", default="en", show_default=True, help="The language that you write.")
@click.option("--github", is_flag=True, help="Also write a workflow for GitHub Actions.")
@click.option("--gitlab", is_flag=True, help="Also write a job for GitLab CI.")
@click.option("--pre-commit", is_flag=True, help="Also write an entry for pre-commit.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
def command(
    folder: Path | None,
    library: str,
    locale: str,
    github: bool,  # noqa: FBT001 - click gives it by name
    gitlab: bool,  # noqa: FBT001
    pre_commit: bool,  # noqa: FBT001
    yes: bool,  # noqa: FBT001
) -> None:
    """Start a project in FOLDER (the current one): a configuration, a first template, a job for your CI.

    On a terminal it asks which jobs to write, unless a flag says so. What is there already is never changed.
    """
    wanted = {"github": github, "gitlab": gitlab, "pre_commit": pre_commit}
    if not yes and not any(wanted.values()) and asks():
        wanted = {name: click.confirm(question, default=False, err=True) for name, question in _ASKED}
    root = folder or Path()
    for file, text in starters(Choice(library, locale, **wanted)).items():
        written = write_new(root / file, text)
        say(f"{'Wrote' if written else 'Left as it is:'} {root / file}")
    say("Next: kindword lint, and kindword baseline to accept what is there today.")
