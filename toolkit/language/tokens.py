"""Cuts a text into tokens: words, numbers, what is no prose (links, codes, slots, quotations), and marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

WORD, NUMBER, MONEY, CLOCK, URL, EMAIL, CODE, SLOT, QUOTE, MARK, BREAK = (
    "word", "number", "money", "clock", "url", "email", "code", "slot", "quote", "mark", "break"
)  # fmt: skip


Piece = tuple[str, int, int]
"""A word as patterns see it, and where in its token it stands: start and end in code points."""


class Token(NamedTuple):
    """One token: its sort (one of the constants here), its place (code points), and what patterns see of it."""

    sort: str
    start: int
    end: int
    pieces: tuple[Piece, ...]


_UNITS = (
    r"(?:st|nd|rd|th|[ap]\.?m|h|hrs?|hours?|m|mins?|minutes?|s|secs?|d|days?|wks?|weeks?|months?|yrs?|years?|x|k|kg|g"
    r"|mg|lbs?|oz|l|ml|km|cm|mm|ft|gb|mb|kb|tb|mbps|gbps|w|kw|kwh|v|p|pc|pcs|pct)"
)
"""What may stand right after a number without making a code of it: `24h`, `3rd`, `5kg`."""
_ENDINGS = (
    "(?:com|org|net|io|dev|app|info|example|test|gov|edu|uk|ie|de|fr|eu|us|ca|au|nz|in|ly|me|gg|tv|co"
    "|shop|store|help)"
)
_LETTER = r"[^\W\d_]"
_LINKED = r"""[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]"""
_CLOCK_HALF = r"[ \u00a0]?[ap]\.?m\b"
_PARTS = (
    # the common case first, for speed: a plain word that is no part of a link, an address or a code
    (WORD + "2", r"[A-Za-z]+(?:['’][a-z]+)?(?=[ \n,;!?)\"”—]|[.:](?:[ \n]|\Z)|\Z)"),
    (MARK + "2", r"[,.;:](?=[ \n]|\Z)"),
    (BREAK, r"\n"),
    (SLOT, r"\{\{[^{}\n]{0,80}\}\}|\{%[^\n]{0,80}?%\}|<<[^<>\n]{1,60}>>|\(\([^()\n]{1,60}\)\)"),
    (SLOT + "2", r"\$\{[^{}\n]{1,60}\}|%[A-Z][A-Z_]+%|<[a-z]+(?:_[a-z]+)+>"),
    (SLOT + "3", r"\[[A-Z]{2,}(?:[ _][A-Z]+)*\]|\{[a-z]+(?:[_.][a-z]+)*\}"),
    (CODE, r"`[^`\n]+`"),
    (EMAIL, r"[\w.+%-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"),
    (URL, rf"(?:https?|ftp)://{_LINKED}|www\.{_LINKED}"),
    (URL + "2", rf"(?<![\w.])(?:[a-z0-9][a-z0-9-]{{0,40}}\.){{1,4}}{_ENDINGS}(?![\w])(?:/{_LINKED})?"),
    (MONEY, r"[£$€¥₹] ?\d+(?:[.,]\d+)*(?:[km]\b)?|\d+(?:[.,]\d+)*(?:[£$€¥₹]|p\b)"),
    (CLOCK, rf"\d{{1,2}}[:h]\d{{2}}(?![\d:.]\d)(?:{_CLOCK_HALF}\.?)?"),
    (CLOCK + "2", rf"\d{{1,2}}(?:\.\d{{2}})?{_CLOCK_HALF}(?:\.(?=[ \u00a0]+[a-z]))?"),
    (CODE + "2", (rf"(?=[\w/#-]{{0,60}}\d)(?=[\w/#-]{{0,60}}[A-Za-z])(?!\d+(?:[.,]\d+)*-?{_UNITS}(?![^\W_]))"
                 r"#?[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*(?!\w)")),
    (CODE + "3", r"#\d[\w-]*|[A-Za-z]+(?:_[A-Za-z0-9]+)+|\d+(?:-\d+){2,}"),
    (NUMBER, r"\d+(?:[.,]\d+)*"),
    (WORD + "4", rf"{_LETTER}+(?:\.{_LETTER}(?![^\W_]))+"),
    (WORD, rf"{_LETTER}+(?:['’ʼ]{_LETTER}+)*(?:-{_LETTER}+(?:['’ʼ]{_LETTER}+)*)*"),
    (WORD + "3", r"['’](?:til|till|twas|tis|em|cause|kay|bout|n)\b"),
    (MARK, r"\.{2,}|…|[!?]+|[^\s\w]|_"),
)  # fmt: skip
_ANY = re.compile(rf"(?:{'|'.join(pattern for _, pattern in _PARTS)}|\s)[ \t\u00a0\u200b]*")
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS))
_ALL = (WORD, NUMBER, MONEY, CLOCK, URL, EMAIL, CODE, SLOT, MARK, BREAK)
_SORTS = {name: next(sort for sort in _ALL if name.startswith(sort)) for name, _ in _PARTS}
_DASH: tuple[Piece, ...] = (("—", 0, 1),)
_DASHES = "–—―"
_UNSPOKEN = frozenset("*_#~|\\^\"'’‘“”„«»`=+<>[]{}·•")
_MOST_KEPT = 50_000

Entry = tuple[str, int, tuple[Piece, ...]]
"""What is known of a token by its text alone: its sort, its length without the spaces after it, its pieces."""


class Lexicon(dict[str, Entry]):
    """The entry of each token by its text (with the spaces after it), made once. `spell` takes words apart."""

    def __init__(self, spell: Callable[[str], tuple[Piece, ...]]) -> None:
        super().__init__()
        self.spell = spell

    def __missing__(self, raw: str) -> Entry:
        text = raw.rstrip(" \t\u00a0\u200b")
        found = _TOKEN.fullmatch(text) or _TOKEN.match(text)
        sort = _SORTS[found.lastgroup or ""] if found else ""
        entry = (sort, len(text), self._pieces(sort, text))
        if len(self) < _MOST_KEPT:
            self[raw] = entry
        return entry

    def _pieces(self, sort: str, text: str) -> tuple[Piece, ...]:
        if sort is WORD:
            return self.spell(text)
        if sort in ("", BREAK):
            return ()
        shown = _mark(text) if sort is MARK else text if sort is NUMBER else f"<{sort}>"
        return ((shown, 0, len(text)),) if shown else ()


def _mark(text: str) -> str:
    """Return how a mark is shown; nothing for what is not spoken."""
    mark = text[0]
    if mark in _UNSPOKEN:
        return ""
    if mark in _DASHES:
        return "—"
    if mark in "!?":
        return "?" if "?" in text else "!"
    return "…" if len(text) > 1 else mark


def tokenise(text: str, lexicon: Lexicon) -> list[Token]:
    """Return the tokens of `text` in order; only spaces are left out."""
    make = tuple.__new__
    tokens: list[Token] = []
    at = len(text) - len(text.lstrip(" \t\u00a0\u200b"))
    for raw in _ANY.findall(text, at):
        sort, size, pieces = lexicon[raw]
        if sort:
            if raw == "- " and text[at - 1 : at].isspace():
                pieces = _DASH
            tokens.append(make(Token, (sort, at, at + size, pieces)))
        at += len(raw)
    return tokens
