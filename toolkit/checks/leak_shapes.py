"""What leaks look like when nothing but their shape gives them away: the slots of every merge language, crosses, stand-ins."""

from __future__ import annotations

import re

_NAME = r"[A-Za-z_][\w.\-]*"
_FIELD = (
    r"(?:first|last|full|customer|user|agent|company|product|order|ticket|tracking|invoice|account|booking|refund|delivery|card|due)"
    r"_(?:first_|last_|full_)?(?:name|id|number|no|date|time|email|amount|total|link|url|address|code)"
)

NO_TEXT = re.compile(r"^[ \t]*(```|~~~).*?^[ \t]*\1[ \t]*$|`[^`\n]+`|https?://\S+", re.MULTILINE | re.DOTALL)
"""Code and links, in which nothing leaks."""

MIGHT_LEAK = re.compile(
    r"[{}\[<>%|«_~@]|#(?!\d)|[£$€¥₹](?!\s?\d)|[xX]{2}|TB[ACD]|T\.B\.|TODO|FIXME|CHANGEME|PLACEHOLDER|NAME|GOES|REPLACE|INSERT|HERE"
    r"|(?i:lorem|none|null|undefined|\bnil\b|\bnan\b|n/a|invalid date|1970|placeholder|insert|\bname\b|unknown|firstname)"
    r"|[ \t][,.!?;:)]|[a-z]  +[a-z]|\(\s*\)|\"\"|“”|…|\.\.\.|:[ \t]*\n"
)
"""What every leak holds some of: a cheap test of a whole message."""

SYNTAX = re.compile(
    "|".join(
        (
            r"\{\{[^\n]{0,200}?\}\}\}?|\{%[^\n]{0,200}?%\}|\{\{|\}\}|\{%|%\}",  # Jinja, Liquid, Handlebars
            rf"[$#%]\{{\s*{_NAME}[^{{}}\n]{{0,60}}\}}",  # ${{name}}, %{{name}}
            rf"\{{[!$@]?{_NAME}(?:[ ]?[|:,][^{{}}\n\"']{{1,40}})?\}}|\{{\d{{1,2}}\}}",  # {{name}}, {{!Contact.Name}}, {{0}}
            r"%%[A-Za-z_][\w. ]{0,40}%%|(?<![\\/])%(?!APPDATA|TEMP|PATH|USERPROFILE|PROGRAMFILES)[A-Z][A-Z0-9_]{1,30}%|%[a-z]+(?:_[a-z]+)*%",
            r"%\([a-z_]+\)[sd]|(?<![\w%])%(?:\d\$)?[sd](?![\w%])",  # %(name)s, %s
            r"\*\|[^|\n]{1,60}\|\*|\|\|[A-Za-z_ ]{2,40}\|\||(?<!\w)\|[A-Z_]{3,30}\|(?!\w)",  # Mailchimp and its like
            r"@@[A-Za-z_]{2,40}@@|(?<!\w)@[A-Z_]{3,40}@|##[A-Za-z_]{2,30}##|__[A-Z][A-Z_]{1,30}__|~\*[^~\n]{1,40}\*~",
            r"\[%[^\n\]]{1,60}%\]|<[%?]=?[^\n]{1,100}?[%?]>|\[\[[^\[\]\n]{1,60}\]\]|<<[^<>\n]{1,60}>>",
            rf"(?<![\w$])\$(?i:{_FIELD})\b",
        )
    )
)
"""Slots that the syntax of a merge language gives away."""

FRAMED = re.compile(
    r"(?<!\!)\[([^\[\]\n]{1,80})\](?![(\[\w])|<([^<>\n]{1,80})>|\(\(([^()\n]{1,60})\)\)|\{([^{}\n\":;]{2,60})\}|«([^«»\n]{1,60})»"
    r"|(?<![\w)])\(([^()\n]{3,60})\)"
)
"""Brackets, each with its content as a group; whether they are a slot is for the words in them to say."""

BARE = re.compile(
    "|".join(
        (
            r"(?<![\w#/&?=.-])(?:[A-Z_]*F(?:IRST)?_?NAME|L(?:AST)?_?NAME|FULL_?NAME|CUST(?:OMER)?_?NAME)(?![\w/-])",
            r"(?<![\w#/-])(?:TB[ACD]|T\.B\.[ACD]\.?|TODO|FIXME|CHANGEME|PLACEHOLDER)(?![\w/-])",
            rf"(?<![\w./-])(?:{_FIELD})(?![\w-])",
            r"\b(?:REPLACE (?:ME|THIS)|(?:INSERT|ENTER|ADD) (?!THE\b)[A-Z][A-Z ]{1,40}|YOUR [A-Z ]{2,30} HERE|[A-Z]{3,20} GOES HERE)\b",
            r"\b[Ii]nsert (?:(?:the|a|your|customer|agent|their|first|relevant|order|correct) ){0,2}"
            r"(?:name|date|reason|amount|number|details|time|link|text|greeting|signature)(?: here)?\b",
            r"\b(?:[Aa]dd|[Ee]nter|[Yy]our) (?:(?:the|a|your|customer|agent|their|first|order) ){0,2}"
            r"(?:name|date|reason|amount|signature|text|message) (?:goes )?here\b",
            r"\b(?i:lorem ipsum(?: dolor(?: sit amet)?)?)\b|#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!)|\[object Object\]",
            r"\b[Ii]nvalid [Dd]ate\b|\bNaN\b|\b0?1(?:st)?[/. -](?:0?1|Jan|January)[/. -]1970\b|\b[Pp]laceholder text\b",
        )
    )
)
"""Stand-ins without brackets."""

CROSSES = re.compile(
    "|".join(
        (
            r"[£$€¥₹]\s?[xX]{1,6}(?:[.,][xX]{2})?(?!\w)",  # £XX.XX
            r"(?<![\w*•.-])[xX]{2,4}([/.:-])[xX]{2}(?:\1[xX]{2,4})?(?![\w-])",  # XX/XX/XXXX
            r"(?<![\w*•+-])[#\"“'‘]?X{2,12}(?![\w*•-])",
            r"(?<=\s)#x{2,12}\b|(?<=[a-z] )x{2,6}(?= (?:minutes|hours|days|working|business|weeks|%|pounds|euros|miles)\b)",
            r"(?:(?<=order )|(?<=number )|(?<=booking )|(?<=reference )|(?<=ticket ))x{3,12}\b",
        )
    )
)
"""Crosses where a value belongs, if nothing says that they mask one."""

MASK_BEFORE = re.compile(
    r"(?:\b(?:ending|ends|ended|card|account|digits|masked|hidden|mobile|phone|iban|visa|mastercard|like|format|looks|size|sort code)\b|[\d*•])"
    r"\W*(?:\b(?:in|with|no|number|is|as|the|a)\b\W*){0,2}$",
    re.IGNORECASE,
)
MASK_AFTER = re.compile(r"[ -]?(?:[xX*•]{2,}[ -]?)*\d{2,}")
"""What tells a mask: "card ending" before the crosses, digits after them."""

BLANKS = re.compile(r"(?<=[a-z,] )_{2,}(?=[ ,.!?][ a-z\n]|[,.!?]?$)", re.MULTILINE)
"""A blank to be filled in, amid a sentence."""

LABEL_EMPTY = re.compile(
    r"^[-*• \t]*(?:[A-Z][\w' ]{0,30} )?(?i:number|reference|ref|date|code|link|name|amount|address|time|total|courier|e-?mail|id|price|balance):[ \t]*$",
    re.MULTILINE,
)
LABEL_FILLED = re.compile(r"[-*• \t]*[A-Z][\w' ]{1,30}:[ \t]+\S")
"""One line of a list of labels and values whose value is missing, and one whose value is there."""
