"""`kindword list`: the templates of the library by kind, all of them or those for a situation or with a tag."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from toolkit.cli.options import KIND, config_option, library_option
from toolkit.cli.setup import library_of
from toolkit.cli.streams import emit
from toolkit.errors import KindwordError, did_you_mean
from toolkit.library import KINDS, Template
from toolkit.reporters.columns import visible


@click.command("list")
@click.option("--kind", type=KIND, metavar="KIND", help=f"Only templates of this kind: {', '.join(KINDS)}.")
@click.option(
    "--situation", metavar="SITUATION", help="Only templates for this situation, as their headers say it."
)
@click.option("--tag", metavar="TAG", help="Only templates with this tag.")
@library_option()
@config_option()
def command(
    kind: str | None, situation: str | None, tag: str | None, library: Path | None, config: Path | None
) -> None:
    """List the templates of the library, by kind, each with its situation."""
    found = library_of(library, config)
    for_situation = _known("situation", situation, {one.situation for one in found.templates} - {""}, found.shown)
    with_tag = _known("tag", tag, {one for template in found.templates for one in template.tags}, found.shown)
    chosen = sorted(
        (
            template
            for template in found.templates
            if kind in (None, template.kind)
            and for_situation in (None, template.situation)
            and (with_tag is None or with_tag in template.tags)
        ),
        key=lambda template: (KINDS.index(template.kind), template.name),
    )
    if not chosen:
        asked = {"kind": kind, "situation": for_situation, "tag": with_tag}
        of = "".join(f" of {noun} {name!r}" for noun, name in asked.items() if name is not None)
        what = f"no template{of}" if of else "no templates"
        raise KindwordError(f"the library holds {what}", path=found.shown, hint="See `kindword new --help`.")
    emit(_overview(chosen))


def _known(noun: str, asked: str | None, known: Iterable[str], shown: str) -> str | None:
    """Return what is asked for as the library spells it; raises KindwordError where it has none."""
    if asked is None:
        return None
    spelt = {name.casefold(): name for name in known}
    words = " ".join(asked.split()).casefold()
    if words in spelt:
        return spelt[words]
    key = {"situation": 'situation = "late delivery"', "tag": 'tags = ["delivery"]'}[noun]
    hint = did_you_mean(words, spelt.values()) or f"Write it into a header: {key}."
    raise KindwordError(f"the library has no {noun} {asked!r}", path=shown, hint=hint)


def _overview(templates: list[Template]) -> str:
    longest = max(len(template.name) for template in templates)
    sections = [
        "\n".join(
            [kind, *(f"  {visible(template.name):<{longest}}  {_title(template)}".rstrip() for template in group)]
        )
        for kind, group in groupby(templates, key=lambda template: template.kind)
    ]
    return "\n\n".join(sections) + "\n"


def _title(template: Template) -> str:
    channel = "" if template.channel == "email" else template.channel
    notes = ", ".join(filter(None, (channel, template.situation)))
    return visible(f"{template.title} ({notes})".lstrip() if notes else template.title)
