"""A rendered text in pieces: each finding on all the words that its place was rendered to."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.library import read_template
from toolkit.lint import lint
from toolkit.preview.pieces import Gaps, pieces_of
from toolkit.render import render
from toolkit.rules import load_rules

RULES = load_rules()


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("You failed to pay.", ["You failed to"]),
        ("{% for n in [1, 2] %}You failed to pay {{ n }}. {% endfor %}", ["You failed to", "You failed to"]),
        ("{{ 'You failed to' }} pay. We write soon.", ["You failed to", "soon"]),
        ("{% filter upper %}you failed to pay{% endfilter %}", ["YOU FAILED TO PAY"]),
        ("You {# why #}failed to pay.", ["You ", "failed to"]),
        ("Thank you for the photo.", []),
    ],
)
def test_findings_stand_on_their_words(tmp_path: Path, source: str, marked: list[str]) -> None:
    file = tmp_path / "late.j2"
    message = render(read_template(file, tmp_path, "late.j2", source=source))
    wanted = [rule for rule in RULES if rule.id in ("blame-language", "vague-timeframe")]
    findings = lint(message, wanted).findings
    pieces = pieces_of(message.body, message.sources, findings, Gaps((), ()))
    assert "".join(piece.text for piece in pieces) == message.body.text
    assert [piece.text for piece in pieces if piece.findings] == marked
