"""JSON for the programs of others, many of which refuse half characters."""

from __future__ import annotations

import json
import re
from typing import Any

_HALVES = re.compile("[\ud800-\udfff]")


def json_text(value: Any) -> str:
    r"""Return `value` as indented JSON; half characters (lone surrogates) show as text: `\ud800`."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _HALVES.sub(lambda half: f"\\\\u{ord(half[0]):04x}", text) + "\n"
