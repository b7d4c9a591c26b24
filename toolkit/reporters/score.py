"""The score as people read it: one message in full, several as a table; and as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from toolkit.lint.score import RUBRIC, Score
from toolkit.reporters.columns import visible, width

VERSION = 1
_FOUND, _MISSING = "yes", "no"
_MARKS = {True: "✓", False: "·"}
_COLUMNS = 100
_FULL = 3
"""Messages up to which each is shown in full."""


def score_text(scores: Sequence[Score], *, colour: bool = False) -> str:
    """Return a page for each of a few messages, a table for many; both end with what the marks mean."""
    shown = "\n\n".join(map(_page, scores)) if len(scores) <= _FULL else _table(scores)
    counted = f"Scored {len(scores):,} message{'' if len(scores) == 1 else 's'}."
    report = (
        f"{shown}\n\n{counted} No one behaviour decides: read what is missing, and whether it should be there.\n"
    )
    return report if colour else click.unstyle(report)


def score_json(scores: Sequence[Score]) -> str:
    """Return the scores as JSON."""
    return (
        json.dumps({"version": VERSION, "scores": [asdict(one) for one in scores]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _name(score: Score) -> str:
    place = score.template or score.path
    which = score.message_id or score.sample
    return visible(f"{place} ({which})" if which else place)


def _page(score: Score) -> str:
    longest = max(len(behaviour.name) for behaviour in RUBRIC)
    lines = [click.style(f"{_name(score)}: {score.kind}", bold=True)]
    for seen in score.observations:
        mark = click.style(f"{_FOUND:3}", fg="green") if seen.found else click.style(f"{_MISSING:3}", fg="yellow")
        words = _cropped(visible(seen.words), _COLUMNS - longest - 11)
        lines.append(f"  {mark}  {seen.behaviour:{longest}}  {f'“{words}”' if words else ''}".rstrip())
    return "\n".join(lines)


def _cropped(text: str, columns: int) -> str:
    return text if width(text) <= columns else text[: columns - 1].rstrip() + "…"


def _table(scores: Sequence[Score]) -> str:
    names = [_name(score) for score in scores]
    counted = f"found in, of {len(scores):,}"
    longest = max(map(width, [*names, counted]))
    heads = [behaviour.name for behaviour in RUBRIC]
    rows = [" " * longest + "  " + "  ".join(heads)]
    for name, score in zip(names, scores, strict=True):
        marks = "  ".join(f"{_MARKS[seen.found]:^{len(seen.behaviour)}}" for seen in score.observations)
        rows.append(f"{name}{' ' * (longest - width(name))}  {marks}".rstrip())
    counts = "  ".join(
        f"{sum(score.observations[at].found for score in scores):^{len(head)}}" for at, head in enumerate(heads)
    )
    rows.append(f"{counted:{longest}}  {counts}".rstrip())
    return "\n".join(rows)
