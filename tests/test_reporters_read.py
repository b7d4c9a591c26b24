"""Reports as programs that are not ours read them."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import junitparser
import pytest
from reported import CLEAN, RESULT, RULES, SET, TEMPLATE
from sarif_pydantic import Sarif

from toolkit.reporters import REPORTERS

MULTITOOL = os.environ.get("KINDWORD_SARIF_MULTITOOL")
"""The SARIF Multitool of the format's makers: it checks a report against the schema that comes with it."""
REVIEWDOG = os.environ.get("KINDWORD_REVIEWDOG")
SARIF = REPORTERS["sarif"](RESULT)


def test_a_sarif_reader_sees_the_rules_the_places_and_the_fixes() -> None:
    (run,) = Sarif.model_validate_json(REPORTERS["sarif"](RESULT)).runs
    assert [rule.id for rule in run.tool.driver.rules or ()] == [rule.id for rule in RULES]
    results = run.results or []
    assert [(one.rule_id, one.rule_index, getattr(one.level, "value", one.level)) for one in results] == [
        ("apology-impact", 1, "warning"),
        ("all-caps", 0, "error"),
        ("vague-timeframe", 3, "warning"),
        ("jargon", 2, "note"),
        ("all-caps", 0, "error"),
        ("apology-impact", 1, "warning"),
    ]
    assert [len(one.fixes or ()) for one in results] == [0, 1, 0, 0, 0, 0]
    raw = [one["suppressions"] for one in json.loads(SARIF)["runs"][0]["results"]]
    kinds = [[(why["kind"], why["justification"]) for why in one] for one in raw]
    assert kinds == [
        *([] for _ in RESULT.findings),
        [("inSource", "the till prints it so")],
        [("external", "A baseline holds it.")],
    ]
    places = [(one.locations or [])[0].physical_location for one in results]
    regions = [None if place is None or place.region is None else place.region for place in places]
    assert [region and (region.start_line, region.end_line, region.end_column) for region in regions] == [
        (1, None, None),
        (3, 3, 23),
        (5, 6, 8),
        (2, 2, 48),
        (7, 7, 18),
        (1, None, None),
    ]


@pytest.mark.process
@pytest.mark.skipif(MULTITOOL is None, reason="there is no SARIF Multitool: $KINDWORD_SARIF_MULTITOOL names none")
@pytest.mark.parametrize(
    ("report", "faults"), [(SARIF, []), (SARIF.replace('"level"', '"levle"'), ["JSON1005"]), ("[]", ["JSON1001"])]
)
def test_a_validator_finds_that_it_follows_the_published_schema(
    report: str, faults: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "kindword.sarif"
    file.write_text(report, encoding="utf-8")
    done = subprocess.run(
        [str(MULTITOOL), "validate", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    assert "1 files scanned." in done.stdout
    assert sorted(set(re.findall(r": error (\w+): ", done.stdout))) == faults


def test_a_junit_reader_sees_a_suite_for_each_file() -> None:
    suites = junitparser.JUnitXml.fromstring(REPORTERS["junit"](RESULT).encode())
    assert (suites.tests, suites.failures, suites.errors) == (5, 4, 0)
    seen = {suite.name: [(case.name, case.is_passed) for case in suite] for suite in suites}
    assert seen == {
        CLEAN: [("no findings", True)],
        TEMPLATE: [("apology-impact", False), ("all-caps at 3:20", False), ("vague-timeframe at 5:10", False)],
        SET: [("jargon at 2:40 (message m-7)", False)],
    }
    (failure,) = next(iter(list(suites)[2])).result
    assert (failure.type, failure.message) == ("suggestion", "Say it plainly. Write: pass on (message m-7)")


def test_an_xml_reader_sees_checkstyles_files_and_errors() -> None:
    root = ET.fromstring(REPORTERS["checkstyle"](RESULT).encode())  # noqa: S314 - it is our own
    assert (root.tag, root.attrib) == ("checkstyle", {"version": "4.3"})
    seen = {
        file.attrib["name"]: [
            (int(error.attrib["line"]), error.attrib["severity"], error.attrib["source"]) for error in file
        ]
        for file in root
    }
    assert seen == {
        CLEAN: [],
        TEMPLATE: [
            (0, "warning", "kindword.apology-impact"),
            (3, "error", "kindword.all-caps"),
            (5, "warning", "kindword.vague-timeframe"),
        ],
        SET: [(2, "info", "kindword.jargon")],
    }


@pytest.mark.process
@pytest.mark.skipif(REVIEWDOG is None, reason="there is no reviewdog: $KINDWORD_REVIEWDOG names none")
def test_reviewdog_reads_the_places_and_the_suggestions(tmp_path: Path) -> None:
    done = subprocess.run(
        [str(REVIEWDOG), "-f=rdjson", "-reporter=rdjson", "-filter-mode=nofilter"],
        input=REPORTERS["rdjson"](RESULT),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        cwd=tmp_path,
    )
    seen = [
        (
            one["code"]["value"],
            one["severity"],
            one["location"]["path"],
            one["location"].get("range", {}).get("start"),
            [suggestion["text"] for suggestion in one.get("suggestions", ())],
        )
        for one in json.loads(done.stdout)["diagnostics"]
    ]
    assert sorted(seen, key=lambda one: one[0]) == [
        ("all-caps", "ERROR", TEMPLATE, {"line": 3, "column": 28}, ["not"]),
        ("apology-impact", "WARNING", TEMPLATE, None, []),
        ("jargon", "INFO", SET, {"line": 2}, []),
        ("vague-timeframe", "WARNING", TEMPLATE, {"line": 5, "column": 10}, []),
    ]
