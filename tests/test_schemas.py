"""The schemas fit what ships, and refuse what the readers refuse."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from toolkit.cli import cli
from toolkit.library import load_library
from toolkit.resources import shipped
from toolkit.rules.schemas import SCHEMAS, config_schema

CONFIG = """
library = "mail"
rules = ["rules"]
select = ["jargon"]
ignore = ["pressure"]
fail_on = "warning"
baseline = "known.json"
allow = ["ACME"]
sample_data = "values.yaml"
locale = "en-GB"
severity = { jargon = "warning" }
kinds = { "mail/sorry/*" = "apology" }
declare = { filters = ["money"], tests = [], globals = ["asset"] }
stand_ins = { order = { id = "AB-1" } }
timeframe = { kinds = ["follow-up"] }
readability = { limit = 8.5, sentence_words = 25 }
promises = { refund = "5 business days" }
grammar = true
languagetool = { url = "http://localhost:8081", path = "LanguageTool-6.8" }
overrides = [{ files = ["old/*"], kinds = ["closing"], ignore = ["jargon"], severity = { pressure = "warning" } }]
"""


def faults(name: str, data: dict[str, Any]) -> list[str]:
    return [error.json_path for error in Draft202012Validator(SCHEMAS[name]()).iter_errors(data)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_and_the_command_writes_it(name: str, tmp_path: Path) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name]())
    shown = CliRunner().invoke(cli, ["schema", name])
    assert json.loads(shown.stdout) == SCHEMAS[name]()
    CliRunner().invoke(cli, ["schema", name, "-o", str(tmp_path / "schema.json")])
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == shown.stdout


def test_an_unknown_schema_is_told_with_the_nearest() -> None:
    result = CliRunner().invoke(cli, ["schema", "confg"])
    assert result.exit_code == 2
    assert "There is no schema 'confg'. Did you mean 'config'?" in result.stderr


@pytest.mark.parametrize("path", sorted(shipped("lint_rules").glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_rule_fits(path: Path) -> None:
    assert faults("rule", tomllib.loads(path.read_text(encoding="utf-8"))) == []


def test_every_shipped_header_fits() -> None:
    found = {one.name: faults("header", dict(one.header)) for one in load_library(shipped("templates")).templates}
    assert found == {name: [] for name in found} != {}


def test_a_configuration_with_every_key_fits() -> None:
    data = tomllib.loads(CONFIG)
    assert set(data) == set(config_schema()["properties"])
    assert faults("config", data) == []


@pytest.mark.parametrize(
    ("name", "text", "path"),
    [
        ("config", 'libary = "x"', "$"),
        ("config", 'fail_on = "warnings"', "$.fail_on"),
        ("config", 'locale = "english!"', "$.locale"),
        ("config", '[[overrides]]\nkinds = ["apologies"]', "$.overrides[0].kinds[0]"),
        ("header", 'kind = "apologies"', "$.kind"),
        ("header", 'situation = " "', "$.situation"),
        ("header", f'situation = "{"late " * 9}"', "$.situation"),
        ("header", 'tags = ["refund", "a b"]', "$.tags[1]"),
        ("header", 'tags = ["refund", "refund"]', "$.tags"),
        ("header", "[variables.name]\nrequired = 1", "$.variables.name.required"),
        ("rule", 'check = "phrase"', "$.check"),
        ("rule", "examples = { bad = [3] }", "$.examples.bad[0]"),
        ("rule", "options = { phrase = [] }", "$.options"),
    ],
)
def test_what_the_readers_refuse_is_refused(name: str, text: str, path: str) -> None:
    assert faults(name, tomllib.loads(text)) == [path]
