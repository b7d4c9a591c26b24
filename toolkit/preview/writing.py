"""An unsaved source: what the page shows of it, and what is found in it over all its samples and variants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.errors import KindwordError
from toolkit.library import Template, read_template
from toolkit.lint import Finding, lint
from toolkit.preview.desk import Desk
from toolkit.preview.saving import Place
from toolkit.preview.view import View, said, view_of
from toolkit.text import normalise_newlines


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that is no template: `problem` says why, with the line."""

    place: Place
    problem: str


@dataclass(frozen=True, slots=True)
class Found:
    """What is found in a template: in its own file, and in the shared parts that it uses."""

    here: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]


def template_of(place: Place, source: str) -> Template:
    """Return the template that an unsaved source is; raises KindwordError where its header does not fit."""
    return read_template(place.file, place.root, place.shown, source=normalise_newlines(source))


def draft_of(place: Place, source: str, values: Mapping[str, Any], desk: Desk) -> View | Unreadable:
    """Return what the page shows of an unsaved source, as if it were in its file."""
    try:
        return view_of(template_of(place, source), values, desk)
    except KindwordError as error:
        return Unreadable(place, said(error))


def found_in(place: Place, source: str, desk: Desk) -> Found:
    """Return what linting the template would find with this source, in order of place."""
    try:
        item: Template | KindwordError = template_of(place, source)
    except KindwordError as error:
        item = error
    findings = lint([item], desk.rules, options=desk.options, overriding=desk.overriding).findings
    return Found(
        here=tuple(one for one in findings if one.path == place.shown),
        elsewhere=tuple(one for one in findings if one.path != place.shown),
    )
