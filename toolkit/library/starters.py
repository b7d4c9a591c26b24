"""The files with which a team starts: a configuration, a first template, jobs for CI servers and pre-commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import KindwordError
from toolkit.library.model import LOCALE
from toolkit.library.skeleton import draft
from toolkit.resources import write_text

_CONFIG = """\
# What kindword is to check here. Every key: kindword config; for your editor: kindword schema config.
library = {library}
locale = {locale}
# rules = ["rules"]          # a folder of your own rules
# allow = ["ACME"]           # names and acronyms that no rule is to mind

[severity]
# jargon = "error"           # error, warning or suggestion
"""
_GITHUB = """\
name: kindword
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  kindword:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install kindword
      - run: kindword lint --format github
"""
_GITLAB = """\
kindword:
  image: python:3.12
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - pip install kindword
    - kindword lint --format text --format gitlab:gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
"""
_PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: kindword
        name: kindword
        entry: kindword lint
        language: python
        additional_dependencies: [kindword]
        files: (?i)\\.(j2|jinja|jinja2)$
        exclude: (^|/)[_.]
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a team wants to start with; `library` is a folder below that of the project."""

    library: str = "templates"
    locale: str = "en"
    github: bool = False
    gitlab: bool = False
    pre_commit: bool = False


def starters(choice: Choice) -> Mapping[str, str]:
    """Return the texts of the files by their paths below the project's folder.

    Raises KindwordError for a library outside that, and a locale that is none.
    """
    library = Path(choice.library)
    if library.is_absolute() or ".." in library.parts or not library.parts:
        raise KindwordError(f"{choice.library!r} is no folder below this one", hint="Name it as seen from here.")
    if not LOCALE.fullmatch(choice.locale):
        raise KindwordError(f"{choice.locale!r} is no locale", hint="Write it as en or en-GB.")
    named = {"library": json.dumps(library.as_posix(), ensure_ascii=False), "locale": json.dumps(choice.locale)}
    files = {
        "kindword.toml": _CONFIG.format(**named),
        f"{library.as_posix()}/apologies/late-delivery.j2": draft("apology", "late-delivery"),
    }
    jobs = (
        (choice.github, ".github/workflows/kindword.yml", _GITHUB),
        (choice.gitlab, ".gitlab-ci.yml", _GITLAB),
        (choice.pre_commit, ".pre-commit-config.yaml", _PRE_COMMIT),
    )
    return files | {file: text for wanted, file, text in jobs if wanted}


def write_new(file: Path, text: str) -> bool:
    """Write a file where there is none; tell whether there was none. Raises KindwordError where it cannot be."""
    if file.exists() or file.is_symlink():
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KindwordError(f"cannot be made: {error.strerror or error}", path=str(file.parent)) from error
    write_text(file, text)
    return True
