"""The prose of rendered HTML: what a browser shows of it, every stretch still mapped to where it was written."""

from __future__ import annotations

import html as python_html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.entities import html5

from toolkit.render.html_tokens import read_tokens
from toolkit.render.message import MappedText, Origin, Segment
from toolkit.text import Span

_ENTITY = r"(?P<entity>&(?:\#[0-9]+;?|\#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]{1,31};?))|&"
# No possessive groups: Python before 3.11.5 matches them wrongly, and nothing that follows these can fail.
_WORD = r"(?:[^ \t\n\f\r&]+|&(?![\#A-Za-z]))+"
_FLOWING = re.compile(rf"(?P<words>{_WORD}(?:[ ]{_WORD})*)|(?P<blank>[ \t\n\f\r]+)|{_ENTITY}")
_KEPT = re.compile(rf"(?P<words>[^&]+)|{_ENTITY}")
_BLANK = frozenset(" \t\n\f\r")
_LONGEST_NUMBER = 9  # digits: more than the last code point has, so that a longer one is none

_HIDDEN = frozenset(("script", "style", "title", "iframe", "noembed", "noframes", "template"))
_OF_HEAD = _HIDDEN | {"base", "link", "meta", "noscript"}
_KEEPING = frozenset(("pre", "textarea", "listing", "xmp"))
_LISTS = frozenset(("ul", "ol", "menu"))
_LINE, _PARAGRAPH = 1, 2
_BLOCK = re.compile(
    r"""(?P<paragraph>blockquote|dl|figure|h[1-6]|hr|listing|menu|ol|p|pre|table|ul|xmp)|
    address|article|aside|body|caption|center|dd|details|dialog|div|dt|fieldset|figcaption|footer|form|header|
    hgroup|html|legend|li|main|nav|optgroup|option|search|section|select|summary|tbody|textarea|tfoot|thead|tr""",
    re.VERBOSE,
)


def html_to_text(html: MappedText) -> MappedText:
    r"""Return the words that HTML shows: entities decoded, white space as a browser has it, no tags.

    A line break or a block is a line feed, a paragraph an empty line, a table's cells stand a tab apart; the items
    of a list begin with `- ` or `1. `. What is in attributes, comments, styles, scripts and the head is left out.
    """
    flow = _Flow(html)
    before = ""
    for token in read_tokens(html.text):
        if token.name:
            flow.tag(token.name)
        elif not flow.hidden and not flow.in_head:
            skipped = before in _KEEPING and html.text[token.start] == "\n"
            flow.text(token.start + skipped, token.end)
        before = token.name
    return MappedText("".join(flow.pieces), tuple(flow.segments))


@dataclass(slots=True)
class _Flow:
    """The text made so far, and what stands between it and the next word that shows."""

    html: MappedText
    pieces: list[str] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    length: int = 0
    shown: int = 0
    """Where in the HTML the last piece ended."""
    newlines: int = 0
    cell: bool = False
    spaced: bool = False
    marker: str = ""
    lists: list[int | None] = field(default_factory=list)
    """The open lists: the number of the last item, None where items have none."""
    keeping: int = 0
    hidden: str = ""
    in_head: bool = False

    def tag(self, name: str) -> None:
        """Take in a tag."""
        bare = name.removeprefix("/")
        starts = bare == name
        if self.hidden:
            self.hidden = "" if bare == self.hidden and not starts else self.hidden
            return
        self.in_head = self.in_head and (bare in _OF_HEAD if starts else bare != "head")
        if not starts:
            self._end(bare)
        elif bare in _HIDDEN:
            self.hidden = bare
        elif bare == "head":
            self.in_head = True
        else:
            self._start(bare)

    def text(self, start: int, end: int) -> None:
        """Take in a stretch of text of the HTML."""
        for piece, decoded in _pieces(self.html.text, start, end, _KEPT if self.keeping else _FLOWING):
            if not self.keeping and decoded in _BLANK:
                self.spaced = True
            elif decoded is None:
                self._separate(piece.start)
                self._copy(piece)
            elif decoded:
                self._separate(piece.start)
                self._derive(decoded, piece)

    def _start(self, name: str) -> None:
        if name == "br":
            self.newlines = min(self.newlines + 1, _PARAGRAPH)
            return
        self._break(name)
        if name in _LISTS:
            self.lists.append(0 if name == "ol" else None)
        elif name == "li":
            self.marker = self._next_marker()
        elif name in ("td", "th"):
            self.cell = True
        self.keeping += name in _KEEPING

    def _end(self, name: str) -> None:
        if name in _LISTS and self.lists:
            self.lists.pop()
        elif name == "li":
            self.marker = ""
        elif name in _KEEPING:
            self.keeping = max(self.keeping - 1, 0)
        self._break(name)

    def _break(self, name: str) -> None:
        if block := _BLOCK.fullmatch(name):
            nested = name in _LISTS and self.lists
            self.newlines = max(self.newlines, _PARAGRAPH if block["paragraph"] and not nested else _LINE)

    def _next_marker(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "

    def _separate(self, at: int) -> None:
        """Add what stands between the piece before and the one that begins at `at` in the HTML."""
        between = "\n" * self.newlines or "\t" * self.cell or " " * self.spaced if self.pieces else ""
        between += self.marker
        gap = Span(self.shown, at)
        if between and gap.of(self.html.text) == between:
            self._copy(gap)
        elif between:
            self._derive(between, gap)
        self.newlines, self.cell, self.spaced, self.marker = 0, False, False, ""

    def _copy(self, piece: Span) -> None:
        """Add a piece of the HTML just as it stands there."""
        by = self.length - piece.start
        for segment in self.html.segments_at(piece):
            part = Span(max(segment.span.start, piece.start), min(segment.span.end, piece.end))
            self.segments.append(Segment(part.shift(by), segment.path, segment.source_of(part), segment.origin))
        self._add(piece.of(self.html.text), piece)

    def _derive(self, text: str, piece: Span) -> None:
        """Add text that a piece of the HTML stands for."""
        place = self.html.source_of(piece)
        if place is None:
            data = self.html.segments_at(piece)[0]
            path, source, origin = data.path, data.source, Origin.FILLED
        else:
            (path, source), origin = place, Origin.TRANSFORMED
        self.segments.append(Segment(Span(self.length, self.length + len(text)), path, source, origin))
        self._add(text, piece)

    def _add(self, text: str, piece: Span) -> None:
        self.pieces.append(text)
        self.length += len(text)
        self.shown = piece.end


def _pieces(html: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str | None]]:
    """Yield the pieces of a text: where each stands and what it stands for (None: itself; blanks: one space)."""
    while start < end and (found := pattern.match(html, start, end)):
        decoded, stop = None, found.end()
        if found.lastgroup == "blank":
            decoded = " "
        elif found.lastgroup == "entity":
            decoded, length = _decoded(found[0])
            stop = start + length
        yield Span(start, stop), decoded
        start = stop


def _decoded(entity: str) -> tuple[str | None, int]:
    """Return what an entity stands for and its length; for none of the known ones, that of its `&`."""
    if entity[1] == "#":
        base = entity[2] if entity[2] in "xX" else ""
        digits = entity[2 + len(base) :].rstrip(";").lstrip("0") or "0"
        return python_html.unescape(f"&#{base}{digits[:_LONGEST_NUMBER]};"), len(entity)
    for length in range(len(entity), 2, -1):
        if known := html5.get(entity[1:length]):
            return known, length
    return None, 1
