"""What the gallery and the writing guide show: the library as it renders, and pairs of words before and after."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.library import KINDS, Template, folder_of, load_library
from toolkit.render import render
from toolkit.render.output import as_text

DOCS = Path(__file__).parent
LIBRARY = DOCS.parent / "templates"


@dataclass(frozen=True, slots=True)
class Pair:
    """One piece of advice: why it helps, a sentence or two `before` it and `after` it, and the rule that tells.

    `kind` and `channel` are those of the message in which the words stand.
    """

    advice: str
    why: str
    rule: str
    before: str
    after: str
    kind: str
    channel: str = "email"


def pairs() -> tuple[Pair, ...]:
    """Return the pairs of `pairs.toml`, in its order; raises TypeError for a key that no pair has."""
    data = tomllib.loads((DOCS / "pairs.toml").read_text(encoding="utf-8"))
    return tuple(Pair(**entry) for entry in data["pair"])


def guide() -> None:
    """Print every pair: its advice, why, before, after, and the rule that finds the one before."""
    for pair in pairs():
        print(f"\n## {pair.advice}\n\n{pair.why.strip()}\n")
        print(f"Before:\n\n{_quoted(pair.before)}\n\nAfter:\n\n{_quoted(pair.after)}\n")
        print(f"`{pair.rule}` finds the first ([why](rules.md#{pair.rule})).")
    print()


def gallery() -> None:
    """Print the whole library: an index by situation, then every message by kind, with its first sample."""
    templates = load_library(LIBRARY).templates
    _index(templates)
    for kind in KINDS:
        ours = sorted(
            (one for one in templates if one.kind == kind),
            key=lambda one: (one.situation, one.name),
        )
        if ours:
            print(f"\n## {_heading(kind)}")
        for template in ours:
            _entry(template)
    print()


def _index(templates: Iterable[Template]) -> None:
    """Print the situations, each with links to its messages."""
    by_situation: dict[str, list[Template]] = defaultdict(list)
    for template in templates:
        by_situation[template.situation].append(template)
    print("\n| situation | messages |\n|---|---|")
    for situation, ours in sorted(by_situation.items()):
        ordered = sorted(ours, key=lambda one: (KINDS.index(one.kind), one.name))
        print(f"| {situation} | {', '.join(f'[{one.name}](#{_anchor(one)})' for one in ordered)} |")


def _heading(kind: str) -> str:
    return "Updates" if kind == "any" else folder_of(kind).replace("_", "-").capitalize()


def _entry(template: Template) -> None:
    """Print one message: what it is, when to use it, and how it reads with its first sample."""
    sample = template.samples[0]
    print(
        f'\n### {template.title}\n\n<a id="{_anchor(template)}"></a>`{template.name}` · {template.channel}', end=""
    )
    print(f" · {template.situation}\n\nWhen to use it: {template.use_when}\n")
    print("```text", as_text(render(template, sample.values)).rstrip(), "```", sep="\n")


def _anchor(template: Template) -> str:
    return template.name.replace("/", "-").replace("_", "-")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())
