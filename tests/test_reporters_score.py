"""The score as people read it: a page for each of a few messages, a table for many, JSON for programs."""

from __future__ import annotations

import json

from toolkit.lint.score import RUBRIC, Observation, Score
from toolkit.reporters.score import score_json, score_text

WORDS = {"names the error": "We sent the wrong size.", "time": "It comes on Friday."}
LONG = "We sent you a chair whose leg was split from end to end, and " * 3


def scored(name: str = "apologies/late", sample: str = "typical", **words: str) -> Score:
    given = {**WORDS, **words}
    observations = tuple(
        Observation(behaviour.name, behaviour.name in given, given.get(behaviour.name, "")) for behaviour in RUBRIC
    )
    return Score(f"{name}.j2", "apology", name, None, sample, observations)


def test_one_message_is_shown_in_full() -> None:
    assert score_text([scored()]) == (
        "apologies/late (typical): apology\n"
        "  no   acknowledges\n"
        "  yes  names the error  “We sent the wrong size.”\n"
        "  no   owns it\n"
        "  no   next step\n"
        "  yes  time             “It comes on Friday.”\n"
        "  no   invitation\n"
        "  no   plain words\n"
        "  no   no blame\n"
        "\n"
        "Scored 1 message. No one behaviour decides: read what is missing, and whether it should be there.\n"
    )


def test_a_long_sentence_is_cut_and_control_characters_are_escaped() -> None:
    page = score_text([scored(**{"next step": LONG, "time": "by\x1b[31m Friday"})])
    assert max(map(len, page.splitlines()[:-1])) <= 100
    assert "from end to end, and We sent you…”\n" in page
    assert "“by\\x1b[31m Friday”\n" in page


TABLE = """\
                acknowledges  names the error  owns it  next step  time  invitation  plain words  no blame
a                    ·               ✓            ·         ·       ✓        ·            ·          ·
bb                   ·               ✓            ·         ·       ✓        ·            ·          ·
昨日                 ·               ✓            ·         ·       ✓        ·            ·          ·
d (s)                ·               ✓            ✓         ·       ✓        ·            ·          ·
found in, of 4       0               4            1         0       4        0            0          0

Scored 4 messages. No one behaviour decides: read what is missing, and whether it should be there.
"""


def test_several_messages_are_a_table_that_counts() -> None:
    many = [scored(name, sample="") for name in ("a", "bb", "昨日")]
    assert score_text([*many, scored("d", "s", **{"owns it": "We did."})]) == TABLE


def test_a_message_of_a_set_is_named_by_its_id() -> None:
    one = Score("m.jsonl", "apology", None, "17", "", scored().observations)
    assert score_text([one]).startswith("m.jsonl (17): apology\n")


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b[" not in score_text([scored()])
    assert "\x1b[32myes\x1b[0m" in score_text([scored()], colour=True)


def test_programs_get_everything() -> None:
    report = json.loads(score_json([scored()]))
    assert report["version"] == 1
    (one,) = report["scores"]
    assert {key: value for key, value in one.items() if key != "observations"} == {
        "path": "apologies/late.j2",
        "kind": "apology",
        "template": "apologies/late",
        "message_id": None,
        "sample": "typical",
    }
    assert one["observations"][1] == {
        "behaviour": "names the error",
        "found": True,
        "words": "We sent the wrong size.",
    }
