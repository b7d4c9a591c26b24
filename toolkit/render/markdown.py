"""The HTML of a plain message: its light Markdown turned into HTML, filled-in data kept as plain words."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from toolkit.render.message import MappedText, Origin

# Indented code and underlined headings are no habit of letter writers: an indented line or dashes below a name
# would turn into them by accident.
_NO_RULES = ("code", "lheading")
_MARKERS = re.compile("(?:qx)+")
_ADDRESS = r"https?://[^\s<>\"'`]*[^\s<>\"'`.,;:!?()]"
"""A web address in running text; the mark that ends its sentence is not part of it."""


def markdown_to_html(text: MappedText) -> str:
    """Return the body as an HTML fragment. Raw HTML is shown, not obeyed; data is never read as Markdown.

    A line break in the source is one in the HTML, as it is in the plain text that goes out beside it. A bare web
    address, the writer's or a whole value, is a link that shows where it leads.
    """
    marker = _unused(text.text)
    pieces: list[str] = []
    values: list[str] = []
    for segment in text.segments:
        piece = segment.span.of(text.text)
        if segment.origin is Origin.FILLED and piece.strip():
            pieces.append(f"{marker}{len(values)}z")
            values.append(piece)
        else:
            pieces.append(piece)
    parser = _parser()
    tokens = parser.parse("".join(pieces))
    mark = re.compile(rf"{marker}(\d+)z")
    addresses = {f"{marker}{at}z" for at, value in enumerate(values) if re.fullmatch(_ADDRESS, value)}
    for token in tokens:
        token.children = list(_linked(token.children or (), mark, addresses))
    _fill(tokens, mark, values, parser)
    return str(parser.renderer.render(tokens, parser.options, {}))


def _unused(text: str) -> str:
    """Return a word of letters that `text` does not hold, to stand for data while Markdown is read."""
    longest = max((len(run) for run in _MARKERS.findall(text)), default=0)
    return "qx" * (longest // 2 + 1)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).disable(list(_NO_RULES))
    parser.add_render_rule("text", _text)
    return parser


def _text(self: RendererHTML, tokens: Sequence[Token], at: int, _options: object, _env: object) -> str:  # noqa: ARG001
    """Return a text token as HTML: the line breaks in it can only be those of data."""
    return html.escape(tokens[at].content).replace("\n", "<br />\n")


def _linked(tokens: Iterable[Token], mark: re.Pattern[str], addresses: Collection[str]) -> Iterator[Token]:
    """Yield the tokens of a paragraph, each bare address in a link; `addresses` mark the values that are one."""
    bare = re.compile(f"({_ADDRESS}|{mark.pattern.replace('(', '(?:')})")
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type in ("link_open", "link_close") else 0
        if token.type != "text" or inside:
            yield token
            continue
        for at, piece in enumerate(bare.split(token.content)):
            text = Token("text", "", 0, content=piece)
            if at % 2 and (piece in addresses or not mark.fullmatch(piece)):
                yield Token("link_open", "a", 1, attrs={"href": piece})
                yield text
                yield Token("link_close", "a", -1)
            elif piece:
                yield text


def _fill(tokens: Iterable[Token], mark: re.Pattern[str], values: Sequence[str], parser: MarkdownIt) -> None:
    """Put the data back into the parsed tokens, where nothing reads it as Markdown any more."""

    def value(found: re.Match[str]) -> str:
        return values[int(found[1])]

    for token in tokens:
        token.content = mark.sub(value, token.content)
        token.info = mark.sub(value, token.info)
        token.attrs = _filled_attributes(token.attrs, lambda text: mark.sub(value, text), parser)
        _fill(token.children or (), mark, values, parser)


def _filled_attributes(attributes: Mapping[str, Any], fill: Any, parser: MarkdownIt) -> dict[str, Any]:
    filled = {name: fill(value) if isinstance(value, str) else value for name, value in attributes.items()}
    for name in filled.keys() & {"href", "src"}:
        if filled[name] != attributes[name]:
            link = parser.normalizeLink(filled[name].strip())
            filled[name] = link if parser.validateLink(link) else ""
    return filled
