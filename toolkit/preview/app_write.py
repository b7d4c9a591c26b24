"""The writer's half of the server: sources are read, tried out unsaved and saved; changes on disk are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from threading import Lock
from typing import Any

from flask import Flask, Response, abort, request

from toolkit.preview.answer import beside_data, draft_data, found_data
from toolkit.preview.asked import told_of
from toolkit.preview.desk import Desk
from toolkit.preview.exchange import answered, sent
from toolkit.preview.saving import (
    MAX_SOURCE,
    ChangedError,
    Place,
    Source,
    difference,
    now,
    place_of,
    save_source,
)
from toolkit.preview.view import beside_of
from toolkit.preview.watching import state_of
from toolkit.preview.writing import draft_of, found_in, template_of

TOKEN = "X-Kindword-Token"  # noqa: S105 - a header's name
"""The header that bears the token of this run."""

_EARLIER = "This page is of an earlier run of the preview. Copy what you have not saved, then load the page again."


@dataclass(frozen=True, slots=True)
class Posted:
    """A source that the page has posted, the place of its template, and whatever came with it."""

    place: Place
    source: str
    told: Mapping[str, Any]


def add_writing(app: Flask, desk: Desk, one_at_a_time: Lock, token: str) -> None:
    """Add what a writer needs to an application; whoever posts a source must know the token of this run."""
    _add_files(app, desk, one_at_a_time, token)
    _add_drafts(app, desk, one_at_a_time, token)


def _add_files(app: Flask, desk: Desk, one_at_a_time: Lock, token: str) -> None:
    """Add the addresses at which files are read, saved and compared, and their changes told."""

    @app.get("/source")
    def source() -> Response:
        return answered(_source(now(place_of(request.args.get("path", ""), desk.roots))))

    @app.get("/changes")
    def changes() -> Response:
        return answered({"state": state_of(desk.roots)})

    @app.post("/compare")
    def compare() -> Response:
        posted = _posted(token, desk.roots)
        return answered(_compared(now(posted.place), posted.source))

    @app.post("/save")
    def save() -> Response:
        posted = _posted(token, desk.roots)
        digest = _of(posted, "digest", str)
        try:
            with one_at_a_time:
                return answered(_source(save_source(posted.place, posted.source, digest)))
        except ChangedError as error:
            return answered({"error": str(error), **_compared(error.theirs, posted.source)}, 409)


def _add_drafts(app: Flask, desk: Desk, one_at_a_time: Lock, token: str) -> None:
    """Add the addresses at which a source that is not saved is tried out."""
    rules = {rule.id: rule for rule in desk.rules}
    judging = Lock()  # judging a whole template takes its time, and shares nothing with what renders one message

    @app.post("/draft/message")
    def draft() -> Response:
        posted = _posted(token, desk.roots)
        values = _of(posted, "values", dict)
        with one_at_a_time:
            return answered(draft_data(draft_of(posted.place, posted.source, values, desk), rules))

    @app.post("/draft/samples")
    def draft_samples() -> Response:
        posted = _posted(token, desk.roots)
        values = _of(posted, "values", dict)
        with one_at_a_time:
            template = template_of(posted.place, posted.source)
            return answered(beside_data(beside_of(template, values, desk), rules))

    @app.post("/findings")
    def findings() -> Response:
        posted = _posted(token, desk.roots)
        with judging:
            return answered(found_data(found_in(posted.place, posted.source, desk), rules))


def _posted(token: str, roots: Sequence[Path]) -> Posted:
    """Return what a request has posted that bears the token of this run."""
    if not compare_digest(request.headers.get(TOKEN, "").encode(), token.encode()):
        abort(403, _EARLIER)
    told = sent(told_of)
    match told:
        case {"path": str(path), "source": str(source)}:
            pass
        case _:
            abort(400, "Name a path and its source.")
    if len(source) > MAX_SOURCE:
        abort(413, f"More than {MAX_SOURCE:,} characters are neither tried out nor saved here.")
    return Posted(place_of(path, roots), source, told)


def _of(posted: Posted, name: str, sort: type) -> Any:
    value = posted.told.get(name)
    if not isinstance(value, sort):
        abort(400, f"Name a path, its source and the {name}.")
    return value


def _source(source: Source) -> Mapping[str, Any]:
    return {"text": source.text, "digest": source.digest, "locked": source.locked}


def _compared(theirs: Source, mine: str) -> Mapping[str, Any]:
    stretches = ({"whose": one.whose, "lines": one.lines} for one in difference(theirs.text, mine))
    return {**_source(theirs), "difference": list(stretches)}
