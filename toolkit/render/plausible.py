"""A plausible value for a variable, told from its name alone: `first_name` reads "Sam", `eta` a day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

DAY = "Friday 6 March"

_FIRST = "Sam"
_LAST = "Taylor"
_URL = "https://example.com/help"
_NUMBER = "48213"

_PHRASES = {
    ("first", "name"): _FIRST,
    ("given", "name"): _FIRST,
    ("last", "name"): _LAST,
    ("family", "name"): _LAST,
    ("full", "name"): f"{_FIRST} {_LAST}",
    ("phone", "number"): "020 7946 0018",
    ("postal", "code"): "LS1 4AB",
    ("zip", "code"): "LS1 4AB",
    ("time", "zone"): "London time",
}
"""Values by the last two words of a name, before the last one is looked at."""

_BY_WORD = {
    _FIRST: "firstname fname forename name customer client user username recipient author member guest patient "
    "parent student reader person people owner donor nickname addressee contact who participant attendee",
    _LAST: "lastname lname surname",
    "Alex": "agent sender sig staff editor manager advisor adviser rep representative reviewer moderator handler "
    "admin",
    "sam@example.com": "email mail mailbox inbox",
    _URL: "url uri link href website site webpage page homepage domain host path permalink",
    DAY: "eta date day deadline due when dates expires expiry expiration until delivery arrival dispatch "
    "departure appointment start end begin renewal birthday today tomorrow datetime timestamp ts dt",
    "5 pm": "time clock hour slot cutoff",
    "24 hours": "timeframe turnaround duration wait period window sla interval timeout age",
    "24": "hours hrs",
    "30": "minutes mins seconds secs",
    "3": "days workdays nights",
    "2": "weeks months years count number num quantity qty n size  length index pages seats items points",
    "£14.20": "amount price total subtotal cost fee refund balance credit discount charge payment paid money fare "
    "value sum voucher deposit invoice tax vat income donation",
    "10": "percent percentage pct rate",
    _NUMBER: "id code reference ref ticket sku key token uuid serial pin otp tracking case barcode hash",
    "Fernhill": "company organisation organization org brand team app business shop store merchant vendor "
    "supplier provider firm bank school clinic hotel project realm community institution partner department",
    "desk lamp": "product item article goods model plan package parcel",
    "Leeds": "city town place location venue destination station depot region branch office",
    "Ireland": "country nation",
    "12 Mill Lane, Leeds": "address street",
    "LS1 4AB": "postcode zip zipcode",
    "020 7946 0018": "phone telephone tel mobile fax",
    "March": "month",
    "2026": "year",
    "English": "language lang",
    "GBP": "currency",
    "blue": "colour color",
    "2.1": "version",
}
_WORDS = {word: value for value, words in _BY_WORD.items() for word in words.split()}
_NUMBERED = frozenset(
    [
        "order",
        "ticket",
        "case",
        "invoice",
        "tracking",
        "reference",
        "account",
        "booking",
        "customer",
        "serial",
        "parcel",
        "card",
        "policy",
        "claim",
        "contract",
        "confirmation",
        "reservation",
        "registration",
        "member",
        "membership",
        "business",
    ]
)
_TITLES = frozenset(("name", "title", "label", "number"))
_TRANSPARENT = frozenset(
    [
        "get",
        "as",
        "to",
        "str",
        "strip",
        "lstrip",
        "rstrip",
        "upper",
        "lower",
        "title",
        "capitalize",
        "casefold",
        "swapcase",
        "encode",
        "replace",
        "format",
        "center",
        "ljust",
        "rjust",
        "zfill",
        "strftime",
        "isoformat",
        "date",
        "time",
        "astimezone",
        "timestamp",
        "localize",
        "local",
        "utc",
        "display",
        "text",
        "html",
        "safe",
        "formatted",
        "plain",
        "value",
        "humanize",
    ]
)
"""Words of an attribute that say how a value is shown rather than what it is: `eta.strftime`, `name.upper`."""


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """Return the lower-case words of an identifier: `orderId`, `order_id` and `order.id` give order, id."""
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=4096)
def plausible(path: str) -> str:
    """Return a text that can stand for the value of the variable `path` (dotted names and calls allowed).

    Times read as concrete times; a name that tells nothing is written out in words.
    """
    parts = [part for part in path.replace("()", "").split(".") if part]
    names = [name for name in _names(parts) if name] or [words_of(path)]
    last, owner = names[-1], names[-2] if len(names) > 1 else ()
    if len(last) == 1 and last[0] in _TITLES and owner:
        return _of_words((*owner, *last)) or _spelt(owner)
    return _of_words(last) or _spelt(last or words_of(path))


def _names(parts: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words of each part; those of a list's item are its list's, of one of them."""
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        words = _subject_of(part)
        several = after == "*" and words and words[-1].endswith("s")
        yield (*words[:-1], words[-1][:-1]) if several and words[-1][:-1] in _WORDS else words


def _subject_of(part: str) -> tuple[str, ...]:
    """Return the words of one dotted part that say what it is; an item of a list is what the list holds."""
    if part == "*":
        return ()
    words = words_of(part)
    kept = tuple(word for word in words if word not in _TRANSPARENT)
    return kept or (words if words and words[-1] in ("date", "time", "text") else ())


def _of_words(words: tuple[str, ...]) -> str | None:
    if not words:
        return None
    pair, last = words[-2:], words[-1]
    if pair in _PHRASES:
        return _PHRASES[pair]
    if last == "number" and len(words) > 1:
        return _NUMBER if words[-2] in _NUMBERED else _WORDS[last]
    if last in ("name", "title") and len(words) > 1:
        return _WORDS.get(words[-2]) or (_FIRST if last == "name" else None)
    if last in ("at", "on", "by") and len(words) > 1:
        return DAY
    if last in _WORDS:
        return _WORDS[last]
    if last.endswith("s") and last[:-1] in _WORDS:
        return _WORDS[last[:-1]]
    return next((value for word, value in ((w, _WORDS.get(w)) for w in words) if value == _URL), None)


def _spelt(words: tuple[str, ...]) -> str:
    return " ".join(words) or "detail"
