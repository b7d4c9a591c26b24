"""JSON Schemas of what people write in TOML: the configuration, a template's header, a rule file. For editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from toolkit.checks import SORTS
from toolkit.config import KEYS
from toolkit.library import CHANNELS, KINDS, LOCALE, SITUATION_LENGTH, TAG
from toolkit.rules.model import LIBRARY_SORT, TEMPLATE_SORT, Severity, Verdict

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXTS: Mapping[str, Any] = {"type": "array", "items": _TEXT}
_FLAG: Mapping[str, Any] = {"type": "boolean"}


def _table(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **more}


def _told(shape: Mapping[str, Any], description: str) -> dict[str, Any]:
    return {**shape, "description": description}


def config_schema() -> dict[str, Any]:
    """Return the schema of `kindword.toml`, and of what stands below `[tool.kindword]`."""
    properties = {name: _told(key.schema, key.about) for name, key in KEYS.items()}
    return {"$schema": _DRAFT, "title": "kindword.toml", **_table(properties)}


def header_schema() -> dict[str, Any]:
    """Return the schema of a template's header."""
    variable = {
        "type": "object",
        "properties": {
            "description": _told(_TEXT, "What the variable holds, for whoever fills it in."),
            "example": _told({}, "A value as it is in life; it fills the variable where no sample does."),
            "default": _told({}, "The value where none is given."),
            "choices": _told(
                {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 2, "uniqueItems": True},
                "The only values that it may have.",
            ),
            "required": _told(_FLAG, "Whether a value must be given."),
            "optional": _told(_FLAG, "Whether the text makes sense without a value."),
        },
        "additionalProperties": {"type": "object"},
    }
    properties = {
        "title": _told(_TEXT, "What the message is, in a few words."),
        "use_when": _told(_TEXT, "The situation in which to send it."),
        "situation": _told(
            {"type": "string", "pattern": r"^[^\n]*\S[^\n]*$", "maxLength": SITUATION_LENGTH},
            "What has happened to the customer, in a few words: late delivery, double charge.",
        ),
        "tags": _told(
            {"type": "array", "items": {"type": "string", "pattern": f"^{TAG.pattern}$"}, "uniqueItems": True},
            "Words by which colleagues look for it.",
        ),
        "kind": _told({"enum": list(KINDS)}, "The kind of message; the folder tells it otherwise."),
        "channel": _told({"enum": list(CHANNELS)}, "Where it is sent."),
        "locale": _told({"type": "string", "pattern": f"^{LOCALE.pattern}$"}, "Its language: en, en-GB."),
        "subject": _told(_TEXT, "The subject line; it may use variables."),
        "variables": _told({"type": "object", "additionalProperties": variable}, "What the text is filled with."),
        "samples": _told(
            {"type": "object", "additionalProperties": {"type": "object"}},
            "Sets of values to render and check the message with.",
        ),
    }
    return {"$schema": _DRAFT, "title": "The header of a kindword template", **_table(properties)}


def rule_schema() -> dict[str, Any]:
    """Return the schema of a rule file."""
    promises = {"type": "object", "additionalProperties": _TEXT}
    texts = dict.fromkeys(("subject", "body", "kind", "channel"), _TEXT)
    example = {"anyOf": [_TEXT, _table({**texts, "promises": promises})]}
    names = sorted({name for sort in SORTS.values() for name in sort.options})
    options: dict[str, dict[str, Any]] = {name: {} for name in names}
    properties = {
        "severity": _told({"enum": list(map(str, Severity))}, "How grave a finding is."),
        "check": _told({"enum": [*sorted(SORTS), TEMPLATE_SORT, LIBRARY_SORT]}, "The sort of check."),
        "message": _told(_TEXT, "What a finding says; {words} are the underlined words."),
        "rationale": _told(_TEXT, "Why the rule is there."),
        "sources": _told(_TEXTS, "Where that is written."),
        "extends": _told(_TEXT, "The rule that this one adds to."),
        "off": _told(_FLAG, "Whether the rule of this name is switched off."),
        "applies_to": _told(
            _table({"kinds": _list_of(KINDS), "channels": _list_of(CHANNELS)}), "The messages that it judges."
        ),
        "options": _told(_table(options), "What the check is to look for."),
        "examples": _told(
            _table({str(verdict): {"type": "array", "items": example} for verdict in Verdict}),
            "Messages that it must find fault with, and such as it must not.",
        ),
    }
    return {"$schema": _DRAFT, "title": "A kindword rule", **_table(properties)}


def _list_of(names: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"enum": list(names)}}


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = MappingProxyType(
    {"config": config_schema, "header": header_schema, "rule": rule_schema}
)
"""Every schema by the name that `kindword schema` takes."""
