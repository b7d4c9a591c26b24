"""Cuts a text into tokens: words, numbers, what is no prose (links, codes, slots, quotations), and marks."""

from __future__ import annotations

import re
from typing import NamedTuple

WORD, NUMBER, MONEY, CLOCK, URL, EMAIL, CODE, SLOT, QUOTE, MARK, BREAK = (
    "word", "number", "money", "clock", "url", "email", "code", "slot", "quote", "mark", "break"
)  # fmt: skip


class Token(NamedTuple):
    """One token: its sort (one of the constants here) and where it stands, in code points."""

    sort: str
    start: int
    end: int


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
_ANY = re.compile("|".join([r"[ \t\u00a0\u200b]+", *(pattern for _, pattern in _PARTS), r"\s"]))
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS))
_ALL = (WORD, NUMBER, MONEY, CLOCK, URL, EMAIL, CODE, SLOT, MARK, BREAK)
_SORTS = {name: next(sort for sort in _ALL if name.startswith(sort)) for name, _ in _PARTS}
_SPACE = ""


class _SortsByText(dict[str, str]):
    """The sort of each token by its text, told once; spaces have none."""

    def __missing__(self, raw: str) -> str:
        found = _TOKEN.fullmatch(raw) or _TOKEN.match(raw)
        sort = _SORTS[found.lastgroup or ""] if found else MARK
        if raw.isspace() and raw != "\n":
            sort = _SPACE
        if len(self) < _MOST_KEPT:
            self[raw] = sort
        return sort


_MOST_KEPT = 50_000
_known = _SortsByText()


def tokenise(text: str) -> list[Token]:
    """Return the tokens of `text` in order; only spaces are left out."""
    known, make = _known, tuple.__new__
    tokens: list[Token] = []
    at = 0
    for raw in _ANY.findall(text):
        end = at + len(raw)
        if sort := known[raw]:
            tokens.append(make(Token, (sort, at, end)))
        at = end
    return tokens
