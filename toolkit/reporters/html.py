"""The HTML report: one page that needs nothing beside itself, to read, to filter and to hand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.reporters.columns import visible
from toolkit.reporters.text import summary_line
from toolkit.reporters.words import by_file
from toolkit.rules import Severity

if TYPE_CHECKING:
    from toolkit.lint import Finding, LintResult
    from toolkit.rules import Rule

_CONTEXT = 240
"""Code points shown of a line on either side of the marked words."""
_SEVERITIES = tuple(reversed(Severity))
_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<header>
<h1>What a customer should not have to read</h1>
<p>{summary}</p>
</header>
<main>
{filters}{files}{clean}{rules}</main>
<script>
{script}</script>
</body>
</html>
"""


def report_html(result: LintResult, *, colour: bool = False) -> str:  # noqa: ARG001 - the page has its own colours
    """Return a page with the findings by file, the words marked; without scripts it shows all of them."""
    files = by_file(result)
    reasons = {rule.id: rule for rule in result.rules}
    dirty = {path: found for path, found in files.items() if found}
    return _PAGE.format(
        title=_safe(f"kindword: {summary_line(result.summary)}"),
        summary=_safe(summary_line(result.summary)),
        style=_asset("html.css"),
        script=_asset("html.js"),
        filters=_filters(result.findings),
        files="".join(_file(path, found, reasons) for path, found in dirty.items()),
        clean=_clean([path for path, found in files.items() if not found]),
        rules=_reasons(result.findings, reasons),
    )


def _asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _safe(text: str) -> str:
    return escape(visible(text))


def _filters(findings: Sequence[Finding]) -> str:
    """Return the choice of severities and rules, which the script brings to light."""
    if not findings:
        return ""
    severities, rules = Counter(found.severity for found in findings), Counter(found.rule for found in findings)
    boxes = "".join(
        f'<label><input type="checkbox" name="severity" value="{name}" checked> {name} ({severities[name]})'
        "</label>\n"
        for name in _SEVERITIES
        if severities[name]
    )
    options = "".join(
        f'<option value="{_safe(rule)}">{_safe(rule)} ({count})</option>\n'
        for rule, count in sorted(rules.items())
    )
    return (
        f'<form id="filters" hidden>\n<fieldset>\n<legend>Show</legend>\n{boxes}</fieldset>\n'
        f'<label>Rule <select name="rule">\n<option value="">all rules</option>\n{options}</select></label>\n'
        '<output id="shown" aria-live="polite"></output>\n</form>\n'
    )


def _file(path: str, found: Sequence[tuple[Finding, str]], reasons: Mapping[str, Rule]) -> str:
    count = "1 finding" if len(found) == 1 else f"{len(found):,} findings"
    shown = "".join(_finding(*pair, explained=pair[0].rule in reasons) for pair in found)
    return f'<section class="file">\n<h2>{_safe(path)} <small>{count}</small></h2>\n{shown}</section>\n'


def _finding(finding: Finding, fingerprint: str, *, explained: bool) -> str:
    return (
        f'<article class="finding {finding.severity}" id="f-{fingerprint}" '
        f'data-severity="{finding.severity}" data-rule="{_safe(finding.rule)}">\n'
        + "\n".join(_parts(finding, explained=explained))
        + "\n</article>\n"
    )


def _parts(finding: Finding, *, explained: bool) -> Iterator[str]:
    rule = _safe(finding.rule)
    named = f'<a href="#rule-{rule}">{rule}</a>' if explained else rule
    badge = f'<span class="badge">{finding.severity}</span>'
    yield f'<h3>{badge} {named} <span class="place">{_place(finding)}</span></h3>'
    if finding.location is not None and finding.source_line.strip():
        yield f"<pre>{_line(finding)}</pre>"
    yield f"<p>{_safe(' '.join(finding.message.split()))}</p>"
    if finding.suggestion is not None:
        label = "Write" if finding.safe else "Write (needs a person)"
        yield f'<p class="instead">{label}: <q>{_safe(finding.suggestion)}</q></p>'
    if 0 < len(finding.seen_in) < finding.samples:
        yield f'<p class="seen">Seen in: {_safe("; ".join(finding.seen_in))}</p>'


def _place(finding: Finding) -> str:
    """Return in words where in its file a finding stands."""
    message = "" if finding.message_id is None else f"message {_safe(finding.message_id)}"
    if finding.location is None:
        return f"the whole {message or 'message'}"
    line, column = finding.location.start
    return f"line {line}, column {column}" + (message and f", {message}")


def _line(finding: Finding) -> str:
    line, marked = finding.source_line, finding.marked
    before, after = line[: marked.start], line[marked.end :]
    lead = before if len(before) <= _CONTEXT else "…" + before[-_CONTEXT:]
    tail = after if len(after) <= _CONTEXT else after[:_CONTEXT] + "…"
    return f"{_safe(lead.lstrip())}<mark>{_safe(marked.of(line))}</mark>{_safe(tail)}"


def _clean(paths: Sequence[str]) -> str:
    if not paths:
        return ""
    count = "1 file has" if len(paths) == 1 else f"{len(paths):,} files have"
    listed = "".join(f"<li>{_safe(path)}</li>\n" for path in paths)
    return f'<details class="clean">\n<summary>{count} no findings</summary>\n<ul>\n{listed}</ul>\n</details>\n'


def _reasons(findings: Sequence[Finding], reasons: Mapping[str, Rule]) -> str:
    """Return why each rule that found something is there."""
    told = [reasons[name] for name in sorted({found.rule for found in findings}) if name in reasons]
    if not told:
        return ""
    listed = "".join(
        f'<dt id="rule-{_safe(rule.id)}">{_safe(rule.id)}</dt>\n'
        f"<dd>{_safe(' '.join(rule.rationale.split()))}</dd>\n"
        for rule in told
    )
    return f'<section class="rules">\n<h2>Why these rules</h2>\n<dl>\n{listed}</dl>\n</section>\n'
