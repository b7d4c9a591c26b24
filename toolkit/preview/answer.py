"""What the page is sent: the library and a view as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.library import Library
from toolkit.lint import Finding
from toolkit.preview.pieces import Piece
from toolkit.preview.view import Shown, View, said
from toolkit.preview.writing import Found, Unreadable
from toolkit.rules import Rule


def library_data(library: Library) -> dict[str, Any]:
    """Return the templates to choose from, with all that a search looks at, and why others cannot be read."""
    return {
        "templates": [
            {
                "name": one.name,
                "kind": one.kind,
                "title": one.title or one.name,
                "use_when": one.use_when,
                "text": one.source,
            }
            for one in library.templates
        ],
        "errors": [str(error) for error in library.errors],
        "broken": [{"path": one.path, "problem": said(one)} for one in library.errors if one.line],
    }


def view_data(view: View, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return a view as the page reads it."""
    return {
        "name": view.template.name,
        "kind": view.template.kind,
        "title": view.template.title or view.template.name,
        "use_when": view.template.use_when,
        "path": view.template.path,
        "fields": [
            {
                "name": field.name,
                "description": field.description,
                "example": field.example,
                "default": field.default,
                "required": field.required,
                "sort": field.sort,
            }
            for field in view.fields
        ],
        "samples": view.samples,
        "missing": view.missing,
        "problem": view.problem,
        "message": None if view.shown is None else _message(view.shown, rules),
    }


def draft_data(draft: View | Unreadable, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return what the page shows of an unsaved source as the page reads it: `fields` is null for no template."""
    if isinstance(draft, View):
        return view_data(draft, rules)
    name = Path(draft.place.shown).name
    told = {"name": name, "title": name, "path": draft.place.shown, "use_when": "", "kind": None}
    return {**told, "fields": None, "samples": {}, "missing": [], "problem": draft.problem, "message": None}


def found_data(found: Found, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """Return what is found in a source as the editor reads it: places are [line, column], the end exclusive."""

    def placed(finding: Finding) -> dict[str, Any]:
        place = finding.location
        where = {"start": None, "end": None} if place is None else {"start": place.start, "end": place.end}
        return {**_finding(finding, rules), "path": finding.path, **where}

    return {"here": [placed(one) for one in found.here], "elsewhere": [placed(one) for one in found.elsewhere]}


def _message(shown: Shown, rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        "subject": None if shown.subject is None else [_piece(one) for one in shown.subject],
        "body": [_piece(one) for one in shown.body],
        "subject_line": shown.subject_line,
        "text": shown.text,
        "html": shown.html,
        "eml": shown.eml,
        "findings": [_finding(one, rules) for one in shown.findings],
        "behaviours": [
            {"behaviour": one.behaviour, "found": one.found, "words": one.words} for one in shown.behaviours
        ],
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {"text": piece.text, "origin": piece.origin, "findings": piece.findings}


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
