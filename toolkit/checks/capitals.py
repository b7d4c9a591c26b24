"""The check that underlines words in capitals that shout: ordinary words, not acronyms, names, codes or labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from toolkit.checks.base import Match, OptionError
from toolkit.checks.leaks import LeakWords, leaks
from toolkit.language import CapitalRun, Prose, Role, Vocabulary, capital_runs, ordinary_words
from toolkit.language.tokens import Token

_PARTS = re.compile(r"['’-]")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_BRACKETS = {"[": "]", "<": ">", "{": "}"}
_DATE_WORDS = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
    ]
)
_FIRM = frozenset(["ltd", "limited", "llc", "inc", "plc", "gmbh", "pty", "llp", "bv"])
_TITLES = frozenset(["mr", "mrs", "ms", "dr"])
_KEYS = frozenset(["ctrl", "alt", "cmd", "esc", "fn", "shift"])
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b|\b[A-Z]{2} \d{5}(?:-\d{4})?\b|\b\d{6}\b")
_NUMBERED = re.compile(r"\b\d+[A-Za-z]?\b")
_KEYWORD = re.compile(r"\b(?:STOP|HELP|START|INFO|UNSUBSCRIBE|YES|NO|END|CANCEL|QUIT)\b (?:to|for) [a-z]")
_SENT_BACK = frozenset(
    ["reply", "text", "send", "txt", "respond", "sms", "message", "replying", "texting", "sending"]
)
_DETERMINERS = (("a",), ("an",), ("the",), ("your",), ("our",), ("my",))
_LONGEST_LABEL = 3


@dataclass(frozen=True, slots=True)
class CapitalWords:
    """What a language's word lists say of words in capitals; all in lower case."""

    ordinary_too: frozenset[str]
    shouted_short: frozenset[str]
    quiet_short: frozenset[str]
    never_labels: frozenset[str]
    acronyms: frozenset[str]
    acronym_verbs: frozenset[str]
    acted_on: frozenset[str]
    name_heads: frozenset[str]
    emphatic: frozenset[str]
    reads_out: frozenset[str]
    asks_for: frozenset[str]
    between_label: frozenset[str]
    streets: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Self:
        """Return the lists of a vocabulary."""
        return cls(**{name: frozenset(vocabulary.entries(name)) for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Capitals:
    """Underlines each run of shouted words once; `allow` holds a team's own words in lower case."""

    sort: ClassVar[str] = "capitals"
    options: ClassVar[frozenset[str]] = frozenset(("allow",))

    words: CapitalWords
    slots: LeakWords
    vocabulary: Vocabulary
    allow: frozenset[str]

    @classmethod
    def from_options(cls, options: Mapping[str, Any], vocabulary: Vocabulary) -> Self:
        """Return the check that a rule's options describe; raises OptionError."""
        allow = options.get("allow", [])
        if not isinstance(allow, list) or not all(isinstance(word, str) for word in allow):
            raise OptionError("allow", "allow must be a list of texts")
        return cls(
            CapitalWords.of(vocabulary), LeakWords.of(vocabulary), vocabulary, frozenset(allowed_words(allow))
        )

    def matches(self, prose: Prose) -> Iterable[Match]:
        """Yield each run that shouts, in order, with the same words in lower case."""
        label_before: CapitalRun | None = None
        for run in capital_runs(prose):
            if self._label(run, prose, label_before):
                label_before = run
            elif self._shouts(run, prose):
                yield Match(run.span, suggestion=self._lowered(run, prose), safe=self._all_known(run, prose))

    def _shouts(self, run: CapitalRun, prose: Prose) -> bool:
        if _bracketed(run, prose.text) or self._a_name(run, prose) or self._address(run, prose):
            return False
        return self._loud(run, prose) and not any(leak.overlaps(run.span) for leak in leaks(prose, self.slots))

    def _loud(self, run: CapitalRun, prose: Prose) -> bool:
        """Tell whether a run holds two ordinary words, or one that shouts by itself."""
        raws = [token_text(token, prose.text) for token in run.words]
        plain = [self._ordinary(token, prose) for token in run.words]
        loud = [raw for raw, ordinary in zip(raws, plain, strict=True) if ordinary]
        if len(loud) > 1:
            return True
        words = self.words
        if not loud:
            verb = len(raws) == 1 and raws[0] in words.acronym_verbs and raws[0] not in self.allow
            return verb and run.after[:1] != () and run.after[0] in words.acted_on
        alone = loud[0] in words.shouted_short or len(loud[0]) > 3
        if len(raws) == 1:
            return alone and not self._names(raws[0], run)
        if all(ordinary or raw in words.quiet_short for raw, ordinary in zip(raws, plain, strict=True)):
            return alone or len(loud[0]) > 1
        known = all(ordinary or raw in words.acronyms for raw, ordinary in zip(raws, plain, strict=True))
        small = loud[0] in words.shouted_short or loud[0] in words.never_labels or loud[0] in words.emphatic
        return small or (alone and (known or self._apart(run, plain, prose)) and not self._names(loud[0], run))

    def _apart(self, run: CapitalRun, plain: list[bool], prose: Prose) -> bool:
        """Tell whether a mark stands between the one ordinary word and its neighbours: "NOTE: IBAN"."""
        at = plain.index(True)
        start = run.words[at - 1].end if at else run.words[at].start
        end = run.words[at + 1].start if at + 1 < len(run.words) else run.words[at].end
        left, right = prose.text[start : run.words[at].start], prose.text[run.words[at].end : end]
        return all(not gap or not gap.isspace() for gap in (left, right))

    def _ordinary(self, token: Token, prose: Prose) -> bool:
        """Tell whether a word in capitals is an ordinary word and nothing else besides."""
        raw = token_text(token, prose.text)
        if len(raw) < 2 or raw in self.allow or raw in self.words.acronyms or raw in self.words.quiet_short:
            return False
        if _joined_by_sign(token, prose.text):
            return raw in ("and", "or")
        parts = _PARTS.split(raw)
        if "-" in raw:
            small = self.words.shouted_short | self.words.never_labels
            return any(part in small or part in ("non", "pre", "re", "self") for part in parts) and any(
                self._known(part) for part in parts
            )
        return (
            self._known(raw) if len(parts) == 1 else len(self.vocabulary.words(raw)) > 1 and self._known(parts[0])
        )

    def _known(self, word: str) -> bool:
        words = self.words
        if (len(word) < 4 and word in words.shouted_short) or word in words.ordinary_too:
            return True
        known = ordinary_words(self.vocabulary.folder)
        if word in known or word in _NEGATED:
            return True
        return _DRAWN_OUT.search(word) is not None and bool(
            {_DRAWN_OUT.sub(r"\1", word), _DRAWN_OUT.sub(r"\1\1", word)} & known
        )

    def _label(self, run: CapitalRun, prose: Prose, before: CapitalRun | None) -> bool:
        """Tell whether the words are read off something, or are to be sent back as they stand."""
        words = self.words
        raws = [token_text(token, prose.text) for token in run.words]
        if len(raws) > _LONGEST_LABEL and "or" not in raws and "to" not in raws:
            return False
        if _KEYWORD.match(prose.text, run.words[-1].start):
            return True
        cue = next((word for word in run.before if word not in words.between_label and word not in ":\"'“*(,"), "")
        near = run.before[:4]
        asked = cue in words.asks_for and cue in near and raws[0] not in words.never_labels
        if asked and cue in _SENT_BACK and run.after[:1] in (("us",), ("me",)):
            asked = False
        if (cue in words.reads_out and cue in near) or asked:
            return True
        if before is None or prose.text.count("\n", before.span.end, run.span.start):
            return False
        joined = run.before[:1] in (("or",), ("and",), (",",), ("then",))
        return joined and len(raws) == 1 and raws[0] not in words.never_labels and len(run.before) < 8

    def _names(self, word: str, run: CapitalRun) -> bool:
        """Tell whether one word in capitals is the name of what comes next: "the SEND team"."""
        words = self.words
        if word in words.emphatic or not run.after:
            return False
        if word in words.never_labels and run.before[:1] not in _DETERMINERS:
            return False
        return run.after[0] in words.name_heads and not word.endswith(("ed", "ly"))

    def _a_name(self, run: CapitalRun, prose: Prose) -> bool:
        """Tell whether the words are a person, a firm, keys, a day or a month."""
        raws = [token_text(token, prose.text) for token in run.words]
        role = run.line.role
        if role is Role.GREETING and run.words[0].start > run.line.begins:
            return True
        if role is Role.SIGN_OFF:
            line = prose.text[run.line.start : run.line.end]
            return not self.vocabulary.closes(line.lower())
        if raws[-1] in _FIRM or any(raw in _TITLES or raw in _KEYS for raw in raws):
            return True
        dated = "<number>" in (*run.before[:1], *run.after[:1])
        return len(raws) == 1 and dated and (raws[0] in _DATE_WORDS or raws[0] in self.words.ordinary_too)

    def _address(self, run: CapitalRun, prose: Prose) -> bool:
        """Tell whether the words stand in a postal address: a line of it, or a line between two of them."""
        if any(token_text(token, prose.text) in self.words.never_labels for token in run.words):
            return False
        start = prose.text.rfind("\n", 0, run.span.start) + 1
        end = prose.text.find("\n", run.span.end)
        line = prose.text[start : len(prose.text) if end < 0 else end]
        if self._postal(line):
            return True
        if line.strip(" ,.") != line.strip(" ,.").upper() or len(line) > 40:
            return False
        above = prose.text[:start].rstrip("\n").rpartition("\n")[2]
        below = prose.text[end + 1 :].partition("\n")[0] if end >= 0 else ""
        second = prose.text[end + 1 :].partition("\n")[2].partition("\n")[0] if end >= 0 else ""
        return any(self._postal(one) for one in (above, below, second))

    def _postal(self, line: str) -> bool:
        if len(line) > 80 or "://" in line or not _NUMBERED.search(line):
            return False
        if _POSTCODE.search(line):
            return True
        tail = _NUMBERED.split(line, maxsplit=1)[1].lower()
        return any(word in self.words.streets for word in re.findall(r"[a-z]+", tail)[:6]) and (
            line.upper() == line or line[:1].isdigit()
        )

    def _lowered(self, run: CapitalRun, prose: Prose) -> str:
        """Return the run as it reads without its capitals; acronyms keep theirs."""
        text, out, at = prose.text, [], run.span.start
        for token in run.words:
            raw = token_text(token, text)
            lower = (
                self._ordinary(token, prose) or raw in self.words.quiet_short or raw in self.words.acronym_verbs
            )
            piece = text[token.start : token.end]
            out += [text[at : token.start], piece.lower() if lower or raw == "a" else piece]
            at = token.end
        made = "".join(out)
        return made[:1].upper() + made[1:] if not run.before else made

    def _all_known(self, run: CapitalRun, prose: Prose) -> bool:
        return all(
            self._ordinary(token, prose) or token_text(token, prose.text) in self.words.quiet_short
            for token in run.words
        )


_NEGATED = frozenset(
    [
        "don",
        "doesn",
        "didn",
        "isn",
        "aren",
        "wasn",
        "weren",
        "hasn",
        "haven",
        "hadn",
        "couldn",
        "shouldn",
        "wouldn",
        "mustn",
        "won",
        "can",
        "ain",
    ]
)


def allowed_words(texts: Iterable[str]) -> Iterator[str]:
    """Yield each word of a team's own words in lower case."""
    for text in texts:
        yield from text.lower().split()


def token_text(token: Token, text: str) -> str:
    """Return a token's text in lower case."""
    return text[token.start : token.end].lower()


def _bracketed(run: CapitalRun, text: str) -> bool:
    before, after = text[run.span.start - 1 : run.span.start], text[run.span.end : run.span.end + 1]
    return before in _BRACKETS and _BRACKETS[before] == after


def _joined_by_sign(token: Token, text: str) -> bool:
    """Tell whether a word is half of "AT&T" or "SHARMA/ANIL"."""
    around = text[token.start - 1 : token.start] + text[token.end : token.end + 1]
    return "/" in around or "&" in around
