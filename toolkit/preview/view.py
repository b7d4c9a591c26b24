"""What the page shows of one template with one set of values: its words, what is found, what to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.lint import Finding, lint
from toolkit.lint.score import Observation, score
from toolkit.preview.fields import Field, data_of, fields_of, missing_of, samples_by_field
from toolkit.preview.pieces import Piece, pieces_of
from toolkit.render import MappedText, RenderedMessage, RenderOptions, render
from toolkit.render.compose import strip
from toolkit.render.output import as_eml, as_html, as_text, subject_line
from toolkit.rules import Rule


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that could be rendered: as it reads, as it goes out, and what is found in it."""

    subject: tuple[Piece, ...] | None
    body: tuple[Piece, ...]
    subject_line: str
    text: str
    html: str
    eml: str
    findings: tuple[Finding, ...]
    behaviours: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One template on the page. Either `shown` is there, or `problem` tells why there is no message."""

    template: Template
    fields: tuple[Field, ...]
    samples: Mapping[str, Mapping[str, Any]]
    missing: tuple[str, ...]
    problem: str
    shown: Shown | None


def view_of(
    template: Template,
    values: Mapping[str, Any],
    rules: Sequence[Rule],
    options: RenderOptions | None = None,
) -> View:
    """Return what the page shows of a template with values by the dotted name of their variable.

    Nothing is raised for values that do not fit or a template that does not render: the view says so.
    """
    fields: tuple[Field, ...] = ()
    samples: Mapping[str, Mapping[str, Any]] = {}
    missing: tuple[str, ...] = ()
    try:
        fields = fields_of(template, options)
        samples = samples_by_field(template, fields)
        missing = missing_of(fields, values)
        message = render(template, data_of(fields, values), options=options)
        shown = _shown(message, missing, rules)
    except KindwordError as error:
        return View(template, fields, samples, missing, said(error), None)
    return View(template, fields, samples, missing, "", shown)


def _shown(message: RenderedMessage, missing: tuple[str, ...], rules: Sequence[Rule]) -> Shown:
    findings = lint(message, rules).findings

    def pieces(text: MappedText) -> tuple[Piece, ...]:
        return pieces_of(text, message.sources, findings, missing)

    return Shown(
        subject=None if message.subject is None else pieces(message.subject),
        body=pieces(strip(message.body)),
        subject_line=subject_line(message),
        text=as_text(message),
        html=as_html(message),
        eml=as_eml(message),
        findings=findings,
        behaviours=_behaviours(message, rules),
    )


def _behaviours(message: RenderedMessage, rules: Sequence[Rule]) -> tuple[Observation, ...]:
    """Return which behaviours the message shows; none for a language without rules, or with the rules off."""
    try:
        return score(message, rules)[0].observations
    except KindwordError:
        return ()


def said(error: KindwordError) -> str:
    """Return what is wrong with a template as the page says it: with its line, without its path."""
    where = f"Line {error.line}: " if error.line else ""
    return f"{where}{error.message}."
