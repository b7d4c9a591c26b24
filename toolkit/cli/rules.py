"""`kindword rules`: the rules in force, why each is there, and whether its examples hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from toolkit.cli.options import config_option
from toolkit.cli.setup import opened_engine, rules_of
from toolkit.cli.streams import emit
from toolkit.config import load_config
from toolkit.errors import KindwordError, did_you_mean
from toolkit.lint import ExampleFailure, ExampleReport, check_examples
from toolkit.reporters.columns import visible
from toolkit.rules import Rule, Verdict, load_rules, page, scope

_PROMISES = {
    Verdict.BAD: "bad example",
    Verdict.GOOD: "good example",
    Verdict.KNOWN_MISS: "known miss",
    Verdict.KNOWN_FALSE_ALARM: "known false alarm",
}


@click.group("rules", invoke_without_command=True)
@config_option()
@click.pass_context
def command(context: click.Context, config: Path | None) -> None:
    """List the rules; `explain` says why one is there, `test` runs the examples in rule files."""
    context.obj = config
    if context.invoked_subcommand is None:
        emit(_overview(rules_of(config)))


@command.command()
@click.argument("rule_id", metavar="ID")
@click.pass_obj
def explain(config: Path | None, rule_id: str) -> None:
    """Say why the rule ID is there, what it finds and leaves alone, and how to allow it."""
    known = {rule.id: rule for rule in rules_of(config)}
    if rule_id not in known:
        raise KindwordError(f"there is no rule {rule_id!r}", hint=did_you_mean(rule_id, known))
    emit(page(known[rule_id]))


@command.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--grammar", is_flag=True, help="Test the rules on grammar and spelling too, by LanguageTool.")
@click.pass_obj
def test(config: Path | None, folder: Path | None, grammar: bool) -> int:  # noqa: FBT001 - click gives it by name
    """Run the examples in rule files: those of FOLDER, or of all the rules in force."""
    among = rules_of(config) if folder is None else load_rules([folder])
    chosen = [rule for rule in among if folder is None or rule.path.parent == folder]
    with opened_engine(load_config(config), wanted=grammar) as engine:
        report = check_examples(chosen, among=among, engine=engine)
    emit("".join(f"{_failure(failed)}\n\n" for failed in report.failures) + _summary(report))
    return 1 if report.failures else 0


def _overview(rules: Iterable[Rule]) -> str:
    rows = [("RULE", "SEVERITY", "JUDGES"), *((rule.id, str(rule.severity), scope(rule)) for rule in rules)]
    first, second = (max(len(row[at]) for row in rows) for at in (0, 1))
    lines = [f"{rule_id:<{first}}  {severity:<{second}}  {judges}" for rule_id, severity, judges in rows]
    return "\n".join(lines) + "\n\nWhy, with examples: kindword rules explain RULE\n"


def _failure(failed: ExampleFailure) -> str:
    text = visible(" ".join(failed.text.split()))
    return (
        f"{failed.path}: {_PROMISES[failed.verdict]} {failed.number} of {failed.rule}\n"
        f"    {text}\n"
        f"  This example {visible(failed.reason)}."
    )


def _summary(report: ExampleReport) -> str:
    failures = len(report.failures)
    outcome = (
        f"{failures} {'does' if failures == 1 else 'do'} not do as promised" if failures else "all as promised"
    )
    left_out = f" Not tested without --grammar: {', '.join(report.untested)}." if report.untested else ""
    return f"Tested {_count(report.examples, 'example')} of {_count(report.rules, 'rule')}: {outcome}.{left_out}\n"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
