"""JSON with line numbers: each value's line, and the line of what is broken or said twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import KindwordError
from toolkit.resources.json import parse_json, value_lines

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


def members(value: Any, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the keys that lead to each value within a value, in order."""
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [keys for name, inner in named for keys in ((*above, str(name)), *members(inner, (*above, str(name))))]


@given(VALUES)
def test_every_value_has_the_line_on_which_it_stands(value: Any) -> None:
    text = json.dumps(value, indent=1)
    found = list(value_lines(text))
    assert [keys for keys, _ in found] == members(value)
    opened = [number for number, line in enumerate(text.split("\n"), 1) if line.strip(" ,")[:1] not in ("]", "}")]
    assert [line for _, line in found] == opened[1:]


@given(st.text(alphabet='{}[],:"\\n\n1a', max_size=30))
def test_a_broken_text_is_told_as_far_as_it_goes(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for _, line in value_lines(text))


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ('{\n"a": 1,\n"b": {"c": 2},\n"a": 3\n}', "d.json:4: this is not valid JSON: 'a' is given twice"),
        ('[\n{"a": 1,\n"a": 2},\n!', "d.json:3: this is not valid JSON: 'a' is given twice"),
        ('[\n{"a": 1},\n!', "d.json:3: this is not valid JSON: expecting value (column 1)"),
        ('{"a":\n NaN}', "d.json:1: this is not valid JSON: NaN is no number"),
        ('{\n"a": 1,\n"b": {\n"c": 2,\n"c": 2},\n}', "d.json:5: this is not valid JSON: 'c' is given twice"),
        ("[" * 100_000, "d.json:1: this JSON nests too deeply"),
    ],
)
def test_a_mistake_has_its_line(text: str, error: str) -> None:
    with pytest.raises(KindwordError) as told:
        parse_json(text, "d.json")
    assert str(told.value) == error
