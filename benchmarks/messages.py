"""Makes messages to measure with: about 80 words each, the same on every run."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from toolkit.language import Prose
from toolkit.rules import load_rules

KINDS = ("first-reply", "apology", "closing", "follow-up", "any")
_OPENINGS = (
    "Thanks for telling us about the {thing}, and for the photo you sent.",
    "You have waited nine days for the {thing}, and nobody told you why.",
    "We sent the wrong {thing}, and that left you without one for the weekend. That was our mistake.",
    "I can see why the news about the {thing} was a let-down after the week you have had.",
    "You'd like the {thing} back before you travel, and you'd like to know what it costs.",
)
_MIDDLES = (
    "I have asked {who} to look at it today, and I will write to you by {when} with what they find.",
    "{who} is packing a new one now, and it leaves our shelf before {when}.",
    "I'm moving it to a later slot, and the £14.20 goes back to your card by {when}.",
    "You can keep both, or send one back with the label in the box; either way you pay nothing more.",
    "If that doesn't suit you, tell me which day does, and I will change it for you.",
    "The link at https://example.com/orders/88213 shows where it is, and it is updated every hour.",
    "Please have your order number, ORD-88213, to hand when {who} calls, so that it takes a minute.",
    "We should have told you on Monday, when we saw the delay, and we did not.",
    "The fault was in the part that reads the meter, so the bill was too high by a third.",
    "Nothing else in your account has changed, and your next payment stays as it was.",
    "We're sorry if this caused any inconvenience, and we will be in touch soon.",
    "Do NOT reply to this address, because nobody reads it before {when}.",
)
_CLOSINGS = (
    "If anything looks odd when it arrives, reply here and I'll pick it up.",
    "I'll check on it myself at the end of the week, and you will hear from me either way.",
    "Write back whenever suits you; the whole thread comes to me.",
)
_THINGS = (
    "blue kettle",
    "router",
    "season ticket",
    "winter coat",
    "boiler part",
    "booking",
    "library card",
    "bike",
)
_PEOPLE = ("Priya in our workshop", "our billing team", "the courier", "Marek", "the front desk")
_TIMES = ("5 pm today", "Friday noon", "tomorrow morning", "the end of next week", "Tuesday")
WORDS = 80


def bodies(count: int) -> list[str]:
    """Return the bodies of `count` messages, each of about 80 words, as alike as a team's macros are."""
    chance = random.Random(20)  # noqa: S311 - it deals sentences, not secrets
    return [_body(chance) for _ in range(count)]


def _body(chance: random.Random) -> str:
    words = {"thing": chance.choice(_THINGS), "who": chance.choice(_PEOPLE), "when": chance.choice(_TIMES)}
    sentences = [chance.choice(_OPENINGS)]
    middles = chance.sample(_MIDDLES, len(_MIDDLES))
    while len(" ".join(sentences).split()) < WORDS - 25:
        sentences.append(middles.pop())
    sentences.append(chance.choice(_CLOSINGS))
    text = " ".join(sentence.format(**words) for sentence in sentences)
    half = text.index(". ", len(text) // 2) + 1
    return f"Hello Sam,\n\n{text[:half]}\n\n{text[half:].strip()}\n\nKind regards,\nAlex"


def fresh_bodies(count: int) -> list[str]:
    """Return the bodies of `count` messages of about 80 words of which no two have a sentence in common.

    The sentences are those of the rules' examples; each comes again only with another number before it.
    """
    chance = random.Random(21)  # noqa: S311 - it deals sentences, not secrets
    said = _sentences()
    made: list[str] = []
    left: list[str] = []
    rounds = 0
    while len(made) < count:
        body: list[str] = []
        while sum(len(sentence.split()) for sentence in body) < WORDS - 12:
            if not left:
                left, rounds = chance.sample(said, len(said)), rounds + 1
            body.append(left.pop() if rounds == 1 else f"On order {rounds}: {left.pop()}")
        half = len(body) // 2
        made.append(f"Hello Sam,\n\n{' '.join(body[:half])}\n\n{' '.join(body[half:])}\n\nKind regards,\nAlex")
    return made


def _sentences() -> list[str]:
    """Return the sentences of the rules' examples, each once."""
    bodies = (example.body for rule in load_rules() for example in rule.examples)
    proses = (Prose.of(body.replace("«", "").replace("»", "")) for body in bodies if "{" not in body)
    found = (sentence.span.of(prose.text) for prose in proses for sentence in prose.sentences)
    return list(dict.fromkeys(" ".join(text.split()) for text in found if len(text.split()) > 3))


def write_set(path: Path, texts: Sequence[str]) -> None:
    """Write messages as a message set."""
    lines = (
        json.dumps({"id": f"m{number}", "kind": KINDS[number % len(KINDS)], "channel": "email", "body": body})
        for number, body in enumerate(texts, 1)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
