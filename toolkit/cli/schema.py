"""`kindword schema`: what editors need to complete and check the TOML that people write."""

from __future__ import annotations

import json
from pathlib import Path

import click

from toolkit.cli.options import OneOf
from toolkit.cli.streams import emit
from toolkit.resources import write_text
from toolkit.rules.schemas import SCHEMAS


@click.command("schema")
@click.argument("name", type=OneOf("schema", SCHEMAS), metavar="NAME")
@click.option(
    "-o", "--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Write the schema there."
)
def command(name: str, output_file: Path | None) -> None:
    """Write the JSON Schema NAME: config (kindword.toml), header (of a template) or rule (a rule file)."""
    text = json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"
    if output_file is None:
        emit(text)
    else:
        write_text(output_file, text)
