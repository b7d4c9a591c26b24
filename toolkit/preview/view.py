"""What the page shows of one message with one set of values: its words, what is found, what to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from toolkit.errors import KindwordError
from toolkit.library import Template
from toolkit.lint import Finding
from toolkit.lint.judge import in_order
from toolkit.lint.score import Observation
from toolkit.preview.branches import Passage, passages_of, taken_of
from toolkit.preview.desk import Desk
from toolkit.preview.fields import Field, data_of, defaulted_of, fields_of, missing_of, samples_by_field
from toolkit.preview.judged import Reading, behaviours_of, findings_of, reading_of
from toolkit.preview.pieces import Gaps, Piece, pieces_of
from toolkit.preview.profiles import profiles_of
from toolkit.preview.segments import Segments, segments_of
from toolkit.render import MappedText, Parts, RenderedMessage, render
from toolkit.render.compose import strip
from toolkit.render.output import as_eml, as_html, as_text, subject_line
from toolkit.rules import Rule


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that could be rendered: as it reads, as it goes out, and what is found in it.

    `text` is the whole with its subject, `body_text` the body alone; a subject by itself is its own body.
    """

    subject: tuple[Piece, ...] | None
    body: tuple[Piece, ...]
    subject_line: str
    text: str
    body_text: str
    html: str
    eml: str
    segments: Segments
    findings: tuple[Finding, ...]
    behaviours: tuple[Observation, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class View:
    """One message on the page. Either `shown` is there, or `problem` tells why there is none.

    `missing` names the fields that need a value, `defaulted` those whose default counts.
    """

    template: Template
    fields: tuple[Field, ...] = ()
    samples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    profiles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    defaulted: tuple[str, ...] = ()
    problem: str = ""
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A message with the data of one sample. `taken` tells for each passage whether it shows it."""

    sample: str
    subject: tuple[Piece, ...] | None = None
    body: tuple[Piece, ...] = ()
    findings: tuple[Finding, ...] = ()
    taken: tuple[bool, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """One message over all its samples, side by side, and the passages that some of them show."""

    passages: tuple[Passage, ...]
    columns: tuple[Column, ...]


def view_of(
    whole: Template | Parts,
    values: Mapping[str, Any],
    desk: Desk,
    *,
    more: Sequence[Finding] = (),
) -> View:
    """Return what the page shows of a message with values by the dotted name of their variable.

    `more` is what was found in the message besides, by others than the rules can ask here.
    Nothing is raised for values that do not fit or a template that does not render: the view says so.
    """
    view = View(whole.body if isinstance(whole, Parts) else whole)
    try:
        fields = fields_of(whole, desk.options)
        view = replace(view, fields=fields, samples=samples_by_field(whole, fields), profiles=profiles_of(fields))
        gaps = Gaps(missing_of(fields, values), defaulted_of(fields, values))
        view = replace(view, missing=gaps.missing, defaulted=gaps.defaulted)
        data = data_of(fields, values)
        message = render(whole, data, options=desk.options)
        findings = in_order((*findings_of(whole, message, data, desk), *more))
        return replace(view, shown=_shown(message, findings, gaps, desk.rules))
    except KindwordError as error:
        return replace(view, problem=said(error))


def beside_of(
    whole: Template | Parts,
    values: Mapping[str, Any],
    desk: Desk,
) -> Beside:
    """Return a message with the given values, where there are any, and with those of each of its samples.

    Raises KindwordError for a template that does not parse.
    """
    fields = fields_of(whole, desk.options)
    sets = {"What you filled in": values} if values else {}
    columns = []
    for name, given in {**sets, **samples_by_field(whole, fields)}.items():
        try:
            columns.append(_column(whole, name, fields, given, desk))
        except KindwordError as error:
            columns.append(Column(name, problem=said(error)))
    return Beside(passages_of(whole), tuple(columns))


def _column(
    whole: Template | Parts,
    name: str,
    fields: tuple[Field, ...],
    values: Mapping[str, Any],
    desk: Desk,
) -> Column:
    gaps = Gaps(missing_of(fields, values), defaulted_of(fields, values))
    data = data_of(fields, values)
    message = render(whole, data, options=desk.options)
    findings = findings_of(whole, message, data, desk)
    subject, body = _pieces(message, findings, gaps)
    return Column(name, subject, body, findings, taken_of(whole, data, desk.options))


def _shown(message: RenderedMessage, findings: tuple[Finding, ...], gaps: Gaps, rules: Sequence[Rule]) -> Shown:
    subject, body = _pieces(message, findings, gaps)
    line = subject_line(message)
    body_text = message.body.text.strip("\n") or line
    return Shown(
        subject=subject,
        body=body,
        subject_line=line,
        text=as_text(message),
        body_text=body_text,
        html=as_html(message),
        eml=as_eml(message),
        segments=segments_of(body_text),
        findings=findings,
        behaviours=behaviours_of(message, rules),
        reading=reading_of(message, rules),
    )


def _pieces(
    message: RenderedMessage, findings: tuple[Finding, ...], gaps: Gaps
) -> tuple[tuple[Piece, ...] | None, tuple[Piece, ...]]:
    """Return the subject and the body in pieces."""

    def pieces(text: MappedText) -> tuple[Piece, ...]:
        return pieces_of(text, message.sources, findings, gaps)

    return None if message.subject is None else pieces(message.subject), pieces(strip(message.body))


def said(error: KindwordError) -> str:
    """Return what is wrong with a template as the page says it: with its line, without its path."""
    where = f"Line {error.line}: " if error.line else ""
    return f"{where}{error.message}."
