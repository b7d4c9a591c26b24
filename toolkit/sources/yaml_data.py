"""Reads YAML as plain data: words as they are written, no objects, and no aliases that multiply."""

from __future__ import annotations

import re
from typing import Any

import yaml

from toolkit.errors import KindwordError

MAX_VALUES = 100_000
"""Values of one text, its aliases written out."""
MAX_DEPTH = 50
"""Levels of values within values."""


class _Loader(yaml.SafeLoader):
    """Takes plain words as they are written.

    YAML 1.1 would read 17:30 as 1050, NO as false and 0123 as 83; here only true, false, null and plain decimal
    numbers are more than text.
    """

    yaml_implicit_resolvers = {}  # noqa: RUF012 - the seam that PyYAML has for this


_TAG = "tag:yaml.org,2002:"
_READ_AS = {
    "bool": ("true|True|TRUE|false|False|FALSE", "tTfF"),
    "null": ("null|Null|NULL|~|", ["n", "N", "~", ""]),
    "int": ("[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    "float": (r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
    "merge": ("<<", "<"),
}
for _tag, (_pattern, _first) in _READ_AS.items():
    _Loader.add_implicit_resolver(_TAG + _tag, re.compile(f"(?:{_pattern})$"), list(_first))
_TAGS = frozenset(_TAG + tag for tag in (*_READ_AS, "str", "seq", "map"))


def parse_yaml(text: str, path: str) -> Any:
    """Return the value of a YAML text: names, texts, numbers, true, false, null and lists of them.

    Raises KindwordError with the line of `path` where it does not parse, repeats a name, asks for anything more
    than plain data, or grows beyond bounds by its aliases.
    """
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        _check_nodes(root, path)
        return None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise KindwordError(
            f"this is not valid YAML: {error.problem or error.context}", path=path, line=line
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise KindwordError("YAML has no such character", path=path, line=line) from error
    except RecursionError as error:
        raise KindwordError("this YAML nests too deeply", path=path) from error
    except ValueError as error:
        raise KindwordError(f"this is not valid YAML: {error}", path=path) from error


def _check_nodes(root: yaml.Node | None, path: str) -> None:
    """Raise for what would blow up, say one thing twice, or make something other than plain data."""
    left, found = [] if root is None else [(root, 0)], 0
    while left:
        node, depth = left.pop()
        line = node.start_mark.line + 1
        found += 1
        if found > MAX_VALUES or depth > MAX_DEPTH:
            raise KindwordError(
                "the data nests too deeply, or its aliases (*) repeat too much", path=path, line=line
            )
        if node.tag not in _TAGS:
            raise KindwordError(
                f"{node.tag!r} is more than plain data", path=path, line=line, hint="Leave it out."
            )
        if isinstance(node, yaml.MappingNode):
            _check_keys(node, path)
            left += [(one, depth + 1) for pair in node.value for one in pair]
        elif isinstance(node, yaml.SequenceNode):
            left += [(one, depth + 1) for one in node.value]


def _check_keys(node: yaml.MappingNode, path: str) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.tag not in (f"{_TAG}str", f"{_TAG}merge"):
            raise KindwordError("this name is no text", path=path, line=line, hint="Put it in quotes.")
        if key.value in seen:
            raise KindwordError(f"{key.value!r} is given twice", path=path, line=line, hint="Give it once.")
        seen.add(key.value)
