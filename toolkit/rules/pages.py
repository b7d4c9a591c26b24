"""The page that explains a rule, made from its file: for `kindword rules explain` and for the documentation."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.rules.model import LIBRARY_SORT, TEMPLATE_SORT, Example, Rule, Verdict

_SHOWN = 6


def page(rule: Rule) -> str:
    """Return a rule's page as Markdown: what, why, bad, good, how to allow it, sources; always in that order."""
    sections = [
        f"# {rule.id}",
        f"{_judges(rule)}\n\n> {rule.message}",
        f"## Why\n\n{rule.rationale}",
        f"## Found\n\n{_examples(rule, Verdict.BAD)}",
        f"## Left alone\n\n{_examples(rule, Verdict.GOOD)}",
        f"## How to allow it\n\n{_allowing(rule)}",
        "## Sources\n\n" + "\n".join(f"- {source}" for source in rule.sources),
    ]
    return "\n\n".join(sections) + "\n"


def table(rules: Iterable[Rule]) -> str:
    """Return the rules as a Markdown table: id, severity, what it judges, and its first bad example."""
    rows = ["| rule | severity | judges | finds, for example |", "|---|---|---|---|"]
    for rule in rules:
        first = next(example for example in rule.examples if example.verdict is Verdict.BAD)
        shown = _one_line(first).replace("|", "\\|")
        rows.append(f"| `{rule.id}` | {rule.severity} | {scope(rule)} | {shown} |")
    return "\n".join(rows)


def scope(rule: Rule) -> str:
    """Return in words which messages a rule judges: 'all messages', 'apology, first-reply'."""
    if rule.sort == TEMPLATE_SORT:
        return "templates"
    if rule.sort == LIBRARY_SORT:
        return "the library"
    named = sorted(rule.kinds) + sorted(rule.channels)
    return ", ".join(named) if named else "all messages"


def _judges(rule: Rule) -> str:
    return f"Severity: **{rule.severity}**. Judges: {scope(rule)}."


def _examples(rule: Rule, verdict: Verdict) -> str:
    chosen = [example for example in rule.examples if example.verdict is verdict][:_SHOWN]
    return "\n".join(f"- {_one_line(example)}" for example in chosen)


def _one_line(example: Example) -> str:
    promised = "".join(f" (promised: {thing} = {time})" for thing, time in example.promises)
    body = " ".join(example.body.split()) + promised
    if example.subject is None:
        return body
    return f"Subject: {example.subject}" + (f" — {body}" if body else "")


def _allowing(rule: Rule) -> str:
    if rule.sort == TEMPLATE_SORT:
        return f"Leave it out of a run with `--ignore {rule.id}`."
    if rule.sort == LIBRARY_SORT:
        return (
            "In the file that it is found in, with the reason:\n\n"
            f"    {{# allow-file {rule.id}: why it is right here #}}\n\n"
            f"To leave it out of a run: `--ignore {rule.id}`."
        )
    return (
        "In a template, on the line itself or alone on the line above it, with the reason:\n\n"
        f"    {{# allow {rule.id}: why it is right here #}}\n\n"
        f"Around several lines, write `allow-start` in place of `allow`, and `{{# allow-end {rule.id} #}}` where "
        f"they end. For a whole file, and where something is missing from the whole message, write `allow-file`. "
        f"To leave it out of a run: `--ignore {rule.id}`."
    )
