"""Reads the word list that an option of a rule names, as a set of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from toolkit.checks.base import OptionError
from toolkit.language import PatternError, Vocabulary


def listed(options: Mapping[str, Any], key: str, vocabulary: Vocabulary, within: str = "") -> frozenset[str]:
    """Return the words of the list that option `key` names, none where it is not given.

    An entry that only names another list, in braces, stands for that list's words. `within` is the table that the
    option stands in, for messages. Raises OptionError for what is no name of a list.
    """
    name, full = options.get(key), f"{within}.{key}" if within else key
    if name is None:
        return frozenset()
    if not isinstance(name, str):
        raise OptionError(full, f"{key} must be the name of a word list")
    try:
        return frozenset(_words(name, vocabulary))
    except PatternError as error:
        raise OptionError(full, str(error)) from error


def _words(name: str, vocabulary: Vocabulary) -> Iterator[str]:
    with vocabulary.following(name):
        for entry in vocabulary.entries(name):
            if entry[:1] == "{" and entry[-1:] == "}":
                yield from _words(entry[1:-1], vocabulary)
            else:
                yield entry
