"""What a leak looks like by its shape alone: slots of every merge language, crosses, stand-ins, empty places.

Each shape comes with pieces of text that it cannot do without: looking for those first is what keeps it cheap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from toolkit.language import Prose
from toolkit.text import Span

_NAME = r"[A-Za-z_][\w.\-]*"
_FIELD = (
    r"(?:first|last|full|customer|user|agent|company|product|order|ticket|tracking|invoice|account|booking|refund"
    r"|delivery|card|due)_(?:first_|last_|full_)?"
    r"(?:name|id|number|no|date|time|email|amount|total|link|url|address|code)"
)


@lru_cache(maxsize=64)
def _compiled(source: str) -> re.Pattern[str]:
    """Return a pattern made when a message first needs it: most never do."""
    return re.compile(source, re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shape:
    """A pattern, and the texts one of which stands in whatever it matches; `opens` is what a match begins with."""

    needles: tuple[str, ...]
    pattern: str
    opens: str = ""

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        """Return the matches in order."""
        for needle in self.needles:
            if needle in text:
                return self._from(text) if self.opens else _compiled(self.pattern).finditer(text)
        return ()

    def spans(self, text: str) -> list[Span]:
        """Return where it matches."""
        return [Span(*found.span()) for found in self.matches(text)]

    def _from(self, text: str) -> Iterator[re.Match[str]]:
        pattern, end = _compiled(self.pattern), 0
        for start in _compiled(self.opens).finditer(text):
            if start.start() >= end and (found := pattern.match(text, start.start())):
                end = found.end()
                yield found


def _either(*patterns: str) -> str:
    return "|".join(patterns)


SLOT_SYNTAX = Shape(
    ("{", "}", "%", "|", "@", "##", "__", "~*", "<", "[[", "$"),
    _either(
        r"\{\{[^\n]{0,200}?\}\}\}?|\{%[^\n]{0,200}?%\}|\{\{|\}\}|\{%|%\}",  # Jinja, Liquid, Handlebars
        rf"[$#%]\{{\s*@?{_NAME}[^{{}}\n]{{0,60}}\}}",
        rf"\{{[!$@]?{_NAME}(?:[ ]?[|:,][^{{}}\n\"']{{1,40}})?\}}|\{{\d{{1,2}}\}}",
        r"%%[A-Za-z_][\w. ]{0,40}%%|%[a-z]+(?:_[a-z]+)*%",
        r"(?<![\\/])%(?!APPDATA|TEMP|PATH|USERPROFILE|PROGRAMFILES)[A-Z][A-Z0-9_]{1,30}%",
        r"%\([a-z_]+\)[sd]|(?<![\w%])%(?:\d\$)?[sd](?![\w%])",
        r"\*\|[^|\n]{1,60}\|\*|\|\|[A-Za-z_ ]{2,40}\|\||(?<!\w)\|[A-Z_]{3,30}\|(?!\w)",  # Mailchimp and its like
        r"@@[A-Za-z_]{2,40}@@|(?<!\w)@[A-Z_]{3,40}@|##[A-Za-z_]{2,30}##|__[A-Z][A-Z_]{1,30}__|~\*[^~\n]{1,40}\*~",
        r"\[%[^\n\]]{1,60}%\]|<[%?]=?[^\n]{1,100}?[%?]>|\[\[(?![^\[\]\n]+\.(?:html|md|txt)\])[^\[\]\n]{1,60}\]\]|<<[^<>\n]{1,60}>>",
        rf"(?<![\w$])\$(?:(?i:{_FIELD})|name|customer|username|date|amount|agent|company|product|order)\b",
    ),
    r"[{}$#%*|@_~\[<]",
)
"""Slots that the syntax of a merge language gives away."""

FRAMED = Shape(
    ("[", "<", "((", "{", "«", "‹"),
    _either(
        r"(?<!\!)\[([^\[\]\n]{1,80})\](?![(\[\w])|<([^<>\n]{1,80})>|\(\(([^()\n]{1,60})\)\)",
        r"\{([^{}\n\":;]{2,60})\}|«([^«»\n]{1,60})»|‹([^‹›\n]{1,60})›",
    ),
    r"[\[<({«‹]",
)
"""Brackets, their content as a group; whether they are a slot is for the words in them to say."""

STAND_INS = (
    Shape(
        ("((", "(insert ", "(Insert ", "(fill in ", "(placeholder"),
        r"\((?i:insert|fill in|placeholder)\b[^()\n]{2,60}\)",
    ),
    Shape(
        ("NAME",),
        r"(?<![\w#/&?=.%-])(?:[A-Z_]*F(?:IRST)?_?NAME|L(?:AST)?_?NAME|FULL_?NAME|CUST(?:OMER)?_?NAME)(?![\w/%-])",
    ),
    Shape(("@first", "@last", "@full"), r"(?<![\w.])@(?:first|last|full)_?name\b"),
    Shape(("DD", "MM"), r"(?:(?<= on )|(?<= by )|(?<= until ))(?:DD|MM)[/.-](?:MM|DD)[/.-]YY(?:YY)?\b"),
    Shape(("Name",), r"(?<!\w)[@#~^]?(?:First|Last|Full|Customer|Agent)_?Name\b"),
    Shape(
        ("TB", "T.B.", "TODO", "FIXME", "CHANGEME", "PLACEHOLDER"),
        r"(?<![\w#/\"“'‘-])(?:TB[ACD]|T\.B\.[ACD]\.?|TODO|FIXME|CHANGEME|PLACEHOLDER)(?![\w/-])",
    ),
    Shape(("_",), rf"(?<![\w./-])(?:{_FIELD})(?![\w-])"),
    Shape(
        ("REPLACE ", "INSERT ", "ENTER ", "ADD ", " HERE"),
        _either(
            r"\b(?:REPLACE (?:ME|THIS)|(?:INSERT|ENTER|ADD) (?!THE\b)[A-Z][A-Z ]{1,40})\b",
            r"\bYOUR [A-Z ]{2,30} HERE\b",
            r"\b[A-Z]{3,20} GOES HERE\b",
        ),
    ),
    Shape(
        (
            "nsert ",
            "name here",
            "date here",
            "reason here",
            "amount here",
            "signature here",
            "text here",
            "goes here",
        ),
        _either(
            r"\b[Ii]nsert (?:(?:the|a|your|customer|agent|their|first|relevant|order|correct) ){0,2}"
            r"(?:name|date|reason|amount|number|details|time|link|text|greeting|signature)(?: here)?\b",
            r"\b(?:[Aa]dd|[Ee]nter|[Yy]our|[Aa]gent|[Cc]ustomer) "
            r"(?:(?:the|a|your|customer|agent|their|first|order) ){0,2}"
            r"(?:name|date|reason|amount|signature|text|message) (?:goes )?here\b",
        ),
    ),
    Shape(("orem ", "OREM "), r"\b(?i:lorem ipsum(?: dolor(?: sit amet)?)?)\b"),
    Shape(
        ("#REF", "#N/A", "#VAL", "#NAME", "#DIV", "[object", "nvalid ", "1970", "laceholder text"),
        _either(
            r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!)|\[object Object\]|\b[Ii]nvalid [Dd]ate\b|\b[Pp]laceholder text\b",
            r"\b0?1(?:st)?[/. -](?:0?1|Jan|January)[/. -]1970\b",
        ),
    ),
    Shape(("__",), r"(?<=[a-z,] )_{2,}(?=[ ,.!?][ a-z\n]|[,.!?]?$)"),
)
"""Stand-ins without a syntax of their own, and blanks to be filled in amid a sentence."""

HOLLOW = (
    Shape(
        ("( )", "()", ":)", ": )", '""', '" "', "“”", "“ ”", ", ,"),
        _either(
            r"(?<!\w)\([ \t]*\)|(?<![\w\"])\"[ \t]*\"(?![\w\"])", r"“[ \t]*”|(?<=\w), ,(?=\s)|\([\w .#]{1,25}: ?\)"
        ),
    ),
    Shape((" #",), r"\b(?i:order|booking|ticket|case|reference|ref|number|no|invoice)\.?:? #(?=[\s,.!?;)]|\Z)"),
)
"""Brackets and quotation marks with nothing in them, and a number sign without a number."""

SUM_DUE = Shape(("£", "$", "€", "¥", "₹"), r"[£$€¥₹](?=[.,;!?)](?!\d)|[ ]{1,2}[a-z]|[ ]*$)")
SUM_BEFORE = re.compile(
    r"\b(?:of|for|refunded|paid|charged|cost|costs|is|was|total|back|a|the|your|by|refund|credit|plus|pay|owe"
    r"|than) \Z",
    re.IGNORECASE,
)
"""A currency sign without a sum, and the words before it that tell that one was due."""

CROSSES = Shape(
    ("XX", "xx", "£X", "$X", "€X", "£x", "$x", "€x"),
    _either(
        r"[£$€¥₹]\s?[xX]{1,6}(?:[.,][xX]{2})?(?!\w)",
        r"(?<![\w*•.-])[xX]{2,4}([/.:-])[xX]{2}(?:\1[xX]{2,4})?(?![\w-])",
        r"(?<![\w*•+-])#?X{2,12}(?![\w*•-])|(?<=\s)#x{2,12}\b",
        r"(?<=[a-z] )x{2,6}(?= (?:minutes|hours|days|working|business|weeks|%|pounds|euros|miles)\b)",
        r"(?:(?<=order )|(?<=number )|(?<=booking )|(?<=reference )|(?<=ticket ))x{3,12}\b",
    ),
    r"[£$€¥₹#xX]",
)
MASK_BEFORE = re.compile(
    r"(?:\b(?:ending|ends|ended|card|account|digits|masked|hidden|mobile|phone|iban|visa|mastercard|like|format|looks"
    r"|size|sort code"
    r"|chapter|volume|act|bowl|olympiad|psalm|sonnet|canto|hymn)\b|[\d*•])\W*(?:\b(?:in|with|no|number|is|as|the|a)\b\W*){0,2}\Z",
    re.IGNORECASE,
)
MASK_AFTER = re.compile(r"[ -]?(?:[xX*•]{2,}[ -]?)*\d{2,}")
"""Crosses where a value belongs; what tells of a mask, "card ending" before or digits after, or a Roman number."""

MISSING = Shape(
    ("None", "NULL", "ull", "ndefined", "NaN", "N/A", "nil"),
    r"(?<![\w-])(?:None|NULL|[Nn]ull|[Uu]ndefined|NaN|N/A|nil)\b(?!['’-])",
)
MISSING_BEFORE = re.compile(r"(?:(\w+)(?:[ \t]+(?:is|was|are|were|be|of|as|to)|([:,]))?[ \t]+|([£$€¥₹#])[ \t]?)\Z")
ADDRESSED = re.compile(
    r"(?:^|[.!?\n]\s*)(?:hi|hello|hey|dear|thanks|thank you|many thanks|thanks (?:again|so much)|sorry|cheers"
    r"|welcome(?: back| aboard)?|well done|congratulations|congrats|happy birthday|(?:good|great|bad) news"
    r"|goodbye|bye|see you(?: [a-z]+){0,3}|take care|good luck|good (?:morning|afternoon|evening)),?[ \t]+\Z",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"[ \t]*(\w+|[^\w\s]|\Z|\n)")
"""The word that a missing value prints, and what stands around it; where somebody is addressed, a name is due."""

GAP = Shape((" ,", " .", " ;", " )"), r"[ \t]+(?:[,.;](?=\s|\Z)|(?=\)))", r"(?<! ) ")
WIDE_GAP = Shape(("  ",), r"(?<=[a-z])[ \t]{2,}(?=([a-z]+)\b)")
LAST_WORD = re.compile(r"\b[A-Za-z]+\Z")
"""A mark or a word at a distance from the word before it."""

EMPTY_LABEL = Shape(
    (":\n", ": \n"),
    _either(
        r"^[-*• \t]*(?:[A-Z][\w' ]{0,30} )?(?i:number|reference|ref|date|code|link|name|amount|address|time|total"
        r"|courier|e-?mail|id|price|balance):[ \t]*$"
    ),
)
FILLED_LABEL = re.compile(r"[-*• \t]*[A-Z][\w' ]{1,30}:[ \t]+\S")
"""One line of a list of labels and values whose value is missing, and one whose value is there."""

GREETING = re.compile(
    r"[ \t]*(?i:hi|hello|hey|dear|good morning|good afternoon|good evening|welcome back|greetings)"
    r"(?:[ \t]+(?i:mr|mrs|ms|miss|dr)\.?)?"
    r"(?:[ \t]+(?P<empty>(?:\.{3}|…|_{2,}|\?{2,}|-{2,})?[ \t]*[,.:;!])(?=\s|$)"
    r"|[ \t]+(?P<word>[#\w/]+(?:[ ][\w/]+){0,3}?)[ \t]*(?:[,:;!]|[.]?[ \t]*$))"
)
"""A greeting whose name is missing (`empty`), or the name that it has (`word`)."""

NO_TEXT = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1[ \t]*$|`[^`\n]+`|https?://\S+", re.MULTILINE | re.DOTALL)
"""Code and links, in which nothing leaks."""

_SIGNS = re.compile(r"[{}\[<%|«‹_~@]")
_UNNUMBERED = re.compile(r"[#$£€¥₹](?!\d)")
# fmt: off
_PIECES = (
    "  ", " ,", " .", " ;", " )", " !", "()", "((", '""', "“”", "“ ”", ":\n", ": \n", "XX", "xx", "HERE",
    " here", "N/A", "...", "…", "??", "DD/", "MM/", "DD.", "DD-",
)
_TELLING = frozenset((
    "none", "null", "undefined", "nan", "nil", "unknown", "nonetype", "tbd", "tbc", "tba", "todo", "fixme",
    "changeme", "placeholder", "replace", "insert", "enter", "add", "lorem", "invalid", "name", "firstname",
    "lastname", "surname", "fname", "lname", "fullname", "custname", "customername", "agentname", "fill", "1970",
))
# fmt: on


def may_leak(prose: Prose) -> bool:
    """Tell from a few signs, pieces of text and words whether any of the shapes could be in a message."""
    text = prose.text
    if _SIGNS.search(text) or _UNNUMBERED.search(text):
        return True
    for sentence in prose.sentences:
        if not _TELLING.isdisjoint(sentence.bag):
            return True
    for piece in _PIECES:  # noqa: SIM110 (any() takes three times as long here, and every message comes by)
        if piece in text:
            return True
    return False
