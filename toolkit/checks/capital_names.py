"""Tells words in capitals that only look as if they shouted: labels, keywords, names, dates, addresses."""

from __future__ import annotations

import re

from toolkit.checks.capital_words import CapitalLists
from toolkit.language import CapitalRun, Prose, Role

_BRACKETS = {"[": "]", "<": ">", "{": "}"}
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b\d{6}\b")
_HOUSE_NUMBER = re.compile(r"\b\d+[A-Za-z]?\b")
_LETTERS = re.compile(r"[a-z]+")
_DETERMINERS = ("a", "an", "the", "your", "our", "my")
_JOINING = ("or", "and", ",", "then", "to")
_DESCRIBING = ("ed", "ly", "est", "ive", "ous", "ful", "less", "able", "ible", "ing", "ent", "ant", "ial")
_STEPS = (">", "→", "›")
_UNSPOKEN = ":\"'“*(,"
_LONGEST_LABEL = 3
_LONGEST_LINE = 80
_LONGEST_ADDRESS_LINE = 40
_REACH = 8
_NEAR = 50


def is_label(run: CapitalRun, lists: CapitalLists, prose: Prose, before: CapitalRun | None) -> bool:
    """Tell whether the words are read off something, or are to be sent back as they stand.

    `before` is the last run of the message that was one: "reply YES to keep it or NO to let it go".
    """
    if (
        run.after[:1] in (("to",), ("for",))
        and run.raws[-1] in lists.keywords
        and run.raws[0] not in lists.never_labels
    ):
        return True
    if run.before[:1] == ("from",) and run.after[:1] == ("to",):  # from one status to the next
        return run.raws[0] not in lists.never_labels
    if len(run.raws) > _LONGEST_LABEL and "or" not in run.raws:
        return False
    cue = next((word for word in run.before if word not in lists.between_label and word not in _UNSPOKEN), "")
    if cue in run.before[:4]:
        if cue in lists.reads_out:
            return True
        if cue in lists.asks_for and not _stresses(run, lists):
            return True
    return before is not None and _goes_on(run, lists, prose, before)


def _stresses(run: CapitalRun, lists: CapitalLists) -> bool:
    """Tell whether a run leans on what follows, and so is no label: "choose the WRONG size", "reply NOW"."""
    follows = run.after[0] if run.after else ","
    closed = not follows.isalpha() or follows in lists.after_labels
    if run.raws[0] in lists.never_labels:
        return not (closed and run.raws[0] in lists.keywords)
    if closed or run.raws[0] in lists.emphatic:
        return not closed
    return follows not in lists.name_heads and bool(run.before) and run.before[0] in _DETERMINERS


def _goes_on(run: CapitalRun, lists: CapitalLists, prose: Prose, before: CapitalRun) -> bool:
    """Tell whether a run is the next of several labels."""
    if "\n" in prose.text[before.span.end : run.span.start] or not run.before:
        return False
    if run.before[0] in _STEPS:
        return True
    near = run.span.start - before.span.end <= _NEAR
    return near and run.before[0] in _JOINING and not _stresses(run, lists)


def names_next(word: str, run: CapitalRun, lists: CapitalLists) -> bool:
    """Tell whether one word in capitals is the name of what comes next: "the SEND team"."""
    if not run.after or word in lists.emphatic or word.endswith(_DESCRIBING):
        return False
    if word in lists.never_labels and (not run.before or run.before[0] not in _DETERMINERS):
        return False
    return run.after[0] in lists.name_heads


def is_name(run: CapitalRun, lists: CapitalLists, prose: Prose) -> bool:
    """Tell whether the words are a person, a firm, keys, a date, a slot, or what a sign says."""
    text, raws = prose.text, run.raws
    ahead, behind = text[run.span.start - 1 : run.span.start], text[run.span.end : run.span.end + 1]
    if _BRACKETS.get(ahead, "-") == behind or text.startswith(" /", run.span.end):
        return True
    if run.line.role is Role.GREETING and run.words[0].start > run.line.begins:
        return True
    if run.line.role is Role.SIGN_OFF:
        return not prose.vocabulary.closes(text[run.line.start : run.line.end].lower())
    if raws[-1] in lists.firm_endings or any(raw in lists.titles or raw in lists.keyboard for raw in raws):
        return True
    if "<number>" in (*run.before[:1], *run.after[:1]) and len(raws) == 1:
        return raws[0] in lists.date_words or raws[0] in lists.ordinary_too
    of_a_sign = bool(run.before and run.after) and run.before[0] in _DETERMINERS
    return of_a_sign and len(raws) > 1 and run.after[0] in lists.label_heads


def is_address(run: CapitalRun, lists: CapitalLists, prose: Prose) -> bool:
    """Tell whether the words stand in a postal address: on a line of it, or on a line just above one."""
    if any(raw in lists.never_labels for raw in run.raws):
        return False
    text, span = prose.text, run.span
    before = max(0, span.start - _LONGEST_LINE)
    start = max(before, text.rfind("\n", before, span.start) + 1)
    end = text.find("\n", span.end, span.end + _LONGEST_LINE)
    line = text[start : span.end + _LONGEST_LINE if end < 0 else end]
    if _postal(line, lists) or _street(text[max(start, span.start - _REACH) : span.end], lists):
        return True
    if len(line) > _LONGEST_ADDRESS_LINE or line != line.upper():
        return False
    above = text[max(0, start - _LONGEST_LINE) : start].rstrip("\n").rpartition("\n")[2]
    below = text[end + 1 : end + 200].split("\n")[:2] if end >= 0 else []
    return any(_postal(one, lists) for one in (above, *below))


def _postal(line: str, lists: CapitalLists) -> bool:
    """Tell whether a line belongs to an address: it has a postcode, or a number and a street."""
    if len(line) > _LONGEST_LINE or "://" in line:
        return False
    if _POSTCODE.search(line):
        return True
    return (line == line.upper() or line[:1].isdigit()) and _street(line, lists)


def _street(text: str, lists: CapitalLists) -> bool:
    """Tell whether a number is followed by a street in capitals."""
    number = _HOUSE_NUMBER.search(text)
    return number is not None and any(
        word in lists.streets for word in _LETTERS.findall(text[number.end() :].lower())[:6]
    )
