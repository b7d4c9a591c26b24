"""Customers to try a message with whose names are unlike those of its samples. All of them are made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.preview.fields import Field


@dataclass(frozen=True, slots=True)
class Profile:
    """A customer: what is special about the name, and the name in its two parts; both empty for one without."""

    label: str
    first: str
    last: str


PROFILES = (
    Profile("No first name", "", ""),
    Profile("Very long name", "Maximiliane-Theodora Guinevere", "von Obernhausen-Wetterscheid zu Lindenthal"),
    Profile("Japanese name", "さくら", "青木"),
    Profile("Arabic name", "ياسمين", "الحديدي"),
    Profile("Name with an apostrophe", "D'Arcy", "O'Fenwick"),
)

_FIRST = frozenset(("first_name", "firstname", "given_name", "forename"))
_LAST = frozenset(("last_name", "lastname", "family_name", "surname"))
_WHOLE = frozenset(("name", "full_name", "customer_name", "customer", "client_name", "recipient_name"))
_PEOPLE = frozenset(("customer", "client", "user", "recipient", "contact", "person", "requester"))
"""What a table is called whose `name` is a customer's: `customer.name` is, `product.name` is not."""


def profiles_of(fields: Iterable[Field]) -> dict[str, Mapping[str, str]]:
    """Return for each profile the values of the fields that hold a customer's name; none where no field does.

    An empty value stands for a name that is not known.
    """
    names = [(field.name, part) for field in fields if field.sort == "text" and (part := _part(field.name))]
    if not names:
        return {}
    return {profile.label: {name: _value(profile, part) for name, part in names} for profile in PROFILES}


def _part(name: str) -> str:
    """Return which part of a customer's name a field holds: `first`, `last`, `whole`, or nothing."""
    *tables, last = name.lower().split(".")
    if last in _FIRST:
        return "first"
    if last in _LAST:
        return "last"
    return "whole" if last in _WHOLE and (not tables or tables[-1] in _PEOPLE) else ""


def _value(profile: Profile, part: str) -> str:
    if part == "whole":
        return f"{profile.first} {profile.last}".strip()
    return profile.first if part == "first" else profile.last
