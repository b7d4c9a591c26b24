"""One small result with all that reports differ in, and what each makes of it; run, it writes `tests/reports/`.

`python tests/reported.py` writes the files anew: read their diff.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from toolkit import __version__
from toolkit.lint import Finding, LintResult, Summary, Suppressed
from toolkit.reporters import REPORTERS
from toolkit.rules import Example, Rule, Severity, Verdict
from toolkit.text import Location, Span

REPORTS = Path(__file__).resolve().parent / "reports"
TEMPLATE = "mail/späte Lieferung, 50%.j2"
CLEAN = "mail/clean & <tidy>.j2"
SET = "out.jsonl"
LINE = "Zoe\u0308 & “<b>” 👋: do NOT wait."
"""A line with markup, a character outside the first plane, and one that is made of two."""


def rule(name: str, severity: Severity, message: str) -> Rule:
    examples = (Example(Verdict.BAD, 1, "Do «NOT»."), Example(Verdict.GOOD, 1, "Don't."))
    rationale = f"Why {name}:\n“<script>” & all."
    return Rule(
        name, severity, message, rationale, ("Style guide",), "phrases", None, Path(name), examples=examples
    )


RULES = (
    rule("all-caps", Severity.ERROR, "“{words}” shouts. Write “{suggestion}”."),
    rule("apology-impact", Severity.WARNING, "Say what it meant."),
    rule("jargon", Severity.SUGGESTION, "Say it plainly."),
    rule("vague-timeframe", Severity.WARNING, "“{words}” is no time."),
)


def found(words: str, line: str, number: int, /, **fields: object) -> Finding:
    start = line.index(words)
    given: dict[str, object] = {
        "path": TEMPLATE,
        "location": Location(TEMPLATE, (number, start + 1), (number, start + 1 + len(words))),
        "excerpt": words,
        "source_line": line,
        "kind": "apology",
        "marked": Span(start, start + len(words)),
        "template": "mail/late",
        "seen_in": ("typical", "a <gift>"),
        "samples": 3,
    }
    return Finding(**{**given, **fields})  # type: ignore[arg-type]


SHOUT = found(
    "NOT",
    LINE,
    3,
    rule="all-caps",
    severity=Severity.ERROR,
    message="“NOT” shouts. Write “not”.",
    suggestion="not",
    safe=True,
)
VAGUE = found(
    "soon,\nor “so”",
    "It comes soon,\nor “so”",
    5,
    rule="vague-timeframe",
    severity=Severity.WARNING,
    message='“soon, or “so”” is no time: 100%, "really" <now> & \x1b[1mhere\x1b[0m.\nName a day.',
    location=Location(TEMPLATE, (5, 10), (6, 8)),
    source_line="It comes soon,",
    marked=Span(9, 14),
    suggestion="by {{ eta }}",
)
MISSING = Finding(
    rule="apology-impact",
    severity=Severity.WARNING,
    message="Say what it meant.",
    path=TEMPLATE,
    location=None,
    excerpt="",
    source_line="",
    kind="apology",
    template="mail/late",
)
IN_A_SET = found(
    "escalate",
    "We escalate it.",
    2,
    rule="jargon",
    severity=Severity.SUGGESTION,
    message="Say it plainly.",
    path=SET,
    location=Location(SET, (2, 40), (2, 48)),
    kind="any",
    template=None,
    message_id="m-7",
    seen_in=(),
    samples=0,
    suggestion="pass on",
    safe=True,
)
ALLOWED = found(
    "EXIT",
    "Leave by the EXIT.",
    7,
    rule="all-caps",
    severity=Severity.ERROR,
    message="“EXIT” shouts. Write “exit”.",
    suggestion="exit",
    safe=True,
)
ACCEPTED = replace(MISSING, path=CLEAN)
RESULT = LintResult(
    (MISSING, SHOUT, VAGUE, IN_A_SET),
    Summary(files=3, templates=2, messages=6, errors=1, warnings=2, suggestions=1),
    RULES,
    (CLEAN, TEMPLATE, SET),
    suppressed=(Suppressed(ALLOWED, "the till prints it so"), Suppressed(ACCEPTED, None)),
)


def reported(name: str) -> str:
    """Return the report of a format, the version of kindword taken out."""
    return REPORTERS[name](RESULT).replace(f'"{__version__}"', '"VERSION"')


if __name__ == "__main__":
    for name in REPORTERS:
        (REPORTS / f"{name}.txt").write_text(reported(name), encoding="utf-8", newline="")
    sys.stdout.write(f"Wrote {len(REPORTERS)} reports to {REPORTS}. Read their diff.\n")
