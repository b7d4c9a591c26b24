"""One finding per fault, where its words stand, in the samples that show it, unless a writer allows it."""

import sys
from pathlib import Path

import pytest

from toolkit.errors import KindwordError
from toolkit.library import Template, load_library, read_template
from toolkit.lint import Finding, LintResult, lint
from toolkit.render import render
from toolkit.resources import sharing

HEADER = """{# title = "A test"
use_when = "never"
[variables.status]
description = "how it went"
[samples.late]
status = "late"
[samples.lost]
status = "lost"
#}
"""


def template(source: str, name: str = "message.txt.j2", root: Path = Path()) -> Template:
    return read_template(root / name, root, name, source=source)


def seen(result: LintResult) -> list[tuple[str, str]]:
    return [(finding.rule, finding.excerpt) for finding in result.findings]


def only(result: LintResult) -> Finding:
    (finding,) = result.findings
    return finding


def test_a_finding_stands_on_its_words_in_the_source() -> None:
    finding = only(lint(template("Hi {{ first_name }},\n\nplease DO NOT reply.\n")))
    assert (finding.rule, finding.excerpt) == ("all-caps", "DO NOT")
    assert str(finding.location) == "message.txt.j2:3:8"
    assert finding.source_line == "please DO NOT reply."


def test_words_that_are_filled_in_are_nobodys_fault() -> None:
    source = HEADER.replace('"late"', '"DO NOT REPLY"') + "It is {{ status }} today.\n"
    assert seen(lint(template(source))) == []


def test_a_string_in_an_expression_is_the_writers_word() -> None:
    finding = only(lint(template("Please {{ 'DO NOT' if locked else 'do' }} reply today.\n")))
    assert finding.excerpt == "DO NOT"


def test_one_fault_in_many_samples_is_one_finding() -> None:
    source = HEADER + "It is {{ status }}. {% if status == 'lost' %}Please DO NOT wait.{% endif %} Do READ THIS.\n"
    result = lint(template(source), select=["all-caps"])
    assert seen(result) == [("all-caps", "DO NOT"), ("all-caps", "READ THIS")]
    assert "lost" in result.findings[0].seen_in
    assert "late" not in result.findings[0].seen_in
    assert {"late", "lost"} <= set(result.findings[1].seen_in)


def test_a_fault_in_a_shared_part_is_told_once_where_it_stands(tmp_path: Path) -> None:
    for name, text in {
        "_shared/end.j2": "Please DO NOT reply.\n",
        "closings/a.txt.j2": "Goodbye.\n{% include '_shared/end.j2' %}",
        "closings/b.txt.j2": "Farewell.\n{% include '_shared/end.j2' %}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    finding = only(lint(load_library(tmp_path).templates, select=["all-caps"]))
    assert finding.excerpt == "DO NOT"
    assert finding.location is not None
    assert Path(finding.location.path).parts[-2:] == ("_shared", "end.j2")


@pytest.mark.parametrize(
    "source",
    [
        "Please DO NOT reply. {# allow all-caps: our sign says so #}\n",
        "{# allow all-caps: our sign says so #}\nPlease DO NOT reply.\n",
        "{# allow-file all-caps: our sign says so #}\nHello.\n\nPlease DO NOT reply.\n",
    ],
)
def test_a_writer_allows_a_finding_with_a_reason(source: str) -> None:
    assert seen(lint(template(source))) == []


def test_a_comment_that_allows_nothing_is_a_finding() -> None:
    finding = only(lint(template("{# allow all-caps: our sign says so #}\nPlease reply.\n")))
    assert (finding.rule, finding.excerpt) == ("unused-suppression", "{# allow all-caps: our sign says so #}")
    assert finding.message == "This comment allows nothing: no all-caps is found where it stands."


def test_a_comment_for_a_rule_that_is_not_run_is_left_alone() -> None:
    source = "{# allow all-caps: our sign says so #}\nPlease reply.\n"
    assert seen(lint(template(source), ignore=["all-caps"])) == []


def test_a_broken_template_is_a_finding_and_hides_no_other() -> None:
    broken, fine = template("Hi\n{% if %}\n", "broken.j2"), template("Please DO NOT reply.\n")
    result = lint([broken, fine])
    assert [finding.rule for finding in result.findings] == ["template-error", "all-caps"]
    assert str(result.findings[0].location) == "broken.j2:2:1"


def test_a_file_that_cannot_be_read_is_a_finding() -> None:
    finding = only(lint(KindwordError("the file is UTF-16", path="a.j2", line=1, hint="Save it as UTF-8.")))
    assert (finding.rule, finding.path) == ("template-error", "a.j2")
    assert finding.message == "The file is UTF-16. Save it as UTF-8."


def test_something_missing_has_no_place_but_a_file(tmp_path: Path) -> None:
    (tmp_path / "apologies").mkdir()
    source = (
        "We sent the wrong size, and you had nothing to wear. That was our mistake. Your money is on its way.\n"
    )
    finding = only(lint(template(source, "apologies/wrong.txt.j2", tmp_path), select=["missing-timeframe"]))
    assert finding.location is None
    assert finding.path == "apologies/wrong.txt.j2"
    assert finding.excerpt == ""


def test_text_that_nothing_reaches_is_told() -> None:
    finding = only(lint(template("Hello.{% if false %} We split your order.{% endif %}\n")))
    assert (finding.rule, finding.excerpt) == ("unrendered-text", "We split your order.")


def test_a_rendered_message_can_be_linted_by_itself() -> None:
    message = render(template("Hello {{ first_name }}, DO NOT reply.\n"), {"first_name": "Ana"})
    assert seen(lint(message)) == [("all-caps", "DO NOT")]


def test_the_summary_counts_what_was_done() -> None:
    summary = lint([template(HEADER + "{{ status }}\n"), template("DO NOT reply.\n", "b.j2")]).summary
    assert (summary.files, summary.templates, summary.errors, summary.warnings) == (2, 2, 1, 0)
    assert summary.messages >= 3


def test_a_message_in_a_language_without_rules_is_counted_and_not_judged() -> None:
    source = '{# locale = "de"\ntitle = "Test" #}\nBitte NICHT antworten. DO NOT reply.\n'
    result = lint([template(source), template("Please DO NOT reply.\n", "b.j2")])
    assert seen(result) == [("all-caps", "DO NOT")]
    assert (result.summary.messages, result.summary.unjudged, result.summary.languages) == (1, 1, ("de",))


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="work is shared by forking, on Linux alone")
def test_several_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_shared").mkdir()
    (tmp_path / "_shared" / "end.j2").write_text("We will be in touch SOON.", "utf-8")
    sources = ["You FAILED to reply.", "{% if late %}HURRY{% endif %} {{ name }}", "{% broken", "All is well."]
    many = [
        template(f"{sources[number % 4]} {{% include '_shared/end.j2' %}}", f"message-{number}.txt.j2", tmp_path)
        for number in range(70)
    ]
    monkeypatch.setattr(sharing, "processes", lambda: 1)
    alone = lint(many)
    monkeypatch.setattr(sharing, "processes", lambda: 3)
    assert lint(many) == alone
    assert {"FAILED", "HURRY", "SOON"} <= {finding.excerpt for finding in alone.findings}
