"""What a language's data and patterns come to, kept between runs: working it out is most of starting up.

It is kept as JSON in the user's cache folder, one file for each state of the data; the wheel brings one for the
shipped rules. Without a file, or where it cannot be read or written, all is worked out anew: it only takes longer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.resources import cache_folder, digest, digest_of, parse_toml, read_sealed, shipped, write_sealed

_MOST_TEXTS = 300
_MOST_FILES = 6
_JSON = (str, int, float, bool, type(None))


@dataclass(slots=True)
class Index:
    """What is known of a language's data. `file` is where it is kept, None where it is not.

    `texts` are parsed TOML texts as JSON, by their digest; `sections` is what others have worked out, as JSON can
    hold it. `grown` tells that it is more than what the file has.
    """

    file: Path | None = None
    texts: dict[str, str] = field(default_factory=dict)
    sections: dict[str, Any] = field(default_factory=dict)
    grown: bool = False

    def toml(self, text: str, name: str) -> dict[str, Any]:
        """Return the tables of a TOML text that is the file `name`; raises what `parse_toml` raises."""
        key = digest(text)
        if key in self.texts:
            known: dict[str, Any] = json.loads(self.texts[key])
            return known
        data = parse_toml(text, name)
        if _is_json(data):
            self.texts[key] = json.dumps(data, ensure_ascii=False)
            self.grown = True
        return data

    def keep(self) -> None:
        """Write what has been learnt since the file was read, and drop the oldest files of other data."""
        if self.file is None or not self.grown:
            return
        texts = dict(list(self.texts.items())[-_MOST_TEXTS:])
        if not write_sealed(self.file, {"texts": texts, "sections": self.sections}, most=_MOST_FILES):
            self.file = None
        self.grown = False


def read_index(language: str, *data: object) -> Index:
    """Return what an earlier run kept for a language whose words and spelling are `data`, by this very program."""
    name = f"language-{language}.{digest(json.dumps([_program(), data]))}.json"
    folder = cache_folder()
    own = None if folder is None else folder / name
    for file in (own, shipped("index") / name):
        known = None if file is None else read_sealed(file)
        if known is not None:
            return Index(own, known["texts"], known["sections"])
    return Index(own)


def _program() -> str:
    """Return what tells one state of this program from another: the digest of all that works the index out."""
    return digest_of(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))))


def _is_json(value: object) -> bool:
    """Tell whether JSON gives back the same of a TOML value: it knows no dates."""
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    return all(map(_is_json, value)) if isinstance(value, list) else isinstance(value, _JSON)
