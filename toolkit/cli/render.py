"""`kindword render`: one message as its customer gets it, or one for each row of data."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from toolkit.cli.merge import ENDINGS, Form, merge_rows
from toolkit.cli.options import OneOf, config_option, library_option
from toolkit.cli.setup import render_options, status_of, template_of
from toolkit.cli.streams import emit, say, say_report, to_terminal
from toolkit.config import Config, load_config
from toolkit.library import Template
from toolkit.render import Parts, RenderedMessage, render
from toolkit.render.rows import Merge, is_lines
from toolkit.render.stage import merged
from toolkit.reporters.columns import visible_lines
from toolkit.resources import write_text
from toolkit.sources.data import read_data, read_pairs
from toolkit.sources.rows import read_columns


@click.command("render")
@click.argument("name", required=False)
@click.option("--subject", metavar="NAME", help="Take the subject from this template.")
@click.option("--body", metavar="NAME", help="The same as NAME, for a message made of parts.")
@click.option("--closing", metavar="NAME", help="End the message with this template.")
@click.option(
    "--set",
    "pairs",
    multiple=True,
    metavar="KEY=VALUE",
    help="The value of a variable, such as order.id=ORD-7; KEY:=VALUE takes JSON, such as total:=3.",
)
@click.option(
    "--data",
    "data_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Values from a .json, .yaml or .toml file.",
)
@click.option("--sample", metavar="NAME", help="Values from a sample of the template, where none are given.")
@click.option(
    "--rows",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="One message for each row of a .csv or .jsonl file, written to -o.",
)
@click.option(
    "--format",
    "form",
    type=OneOf("format", ENDINGS),
    metavar="FORMAT",
    help=f"How to write the message: {', '.join(ENDINGS)}; text where none is given.",
)
@click.option("--to", metavar="ADDRESS", help="Whom an e-mail is to; with --rows, or the column that tells.")
@click.option("--from", "sender", metavar="ADDRESS", help="Whom an e-mail is from.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write to this file; with --rows, to this folder or .jsonl file.",
)
@click.option(
    "--lint/--no-lint",
    "linted",
    default=None,
    help="Lint the message as well, findings to stderr. One made of parts is linted unless told not to.",
)
@library_option()
@config_option()
def command(  # noqa: PLR0913, PLR0917 - one argument per option
    name: str | None,
    subject: str | None,
    body: str | None,
    closing: str | None,
    pairs: tuple[str, ...],
    data_file: Path | None,
    sample: str | None,
    rows: Path | None,
    form: str | None,
    to: str | None,
    sender: str | None,
    output: Path | None,
    linted: bool | None,  # noqa: FBT001 - click gives it by name
    library: Path | None,
    config: Path | None,
) -> int:
    """Render the template NAME (or the one in a file) as its customer gets it.

    A value comes from --set, else from --data, else from --sample, else from the template's own default.
    """
    if (to is not None or sender is not None) and form != "eml":
        raise click.UsageError("--to and --from are for --format eml.")
    find = partial(template_of, library=library, config=config)
    whole = _whole(find(_body(name, body)), *(None if part is None else find(part) for part in (subject, closing)))
    data = merged({} if data_file is None else read_data(data_file), read_pairs(pairs))
    settings = load_config(config)
    options = render_options(settings)
    written = Form(form or "text", to, sender)
    if rows is not None:
        target = _target(output, form, linted=linted)
        return merge_rows(Merge(whole, data, sample, options, read_columns(rows)), rows, written, target)
    message = render(whole, data, sample=sample, options=options)
    _put(written.text(message, to), output)
    return _lint(message, settings) if linted or (linted is None and isinstance(whole, Parts)) else 0


def _body(name: str | None, body: str | None) -> str:
    if name is not None and body is not None:
        raise click.UsageError("NAME and --body mean the same: give one of them.")
    chosen = name if body is None else body
    if chosen is None:
        raise click.UsageError("Say what to render: NAME, or --body NAME. See `kindword list`.")
    return chosen


def _whole(body: Template, subject: Template | None, closing: Template | None) -> Template | Parts:
    return Parts(body, subject, closing) if subject or closing else body


def _put(text: str, output: Path | None) -> None:
    if output is not None:
        write_text(output, text)
        say(f"Wrote {output}.")
    else:
        emit(visible_lines(text.replace("\r\n", "\n")) if to_terminal() else text)


def _lint(message: RenderedMessage, settings: Config) -> int:
    """Report on stderr what the rules find in a message, and return the status."""
    from toolkit.lint import lint  # noqa: PLC0415 - most renderings are not linted
    from toolkit.reporters import report_text  # noqa: PLC0415
    from toolkit.rules import configured_rules  # noqa: PLC0415

    result = lint(message, configured_rules(settings), select=settings.select, ignore=settings.ignore)
    if result.findings:
        say_report(partial(report_text, result))
    return status_of(result, settings.fail_on)


def _target(output: Path | None, form: str | None, *, linted: bool | None) -> Path:
    if linted:
        raise click.UsageError("--lint is for one message: lint the .jsonl file that --rows writes.")
    if output is None:
        raise click.UsageError("--rows needs -o: a folder, or a file that ends in .jsonl.")
    if is_lines(output) and form not in (None, "json"):
        raise click.UsageError(f"A .jsonl file holds JSON: with --format {form}, name a folder.")
    return output
