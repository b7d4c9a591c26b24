"""The writing guide keeps its word: each sentence before is found by the rule it names, each after by none."""

from dataclasses import replace

import pytest
from shown_library import Pair, pairs

from toolkit.library import CHANNELS, KINDS
from toolkit.lint import lint
from toolkit.render import RenderedMessage
from toolkit.rules import load_rules
from toolkit.sources.plain_text import read_plain_text

every_pair = pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.rule)


def message(pair: Pair, text: str) -> RenderedMessage:
    return replace(read_plain_text(text, "pair.txt", kind=pair.kind), channel=pair.channel)


def found(pair: Pair, text: str) -> set[str]:
    return {finding.rule for finding in lint(message(pair, text), load_rules()).findings}


@every_pair
def test_a_pair_is_of_a_kind_and_a_channel_that_there_are(pair: Pair) -> None:
    assert pair.kind in KINDS
    assert pair.channel in CHANNELS


@every_pair
def test_what_stands_before_is_found_by_the_rule(pair: Pair) -> None:
    assert pair.rule in found(pair, pair.before)


@every_pair
def test_what_stands_after_is_clean(pair: Pair) -> None:
    assert found(pair, pair.after) == set()


def test_each_pair_shows_another_rule() -> None:
    rules = [pair.rule for pair in pairs()]
    assert len(rules) == len(set(rules)) >= 10
