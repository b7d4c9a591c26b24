"""What the page is sent: the library, a message, its samples side by side, and pasted records, as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from toolkit.library import Library, Template
from toolkit.lint import Finding
from toolkit.preview.judged import WORDS_A_MINUTE
from toolkit.preview.pieces import Piece
from toolkit.preview.records import Records
from toolkit.preview.view import Beside, Shown, View, said
from toolkit.preview.writing import Found, Unreadable
from toolkit.rules import Rule

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)


def library_data(library: Library) -> dict[str, Any]:
    """Return the templates to choose from, with all that a search looks at, and why others cannot be read."""
    return {
        "templates": [
            {
                "name": one.name,
                "path": one.path,
                "kind": one.kind,
                "title": one.title or one.name,
                "use_when": one.use_when,
                "channel": one.channel,
                "locale": one.locale,
                "situation": one.situation,
                "tags": one.tags,
                "text": _COMMENT.sub("", one.source).strip(),
            }
            for one in library.templates
        ],
        "errors": [str(error) for error in library.errors],
        "broken": [{"path": one.path, "problem": said(one)} for one in library.errors if one.line],
    }


def view_data(view: View, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return a view as the page reads it."""
    template = view.template
    return {
        "name": template.name,
        "kind": template.kind,
        "channel": template.channel,
        "locale": template.locale,
        "title": template.title or template.name,
        "use_when": template.use_when,
        "situation": template.situation,
        "tags": template.tags,
        "path": template.path,
        "fields": [{**asdict(field), "must": field.must} for field in view.fields],
        "samples": view.samples,
        "profiles": view.profiles,
        "missing": view.missing,
        "defaulted": view.defaulted,
        "problem": view.problem,
        "message": None if view.shown is None else _message(view.shown, rules),
    }


def draft_data(draft: View | Unreadable, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return what the page shows of an unsaved source as the page reads it."""
    if isinstance(draft, View):
        return {**view_data(draft, rules), "readable": True}
    nothing = Template("", "any", "", "", draft.place.shown, "", draft.place.root, title=draft.place.file.name)
    return {**view_data(View(nothing, problem=draft.problem), rules), "readable": False}


def found_data(found: Found, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return what is found in a source as the editor reads it: places are [line, column], the end exclusive."""

    def placed(finding: Finding) -> dict[str, Any]:
        place = finding.location
        where = {"start": None, "end": None} if place is None else {"start": place.start, "end": place.end}
        return {**_finding(finding, rules), "path": finding.path, **where}

    return {"here": [placed(one) for one in found.here], "elsewhere": [placed(one) for one in found.elsewhere]}


def beside_data(beside: Beside, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return a message over its samples as the page reads it."""
    return {
        "passages": [asdict(one) for one in beside.passages],
        "columns": [
            {
                "sample": one.sample,
                **_words(one.subject, one.body),
                "findings": [_finding(found, rules) for found in one.findings],
                "taken": one.taken,
                "problem": one.problem,
            }
            for one in beside.columns
        ],
    }


def records_data(records: Records) -> dict[str, Any]:
    """Return pasted records as the page reads them."""
    return asdict(records)


def _message(shown: Shown, rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        **_words(shown.subject, shown.body),
        "subject_line": shown.subject_line,
        "text": shown.text,
        "body_text": shown.body_text,
        "html": shown.html,
        "eml": shown.eml,
        "segments": asdict(shown.segments),
        "findings": [_finding(one, rules) for one in shown.findings],
        "behaviours": [asdict(one) for one in shown.behaviours],
        "reading": {**asdict(shown.reading), "words_a_minute": WORDS_A_MINUTE},
    }


def _words(subject: Iterable[Piece] | None, body: Iterable[Piece]) -> dict[str, Any]:
    return {
        "subject": None if subject is None else [asdict(one) for one in subject],
        "body": [asdict(one) for one in body],
    }


def _finding(finding: Finding, rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "why": rules[finding.rule].rationale if finding.rule in rules else "",
        "suggestion": finding.suggestion,
        "excerpt": finding.excerpt,
        "line": None if finding.location is None else finding.location.start[0],
    }
